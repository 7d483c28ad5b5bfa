"""What analysts take home, measured: python -m benchmarks.analysis ARTICLES URL... [--out docs/benchmarks.md]

Fills each database (an empty SQLite file or PostgreSQL schema) with so many articles of made-up Chinese, then times search against LIKE,
changes, export and feed, each in a process of its own whose peak memory is read.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, make_url, select, text

from benchmarks.table import markdown, put
from unioncrawl.bundle import write_bundle
from unioncrawl.commands.changes import change_lines
from unioncrawl.commands.feed import feed
from unioncrawl.db import open_engine, record_site, tables, write
from unioncrawl.db.changes import changes
from unioncrawl.db.feeding import feed_batches
from unioncrawl.db.search import find, index_article, matching
from unioncrawl.export import EXPORTABLE, WRITERS, Selection, batches
from unioncrawl.search import parse
from unioncrawl.target import open_target

SITES = 40
CHARACTERS = 900  # of an article, on average
BEGAN = datetime(2015, 1, 1, tzinfo=UTC)
SEARCHES = ("工会", "劳模", "送清凉", "税", "工会 送清凉", "产业工人队伍", "劳模 OR 工匠", "工会 -劳模", "5g 车间")
WORDS = ("工会", "职工", "劳模", "工匠", "送清凉", "产业工人队伍", "车间", "5G", "税务", "维权", "困难职工", "帮扶", "竞赛", "表彰", "培训")
SHARE = 0.24  # of the clauses have one of these words, the first of them most often
RANKS = [1 / rank**3 for rank in range(1, len(WORDS) + 1)]


def fill(engine: Engine, articles: int) -> None:
    """As a crawl leaves them, but many in a transaction."""
    chance = random.Random(0)  # noqa: S311
    vocabulary = ["".join(chr(0x4E00 + min(int(chance.expovariate(1 / 900)), 9000)) for _ in range(2)) for _ in range(20_000)]
    for site in range(SITES):
        write(engine, partial(record_site, name=f"site{site}", title=f"第{site}总工会", region="620000", state="active"))
    with _without_index(engine):
        _fill(engine, chance, vocabulary, articles)


@contextmanager
def _without_index(engine: Engine) -> Iterator[None]:
    """PostgreSQL makes its index much faster when all rows are there."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("DROP INDEX ix_search_terms"))
    yield
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
            connection.execute(text("CREATE INDEX ix_search_terms ON search USING gin (terms)"))


def _fill(engine: Engine, chance: random.Random, vocabulary: Sequence[str], articles: int) -> None:
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    for first in range(1, articles + 1, 1000):
        numbers = range(first, min(first + 1000, articles + 1))
        texts = [_sentences(chance, vocabulary, weights, chance.expovariate(1 / CHARACTERS)) for _ in numbers]
        titles = ["".join([*chance.choices(vocabulary, weights, k=7), *chance.choices(WORDS, RANKS)]) for _ in numbers]
        write(engine, partial(_store, first=first, titles=titles, texts=texts))


def _sentences(chance: random.Random, vocabulary: Sequence[str], weights: Sequence[float], length: float) -> str:
    words = chance.choices(vocabulary, weights, k=max(20, int(length / 2)))
    for at in range(0, len(words), 12):
        words[at] = f"{chance.choices(WORDS, RANKS)[0] if chance.random() < SHARE else words[at]}，"
    return "".join(words).strip("，") + "。"


def _store(connection: Connection, first: int, titles: Sequence[str], texts: Sequence[str]) -> None:
    rows: list[dict[str, Any]] = []
    for number, (title, body) in enumerate(zip(titles, texts, strict=True), first):
        at = BEGAN + timedelta(minutes=5 * number)
        rows.append(
            {"id": number, "site": f"site{number % SITES}", "url": f"http://site{number % SITES}.cn/{number}.html", "title": title}
            | {"body": body, "body_hash": f"{number:064x}", "published_at": at, "published_on": at.date(), "published_precision": "minute"}
            | {"source": "工人日报", "authors": ["张三"], "revision": 1, "first_seen_at": at, "last_seen_at": at, "seq": number}
        )
    connection.execute(tables.article.insert(), rows)
    log = [{"seq": row["seq"], "article": row["id"], "op": "new", "at": row["first_seen_at"]} for row in rows]
    connection.execute(tables.change.insert(), log)
    for row in rows:
        index_article(connection, row["id"], row["title"], row["body"])
    connection.execute(tables.counter.update().where(tables.counter.c.name == "seq").values(value=rows[-1]["seq"]))


def read_changes(engine: Engine, _scratch: Path) -> None:
    """As `scrapy changes --after 0`."""
    with Path("/dev/null").open("w", encoding="utf-8") as file:
        file.writelines(change_lines(changes(engine, 0), 0))


