"""The change log, on both databases."""

import multiprocessing
import threading
from datetime import timedelta

import alembic.command
import pytest
from sqlalchemy import Engine, func, select, text

from tests.unioncrawl.stored import SEEN, declare, lose, put, tell_story
from unioncrawl.db import open_engine, tables
from unioncrawl.db.changes import changes
from unioncrawl.db.engine import _config, connect, upgrade

WRITERS, EACH = 4, 25
LATER = SEEN + timedelta(days=1)
OLD = """
    INSERT INTO article (id, site, url, body, body_hash, revision, first_seen_at, last_seen_at, seq)
    VALUES (1, 'here', 'http://a.cn/1', '', '', 2, '2024-05-01 00:00:00', '2024-05-02 00:00:00', 3),
           (2, 'here', 'http://a.cn/2', '', '', 1, '2024-05-01 00:00:00', '2024-05-02 00:00:00', 7)
"""


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    return engine


def test_every_kind_of_change_gets_the_next_number(engine: Engine) -> None:
    first, second = put(engine, 1), put(engine, 2)
    put(engine, 1, title="另题", seen_at=LATER)
    lose(engine, second, LATER)
    lose(engine, second, LATER)  # known
    tell_story(engine, first)
    put(engine, 2, seen_at=LATER + timedelta(days=1))  # there again
    put(engine, 2, seen_at=LATER + timedelta(days=2))  # as before
    found = [(change.seq, change.op, change.article["id"], change.changed) for change in changes(engine, 0)]
    assert found == [
        (1, "new", first, None),
        (2, "new", second, None),
        (3, "revised", first, ["title"]),
        (4, "gone", second, ["gone_at"]),
        (5, "moved", first, ["story"]),
        (6, "revised", second, ["gone_at"]),
    ]
    with engine.connect() as connection:
        latest = connection.execute(select(tables.article.c.id, tables.article.c.seq).order_by(tables.article.c.id)).all()
    assert [tuple(row) for row in latest] == [(first, 5), (second, 6)]


def test_a_change_comes_with_the_article_as_it_is_now(engine: Engine) -> None:
    put(engine, 1)
    put(engine, 1, title="另题", seen_at=LATER)
    new, revised = changes(engine, 0)
    assert new.article["title"] == revised.article["title"] == "另题"
    assert (new.at, revised.at) == (SEEN, LATER)


def test_reading_goes_on_where_it_was_left(engine: Engine) -> None:
    for number in range(5):
        put(engine, number)
    assert [change.seq for change in changes(engine, 0, limit=2)] == [1, 2]
    assert [change.seq for change in changes(engine, 2)] == [3, 4, 5]
    assert [change.seq for change in changes(engine, 5)] == []
    assert [change.seq for change in changes(engine, 0, limit=0)] == []


def test_pages_join_without_a_seam(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unioncrawl.db.changes.PAGE", 2)
    for number in range(5):
        put(engine, number)
    assert [change.seq for change in changes(engine, 0)] == [1, 2, 3, 4, 5]
    assert [change.seq for change in changes(engine, 0, limit=3)] == [1, 2, 3]


def _write(url: str, writer: int) -> None:
    engine = open_engine(url)
    for number in range(EACH):
        row = put(engine, writer * 1000 + number)
        if number % 3 == 0:
            put(engine, writer * 1000 + number, title="另题", seen_at=LATER)
        if number % 5 == 0:
            lose(engine, row, LATER)
    engine.dispose()


def test_no_reader_misses_a_lower_number_committed_later(engine: Engine, database_url: str) -> None:
    """Processes write; readers ask all the while from where they stand. Whatever one has skipped once would be missing in the end."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(database_url, writer)) for writer in range(WRITERS)]
    read: dict[int | None, list[int]] = {None: [], 1: [], 7: []}  # by how many changes a reader asks for at a time
    written = threading.Event()

    def follow(limit: int | None) -> None:
        found, is_last = read[limit], False
        while not is_last:
            is_last = written.is_set()
            while some := [change.seq for change in changes(engine, found[-1] if found else 0, limit)]:
                found += some

    for writer in writers:
        writer.start()
    readers = [threading.Thread(target=follow, args=(limit,)) for limit in read]
    for reader in readers:
        reader.start()
    for writer in writers:
        writer.join()
    written.set()
    for reader in readers:
        reader.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(tables.change)).scalar_one()
    assert count == WRITERS * (EACH + 9 + 5)
    assert read == {limit: list(range(1, count + 1)) for limit in read}


def test_a_database_from_before_the_log_gets_what_is_known(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        alembic.command.upgrade(_config(connection), "0002")
        connection.execute(text("INSERT INTO site (name, state) VALUES ('here', 'active')"))
        connection.execute(text(OLD))
    upgrade(engine)
    assert [(change.seq, change.op) for change in changes(engine, 0)] == [(3, "revised"), (7, "new")]
    engine.dispose()
