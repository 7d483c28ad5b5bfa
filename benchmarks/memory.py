"""What SQL costs: the whole store step against a bare executemany of the rows that it writes, and the frontier's work as it grows.

    python -m benchmarks.memory [--url DATABASE_URL] [--articles 2000] [--known 10000 100000 1000000]

The database at the URL is an empty PostgreSQL database, whose tables are dropped and made anew; SQLite in a temporary folder by default.
Times are the processor's, of this process and of its PostgreSQL backend; in brackets the clock's.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select, text

from benchmarks.placing import processor_time
from benchmarks.press import Press
from pipelines.store import store_all
from pipelines.stories import Stories
from unioncrawl.db import frontier, open_engine, record_site, tables, write
from unioncrawl.db.frontier import Row, Visit
from unioncrawl.items import Article, Page
from unioncrawl.search import terms, tsvector

NOW = datetime(2024, 5, 1, tzinfo=UTC)
TOGETHER = (1, 8, 50)  # articles in a transaction: alone, as a crawl without pauses has them, the most
FILLED = ("page", "story", "article", "member", "edge", "posting", "change", "sighting")  # tables, in an order that their keys allow
ROUNDS = 20  # of the frontier's work

Batch = list[tuple[str, list[tuple[Any, ...]]]]  # statements of the driver, and their rows


class Spent(NamedTuple):
    """Seconds."""

    processor: float
    clock: float


@contextmanager
def spending(engine: Engine, spent: list[Spent]) -> Iterator[None]:
    """Add what is spent meanwhile: by this process and by the backend that its pool holds."""
    with engine.connect() as connection:
        backend = connection.scalar(select(func.pg_backend_pid())) if engine.dialect.name == "postgresql" else None
    worked, served, began = process_time(), processor_time(backend), perf_counter()
    yield
    processor = process_time() - worked + processor_time(backend) - served
    spent.append(Spent(processor, perf_counter() - began))


def fresh(url: str) -> Engine:
    """A database with the schema and nothing in it but a site."""
    engine = open_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).unlink()
    engine = open_engine(url)
    write(engine, partial(record_site, name="here"))
    return engine


def leased(engine: Engine, articles: int) -> list[Article]:
    """Made-up articles, each with its page and its visit, as they come to the store."""
    made = [one.article() for one in Press(articles).made()]
    for number, article in enumerate(made):
        url = str(article.url)
        article.site, article.page = "here", Page(url, f"sha1:{number:032}", 200, NOW, file="unioncrawl-1.warc.gz", offset=10_000 * number)
    write(
        engine, lambda connection: frontier.add(connection, "here", 1, [row(number, str(one.url)) for number, one in enumerate(made)], NOW)
    )
    rows = write(engine, lambda connection: frontier.lease(connection, "here", 1, articles, NOW))
    for article, asked in zip(made, rows, strict=True):
        article.visit = Visit(asked["id"], "here", 1, asked, items=1, alone=True)
        Stories().process_item(article)
    return made


def row(number: int, url: str) -> Row:
    """An address."""
    usual = {"callback": "parse_article", "cb_kwargs": {"met": url}, "request": None, "priority": 1, "always": False}
    return {"fingerprint": f"{number:040d}", "url": url, **usual}


def written(engine: Engine, together: int) -> list[Batch]:
    """The rows that the store wrote, as the driver takes them, for each of its transactions; the frontier's, which it updated, are not."""
    batches: list[Batch] = []
    first = select(tables.article.c.story, func.min(tables.article.c.id)).group_by(tables.article.c.story)
    with engine.connect() as connection:
        story = dict(connection.execute(first).all())
        page: dict[int, int] = dict(connection.execute(select(tables.article.c.page, tables.article.c.id)).all())
        of: dict[str, Callable[[Any], int]] = defaultdict(lambda: lambda row: row.article)
        of |= {"page": lambda row: page[row.id], "story": lambda row: story[row.id], "article": lambda row: row.id}
        numbers = {number: at // together for at, number in enumerate(sorted(page.values()))}
        batches = [[] for _ in range(max(numbers.values()) + 1)]
        for name in FILLED:
            table = tables.metadata.tables[name]
            binds = [column.type.dialect_impl(engine.dialect).bind_processor(engine.dialect) for column in table.columns]
            rows: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
            for one in connection.execute(select(table)):
                rows[numbers[of[name](one)]].append(tuple(bind(value) if bind else value for bind, value in zip(binds, one, strict=True)))
            for at, some in rows.items():
                batches[at].append((f"INSERT INTO {name} VALUES ({', '.join([_mark(engine)] * len(binds))})", some))  # noqa: S608
        texts: Sequence[Any] = connection.execute(select(tables.article.c.id, tables.article.c.title, tables.article.c.body)).all()
    for at, batch in enumerate(batches):
        batch.append(_indexed(engine, [(one.id, one.title, one.body) for one in texts if numbers[one.id] == at]))
    return batches


def _mark(engine: Engine) -> str:
    return "?" if engine.dialect.name == "sqlite" else "%s"


def _indexed(engine: Engine, articles: Sequence[tuple[int, str | None, str]]) -> tuple[str, list[tuple[Any, ...]]]:
    """The search index's."""
    if engine.dialect.name == "sqlite":
        texts = [(number, " ".join(terms(title or "")), " ".join(terms(body))) for number, title, body in articles]
        return "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", [*texts]
    vectors = [(number, tsvector(title or "", body)) for number, title, body in articles]
    return "INSERT INTO search (article, terms) VALUES (%s, %s::tsvector)", [*vectors]


def store_work(url: str, articles: int) -> None:
    """The store step, and a bare executemany of the same rows into the same tables with their indexes, in as many transactions."""
    for together in TOGETHER:
        spent: list[Spent] = []
        engine = fresh(url)
        made = leased(engine, articles)
        with spending(engine, spent):
            for at in range(0, articles, together):
                write(engine, partial(store_all, articles=made[at : at + together], spider="here", now=NOW))
        batches = written(engine, together)
        engine.dispose()
        engine = fresh(url)
        with spending(engine, spent):
            for batch in batches:
                write(engine, partial(_insert, batch=batch))
        engine.dispose()
        rows = sum(len(some) for batch in batches for _, some in batch)
        step, bare = ((f"{rows / one.processor:7.0f} ({rows / one.clock:6.0f})") for one in spent)
        ratio = f"{spent[1].processor / spent[0].processor:.2f} ({spent[1].clock / spent[0].clock:.2f})"
        ms = 1000 * spent[0].processor / articles
        print(
            f"{together:3} a transaction: store {step} rows/s, executemany {bare} rows/s, ratio {ratio}; {ms:.1f} ms an article", flush=True
        )


def _insert(connection: Connection, batch: Batch) -> None:
    for statement, rows in batch:
        connection.exec_driver_sql(statement, rows)


def know(engine: Engine, first: int, last: int) -> None:
    """Addresses that are done, as after months of crawls."""
    done = {"site": "here", "crawl": 1, "state": "done", "attempts": 0, "visits": 5, "is_list": False, "next_at": None}
    for at in range(first, last, 10_000):
        rows = [row(number, f"http://www.example.cn/c/2024-05-01/{number}.shtml") | done for number in range(at, min(at + 10_000, last))]
        for one in rows:
            del one["always"]
        write(engine, lambda connection, rows=rows: connection.execute(tables.frontier.insert(), rows))  # type: ignore[misc]


def frontier_work(engine: Engine, known: int) -> dict[str, Spent]:
    """Milliseconds for a list of 50 new addresses and 50 known ones, a lease of 16, and the end of 8 visits."""
    numbers = count(10**9 + known)
    took: defaultdict[str, list[Spent]] = defaultdict(list)

    def timed(name: str, work: Callable[[Connection], Any]) -> Any:
        with spending(engine, took[name]):
            return write(engine, work)

    for _ in range(ROUNDS):
        asked = [next(numbers) for _ in range(50)] + [number * 37 % known for number in range(50)]
        rows = [row(number, f"http://www.example.cn/c/2024-05-01/{number}.shtml") for number in asked]
        timed("add", lambda connection, rows=rows: frontier.add(connection, "here", 2, rows, NOW))  # type: ignore[misc]
        got = timed("lease", lambda connection: frontier.lease(connection, "here", 2, 16, NOW))
        ended = dict.fromkeys(Visit(one["id"], "here", 2, one) for one in got[:8])
        timed("settle", lambda connection, ended=ended: frontier.settle_all(connection, ended, NOW))  # type: ignore[misc]
    return {name: Spent(_mean(one.processor for one in times), 1000 * median(one.clock for one in times)) for name, times in took.items()}


def _mean(seconds: Iterable[float]) -> float:
    return 1000 * sum(seconds) / ROUNDS


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--known", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'benchmark.db'}"
        if given.articles:
            store_work(url, given.articles)
        engine, before = fresh(url), 0
        for known in given.known:
            know(engine, before, known)
            before = known
            spent = ", ".join(f"{name} {one.processor:.2f} ms ({one.clock:.2f})" for name, one in frontier_work(engine, known).items())
            print(f"{known:9} known addresses: {spent}", flush=True)
        engine.dispose()


if __name__ == "__main__":
    main()
