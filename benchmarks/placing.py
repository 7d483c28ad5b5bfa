"""What storing an article costs, and finding its story, on top of a large database: python -m benchmarks.placing URL... [--times 10]

The databases are filled by benchmarks.filling, and are written to: give copies. `--times` makes them so many times as large first: all rows
that finding a story reads are there again, with other numbers and other keys. benchmarks/README.md says more.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, time
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select, text

from benchmarks.filling import settle
from benchmarks.press import Press
from benchmarks.table import markdown, put
from pipelines.store import store_all
from pipelines.stories import Stories
from unioncrawl.db import open_engine, tables, write
from unioncrawl.items import Article

MEASURED = 400  # articles a row
TOGETHER = (1, 50)  # of them in a transaction
EACH = 200  # articles that each of several processes stores
STORY_TABLES = ("posting", "edge", "member", "story")
NOW = datetime(2024, 6, 1, tzinfo=UTC)

# Of a row that is there once more: what else it has then. XOR is written so for SQLite; it leaves the keys' distribution, and how many
# stories share one, as they are.
AGAIN = {
    "story": {"id": "id + :further_stories", "first_article": "first_article + :further_articles"},
    "article": {
        "id": "id + :further_articles",
        "url": "url || '-' || CAST(:further_articles AS text)",
        "body_hash": "body_hash || '-' || CAST(:further_articles AS text)",
        "story": "story + :further_stories",
        "seq": "seq + :further_seqs",
    },
    "member": {"article": "article + :further_articles"},
    "edge": {"article": "article + :further_articles", "other": "other + :further_articles"},
    "posting": {"key": "(key | :xor) - (key & :xor)", "story": "story + :further_stories", "article": "article + :further_articles"},
}
FIRST = {"story": "id <= :stories", "article": "id <= :articles", "member": "article <= :articles", "edge": "article <= :articles"}


def multiply(engine: Engine, times: int) -> None:
    """Have everything that finding a story reads so many times. What is not read stays as it was: the search index, sightings, changes."""
    maxima = "SELECT max(id) AS articles, (SELECT max(id) FROM story) AS stories, max(seq) AS seqs FROM article"
    with engine.connect() as connection:
        most = dict(connection.execute(text(maxima)).mappings().one())
    for again in range(1, times):
        further = {f"further_{name}": again * value for name, value in most.items()}
        xor = further["further_articles"] * 0x9E3779B1 % 2**48
        write(engine, partial(_once_more, values=most | further | {"xor": xor}))
    last = {"seq": most["seqs"] * times}
    write(engine, lambda connection: connection.execute(text("UPDATE counter SET value = :seq WHERE name = 'seq'"), last))
    if engine.dialect.name == "postgresql":
        for name in ("article", "story"):
            sequence = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608
            write(engine, partial(Connection.execute, statement=text(sequence)))
    settle(engine)


def _once_more(connection: Connection, values: dict[str, int]) -> None:
    for name, otherwise in AGAIN.items():
        columns = [column.name for column in tables.metadata.tables[name].columns]
        selected = ", ".join(otherwise.get(column, column) for column in columns)
        where = FIRST.get(name, "article <= :articles") + (" ORDER BY 1" if name == "posting" else "")
        query = f"INSERT INTO {name} ({', '.join(columns)}) SELECT {selected} FROM {name} WHERE {where}"  # noqa: S608
        connection.execute(text(query), {each: value for each, value in values.items() if f":{each}" in query})


class Spent(NamedTuple):
    """Milliseconds of an article: this process's processor time (median, 95th of a hundred), its PostgreSQL backend's, and by the clock."""

    cpu_p50: float
    cpu_p95: float
    backend: float
    p50: float
    p95: float


def made(run: str, articles: int, seed: int) -> list[Article]:
    """New articles, 12 % of them copies of others among them; with the same seed another run tells the same under other titles."""
    articles_made = [one.article(url=f"http://{one.site}.cn/{run}/{one.number}.html") for one in Press(articles, seed).made()]
    for article in articles_made:
        article.site, article.title = "site0", f"{article.title} {run}"
    return articles_made


def stored(engine: Engine, articles: Sequence[Article], together: int, *, told: bool) -> Spent:
    """As a crawl stores them: with their stories, the fingerprint included, or without."""
    wall: list[float] = []
    used: list[float] = []
    with engine.connect() as connection:
        backend = connection.scalar(select(func.pg_backend_pid())) if engine.dialect.name == "postgresql" else None
    served = processor_time(backend)
    for at in range(0, len(articles), together):
        batch = articles[at : at + together]
        began, spent = perf_counter(), process_time()
        if told:
            for article in batch:
                Stories().process_item(article)
        write(engine, partial(store_all, articles=batch, spider="site0", now=NOW))
        wall.append(1000 * (perf_counter() - began) / len(batch))
        used.append(1000 * (process_time() - spent) / len(batch))
    served = 1000 * (processor_time(backend) - served) / len(articles)
    return Spent(median(used), _p95(used), served, median(wall), _p95(wall))


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def processor_time(process: int | None) -> float:
    """Seconds that a process of this machine has used; 0 for none."""
    if process is None:
        return 0
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _process(url: str, run: str, seed: int, barrier: Any, spent: Any) -> None:
    engine = open_engine(url)
    articles = made(run, EACH, seed)
    barrier.wait()
    began = perf_counter()
    stored(engine, articles, 8, told=True)
    spent.put(perf_counter() - began)


def side_by_side(url: str, seed: int, processes: int) -> float:
    """Articles a second that so many processes store at once, 8 in a transaction; all tell the same stories."""
    context = multiprocessing.get_context("spawn")
    barrier, spent = context.Barrier(processes), context.Queue()
    workers = [context.Process(target=_process, args=(url, f"{seed}-{number}", seed, barrier, spent)) for number in range(processes)]
    for worker in workers:
        worker.start()
    seconds: float = max(spent.get() for _ in workers)
    for worker in workers:
        worker.join()
    return processes * EACH / seconds


def story_bytes(engine: Engine) -> float:
    """An article, of the tables that stories need, with their indexes."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            sizes = [connection.execute(text(f"SELECT pg_total_relation_size('{name}')")).scalar_one() for name in STORY_TABLES]
        else:
            query = text("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = :name OR name LIKE :index")
            sizes = [connection.execute(query, {"name": name, "index": f"%\\_{name}\\_%"}).scalar_one() for name in STORY_TABLES]
        size: float = sum(sizes) / connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
    return size


