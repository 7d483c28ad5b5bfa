"""A crawl that stores good, poisonous and refused articles: python -m tests.pipelines.one_crawl DATABASE_URL prints its stats."""

import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from unioncrawl import settings
from unioncrawl.items import Article, Block, Page

SEEN = datetime(2024, 5, 2, tzinfo=UTC)


def an_article(number: int, **fields: Any) -> Article:
    url = f"http://a.cn/{number}"
    page = Page(url, f"sha1:{number}", 200, SEEN)
    return Article(url, fetched_at=SEEN, title=f"第{number}篇", blocks=[Block(0, "工会")], page=page, **fields)


class Here(Spider):
    name, title, region = "here", "某省总工会", "620000"

    async def start(self) -> AsyncIterator[Article]:
        for number in range(40):
            yield an_article(number)
        yield an_article(40, source="工人\0日报")
        yield an_article(41, source="工人\ud800日报")
        yield an_article(42, published_at=datetime(2024, 5, 1))  # noqa: DTZ001 (naive, to be refused)
        refused = an_article(43)
        refused.refuse("script", "请开启JavaScript")
        yield refused
        yield an_article(44, site="elsewhere")


if __name__ == "__main__":
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 0.2  # noqa: SLF001 (a crawl without requests ends at a beat; Scrapy's are 5 s apart)
    process = AsyncCrawlerProcess(
        Settings(
            {
                "DATABASE_URL": sys.argv[1],
                "EXTENSIONS": settings.EXTENSIONS,
                "ITEM_PIPELINES": {"pipelines.store.Store": 800},
                "TELNETCONSOLE_ENABLED": False,
                "REMOTE_CONTROL_ENABLED": False,
            }
        )
    )
    crawler = process.create_crawler(Here)
    process.crawl(crawler)
    process.start()
    print(json.dumps(crawler.stats.get_stats(), default=str))
