"""A crawl of a site that does not answer: python -m tests.unioncrawl.dead_site [SETTING=VALUE ...]; prints how it ended."""

import sys
from collections.abc import AsyncIterator

from scrapy import Request, Spider
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


class Dead(Spider):
    name, title, region, home = "dead", "某市总工会", "620100", "http://127.0.0.1:1/"
    allowed_domains = ("127.0.0.1",)

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.home)


if __name__ == "__main__":
    settings = get_project_settings()
    settings.setdict({"PRIVATE_HOSTS": ["127.0.0.1:1"], "DOWNLOAD_DELAY": 0}, priority="cmdline")
    settings.setdict(dict(argument.split("=", 1) for argument in sys.argv[1:]), priority="cmdline")
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 0.2  # noqa: SLF001 (Scrapy looks for due requests at every beat: 5 s are long in a test)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Dead)
    process.crawl(crawler)
    process.start()
    print(crawler.stats.get_value("finish_reason"), crawler.stats.get_value("unioncrawl/verdict"))
