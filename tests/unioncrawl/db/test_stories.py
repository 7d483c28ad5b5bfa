"""Stories in the database: placed as they come, moved as they are revised, by several processes at once."""

import multiprocessing
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

import pytest
from sqlalchemy import Connection, Engine, func, select

from pipelines.store import store, store_all
from pipelines.stories import Stories
from tests.unioncrawl.stored import BEIJING, declare
from tests.unioncrawl.stories.texts import COPIES, EXCERPTS, FORMS, OTHER, ROUNDUP, STORY
from unioncrawl.db import Outcome, open_engine, tables, write
from unioncrawl.db.changes import changes
from unioncrawl.db.stories import place_article
from unioncrawl.items import Article, Block
from unioncrawl.stories import MOST_STORIES, cluster, telling

SEEN = datetime(2024, 6, 20, tzinfo=UTC)
LATER = SEEN + timedelta(days=1)
DAY = date(2024, 6, 18)
SITES = ("gansu", "lanzhou", "workercn")

Stored = dict[str, object]


@pytest.fixture
def engine(engine: Engine) -> Engine:
    for name in SITES:
        declare(engine, name, name, "620000")
    return engine


def an_article(number: int, text: str, day: date | None = DAY, clock: time | None = None) -> Article:
    title, *lines = text.splitlines()
    return Article(
        url=f"http://a.cn/{number}",
        title=title,
        blocks=[Block(at, line) for at, line in enumerate(lines or [title])],
        published_at=None if day is None else datetime.combine(day, clock or time(), BEIJING),
        published_precision=None if day is None else "minute" if clock else "day",
    )


def told(number: int, text: str, site: str = "gansu", at: datetime = SEEN, **dated: object) -> Article:
    """Through the step, as in a crawl."""
    article = Stories().process_item(an_article(number, text, **dated))  # type: ignore[arg-type]
    article.fetched_at, article.site = at, site
    return article


def put(engine: Engine, number: int, text: str, *, at: datetime = SEEN, **otherwise: object) -> None:
    """Through the step and the store, as in a crawl."""
    put_all(engine, [told(number, text, at=at, **otherwise)], at)  # type: ignore[arg-type]


def put_all(engine: Engine, articles: list[Article], at: datetime = SEEN) -> list[Outcome | None]:
    """Together."""
    return write(engine, lambda connection: store_all(connection, articles, "gansu", at))


def stories(engine: Engine) -> list[int]:
    """Story of each article, in the order of their addresses."""
    with engine.connect() as connection:
        found = connection.execute(select(tables.article.c.url, tables.article.c.story))
        return [story for _, story in sorted(found, key=lambda row: int(row[0].rpartition("/")[2]))]


def parts(labels: list[int]) -> list[int]:
    seen = list(dict.fromkeys(labels))
    return [seen.index(label) for label in labels]


def table(engine: Engine, name: str) -> list[Stored]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tables.metadata.tables[name])).mappings()]


def is_sound(connection: Connection) -> bool:
    """Whether the tables agree: every story has its articles, every posting and edge leads to what there is."""
    article, story = tables.article.c, tables.story.c
    counted = select(article.story, func.count()).where(article.story.is_not(None)).group_by(article.story)
    counts: dict[int, int] = dict(connection.execute(counted).all())
    sizes: dict[int, int] = dict(connection.execute(select(story.id, story.size)).all())
    held: dict[int, int] = dict(connection.execute(select(article.id, article.story)).all())
    firsts = all(held[first] == number for number, first in connection.execute(select(story.id, story.first_article)))
    posted = connection.execute(select(tables.posting.c.story, tables.posting.c.article))
    edges = connection.execute(select(tables.edge)).all()
    versions = dict.fromkeys(held, 0)
    for edge in edges:
        if edge.relation == "same":
            versions[edge.article] += 1
            versions[edge.other] += 1
    members = connection.execute(select(tables.member.c.article, tables.member.c.versions))
    return counts == sizes and firsts and all(held[one] == number for number, one in posted) and dict(members.all()) == versions


@pytest.fixture(autouse=True)
def sound(engine: Engine) -> Iterator[None]:
    yield
    with engine.connect() as connection:
        assert is_sound(connection)


@pytest.mark.parametrize(("seed", "together"), [(0, 1), (1, 1), (2, 1), (0, 50), (1, 4), (2, 50)])
def test_sql_decides_as_memory_does(engine: Engine, seed: int, together: int) -> None:
    texts = [STORY, *COPIES.values(), *EXCERPTS.values(), *FORMS.values(), OTHER, ROUNDUP, f"{STORY}\n{OTHER}", "工会", "工会"]
    random.Random(seed).shuffle(texts)  # noqa: S311  # an order, not a secret
    articles = [told(number, text, f"site{number}") for number, text in enumerate(texts)]  # some are exact copies: one article in one site
    for at in range(0, len(articles), together):
        put_all(engine, articles[at : at + together])
    day = datetime.combine(DAY, time(), BEIJING)
    stored = [f"{text.splitlines()[0]}\n{chr(10).join(text.splitlines()[1:] or text.splitlines())}" for text in texts]
    assert parts(stories(engine)) == parts(cluster(((str(at), text) for at, text in enumerate(stored)), [day] * len(texts)))


