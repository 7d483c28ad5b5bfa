"""A crawl that is told to stop ends soon.

Scrapy goes on with all that has reached its downloader: 16 pages of a host, each after the host's delay and each up to DOWNLOAD_TIMEOUT,
and what fails it asks for twice more. Here only what is being transferred comes to its end; the rest is the next run's.
"""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.asyncio import create_looping_call

EVERY = 0.5  # seconds; Scrapy has no signal for the moment in which the end begins


class Stopped(IgnoreRequest):
    """The crawl ended before this was asked for."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"not asked for before the crawl ended: {request.url[:200]}")


class Stopping:
    """The downloader middleware behind robots.txt: what waited for that is stopped here, and so are retries and further pages."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.dropping = create_looping_call(self.drop)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        stopping = cls(crawler)
        crawler.signals.connect(stopping.spider_opened, signals.spider_opened)
        crawler.signals.connect(stopping.spider_closed, signals.spider_closed)
        return stopping

    def spider_opened(self) -> None:
        """Begin to look."""
        self.dropping.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """Nothing is under way any more."""
        if self.dropping.running:
            self.dropping.stop()

    @property
    def is_closing(self) -> bool:
        """Whether the crawl has been told to end."""
        slot = self.crawler.engine._slot  # noqa: SLF001 (engine.running tells of signals alone, not of a limit or a full disk)
        return slot is not None and slot.closing is not None

    def process_request(self, request: Request) -> None:
        """Refuse whatever comes too late."""
        if self.is_closing:
            raise Stopped(request)

    def drop(self) -> None:
        """Refuse what waits for its host's delay."""
        if self.is_closing:
            for slot in self.crawler.engine.downloader.slots.values():
                while slot.queue:
                    request, waiting = slot.queue.popleft()
                    waiting.errback(Stopped(request))
