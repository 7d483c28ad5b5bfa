"""A crawl's way to SQL, shared by all its parts: one writer, off the reactor's thread, which waits while the database is away."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self, TypeVar, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.settings import BaseSettings
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from unioncrawl.db import SITE_COLUMNS, SchemaError, open_engine, read, record_site, write
from unioncrawl.db.faults import is_full, is_row_fault
from unioncrawl.db.frontier import resume
from unioncrawl.db.runs import Run, dead_runs, start_run

logger = logging.getLogger(__name__)

TOGETHER = 50  # transactions committed as one

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Waiting(NamedTuple):
    """What waits for the writer: an item of a work on many."""

    work: Callable[[Connection, list[Any]], Sequence[Any]]
    item: Any
    done: asyncio.Future[Any]

    def tell(self, result: object = None, error: BaseException | None = None) -> None:
        """Who waits, unless it has been cancelled since."""
        if self.done.done():
            return
        if error is None:
            self.done.set_result(result)
        else:
            self.done.set_exception(error)


def patience(settings: BaseSettings) -> float:
    """For how many seconds a database that is away is waited for. UsageError where the setting is no number."""
    try:
        return settings.getfloat("DATABASE_PATIENCE")
    except ValueError:
        raise UsageError(f"DATABASE_PATIENCE={settings['DATABASE_PATIENCE']!r} is no number of seconds") from None


def declaration(spider: Spider | type[Spider]) -> dict[str, str]:
    """What a spider's class declares of its site."""
    declared = {column: getattr(spider, column, None) for column in SITE_COLUMNS}
    return {"state": "active"} | {column: value for column, value in declared.items() if value is not None}


class Memory:
    """An extension; the others find it with `crawler.get_extension(Memory)`.

    DATABASE_PATIENCE says for how many seconds a database that is away is waited for. After that, and at once when the disk is full, the
    crawl ends: what is not stored is not done, and the next run goes on with it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.patience = patience(crawler.settings)
        self.engine: Engine | None = None
        self.run: Run | None = None
        self.waiting: deque[_Waiting] = deque()
        self.writer: asyncio.Task[None] | None = None
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        memory = cls(crawler)
        crawler.signals.connect(memory.close, signals.engine_stopped)
        return memory

    async def open(self) -> None:
        """Open the database, and the rows of the site and of this run. CloseSpider where that cannot be, the reason in the log."""
        try:
            self.engine = await asyncio.to_thread(open_engine, self.crawler.settings["DATABASE_URL"])
            self.run = await self.write(self._begin)
        except (SchemaError, SQLAlchemyError, OSError, ImportError, ValueError) as error:  # the last two: no driver, no address
            logger.error("no database: %s", error)
            raise CloseSpider("database") from error

    def _begin(self, connection: Connection) -> Run:
        spider, now = cast(Spider, self.crawler.spider), datetime.now(UTC)
        period = getattr(spider, "period", None)
        record_site(connection, spider.name, **declaration(spider))
        resume(connection, spider.name, dead_runs(connection, spider.name), now)
        return start_run(connection, spider.name, period and str(period), now)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """What `work`, which only looks, returns."""
        return await asyncio.to_thread(read, cast(Engine, self.engine), work, self.patience)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, when it is committed. Works that wait together are committed together, in their order."""
        return await self.write_together(_each, work)

    async def write_together(self, work: Callable[[Connection, list[Item]], Sequence[Result]], item: Item) -> Result:
        """The same for works on many items at once: those that wait for the same work are given to it together."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.waiting.append(_Waiting(work, item, done))
        if self.writer is None or self.writer.done():
            self.writer = asyncio.create_task(self._write_all())
        return await done

    async def _write_all(self) -> None:
        while self.waiting:
            batch = [self.waiting.popleft() for _ in range(min(TOGETHER, len(self.waiting)))]
            error = await self._commit(batch)
            if error is not None and len(batch) > 1:  # one of them may be bad: each for itself
                for one in batch:
                    await self._commit([one])

    async def _commit(self, batch: Sequence[_Waiting]) -> BaseException | None:
        """Run all works in one transaction. Where it fails: nothing of it stays, and a single one is told the error."""
        attempt = asyncio.create_task(asyncio.to_thread(write, cast(Engine, self.engine), _together(batch), self.patience))
        await asyncio.wait([attempt])
        error = attempt.exception()
        if isinstance(error, DBAPIError) and not is_row_fault(error):
            self._give_up(error)
        if error is None:
            for one, result in zip(batch, attempt.result(), strict=True):
                one.tell(result)
        elif len(batch) == 1:
            batch[0].tell(error=error)
        return error

    def _give_up(self, error: DBAPIError) -> None:
        """End the crawl: the database takes nothing more."""
        if self.ending is None and self.run is not None:
            reason = "disk_full" if is_full(error) else "database"
            logger.error("the crawl ends, since the database takes nothing more: %s", error.orig)
            self.patience = 0
            self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason=reason))

    async def close(self) -> None:
        """Let go of the connections."""
        if self.engine is not None:
            await asyncio.to_thread(self.engine.dispose)


def _each(connection: Connection, works: list[Callable[[Connection], Any]]) -> list[Any]:
    return [work(connection) for work in works]


def _together(batch: Sequence[_Waiting]) -> Callable[[Connection], list[Any]]:
    """One transaction for all: the works in the order in which they came first, each with all its items."""
    items: defaultdict[Callable[..., Any], list[int]] = defaultdict(list)
    for at, one in enumerate(batch):
        items[one.work].append(at)

    def work(connection: Connection) -> list[Any]:
        results: dict[int, Any] = {}
        for each, places in items.items():
            results |= zip(places, each(connection, [batch[at].item for at in places]), strict=True)
        return [results[at] for at in range(len(batch))]

    return work
