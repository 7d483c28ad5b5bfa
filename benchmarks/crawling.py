"""What durability costs a crawl: the same site on loopback by plain Scrapy with no pipelines, and with frontier, archive and store.

    python -m benchmarks.crawling [--url DATABASE_URL] [--articles 2000] [--rounds 3]

In turns; the database at the URL should be empty and is emptied after each round (a schema of its own in search_path; SQLite by default).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from statistics import median
from time import process_time
from typing import NamedTuple, Self

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy import create_engine, text

from tests.faults.site import Site, served
from unioncrawl import settings


class Clock:
    """An extension that says what processor time a crawl took, of all its threads, its start not counted: benchmarks/processor_seconds."""

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def opened(self) -> None:
        """Begin."""
        self.began = process_time()

    def closed(self) -> None:
        """End."""
        self.stats.set_value("benchmarks/processor_seconds", process_time() - self.began)


CLOCK = {"benchmarks.crawling.Clock": 0}
OURS = {"EXTENSIONS": json.dumps(settings.EXTENSIONS | CLOCK)}
PLAIN = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "SPIDER_MIDDLEWARES": "{}",
    "EXTENSIONS": json.dumps(CLOCK),
    "ITEM_PIPELINES": "{}",
    "DOWNLOADER_MIDDLEWARES": "{}",
}
STEPS = {
    "plain Scrapy": PLAIN,
    "without archive": OURS | {"DOWNLOADER_MIDDLEWARES": "{}"},
    "with everything": OURS,
}


class Rate(NamedTuple):
    """Articles a second."""

    clock: float  # from the first request to the last
    processor: float  # a second that the crawl's process is at work


def crawl(site: Site, chosen: dict[str, str]) -> Rate:
    """One crawl of the site in a process of its own."""
    given = [f"{name}={value}" for name, value in chosen.items()]
    command = [sys.executable, "-m", "tests.faults.crawl", site.url, "LOG_LEVEL=WARNING", *given]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    stats = json.loads(done.stdout.splitlines()[-1])
    if stats["item_scraped_count"] != site.articles:
        raise RuntimeError(f"{stats['item_scraped_count']} of {site.articles} articles")
    return Rate(site.articles / float(stats["elapsed_time_seconds"]), site.articles / stats["benchmarks/processor_seconds"])


def main() -> None:
    """Measure in turns, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rates: dict[str, list[Rate]] = {name: [] for name in STEPS}
    with served(Site(given.articles, per_list=50)) as site:
        for _ in range(given.rounds):
            for name, settings in STEPS.items():
                with tempfile.TemporaryDirectory() as folder:
                    where = {"DATABASE_URL": given.url or f"sqlite:///{folder}/crawl.db", "ARCHIVE_DIR": f"{folder}/archive"}
                    rates[name].append(crawl(site, where | settings))
                if given.url:
                    empty(given.url)
    plain = _medians(rates["plain Scrapy"])
    for name, measured in rates.items():
        rate = _medians(measured)
        shown = f"{rate.clock:6.0f} articles/s ({rate.clock / plain.clock:.2f})"
        print(f"{name:16} {shown}, {rate.processor:6.0f} a second of the processor ({rate.processor / plain.processor:.2f})")


def _medians(rates: Sequence[Rate]) -> Rate:
    return Rate(*(median(each) for each in zip(*rates, strict=True)))


def empty(url: str) -> None:
    """Take everything out of the PostgreSQL schema of the URL."""
    engine = create_engine(url)
    with engine.begin() as connection:
        schema = connection.execute(text("SELECT current_schema()")).scalar_one()
        connection.execute(text(f'DROP SCHEMA "{schema}" CASCADE'))
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    engine.dispose()


if __name__ == "__main__":
    main()
