"""The scheduler: addresses come in and are leased out through the database; what is in memory is a copy that may be lost."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from unioncrawl.db import frontier
from unioncrawl.frontier.background import WAKE, Background
from unioncrawl.frontier.leases import Leases
from unioncrawl.frontier.outlook import Outlook
from unioncrawl.frontier.requests import Unkept, is_trap, to_row
from unioncrawl.frontier.visits import Visits

logger = logging.getLogger(__name__)

ORPHANED = 2  # seconds after which a visit that nothing is at work on was dropped on the way


class Frontier(BaseScheduler):
    """Scrapy's scheduler over the table `frontier`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.background = Background(crawler)
        self.outlook = Outlook()
        self.visits = Visits(crawler, self.background, self.outlook)
        self.leases = Leases(crawler, self.background, self.outlook, self.visits)
        self.quiet_since: float | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        scheduler = cls(crawler)
        for handler, signal in (
            (scheduler.visits.item_done, signals.item_scraped),
            (scheduler.visits.item_done, signals.item_dropped),
            (scheduler.visits.item_error, signals.item_error),
            (scheduler.visits.spider_error, signals.spider_error),
        ):
            crawler.signals.connect(handler, signal)
        return scheduler

    def open(self, spider: Spider) -> None:
        """Begin to keep what is leased."""
        self.spider = spider
        self.leases.open()

    def close(self, reason: str) -> Deferred[None] | None:
        """Give back what was leased and not ended."""
        self.leases.close()
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        if self.background.tasks:
            await asyncio.wait(self.background.tasks)
        await self.leases.give_back()

    def enqueue_request(self, request: Request) -> bool:
        """Take in a start request, a redirect of a leased one, or another from within the crawler."""
        if request is WAKE:
            return False
        if "visit" in request.meta:  # a redirect: the visit goes on with it
            self.leases.ready.append(request)
            return True
        return self._take(request)

    def _take(self, request: Request) -> bool:
        """Take in a request that is new here, False where it is not wanted."""
        if is_trap(request.url):
            self.crawler.stats.inc_value("unioncrawl/trapped")
            return False
        try:
            self.leases.arrived.append(to_row(request, self.spider))
        except Unkept as fault:
            logger.warning("in memory only: %s", fault)
            self.leases.ready.append(request)
        self.outlook.changed()
        self.leases.stir()
        return True

    def next_request(self) -> Request | None:
        """A leased request, None while there is none."""
        self.leases.restock()
        while self.leases.ready:
            request = self.leases.ready.popleft()
            visit, rest = request.meta.get("visit"), self.visits.hosts.rest(urlparse_cached(request).netloc)
            if visit is None or not rest:
                return request
            self.visits.end(visit, partial(frontier.put_off, until=datetime.now(UTC) + timedelta(seconds=rest)))
        return None

    def has_pending_requests(self) -> bool:
        """Whether anything may be left to do. Scrapy asks when nothing is at work outside."""
        if self.leases.ready or self.leases.arrived or self.background.tasks or not self.outlook.nothing_left:
            self.quiet_since = None
            return True
        if not self.visits.open:
            return False
        self.quiet_since = self.quiet_since or monotonic()
        if monotonic() - self.quiet_since > ORPHANED:
            self.visits.drop_all()
        return True
