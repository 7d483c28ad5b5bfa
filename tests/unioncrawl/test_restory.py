"""All stories anew: the same that a crawl finds, and nothing written that stands so already."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, delete, select, update

from pipelines.store import store
from tests.unioncrawl.db.test_stories import LATER, SEEN, SITES, Stored, an_article, parts, put, stories, table
from tests.unioncrawl.stored import declare
from tests.unioncrawl.stories.texts import COPIES, EXCERPTS, FORMS, OTHER, ROUNDUP, STORY
from unioncrawl.commands.restory import repaired
from unioncrawl.db import read, tables, write
from unioncrawl.db.changes import changes
from unioncrawl.db.restory import standing, write_stories
from unioncrawl.restory import restory

TEXTS = [
    EXCERPTS["the beginning"],
    EXCERPTS["the middle"],
    OTHER,
    *COPIES.values(),
    *FORMS.values(),
    STORY,
    ROUNDUP,
    f"{STORY}\n{OTHER}",
    "工会\n简讯",
    EXCERPTS["the end"],
]


@pytest.fixture
def engine(engine: Engine) -> Engine:
    for name in SITES:
        declare(engine, name, name, "620000")
    return engine


def put_all(engine: Engine) -> None:
    for number, text in enumerate(TEXTS):
        put(engine, number, text, site=f"site{number}")


def all_rows(engine: Engine) -> dict[str, list[Stored]]:
    names = ("article", "change", "story", "member", "edge", "posting")
    return {name: sorted(table(engine, name), key=lambda row: list(map(str, row.values()))) for name in names}


def test_what_a_crawl_has_found_stands(engine: Engine) -> None:
    put_all(engine)
    before = all_rows(engine)
    assert repaired(engine, 1)[1:] == (0, 0)
    assert all_rows(engine) == before


def test_articles_without_stories_get_those_that_a_crawl_would_have_found(engine: Engine) -> None:
    put_all(engine)
    before, was = all_rows(engine), stories(engine)

    def forget(connection: Connection) -> None:
        connection.execute(update(tables.article).values(story=None))
        for name in ("story", "member", "edge", "posting"):
            connection.execute(delete(tables.metadata.tables[name]))

    write(engine, forget)
    assert repaired(engine, 1).moved == len(TEXTS)
    after = all_rows(engine)
    assert parts(stories(engine)) == parts(was)
    assert (after["member"], after["edge"]) == (before["member"], before["edge"])
    assert len(after["posting"]) == len(before["posting"])
    assert [(change.op, change.changed) for change in changes(engine, len(TEXTS))][-1] == ("moved", ["story"])


def test_what_is_wrong_is_repaired_and_only_that(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unioncrawl.db.restory.SLICE", 7)
    put_all(engine)
    before, was = all_rows(engine), stories(engine)
    seq = max(change.seq for change in changes(engine, 0))
    [copy] = [row["id"] for row in table(engine, "article") if row["title"] == STORY.splitlines()[0] and row["url"] == "http://a.cn/5"]

    def damage(connection: Connection) -> None:
        lost = connection.execute(
            tables.story.insert().values(first_article=copy, size=1, sites=1).returning(tables.story.c.id)
        ).scalar_one()
        connection.execute(update(tables.article).where(tables.article.c.id == copy).values(story=lost))
        connection.execute(update(tables.posting).where(tables.posting.c.article == copy).values(story=lost))
        connection.execute(delete(tables.edge).where(tables.edge.c.article == copy))
        connection.execute(update(tables.member).where(tables.member.c.article == copy).values(version=0))

    write(engine, damage)
    assert repaired(engine, 1).moved == 1
    assert stories(engine) == was
    after = all_rows(engine)
    assert [change.article["id"] for change in changes(engine, seq)] == [copy]
    assert {name: after[name] for name in ("story", "member", "edge", "posting")} == {
        name: before[name] for name in ("story", "member", "edge", "posting")
    }


def test_articles_that_come_or_change_meanwhile_are_placed_among_the_others(engine: Engine) -> None:
    for number, text in enumerate([STORY, COPIES["with pinyin notes"], OTHER]):
        put(engine, number, text, site=f"site{number}")
    numbers, seq = read(engine, standing)
    found = restory(engine, numbers, lambda step, done: None, 1)
    put(engine, 0, OTHER, at=LATER, site="site0")  # the head goes
    put(engine, 3, COPIES["in traditional script"], site="site3")
    store_plain = partial(store, article=an_article(4, COPIES["in one paragraph"]), spider="gansu", now=SEEN + timedelta(days=2))
    write(engine, store_plain)  # without the step
    done = write(engine, partial(write_stories, found=found, seq=seq, now=LATER))
    assert done.late == 3
    assert parts(stories(engine)) == [0, 1, 0, 1, 1]
    with engine.connect() as connection:
        assert connection.execute(select(tables.story.c.size).order_by(tables.story.c.size)).scalars().all() == [2, 3]
    before = all_rows(engine)
    repaired(engine, 1)
    assert {name: rows for name, rows in all_rows(engine).items() if name in ("article", "story")} == {
        name: rows for name, rows in before.items() if name in ("article", "story")
    }


def test_nothing_makes_no_story(engine: Engine) -> None:
    assert repaired(engine, 1) == (0, 0, 0)
