"""A crawl's way to SQL, shared by all its parts: one writer, off the reactor's thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self, TypeVar, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.db import SITE_COLUMNS, SchemaError, open_engine, record_site, start_run, write

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


def declaration(spider: Spider) -> dict[str, str]:
    """What a spider's class declares of its site."""
    declared = {column: getattr(spider, column, None) for column in SITE_COLUMNS}
    return {"state": "active"} | {column: value for column, value in declared.items() if value is not None}


class Memory:
    """An extension; the others find it with `crawler.get_extension(Memory)`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.engine: Engine | None = None
        self.run: int | None = None  # the row of this run
        self.turn = asyncio.Lock()  # one writer: SQLite has no more

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
        except (SchemaError, SQLAlchemyError, OSError) as error:
            logger.error("no database: %s", error)
            raise CloseSpider("database") from error
        self.run = await self.write(self._begin)

    def _begin(self, connection: Connection) -> int:
        spider = cast(Spider, self.crawler.spider)
        record_site(connection, spider.name, **declaration(spider))
        return start_run(connection, spider.name, datetime.now(UTC))

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, when its transaction is committed."""
        async with self.turn:
            return await asyncio.to_thread(write, cast(Engine, self.engine), work)

    async def close(self) -> None:
        """Let go of the connections."""
        if self.engine is not None:
            await asyncio.to_thread(self.engine.dispose)
