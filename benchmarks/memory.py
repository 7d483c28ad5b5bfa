"""What SQL costs: articles stored a second against a bare executemany, and the frontier's work as the number of known addresses grows.

    python -m benchmarks.memory [--url DATABASE_URL] [--articles 2000] [--known 10000 100000 1000000]

The database at the URL should be empty; SQLite in a temporary folder by default.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from unioncrawl.db import frontier, open_engine, record_site, save_article, tables, write
from unioncrawl.db.frontier import Row, Visit
from unioncrawl.items import Article, Block, Page

NOW = datetime(2024, 5, 1, tzinfo=UTC)
PARAGRAPH = "省总工会开展送清凉活动，慰问一线职工，把防暑降温用品送到车间和工地。" * 4
PARAGRAPHS = 8
TOGETHER = 50  # as the crawl's writer commits them


def an_article(number: int) -> Article:
    """As large as most: eight paragraphs, 1,100 characters."""
    url = f"http://www.example.cn/c/2024-05-01/{number}.shtml"
    blocks = [Block(place, f"{number} {PARAGRAPH}") for place in range(PARAGRAPHS)]
    page = Page(url, f"sha1:{number}", 200, NOW, file="a.warc.gz", offset=number)
    return Article(url, title=f"第{number}篇", published_at=NOW, published_precision="day", source="工人日报", blocks=blocks, page=page)


def store(engine: Engine, articles: list[Article], together: int) -> float:
    """Articles a second, stored as a crawl does."""

    def save(connection: Connection, batch: tuple[Article, ...]) -> None:
        for article in batch:
            save_article(connection, article, "here", NOW)

    start = time.perf_counter()
    for at in range(0, len(articles), together):
        write(engine, partial(save, batch=tuple(articles[at : at + together])))
    return len(articles) / (time.perf_counter() - start)


def insert(engine: Engine, articles: list[Article], together: int) -> float:
    """Rows a second of a bare executemany of the same columns into a table without indexes."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare (url text, title text, published_at text, source text, body text, page text)"))
    rows = [{"url": a.url, "title": a.title, "at": NOW.isoformat(), "source": a.source, "body": a.body, "page": "1"} for a in articles]
    statement = text("INSERT INTO bare VALUES (:url, :title, :at, :source, :body, :page)")

    def bare(connection: Connection, batch: list[dict[str, str | None]]) -> None:
        connection.execute(statement, batch)

    start = time.perf_counter()
    for at in range(0, len(rows), together):
        write(engine, partial(bare, batch=rows[at : at + together]))
    return len(rows) / (time.perf_counter() - start)


def row(number: int) -> Row:
    """An address."""
    url = f"http://www.example.cn/c/2024-05-01/{number}.shtml"
    usual = {"callback": "parse_article", "cb_kwargs": {"met": url}, "request": None, "priority": 1, "always": False}
    return {"fingerprint": f"{number:040d}", "url": url, **usual}


def know(engine: Engine, first: int, last: int) -> None:
    """Addresses that are done, as after months of crawls."""
    done = {"site": "here", "crawl": 1, "state": "done", "attempts": 0, "visits": 5, "is_list": False, "next_at": None}
    for at in range(first, last, 10_000):
        rows = [row(number) | done for number in range(at, min(at + 10_000, last))]
        for one in rows:
            del one["always"]
        write(engine, lambda connection, rows=rows: connection.execute(tables.frontier.insert(), rows))  # type: ignore[misc]


def frontier_work(engine: Engine, known: int) -> dict[str, float]:
    """Milliseconds for a list of 50 new addresses and 50 known ones, a lease of 16, and the end of a visit."""
    fresh = iter(range(10**9 + known, 10**9 + known + 10**6))
    took: dict[str, list[float]] = {"add": [], "lease": [], "settle": []}

    def timed(name: str, work: Callable[[Connection], object]) -> object:
        start = time.perf_counter()
        done = write(engine, work)
        took[name].append(1000 * (time.perf_counter() - start))
        return done

    for _ in range(20):
        asked = [row(next(fresh)) for _ in range(50)] + [row(number * 37 % known) for number in range(50)]
        timed("add", lambda connection, asked=asked: frontier.add(connection, "here", 2, asked, NOW))  # type: ignore[misc]
        leased = timed("lease", lambda connection: frontier.lease(connection, "here", 2, 16, NOW))
        for one in leased[:4]:  # type: ignore[index]
            visit = Visit(one["id"], "here", 2, one)
            timed("settle", lambda connection, visit=visit: frontier.settle(connection, visit, NOW))  # type: ignore[misc]
    return {name: sorted(times)[len(times) // 2] for name, times in took.items()}


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--known", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(given.url or f"sqlite:///{Path(folder) / 'benchmark.db'}")
        write(engine, partial(record_site, name="here"))
        articles = [an_article(number) for number in range(given.articles)]
        for together in (1, TOGETHER):
            rates = insert(engine, articles, together), store(engine, articles, together)
            print(f"{together:3} a transaction: bare executemany {rates[0]:8.0f} rows/s, new articles {rates[1]:6.0f}/s")
            with engine.begin() as connection:
                connection.execute(text("DROP TABLE bare"))
            articles = [an_article(number + 10**7) for number in range(given.articles)]
        print(f"known again: {store(engine, articles, TOGETHER):6.0f} articles/s")
        before = 0
        for known in given.known:
            know(engine, before, known)
            before = known
            print(f"{known:9} known addresses: " + ", ".join(f"{name} {ms:.2f} ms" for name, ms in frontier_work(engine, known).items()))
        engine.dispose()


if __name__ == "__main__":
    main()
