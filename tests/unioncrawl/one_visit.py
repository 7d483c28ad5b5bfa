"""A crawl of a small site: python -m tests.unioncrawl.one_visit HOME [SETTING=VALUE ...] prints the responses that came, as JSON."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

SEEN: list[dict[str, Any]] = []


class Visitor(Spider):
    name, title, region = "visitor", "某市总工会", "620100"
    handle_httpstatus_list = (404,)

    async def start(self) -> AsyncIterator[Request]:
        for path in ("page", "twin", "moved", "missing"):
            yield Request(f"{sys.argv[1]}/{path}", self.parse, dont_filter=True)
        yield Request(f"{sys.argv[1]}/search", self.parse, method="POST", body=b"q=1")
        yield Request(f"{sys.argv[1]}/search", self.parse, method="POST", body=b"q=2")

    def parse(self, response: Response) -> Iterator[None]:
        page = response.meta["page"]
        SEEN.append(
            {
                "url": response.url,
                "status": response.status,
                "body": response.body.decode("gbk"),
                "at": page.fetched_at.isoformat(),
                "digest": page.digest,
                "place": [page.file and Path(page.file).name, page.offset],
            }
        )
        yield from ()


if __name__ == "__main__":
    settings = get_project_settings()
    settings.set("PRIVATE_HOSTS", [urlsplit(sys.argv[1]).netloc], priority="cmdline")
    settings.setdict({"ITEM_PIPELINES": {"pipelines.store.Store": 800}, "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR"}, priority="cmdline")
    settings.setdict(dict(argument.split("=", 1) for argument in sys.argv[2:]), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Visitor)
    process.crawl(crawler)
    process.start()
    SEEN.sort(key=lambda seen: (seen["url"], seen["body"]))
    print(json.dumps({"seen": SEEN, "reason": crawler.stats.get_value("finish_reason")}))