def test_what_an_article_is_to_others_is_kept(engine: Engine) -> None:
    for number, text in enumerate([STORY, EXCERPTS["the end"], FORMS["other figures"], COPIES["in traditional script"]]):
        put(engine, number, text)
    rows = table(engine, "article")
    numbers = {row["id"]: str(row["url"])[-1] for row in rows}
    edges = {(numbers[edge["article"]], numbers[edge["other"]]): (edge["relation"], edge["share"]) for edge in table(engine, "edge")}
    assert edges["1", "0"] == ("excerpt of", 1.0)
    assert edges["2", "0"][0] == "template"
    assert edges["3", "0"][0] == "same"
    members = {numbers[row["article"]]: (row["joined_as"], row["versions"], row["version"]) for row in table(engine, "member")}
    assert members == {"0": (None, 1, 1), "1": ("excerpt of", 0, 1), "2": (None, 0, 1), "3": ("same", 1, 1)}


def test_a_story_knows_who_had_it_first_and_how_far_it_went(engine: Engine) -> None:
    put(engine, 0, STORY, site="lanzhou", clock=time(20))
    put(engine, 1, COPIES["in traditional script"], site="gansu")  # the same day, at a time not known
    put(engine, 2, COPIES["with pinyin notes"], site="workercn", clock=time(8))
    put(engine, 3, COPIES["in one paragraph"], site="workercn", day=DAY + timedelta(days=2), clock=time(8))
    put(engine, 4, EXCERPTS["the end"], site="workercn", day=None)
    [story] = table(engine, "story")
    [first] = [row for row in table(engine, "article") if row["id"] == story["first_article"]]
    assert (first["url"], story["size"], story["sites"], story["spread_hours"]) == ("http://a.cn/2", 5, 3, 48.0)


def test_a_story_without_dates_begins_with_the_one_stored_first_and_has_no_spread(engine: Engine) -> None:
    put(engine, 0, STORY, day=None)
    put(engine, 1, COPIES["in traditional script"], day=None)
    [story] = table(engine, "story")
    assert (story["size"], story["spread_hours"]) == (2, None)
    assert min(row["id"] for row in table(engine, "article")) == story["first_article"]  # type: ignore[type-var]


def test_an_article_that_is_revised_into_a_copy_joins_the_story_and_the_change_is_numbered(engine: Engine) -> None:
    put(engine, 0, STORY)
    put(engine, 1, OTHER)
    put(engine, 1, COPIES["in traditional script"], at=LATER)
    assert parts(stories(engine)) == [0, 0]
    assert [(change.op, change.changed) for change in changes(engine, 2)] == [("revised", ["title", "body"]), ("moved", ["story"])]
    assert len(table(engine, "story")) == 1


def test_a_head_that_is_revised_away_leaves_the_story_to_its_copies(engine: Engine) -> None:
    put(engine, 0, STORY)
    put(engine, 1, COPIES["in traditional script"])
    put(engine, 0, OTHER, at=LATER)
    put(engine, 2, COPIES["with pinyin notes"])
    assert parts(stories(engine)) == [0, 1, 1]
    assert [change.article["url"] for change in changes(engine, 0) if change.op == "moved"] == ["http://a.cn/0"]


def test_a_revision_that_leaves_an_article_in_its_story_moves_nobody(engine: Engine) -> None:
    put(engine, 0, STORY)
    put(engine, 1, COPIES["in traditional script"])
    before = stories(engine)
    put(engine, 0, STORY + "\n（责任编辑：孙宁）", at=LATER)
    put(engine, 1, COPIES["with pinyin notes"], at=LATER)
    assert stories(engine) == before
    assert "moved" not in [change.op for change in changes(engine, 0)]


def test_an_article_alone_in_its_story_keeps_it_when_it_is_revised(engine: Engine) -> None:
    put(engine, 0, STORY)
    before = stories(engine)
    put(engine, 0, OTHER, at=LATER)
    assert stories(engine) == before
    put(engine, 1, STORY)  # finds nothing of what stood there
    assert parts(stories(engine)) == [0, 1]


def test_stories_that_prove_to_be_one_are_merged_and_those_moved_are_told(engine: Engine) -> None:
    put(engine, 0, EXCERPTS["the beginning"])
    put(engine, 1, EXCERPTS["the middle"])
    assert parts(stories(engine)) == [0, 1]
    put(engine, 2, STORY)
    put(engine, 3, COPIES["another headline, dateline and editor"])
    assert parts(stories(engine)) == [0, 0, 0, 0]
    assert {change.op for change in changes(engine, 2)} == {"new", "moved"}
    put(engine, 4, COPIES["in traditional script"])
    assert len(set(stories(engine))) == 1


