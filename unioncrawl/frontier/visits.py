"""The addresses at work, and how their visits end: what came of each is written down, and told to those who bound the crawl."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.httpobj import urlparse_cached
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from twisted.python.failure import Failure

from unioncrawl.db import frontier, reject
from unioncrawl.db.frontier import Visit
from unioncrawl.frontier.answers import Answer, described, is_of_the_host, is_oversize, meaning
from unioncrawl.frontier.background import Background
from unioncrawl.frontier.bounds import Harvest, Hosts
from unioncrawl.frontier.outlook import Outlook
from unioncrawl.frontier.requests import to_request
from unioncrawl.health import BARREN, FAULT, OFF_TOPIC, OVERSIZE
from unioncrawl.items import Article, Page, Refusal
from unioncrawl.stopping import Stopped

logger = logging.getLogger(__name__)

LONG_REST = 1800  # seconds, of a host where addresses are tried once

_Settle = Callable[[Connection, Visit, datetime], None]


class Visits:
    """From the lease of an address to its end.

    RETRY_DELAYS are the seconds between the tries of an address that failed; without RETRY_ENABLED an address is tried once. A host that
    does not answer, or is busy, HOST_FAILURES times in a row rests as long as an address would. After BARREN_PAGES pages in a row that
    bring nothing new the crawl ends.
    """

    def __init__(self, crawler: Crawler, background: Background, outlook: Outlook) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.background = background
        self.outlook = outlook
        self.delays = [float(delay) for delay in settings.getlist("RETRY_DELAYS")] if settings.getbool("RETRY_ENABLED") else []
        self.hosts = Hosts(settings.getint("HOST_FAILURES"), self.delays or [LONG_REST])
        self.harvest = Harvest(settings.getint("BARREN_PAGES"))
        self.open: set[Visit] = set()

    def begin(self, visit: Visit) -> Request | None:
        """The request of a leased address; None where the spider has lost the method since."""
        self.open.add(visit)
        try:
            request = to_request(visit.row, cast(Spider, self.crawler.spider), visit=visit, dont_retry=True)
        except AttributeError as fault:
            self.end(visit, partial(frontier.postpone, error=described(fault), delays=()))
            return None
        request.errback = self.failed
        return request

    def end(self, visit: Visit, settle: _Settle) -> None:
        """End a visit in a transaction of its own."""
        if visit in self.open:
            self.open.discard(visit)
            self.background.run(self._end(visit, settle))

    async def _end(self, visit: Visit, settle: _Settle) -> None:
        now = datetime.now(UTC)
        await self.background.memory.write(lambda connection: settle(connection, visit, now))
        self.crawler.stats.inc_value("unioncrawl/known", visit.known)
        self.outlook.changed()

    def drop_all(self) -> None:
        """End the visits that nothing is at work on."""
        for visit in list(self.open):
            self.end(visit, partial(frontier.postpone, error="dropped on the way", delays=()))

    async def settle_list(self, visit: Visit) -> None:
        """End the visit of a page that gave only addresses; what it leads to can be had when this returns."""
        self.open.discard(visit)
        try:
            await self._end(visit, frontier.settle_list)
        except SQLAlchemyError:
            if self.background.memory.ending is None:
                raise
            return  # the crawl ends; the address stays to be asked for
        self.harvest.links([row["fingerprint"] for row in visit.children])
        self.weigh()

    def item_done(self, item: Article) -> None:
        """An article was stored, or refused. The visit of a page that gave several ends after the last of them."""
        visit = item.visit
        if not isinstance(visit, Visit) or visit not in self.open:
            return
        if item.refusal is None or item.refusal.reason == OFF_TOPIC:
            self.harvest.text(item.title or "", item.body)
        else:
            self.harvest.nothing()
        self.weigh()
        visit.items -= 1
        if visit.alone:
            self.open.discard(visit)
            self.crawler.stats.inc_value("unioncrawl/known", visit.known)
            if visit.children:
                self.outlook.changed()
        elif not visit.items:
            self.end(visit, frontier.settle)

    def weigh(self) -> None:
        """Stop a crawl that no longer finds anything."""
        if self.harvest.is_over and self.background.ending is None:
            logger.error("the crawl ends, since the last %d pages brought no new text", self.harvest.barren)
            self.background.stop(BARREN)

    def item_error(self, item: Article, failure: Failure) -> None:
        """A step failed over an article: a fault of ours, which tomorrow's code may not have."""
        if isinstance(item.visit, Visit):
            self.end(item.visit, partial(frontier.postpone, error=described(cast(BaseException, failure.value)), delays=()))

    def spider_error(self, failure: Failure, response: Response) -> None:
        """A callback failed over a page."""
        visit = response.meta.get("visit")
        if visit is not None:
            refusal = Refusal(FAULT, described(cast(BaseException, failure.value)))
            self.end(visit, partial(_fail, refusal=refusal, page=response.meta.get("page")))

    def failed(self, failure: Failure) -> None:
        """An answer that is no page, or none: the errback of leased requests."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.meta["visit"]
        error = cast(BaseException, failure.value)
        if isinstance(error, Stopped):
            return  # given back with all that has not ended
        stats = self.crawler.stats
        self.judge(request, visit, error)
        match meaning(error):
            case Answer.GONE:
                stats.inc_value("unioncrawl/gone")
                self.end(visit, frontier.settle_gone)
            case Answer.UNMODIFIED if visit.row["validators"]:
                for count in ("fetched", "unchanged", "unmodified"):
                    stats.inc_value(f"unioncrawl/{count}")
                self.end(visit, frontier.settle_unmodified)
            case _ if is_oversize(error):
                stats.inc_value("unioncrawl/refused")
                stats.inc_value(f"unioncrawl/refused/{OVERSIZE}")
                logger.warning("%s: %s", request.url, described(error))
                self.end(visit, partial(_fail, refusal=Refusal(OVERSIZE, described(error)), page=request.meta.get("page")))
            case answer:
                stats.inc_value("unioncrawl/failed")
                logger.warning("%s: %s", request.url, described(error))
                delays = self.delays if answer is Answer.LATER else ()
                self.end(visit, partial(frontier.postpone, error=described(error), delays=delays))

    def judge(self, request: Request, visit: Visit, error: BaseException) -> None:
        """What a failure says of the host, and of the way."""
        host = urlparse_cached(request).netloc
        if is_of_the_host(error):
            if seconds := self.hosts.failed(host):
                logger.warning("%s rests for %d s after %d failures in a row", host, seconds, self.hosts.most)
                self.crawler.stats.set_value("unioncrawl/resting", len(self.hosts.until))
        elif isinstance(error, HttpError):
            self.answered(host)
            if meaning(error) is not Answer.LATER and visit.row["article"] is None:
                self.harvest.nothing()
                self.weigh()

    def answered(self, host: str) -> None:
        """A page came, or a plain answer that there is none."""
        self.hosts.answered(host)
        self.crawler.stats.set_value("unioncrawl/resting", len(self.hosts.until))


def _fail(connection: Connection, visit: Visit, now: datetime, refusal: Refusal, page: Page | None) -> None:
    """The page cannot be read: the address comes again tomorrow, and an article's page is kept as refused, to be read after a fix."""
    frontier.postpone(connection, visit, now, refusal.detail, delays=())
    if "listing" in (visit.row["cb_kwargs"] or {}):  # as SiteSpider.article_request says it
        reject(connection, Article(visit.row["url"], page=page), visit.site, refusal, now)
