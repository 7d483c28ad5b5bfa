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
from statistics import median

from sqlalchemy import create_engine, text

from tests.faults.site import Site, served

PLAIN = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "SPIDER_MIDDLEWARES": "{}",
    "EXTENSIONS": "{}",
    "ITEM_PIPELINES": "{}",
    "DOWNLOADER_MIDDLEWARES": "{}",
}
STEPS = {
    "plain Scrapy": PLAIN,
    "without archive": {"DOWNLOADER_MIDDLEWARES": "{}"},
    "with everything": {},
}


def crawl(site: Site, settings: dict[str, str]) -> float:
    """Articles a second, from the first request to the last."""
    command = [
        sys.executable,
        "-m",
        "tests.faults.crawl",
        site.url,
        "LOG_LEVEL=WARNING",
        *(f"{name}={value}" for name, value in settings.items()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    stats = json.loads(done.stdout.splitlines()[-1])
    if stats["item_scraped_count"] != site.articles:
        raise RuntimeError(f"{stats['item_scraped_count']} of {site.articles} articles")
    return site.articles / float(stats["elapsed_time_seconds"])


def main() -> None:
    """Measure in turns, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rates: dict[str, list[float]] = {name: [] for name in STEPS}
    with served(Site(given.articles, per_list=50)) as site:
        for _ in range(given.rounds):
            for name, settings in STEPS.items():
                with tempfile.TemporaryDirectory() as folder:
                    where = {"DATABASE_URL": given.url or f"sqlite:///{folder}/crawl.db", "ARCHIVE_DIR": f"{folder}/archive"}
                    rates[name].append(crawl(site, where | settings))
                if given.url:
                    empty(given.url)
    for name, measured in rates.items():
        print(f"{name:16} {median(measured):6.0f} articles/s  ({', '.join(f'{rate:.0f}' for rate in measured)})")
    print(f"ratio {median(rates['with everything']) / median(rates['plain Scrapy']):.2f}")


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
