"""The crawl under test: python -m tests.faults.crawl SITE_URL [NAME=VALUE of a setting ...]; the last line is its stats as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from unioncrawl import settings
from unioncrawl.frontier import leases
from unioncrawl.items import Article, Block

DAY = datetime(2024, 5, 1, tzinfo=UTC)


class News(Spider):
    """Walks the lists, stores the articles: what SiteSpider does, without the reading."""

    name = "news"
    allowed_domains = ("127.0.0.1",)

    async def start(self) -> AsyncIterator[Request]:
        yield Request(f"{sys.argv[1]}/list/0", self.parse_list, cb_kwargs={"number": 0})

    def parse_list(self, response: Response, number: int) -> Iterator[Request]:
        self.crawler.stats.inc_value("unioncrawl/lists")
        links = response.css("a.a")
        self.crawler.stats.inc_value("unioncrawl/listed", len(links))
        for link in links:
            yield response.follow(link.attrib["href"], self.parse_article, cb_kwargs={"title": link.css("::text").get()}, priority=1)
        for link in response.css("a.next"):
            yield response.follow(link.attrib["href"], self.parse_list, cb_kwargs={"number": number + 1}, meta={"depth_reset": True})

    def parse_article(self, response: Response, title: str) -> Iterator[Article]:
        self.crawler.stats.inc_value("unioncrawl/fetched")
        if "raise here" in response.text:
            raise ValueError("the template changed")
        lines = response.css("p::text").getall()
        blocks = [Block(number, line) for number, line in enumerate(lines)]
        page = response.meta.get("page")  # plain Scrapy, which benchmarks.crawling sets against, has none
        yield Article(response.url, fetched_at=page and page.fetched_at, published_at=DAY, title=title, blocks=blocks, page=page)


def main(given: dict[str, Any]) -> None:
    chosen = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    chosen |= {"SCHEDULER": "unioncrawl.frontier.Frontier", "SPIDER_MIDDLEWARES": {"unioncrawl.frontier.Settling": 10}}
    chosen |= {"SPIDER_MODULES": [], "PRIVATE_HOSTS": [urlsplit(sys.argv[1]).netloc]}  # the sites are not under test
    chosen |= {"ITEM_PIPELINES": {"pipelines.store.Store": 800}, "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 0.2  # noqa: SLF001 (Scrapy looks for due requests at every beat: 5 s are long in a test)
    leases.RENEWAL = 1  # leases are renewed within a test, too
    process = AsyncCrawlerProcess(Settings(chosen | given))
    crawler = process.create_crawler(News)
    process.crawl(crawler)
    process.start()
    print(json.dumps(crawler.stats.get_stats(), default=str))


if __name__ == "__main__":
    main(dict(argument.split("=", 1) for argument in sys.argv[2:]))
