"""The way into the database and out of it: addresses that arrive are stored, those that are due are leased, some ahead of need."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.db import frontier
from unioncrawl.db.frontier import Row, Visit
from unioncrawl.db.runs import Run, dead_runs
from unioncrawl.frontier.background import Background
from unioncrawl.frontier.outlook import Outlook
from unioncrawl.frontier.visits import Visits

logger = logging.getLogger(__name__)

STOCK = 16  # leased addresses kept ready: as many as Scrapy downloads at once by default
LOW = 8  # when to fetch more of them
RENEWAL = 60  # seconds between renewals of the leases
POLL = 1  # seconds until the database is asked again while other crawlers are at work on the site


class Leases:
    """A crawl waits for addresses that are due within RETRY_WAIT seconds, and leaves the others to the next."""

    def __init__(self, crawler: Crawler, background: Background, outlook: Outlook, visits: Visits) -> None:
        self.crawler = crawler
        self.site = cast(Spider, crawler.spider).name
        self.wait = crawler.settings.getfloat("RETRY_WAIT")
        self.background = background
        self.memory = background.memory
        self.outlook = outlook
        self.visits = visits
        self.arrived: list[Row] = []  # asked for, not yet in the database
        self.ready: deque[Request] = deque()  # leased, not yet handed out
        self.stirring = False
        self.renewing = create_looping_call(self.renew)

    @property
    def run(self) -> Run:
        """This crawl's, which has begun."""
        return cast(Run, self.memory.run)

    def open(self) -> None:
        """Begin to keep the leases. The database opens later, with the pipelines."""
        self.renewing.start(RENEWAL, now=False)

    def close(self) -> None:
        """Keep them no longer."""
        self.renewing.stop()

    async def give_back(self) -> None:
        """End the leases of what was not asked for, and store what arrived last."""
        if self.memory.run is None:
            return
        try:
            if self.arrived:
                await self.memory.write(partial(self._add, rows=self.arrived))
            await self.memory.write(partial(frontier.release, run=self.run.number))
        except SQLAlchemyError as error:
            logger.error("leases were not given back, and end by themselves: %s", error)

    def restock(self) -> None:
        """Look into the database where few are ready and it may have more."""
        if len(self.ready) < LOW and monotonic() >= self.outlook.look_at:
            self.stir()

    def stir(self) -> None:
        """Look into the database, once at a time."""
        if not self.stirring and self.memory.run is not None:
            self.stirring = True
            self.background.run(self._stir())

    async def _stir(self) -> None:
        self.outlook.look_at = monotonic() + POLL
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
        return frontier.add(connection, self.site, self.run.crawl, rows, datetime.now(UTC))

    async def _refill(self) -> None:
        run, now, site, seen = self.run, datetime.now(UTC), self.site, self.outlook.changes
        rows = await self.memory.write(partial(frontier.lease, site=site, run=run.number, most=STOCK, now=now))
        requests = [self.visits.begin(Visit(row["id"], site, run.crawl, row)) for row in rows]
        self.ready.extend(request for request in requests if request is not None)
        if rows:
            self.outlook.look_at = 0
            return
        due, others = await self.memory.read(partial(frontier.outlook, site=site, run=run.number, now=now))
        if others and await self.memory.write(self._bury):
            due = now
        if self.outlook.changes == seen:
            seconds = (due - now).total_seconds() if due is not None else float("inf")
            self.outlook.nothing_left = not others and seconds > self.wait
            self.outlook.look_at = monotonic() + min(max(seconds, 1), POLL if others else float("inf"))

    def _bury(self, connection: Connection) -> bool:
        """Take back what runs that died are at work on; whether there are any."""
        dead = dead_runs(connection, self.site)
        if dead:
            frontier.resume(connection, self.site, dead, datetime.now(UTC))
        return bool(dead)

    def renew(self) -> None:
        """Keep the leases. No coroutine: Scrapy's looping call takes none."""
        if self.visits.open:
            self.background.run(self._renew())

    async def _renew(self) -> None:
        await self.memory.write(partial(frontier.renew, run=self.run.number, now=datetime.now(UTC)))
