"""Stories, measured: what finding an article's story costs in SQL, and how right it is next to MinHash-LSH and SimHash.

    python -m benchmarks.stories cost ARTICLES URL... [--out docs/benchmarks.md]
    python -m benchmarks.stories quality LABELLED.jsonl.gz [--out docs/benchmarks.md]

`cost` fills each database, an empty SQLite file or PostgreSQL schema, with so many articles of made-up Chinese, finds their stories with
`scrapy restory`, then stores more as a crawl does. `quality` needs benchmarks/requirements-stories.txt. benchmarks/README.md says more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select, text

from benchmarks.grouping import PEERS, rand_index, shares
from benchmarks.table import markdown, put
from pipelines.store import store
from pipelines.stories import Stories
from unioncrawl.commands.restory import repaired
from unioncrawl.db import open_engine, record_site, tables, write
from unioncrawl.items import Article, Block
from unioncrawl.stories import cluster

SITES = 40
COPIES = 0.3  # of the articles are copies of one of the last RECENT
RECENT = 2000
MEASURED = 300  # articles stored one by one
EACH = 100  # articles that each of several processes stores
BEGAN = datetime(2015, 1, 1, tzinfo=UTC)


class Press:
    """Made-up articles: words as often as in a language, slogans that many have, copies with another title, cut, in other sites."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 (no secret)
        words = random.Random(0)  # noqa: S311
        self._words = ["".join(chr(0x4E00 + min(int(words.expovariate(1 / 900)), 9000)) for _ in range(2)) for _ in range(20_000)]
        self._weights = [1 / (rank + 10) for rank in range(len(self._words))]
        self._slogans = ["".join(words.choices(self._words, k=18)) for _ in range(300)]
        self._recent: list[list[str]] = []

    def lines(self) -> list[str]:
        """A title and paragraphs."""
        chance = self._chance
        if self._recent and chance.random() < COPIES:
            _, *told = chance.choice(self._recent)
            return [self._text(16), *told[: max(2, int(len(told) * chance.uniform(0.6, 1.4)))]]
        told = [self._text(30 + int(chance.expovariate(1 / 120))) for _ in range(6)]
        told.insert(chance.randrange(6), chance.choice(self._slogans))
        lines = [self._text(16), *told]
        self._recent = [*self._recent[-RECENT:], lines]
        return lines

    def _text(self, characters: int) -> str:
        return "".join(self._chance.choices(self._words, self._weights, k=characters // 2))


def article(number: int, lines: Sequence[str]) -> Article:
    """As the reading steps leave it."""
    at = BEGAN + timedelta(minutes=2 * number)
    blocks = [Block(place, line) for place, line in enumerate(lines[1:])]
    url, site = f"http://site{number % SITES}.cn/{number}.html", f"site{number % SITES}"
    return Article(url, site, at, blocks, title=lines[0], published_at=at, published_precision="minute")


def fill(engine: Engine, articles: int) -> None:
    """Articles without stories, many in a transaction."""
    press = Press(0)
    for site in range(SITES):
        write(engine, partial(record_site, name=f"site{site}"))
    for first in range(1, articles + 1, 1000):
        rows = [_row(number, press.lines()) for number in range(first, min(first + 1000, articles + 1))]
        write(engine, partial(_insert, rows=rows))


def _row(number: int, lines: Sequence[str]) -> dict[str, Any]:
    made = article(number, lines)
    at = made.published_at
    return (
        {"id": number, "site": made.site, "url": made.url, "title": made.title, "body": made.body, "body_hash": f"{number:064x}"}
        | {"published_at": at, "published_on": at and at.date(), "published_precision": "minute", "revision": 1, "seq": number}
        | {"first_seen_at": at, "last_seen_at": at}
    )


def _insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(tables.article.insert(), rows)
    connection.execute(tables.counter.update().where(tables.counter.c.name == "seq").values(value=rows[-1]["seq"]))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval(pg_get_serial_sequence('article', 'id'), (SELECT max(id) FROM article))"))


class Spent(NamedTuple):
    """Milliseconds of the articles' transactions, sorted, and the processor's of this process for one."""

    wall: list[float]
    cpu: float


def store_some(engine: Engine, first: int, count: int, seed: int, *, told: bool = True) -> Spent:
    """As a crawl stores them, a transaction each; with their stories or without. Their making is not in it, their fingerprint is."""
    press = Press(seed)
    wall, cpu = [], 0.0
    for number in range(first, first + count):
        made = article(number, press.lines())
        began, worked = perf_counter(), process_time()
        if told:
            Stories().process_item(made)
        write(engine, partial(store, article=made, spider="site0", now=BEGAN))
        wall.append(1000 * (perf_counter() - began))
        cpu += 1000 * (process_time() - worked)
    return Spent(sorted(wall), cpu / count)


def _process(url: str, first: int, barrier: Any, spent: Any) -> None:
    engine = open_engine(url)
    barrier.wait()
    began = perf_counter()
    store_some(engine, first, EACH, 99)
    spent.put(perf_counter() - began)


def together(url: str, first: int, processes: int) -> float:
    """Articles a second that so many processes store at once; all tell the same stories."""
    context = multiprocessing.get_context("spawn")
    barrier, spent = context.Barrier(processes), context.Queue()
    workers = [context.Process(target=_process, args=(url, first + at * EACH, barrier, spent)) for at in range(processes)]
    for worker in workers:
        worker.start()
    seconds: float = max(spent.get() for _ in workers)
    for worker in workers:
        worker.join()
    return processes * EACH / seconds


def index_bytes(engine: Engine) -> float:
    """Of posting, edge, member and story, an article."""
    names = ("posting", "edge", "member", "story")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            sizes = [connection.execute(text(f"SELECT pg_total_relation_size('{name}')")).scalar_one() for name in names]
        else:
            query = text("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = :name OR name LIKE :index")
            sizes = [connection.execute(query, {"name": name, "index": f"%\\_{name}\\_%"}).scalar_one() for name in names]
        count = connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
    size: float = sum(sizes) / count
    return size


def cost(articles: int, urls: Sequence[str]) -> str:
    """A row a database."""
    rows = []
    for url in urls:
        engine = open_engine(url)
        fill(engine, articles)
        began = perf_counter()
        found = repaired(engine)
        seconds = perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = index_bytes(engine)
        plain = store_some(engine, 2 * articles, MEASURED, 1, told=False)
        stories = store_some(engine, 3 * articles, MEASURED, 2)
        rates = [together(url, (4 + at) * articles, processes) for at, processes in enumerate((1, 2, 4))]
        shown = [
            time for spent in (plain, stories) for time in (spent.cpu, statistics.median(spent.wall), spent.wall[int(0.95 * MEASURED)])
        ]
        cells = [f"{value:.1f}" for value in (*shown, *rates)] + [f"{size:.0f}", f"{seconds:.0f}", f"{memory:.0f}"]
        rows.append([f"{engine.dialect.name}, {articles} articles, {found.stories} stories", *cells])
    heads = ["", "without stories: CPU ms", "p50 ms", "p95", "with: CPU ms", "p50 ms", "p95", "1 process: articles/s", "2", "4"]
    return markdown([*heads, "bytes an article", "restory s", "peak MB"], rows)


def _shown(spent: Spent) -> list[float]:
    return [spent.cpu, statistics.median(spent.wall), spent.wall[int(0.95 * len(spent.wall))]]


def quality(path: Path) -> str:
    """A row a method."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    texts, labels = [(str(one["id"]), one["text"]) for one in told], [one["label"] for one in told]
    judged = [at for at, label in enumerate(labels) if label != "-"]
    rows = []
    for name, method in {"unioncrawl": cluster, **PEERS}.items():
        began = process_time()
        found = method(texts)
        spent = 1000 * (process_time() - began) / len(texts)
        pairs = [labels[at] for at in judged], [found[at] for at in judged]
        precision, recall = shares(*pairs)
        rows.append([name, *(f"{value:.3f}" for value in (rand_index(*pairs), precision, recall)), f"{spent:.2f}"])
    return f"{len(texts)} texts.\n\n" + markdown(["", "ARI", "pairs' precision", "pairs' recall", "ms a text"], rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.stories", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    costs, qualities = kinds.add_parser("cost"), kinds.add_parser("quality")
    costs.add_argument("articles", type=int)
    costs.add_argument("urls", nargs="+")
    qualities.add_argument("labelled", type=Path, help="JSON lines: id, text, label (of its story; - for a page that is only in the way)")
    for each in (costs, qualities):
        each.add_argument("--out", type=Path, help="put the table into this file, between its marks")
    options = parser.parse_args(arguments)
    report = cost(options.articles, options.urls) if options.kind == "cost" else quality(options.labelled)
    print(report)
    if options.out:
        put(report, f"benchmarks.stories {options.kind}" + (f" {options.articles}" if options.kind == "cost" else ""), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
