"""A crawl of a few addresses: python -m tests.unioncrawl.one_look HOST DATABASE ARCHIVE PATH... prints its stats as JSON."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

SEEN: dict[str, Any] = {"responses": [], "delay": 0}


class Look(Spider):
    name, title, region = "look", "某市总工会", "620100"
    allowed_domains = ("127.0.0.1", "localhost.")

    async def start(self) -> AsyncIterator[Request]:
        for path in sys.argv[4:]:
            yield Request(urljoin(f"http://{sys.argv[1]}/", path), self.parse)

    def parse(self, response: Response) -> Iterator[None]:
        SEEN["responses"].append(urlsplit(response.url).path)
        yield from ()


def note_delays() -> None:
    SEEN["delay"] = max((slot.delay for slot in crawler.engine.downloader.slots.values()), default=0)


if __name__ == "__main__":
    host, database, archive = sys.argv[1:4]
    settings = get_project_settings()
    chosen = {"DATABASE_URL": database, "ARCHIVE_DIR": archive, "PRIVATE_HOSTS": [host], "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR"}
    settings.setdict(chosen | {"RETRY_ENABLED": False}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Look)
    crawler.signals.connect(note_delays, signals.spider_closed)
    process.crawl(crawler)
    process.start()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | float | str)}
    print(json.dumps(stats | SEEN | {"verdict": stats.get("unioncrawl/verdict")}))
