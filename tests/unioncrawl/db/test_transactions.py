"""What several writers and readers see of one another, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, select

from tests.unioncrawl.db.saving import SEEN, an_article, rows, save
from unioncrawl.db import save_article, tables, write

pytestmark = pytest.mark.usefixtures("here")


def test_nothing_of_a_transaction_stays_where_it_fails(engine: Engine) -> None:
    def fail(connection: Connection) -> None:
        save_article(connection, an_article(), "here", SEEN)
        raise RuntimeError("killed here")

    with pytest.raises(RuntimeError, match="killed here"):
        write(engine, fail)
    assert all(rows(engine, name) == [] for name in ("article", "page", "sighting", "image"))
    save(engine, an_article())
    assert rows(engine, "article")[0]["seq"] == 1


def test_writers_at_once_neither_clash_nor_double_and_their_numbers_have_no_gap(engine: Engine) -> None:
    articles = [an_article(url=f"http://www.example.cn/c/{number % 20}.shtml", page=None) for number in range(80)]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(partial(save, engine), articles))
    assert (outcomes.count("new"), outcomes.count("unchanged")) == (20, 60)
    assert sorted(row["seq"] for row in rows(engine, "article")) == list(range(1, 21))


def test_a_reader_never_misses_a_number_that_is_committed_late(engine: Engine) -> None:
    def save_new(number: int) -> None:
        save(engine, an_article(url=f"http://www.example.cn/c/{number}.shtml", page=None))

    seen: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        writes = [pool.submit(save_new, number) for number in range(60)]
        while not all(write.done() for write in writes) or len(seen) < 60:
            with engine.connect() as connection:
                after = seen[-1] if seen else 0
                seen += connection.execute(
                    select(tables.article.c.seq).where(tables.article.c.seq > after).order_by(tables.article.c.seq)
                ).scalars()
    assert seen == list(range(1, 61))