def report(urls: Sequence[str], times: int) -> str:
    """A row for each database and size of transaction."""
    rows = []
    for url in urls:
        engine = open_engine(url)
        if times > 1:
            multiply(engine, times)
        with engine.connect() as connection:
            articles = connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
        size, seeds = story_bytes(engine), count(int(time()))
        stored(engine, made("warm", 100, next(seeds)), 50, told=True)
        for together in TOGETHER:
            spent = [
                stored(engine, made(f"{seed}", MEASURED, seed), together, told=told)
                for told, seed in zip((False, True), seeds, strict=False)
            ]
            cells = [f"{value:.1f}" for each in spent for value in each]
            rows.append([f"{engine.dialect.name}, {articles}", str(together), *cells, f"{size:.0f}", "", "", ""])
        rows[-1][-3:] = [f"{side_by_side(url, next(seeds), processes):.0f}" for processes in (1, 2, 4)]
        engine.dispose()
    measures = ("CPU ms p50", "p95", "backend's", "clock ms p50", "p95")
    parts = [f"{part}: {name}" for part in ("without its story", "with it") for name in measures]
    return markdown(["articles", "together", *parts, "bytes an article", "1 process: articles/s", "2", "4"], rows)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.placing", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--out", type=Path, help="put the table into this file, between its marks")
    options = parser.parse_args()
    found = report(options.urls, options.times)
    print(found)
    if options.out:
        put(found, "benchmarks.placing", options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
