"""The commands about stories."""

from datetime import time, timedelta

import pytest
from sqlalchemy import Engine

from tests.unioncrawl.commands.running import scrapy
from tests.unioncrawl.db.test_stories import DAY, SITES, put, table
from tests.unioncrawl.stored import declare
from tests.unioncrawl.stories.texts import COPIES, FORMS, PARAGRAPHS, STORY, TITLE


@pytest.fixture
def engine(engine: Engine) -> Engine:
    for name in SITES:
        declare(engine, name, name, "620000")
    put(engine, 0, COPIES["in traditional script"], site="lanzhou", day=DAY + timedelta(days=1))
    put(engine, 1, STORY, site="gansu", clock=time(8, 30))
    put(engine, 2, f"又题\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n[b]特约评论：来日方长，且行且看。[/b]", site="workercn", day=None)
    put(engine, 3, FORMS["other figures"], site="workercn")
    return engine


def test_a_story_is_a_tree_of_its_copies(engine: Engine, database_url: str) -> None:
    story, form = sorted(table(engine, "story"), key=lambda row: int(str(row["id"])))
    articles = {str(row["url"])[-1]: row["id"] for row in table(engine, "article")}
    shown = scrapy(database_url, "stories", str(story["id"])).stdout
    lines = [line.lstrip("│├└─ ") for line in shown.splitlines()]
    assert lines[:2] == [
        f"story {story['id']}: 3 articles, 3 sites, 15.5 hours",
        f"2024-06-18 08:30  gansu  {TITLE}  (article {articles['1']})",
    ]
    assert lines[2] == (
        f"2024-06-19  lanzhou  {COPIES['in traditional script'].splitlines()[0]}  (article {articles['0']}): same gansu's, 98% shared"
    )
    assert lines[3] == "in traditional script"
    assert lines[4].startswith(f"no date  workercn  又题  (article {articles['2']}): excerpt of gansu's, ")
    assert lines[5:] == [
        "title: 又题",
        *(f"lacks: {line[:40]}{'…' if len(line) > 40 else ''}" for line in PARAGRAPHS[2:5]),
        "adds: [b]特约评论：来日方长，且行且看。[/b]",
        f"the same form, another event: story {form['id']}  {FORMS['other figures'].splitlines()[0]}",
    ]
    assert scrapy(database_url, "stories", "--article", str(articles["2"])).stdout == shown


WHICH = (
    "scrapy stories: which story? Give its number (the column id of the view stories has them: scrapy export --table stories --format csv), "
    "or --article and the number of an article\n"
)


@pytest.mark.usefixtures("engine")
def test_what_is_no_story_is_said_so(database_url: str) -> None:
    for words, code, message in [
        (("stories", "999"), 1, "scrapy stories: no story 999\n"),
        (("stories", "--article", "999"), 1, "scrapy stories: no story of article 999\n"),
        (("stories", "驿站"), 2, WHICH),
        (("stories",), 2, WHICH),
    ]:
        done = scrapy(database_url, *words)
        assert (done.returncode, done.stdout, done.stderr) == (code, "", message)


@pytest.mark.usefixtures("engine")
def test_all_stories_are_found_anew_by_all_cores(database_url: str) -> None:
    done = scrapy(database_url, "restory", "--cores", "2")
    assert (done.returncode, done.stdout) == (0, "2 stories, 0 articles moved, 0 came or changed meanwhile\n"), done.stderr
    assert scrapy(database_url, "restory", "--cores", "0").returncode == 2