@pytest.mark.parametrize("together", [1, 10])
def test_stories_are_merged_in_a_transaction_as_over_several(engine: Engine, together: int) -> None:
    first, second = EXCERPTS["the beginning"], EXCERPTS["the end"]
    texts = [first, OTHER, second, STORY, COPIES["in traditional script"], f"{OTHER}\n"]
    articles = [told(number, text, f"site{number}") for number, text in enumerate(texts)]
    for at in range(0, len(articles), together):
        put_all(engine, articles[at : at + together])
    assert parts(stories(engine)) == [0, 1, 0, 0, 0, 1]
    with engine.connect() as connection:
        seqs = list(connection.execute(select(tables.change.c.seq).order_by(tables.change.c.seq)).scalars())
    assert seqs == list(range(1, len(seqs) + 1))
    assert [change.op for change in changes(engine, 0)].count("moved") == 2  # both excerpts went to the whole


def test_what_comes_twice_in_a_transaction_is_stored_once(engine: Engine) -> None:
    again, copy = told(1, STORY), told(2, STORY)
    again.url = "https://a.cn/1"
    assert put_all(engine, [told(1, STORY), again, copy]) == ["new", "unchanged", "unchanged"]
    assert sorted(str(row["url"]) for row in table(engine, "sighting")) == ["http://a.cn/1", "http://a.cn/2", "https://a.cn/1"]
    assert put_all(engine, [told(3, OTHER), told(3, ROUNDUP, at=LATER)]) == ["new", "changed"]
    assert [(row["id"], row["revision"]) for row in table(engine, "article")] == [(1, 1), (2, 2)]
    assert [change.op for change in changes(engine, 0)] == ["new", "new", "revised"]


def test_an_article_stored_without_a_story_is_told_to_have_moved_when_it_gets_one(engine: Engine) -> None:
    put_all(engine, [an_article(1, STORY)])
    (stored,) = table(engine, "article")
    assert stored["story"] is None
    text = telling(str(stored["title"]), str(stored["body"]))
    story = write(engine, lambda connection: place_article(connection, 1, text, LATER))
    (stored,) = table(engine, "article")
    assert (stored["story"], stored["seq"]) == (story, 2)
    assert [change.op for change in changes(engine, 0)] == ["new", "moved"]


def test_an_article_seen_again_unchanged_is_not_placed_again(engine: Engine) -> None:
    put(engine, 0, STORY)
    before = {name: table(engine, name) for name in ("story", "posting", "edge", "member")}
    put(engine, 0, STORY, at=LATER)
    assert {name: table(engine, name) for name in before} == before


def test_a_refused_article_tells_no_story(engine: Engine) -> None:
    article = an_article(0, STORY)
    article.refuse("script", "")
    article = Stories().process_item(article)
    write(engine, lambda connection: store(connection, article, "gansu", SEEN))
    assert table(engine, "story") == table(engine, "posting") == []


def test_a_key_has_one_posting_a_story_and_only_so_many(engine: Engine) -> None:
    slogan = EXCERPTS["the middle"]
    for number in range(MOST_STORIES + 10):
        own = "".join(chr(0x5200 + number * 97 + at) for at in range(97)) * 2
        put(engine, number, f"第{chr(0x5000 + number) * 3}号\n{slogan}{own}")
    assert len(set(stories(engine))) == MOST_STORIES + 10
    keys = sorted(int(str(row["key"])) for row in table(engine, "posting"))
    assert max(len(list(same)) for _, same in groupby(keys)) == MOST_STORIES
    put(engine, 100, STORY)
    for number in range(101, 111):
        put(engine, number, COPIES["in traditional script"], day=DAY + timedelta(days=number - 101))
    assert len(set(stories(engine)[-11:])) == 1


CRAWLERS = 6
TOLD = 12  # stories


def _texts(story: int) -> list[str]:
    """Six copies of a story of its own letters."""
    text = "".join(chr(0x4E00 + (story * 1777 + at * 31 + at * at * 7) % 9000) for at in range(400))
    lines = [text[at : at + 80] for at in range(0, 400, 80)]
    return ["\n".join([f"标题{story}{copy}", *lines[: 5 if copy % 2 else 4]]) for copy in range(CRAWLERS)]


def _crawl(url: str, crawler: int, barrier: "multiprocessing.synchronize.Barrier") -> None:
    engine = open_engine(url)
    for story in range(TOLD):
        barrier.wait(60)
        put(engine, story * CRAWLERS + crawler, _texts(story)[crawler], site=SITES[crawler % 3])
    engine.dispose()


def test_copies_stored_by_six_processes_at_once_are_one_story(engine: Engine, database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(CRAWLERS)
    crawlers = [context.Process(target=_crawl, args=(database_url, number, barrier), daemon=True) for number in range(CRAWLERS)]
    for crawler in crawlers:
        crawler.start()
    for crawler in crawlers:
        crawler.join(120)
    assert [crawler.exitcode for crawler in crawlers] == [0] * CRAWLERS
    assert parts(stories(engine)) == [story for story in range(TOLD) for _ in range(CRAWLERS)]
    assert {row["size"] for row in table(engine, "story")} == {CRAWLERS}
