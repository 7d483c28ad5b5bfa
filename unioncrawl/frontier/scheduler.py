"""The scheduler: addresses come in and are leased out through the database; what is in memory is a copy that may be lost."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any, Self, cast

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.httpobj import urlparse_cached
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from unioncrawl.db import frontier, reject
from unioncrawl.db.frontier import Row, Visit
from unioncrawl.db.runs import Run, dead_runs
from unioncrawl.frontier.answers import Answer, described, is_of_the_host, is_oversize, meaning
from unioncrawl.frontier.bounds import Harvest, Hosts
from unioncrawl.frontier.requests import Unkept, is_trap, to_request, to_row
from unioncrawl.health import BARREN, FAULT, OFF_TOPIC, OVERSIZE
from unioncrawl.items import Article, Page, Refusal
from unioncrawl.memory import Memory
from unioncrawl.stopping import Stopped

logger = logging.getLogger(__name__)

STOCK = 16  # leased addresses kept ready: as many as Scrapy downloads at once by default
LOW = 8  # when to fetch more of them
RENEWAL = 60  # seconds between renewals of the leases
POLL = 1  # seconds until the database is asked again while other crawlers are at work on the site
LONG_REST = 1800  # seconds, of a host where addresses are tried once
ORPHANED = 2  # seconds after which a visit that nothing is at work on was dropped on the way

WAKE = Request("data:,wake", dont_filter=True)  # is refused by the scheduler: handing it to the engine makes it look for requests
_Settle = Callable[[Connection, Visit, datetime], None]


class Frontier(BaseScheduler):
    """Scrapy's scheduler over the table `frontier`.

    RETRY_DELAYS are the seconds between the tries of an address that failed; a crawl waits for those that are due within RETRY_WAIT
    seconds, and leaves the others to the next. Without RETRY_ENABLED an address is tried once. A host that does not answer, or is busy,
    HOST_FAILURES times in a row rests as long as an address would. After BARREN_PAGES pages in a row that bring nothing new the crawl
    ends.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.delays = [float(delay) for delay in settings.getlist("RETRY_DELAYS")] if settings.getbool("RETRY_ENABLED") else []
        self.wait = settings.getfloat("RETRY_WAIT")
        self.hosts = Hosts(settings.getint("HOST_FAILURES"), self.delays or [LONG_REST])
        self.harvest = Harvest(settings.getint("BARREN_PAGES"))
        self.arrived: list[Row] = []  # asked for, not yet in the database
        self.ready: deque[Request] = deque()  # leased, not yet handed out
        self.visits: set[Visit] = set()  # leased, not yet ended
        self.tasks: set[asyncio.Task[None]] = set()  # work on the database
        self.stirring = False
        self.changes = 0  # of the table, as far as it is known here
        self.look_at: float = 0  # of the monotonic clock: when the database may have something
        self.nothing_left = False
        self.quiet_since: float | None = None
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        scheduler = cls(crawler)
        for handler, signal in (
            (scheduler.item_done, signals.item_scraped),
            (scheduler.item_done, signals.item_dropped),
            (scheduler.item_error, signals.item_error),
            (scheduler.spider_error, signals.spider_error),
        ):
            crawler.signals.connect(handler, signal)
        return scheduler

    def open(self, spider: Spider) -> None:
        """Begin to keep the leases. The database opens later, with the pipelines."""
        self.spider = spider
        self.memory = cast(Memory, self.crawler.get_extension(Memory))
        self.renewing = create_looping_call(self.renew)
        self.renewing.start(RENEWAL, now=False)

    def close(self, reason: str) -> Deferred[None] | None:
        """Give back what was leased and not ended."""
        self.renewing.stop()
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        if self.tasks:
            await asyncio.wait(self.tasks)
        if self.memory.run is None:
            return
        try:
            if self.arrived:
                await self.memory.write(partial(self._add, rows=self.arrived))
            await self.memory.write(partial(frontier.release, run=self.memory.run.number))
        except SQLAlchemyError as error:
            logger.error("leases were not given back, and end by themselves: %s", error)

    # What Scrapy asks.

    def enqueue_request(self, request: Request) -> bool:
        """Take in a start request, a redirect of a leased one, or another from within the crawler."""
        if request is WAKE:
            return False
        if "visit" in request.meta:  # a redirect: the visit goes on with it
            self.ready.append(request)
            return True
        return self.take(request)

    def take(self, request: Request) -> bool:
        """Take in a request that is new here, False where it is not wanted."""
        if is_trap(request.url):
            self.crawler.stats.inc_value("unioncrawl/trapped")
            return False
        try:
            self.arrived.append(to_row(request, self.spider))
        except Unkept as fault:
            logger.warning("in memory only: %s", fault)
            self.ready.append(request)
        self.changed()
        self.stir()
        return True

    def next_request(self) -> Request | None:
        """A leased request, None while there is none."""
        if len(self.ready) < LOW and monotonic() >= self.look_at:
            self.stir()
        while self.ready:
            request = self.ready.popleft()
            visit, rest = request.meta.get("visit"), self.hosts.rest(urlparse_cached(request).netloc)
            if visit is None or not rest:
                return request
            self.end(visit, partial(frontier.put_off, until=datetime.now(UTC) + timedelta(seconds=rest)))
        return None

    def has_pending_requests(self) -> bool:
        """Whether anything may be left to do. Scrapy asks when nothing is at work outside."""
        if self.ready or self.tasks or self.arrived or not self.nothing_left:
            self.quiet_since = None
            return True
        if not self.visits:
            return False
        self.quiet_since = self.quiet_since or monotonic()
        if monotonic() - self.quiet_since > ORPHANED:
            for visit in list(self.visits):
                self.end(visit, partial(frontier.postpone, error="dropped on the way", delays=()))
        return True

    # From and to the database.

    def changed(self) -> None:
        """There may be something to lease."""
        self.changes += 1
        self.nothing_left, self.look_at = False, 0

    def stir(self) -> None:
        """Look into the database, once at a time."""
        if not self.stirring and self.memory.run is not None:
            self.stirring = True
            self.run(self._stir())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background; the crawl does not end before it has."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ran)

    def _ran(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            self.crawler.engine.crawl(WAKE)
        elif self.ending is None and self.memory.ending is None:  # going on would lose the addresses that this was about
            logger.error("the crawl ends, since the frontier cannot go on: %r", error)
            self.stop("frontier")

    def stop(self, reason: str) -> None:
        """End the crawl; what is not done stays to be asked for."""
        if self.ending is None:
            self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason=reason))

    async def _stir(self) -> None:
        self.look_at = monotonic() + POLL
        try:
            while self.arrived:
                rows, self.arrived = self.arrived, []
                asked = await self.memory.write(partial(self._add, rows=rows))
                self.crawler.stats.inc_value("unioncrawl/known", len(rows) - asked)
            if len(self.ready) < LOW:
                await self._refill()
        finally:
            self.stirring = False

    def _add(self, connection: Connection, rows: Sequence[Row]) -> int:
        run = cast(Run, self.memory.run)
        return frontier.add(connection, self.spider.name, run.crawl, rows, datetime.now(UTC))

    async def _refill(self) -> None:
        run, now, site, seen = cast(Run, self.memory.run), datetime.now(UTC), self.spider.name, self.changes
        rows = await self.memory.write(partial(frontier.lease, site=site, run=run.number, most=STOCK, now=now))
        for row in rows:
            self.hand_out(Visit(row["id"], site, run.crawl, row))
        if rows:
            self.look_at = 0
            return
        due, others = await self.memory.read(partial(frontier.outlook, site=site, run=run.number, now=now))
        if others and await self.memory.write(self._bury):
            due = now
        if self.changes == seen:
            seconds = (due - now).total_seconds() if due is not None else float("inf")
            self.nothing_left = not others and seconds > self.wait
            self.look_at = monotonic() + min(max(seconds, 1), POLL if others else float("inf"))

    def _bury(self, connection: Connection) -> bool:
        """Take back what runs that died are at work on; whether there are any."""
        dead = dead_runs(connection, self.spider.name)
        if dead:
            frontier.resume(connection, self.spider.name, dead, datetime.now(UTC))
        return bool(dead)

    def hand_out(self, visit: Visit) -> None:
        """Make a leased address ready."""
        self.visits.add(visit)
        try:
            request = to_request(visit.row, self.spider, visit=visit, dont_retry=True)
        except AttributeError as fault:  # the spider has lost the method since
            self.end(visit, partial(frontier.postpone, error=described(fault), delays=()))
            return
        request.errback = self.failed
        self.ready.append(request)

    def renew(self) -> None:
        """Keep the leases. No coroutine: Scrapy's looping call takes none."""
        if self.visits:
            self.run(self._renew())

    async def _renew(self) -> None:
        await self.memory.write(partial(frontier.renew, run=cast(Run, self.memory.run).number, now=datetime.now(UTC)))

    # How visits end.

    def end(self, visit: Visit, settle: _Settle) -> None:
        """End a visit in a transaction of its own."""
        if visit in self.visits:
            self.visits.discard(visit)
            self.run(self._end(visit, settle))

    async def _end(self, visit: Visit, settle: _Settle) -> None:
        now = datetime.now(UTC)
        await self.memory.write(lambda connection: settle(connection, visit, now))
        self.crawler.stats.inc_value("unioncrawl/known", visit.known)
        self.changed()

    async def settle_list(self, visit: Visit) -> None:
        """End the visit of a page that gave only addresses; what it leads to can be had when this returns."""
        self.visits.discard(visit)
        try:
            await self._end(visit, frontier.settle_list)
        except SQLAlchemyError:
            if self.memory.ending is None:
                raise
            return  # the crawl ends; the address stays to be asked for
        self.harvest.links([row["fingerprint"] for row in visit.children])
        self.weigh()

    def item_done(self, item: Article) -> None:
        """An article was stored, or refused. The visit of a page that gave several ends after the last of them."""
        visit = item.visit
        if not isinstance(visit, Visit) or visit not in self.visits:
            return
        if item.refusal is None or item.refusal.reason == OFF_TOPIC:
            self.harvest.text(item.title or "", item.body)
        else:
            self.harvest.nothing()
        self.weigh()
        visit.items -= 1
        if visit.alone:
            self.visits.discard(visit)
            self.crawler.stats.inc_value("unioncrawl/known", visit.known)
            if visit.children:
                self.changed()
        elif not visit.items:
            self.end(visit, frontier.settle)

    def weigh(self) -> None:
        """Stop a crawl that no longer finds anything."""
        if self.harvest.is_over and self.ending is None:
            logger.error("the crawl ends, since the last %d pages brought no new text", self.harvest.barren)
            self.stop(BARREN)

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