def export(engine: Engine, scratch: Path, form: str) -> None:
    """As `scrapy export`."""
    with engine.connect() as connection, (scratch / form).open("wb") as file:
        WRITERS[form](batches(connection, EXPORTABLE["article"], Selection()), EXPORTABLE["article"], file)


def feed_sqlite(engine: Engine, scratch: Path) -> None:
    """As `scrapy feed` to a SQLite file."""
    feed(engine, open_target(f"sqlite:///{scratch}/target.db"))


def bundle(engine: Engine, scratch: Path) -> None:
    """As `scrapy feed` to a bundle."""
    with (scratch / "bundle").open("wb") as file:
        write_bundle(file, 1, 0, feed_batches(engine, 0))


TASKS: dict[str, Callable[[Engine, Path], None]] = {
    "changes": read_changes,
    "export jsonl": partial(export, form="jsonl"),
    "export csv": partial(export, form="csv"),
    "export parquet": partial(export, form="parquet"),
    "feed sqlite": feed_sqlite,
    "feed bundle": bundle,
}


def run_task(url: str, name: str) -> None:
    """In a process of its own: prints seconds and peak memory in MB."""
    engine = open_engine(url)
    with tempfile.TemporaryDirectory() as scratch:
        began = perf_counter()
        TASKS[name](engine, Path(scratch))
        print(perf_counter() - began, _peak())


def _peak() -> float:
    """Of this process, in MB, as Linux has it; getrusage would tell of its parent too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measured(url: str, name: str) -> tuple[float, float]:
    """Seconds and peak MB of a task."""
    done = subprocess.run(  # noqa: S603 (this module)
        [sys.executable, "-m", "benchmarks.analysis", "0", url, "--task", name], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def searches(engine: Engine) -> Iterator[list[str]]:
    """For each search: how many articles it finds, its milliseconds, and those of LIKE for its first word."""
    article = tables.article.c
    with engine.connect() as connection:
        for query in SEARCHES:
            asked = parse(query)
            word = article.body.like(f"%{query.split()[0]}%")
            like = select(article.id).where(word).order_by(article.published_at.desc()).limit(20)
            found = connection.execute(select(func.count()).select_from(matching(connection, asked).subquery())).scalar_one()
            times = [_milliseconds(partial(find, connection, asked)) for _ in range(11)]
            slow = [_milliseconds(lambda like=like: connection.execute(like).all()) for _ in range(3)]  # type: ignore[misc]
            shown = (statistics.median(times), max(times), statistics.median(slow), max(slow))
            yield [query, str(found), *(f"{value:.1f}" for value in shown)]


def _milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def sizes(engine: Engine) -> tuple[float, float]:
    """Bytes an article of the search index, and of the texts."""
    queries = {
        "sqlite": ("SELECT sum(length(block)) FROM search_data", "SELECT avg(length(CAST(body AS blob))), count(*) FROM article"),
        "postgresql": ("SELECT pg_total_relation_size('search')", "SELECT avg(octet_length(body)), count(*) FROM article"),
    }
    index, texts = queries[engine.dialect.name]
    with engine.connect() as connection:
        size = connection.execute(text(index)).scalar_one()
        mean, count = connection.execute(text(texts)).one()
    return size / count, float(mean)


def main() -> None:
    """Fill, measure, print; or one task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help="put the tables into this file, between their marks")
    options = parser.parse_args()
    if options.task:
        run_task(options.urls[0], options.task)
        return
    for url in options.urls:
        block = report(url, options.articles)
        print(block)
        if options.out:
            put(block, f"benchmarks.analysis {make_url(url).get_backend_name()}", options.out)


def report(url: str, articles: int) -> str:
    """Of one database, which is filled first where it is empty."""
    engine = open_engine(url)
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[make_url(url).get_backend_name()]
    if not _count(engine):
        fill(engine, articles)
        _settle(url)
    articles = _count(engine)
    index, texts = sizes(engine)
    rows = []
    for task in TASKS:
        seconds, memory = measured(url, task)
        rows.append([task, f"{articles / seconds:,.0f}", f"{seconds:.1f}", f"{memory:.0f}"])
    found = list(searches(engine))
    engine.dispose()
    return "\n\n".join(
        [
            f"{name}, {articles:,} articles of {texts:.0f} bytes of text each; search index: {index:.0f} bytes an article.",
            markdown(["task", "articles/s", "seconds", "peak MB"], rows),
            markdown(["search", "found", "median ms", "slowest of 11", "LIKE, first word: median ms", "slowest of 3"], found),
        ]
    )


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.article)).scalar_one()


def _settle(url: str) -> None:
    """As a database is some time after so many rows came."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))
    engine.dispose()


if __name__ == "__main__":
    main()
