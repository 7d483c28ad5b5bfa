"""The spider middleware that ends visits: what a page leads to comes into the frontier in the transaction that ends its visit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from unioncrawl.db.frontier import Visit
from unioncrawl.frontier.requests import Unkept, is_trap, to_row
from unioncrawl.frontier.scheduler import Frontier
from unioncrawl.items import Article

MOST_LINKS = 2_000  # of a page; hostile ones have 300,000


class Settling:
    """Stands next to the engine: it sees what the spider and the other middlewares give."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Keep the requests for the end of the visit, and tell its last article to end it. A page that fails midway ends nothing."""
        visit = response.meta.get("visit")
        scheduler = self.crawler.engine.scheduler
        if not isinstance(visit, Visit) or not isinstance(scheduler, Frontier) or visit not in scheduler.visits.open:
            async for output in result:
                yield output
            return
        scheduler.visits.answered(urlparse_cached(response).netloc)
        held: Any = None  # an item back: only the next output tells whether it is the last
        closing: CloseSpider | None = None
        given = 0
        try:
            async for output in result:
                if isinstance(output, Request):
                    if not self.keep(output, visit):
                        yield output
                    continue
                given += 1
                visit.items += 1
                if held is not None:
                    yield held
                held = output
                if isinstance(output, Article):
                    output.visit = visit
        except CloseSpider as error:  # the page was read to the end that the spider wants
            closing = error
        if held is not None:
            visit.alone = given == 1
            yield held
        elif closing is None:
            await scheduler.visits.settle_list(visit)
        if closing is not None:
            raise closing

    def keep(self, request: Request, visit: Visit) -> bool:
        """Whether the request goes into the frontier with the visit's end, or nowhere; others are the engine's."""
        if len(visit.children) >= MOST_LINKS or is_trap(request.url):
            self.crawler.stats.inc_value("unioncrawl/trapped")
            return True
        try:
            visit.children.append(to_row(request, cast(Any, self.crawler.spider)))
        except Unkept:
            return False
        return True
