"""A crawl without a network or a reactor: requests are answered from pages in memory, in the order that the scheduler would choose."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import HtmlResponse
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.request import fingerprint
from scrapy.utils.test import get_crawler

from unioncrawl.items import Article, Page
from unioncrawl.site import SiteSpider

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)  # when every page is fetched


@dataclass
class Answer:
    """What an address answers."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200


class World:
    """The pages of a site, by their addresses; what it lacks is a 404."""

    def __init__(self, pages: Mapping[str, str | Answer]) -> None:
        self.answers = {fingerprint(Request(url)): Answer(page.encode()) if isinstance(page, str) else page for url, page in pages.items()}

    def answer(self, request: Request) -> HtmlResponse:
        """The response to a request, archived."""
        answer = self.answers.get(fingerprint(request), Answer(b"", status=404))
        request.meta["page"] = Page(request.url, "sha1:NONE", answer.status, NOW)
        headers = {"Content-Type": answer.content_type}
        return HtmlResponse(request.url, answer.status, headers=headers, body=answer.body, request=request)

    async def download_async(self, request: Request) -> HtmlResponse:
        """What Scrapy's engine offers to callbacks."""
        return self.answer(request)


@dataclass
class Walk:
    """What a crawl asked for, and what came of it."""

    asked: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    stats: dict[str, Any] = field(default_factory=dict)
    closed: str = "finished"


def spider(site: type[SiteSpider], world: World | None = None, **arguments: str) -> SiteSpider:
    """A spider of the site, ready to parse."""
    crawler = get_crawler(site)
    made = site.from_crawler(crawler, **arguments)
    made.crawler = SimpleNamespace(stats=MemoryStatsCollector(crawler), engine=world)  # type: ignore[assignment]
    return made


def walk(site: type[SiteSpider], pages: Mapping[str, str | Answer], **arguments: str) -> Walk:
    """Crawl a site of these pages."""
    world = World(pages)
    return asyncio.run(_walk(spider(site, world, **arguments), world))


async def _walk(crawling: SiteSpider, world: World) -> Walk:
    done, seen, waiting = Walk(), set(), [request async for request in crawling.start()]
    while waiting:
        request = waiting.pop(max(range(len(waiting)), key=lambda place: (waiting[place].priority, -place)))
        if fingerprint(request) in seen:
            continue
        seen.add(fingerprint(request))
        done.asked.append(request.url)
        response = world.answer(request)
        if response.status != 200 and response.status not in request.meta.get("handle_httpstatus_list", ()):
            continue
        try:
            async for result in _results(request, response):
                if isinstance(result, Article):
                    done.articles.append(result)
                else:
                    waiting.append(result)
        except CloseSpider as close:
            done.closed = close.reason
            break
    done.stats = crawling.crawler.stats.get_stats()
    return done


async def _results(request: Request, response: HtmlResponse) -> AsyncIterator[Request | Article]:
    """What a request's callback yields, whether it is asynchronous or not."""
    assert request.callback is not None
    results = request.callback(response, **request.cb_kwargs)
    if hasattr(results, "__aiter__"):
        async for result in results:
            yield result
    else:
        for result in results:
            yield result
