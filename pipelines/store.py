"""Store 800: one transaction an article, off the reactor's thread; what is refused becomes a rejection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Self, TypeVar, cast

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, StatementError

from unioncrawl.db import SITE_COLUMNS, Outcome, open_engine, record_site, reject, save_article, write
from unioncrawl.items import Article

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


def declaration(spider: Spider) -> dict[str, str]:
    """What a spider's class declares of its site."""
    declared = {column: getattr(spider, column, None) for column in SITE_COLUMNS}
    return {"state": "active"} | {column: value for column, value in declared.items() if value is not None}


def store(connection: Connection, article: Article, spider: str, now: datetime) -> Outcome | None:
    """Write an article under its own site, or else under the spider's name; None where it was refused."""
    site = article.site or spider
    if site != spider:
        record_site(connection, site)
    seen_at = article.fetched_at or now
    if article.refusal is None:
        return save_article(connection, article, site, seen_at)
    reject(connection, article, site, article.refusal, seen_at)
    return None


def is_row_fault(error: Exception) -> bool:
    """Whether the row is at fault and not the database: it would fail however often it is tried."""
    if isinstance(error, DBAPIError):  # SQLSTATE class 22 is data exception, 54 program limit exceeded
        return (getattr(error.orig, "sqlstate", None) or "")[:2] in {"22", "54"}
    return True


class Store:
    """Counts what became of each article in the stats: unioncrawl/new, changed, unchanged, refused, refused/REASON."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.turn = asyncio.Lock()  # SQLite has one writer

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def open_spider(self) -> None:
        self.spider = cast(Spider, self.crawler.spider)
        self.engine = await asyncio.to_thread(open_engine, self.crawler.settings["DATABASE_URL"])
        await self.write(lambda connection: record_site(connection, self.spider.name, **declaration(self.spider)))

    async def close_spider(self) -> None:
        await asyncio.to_thread(self.engine.dispose)

    async def process_item(self, item: Article) -> Article:
        save = partial(store, article=item, spider=self.spider.name, now=datetime.now(UTC))
        try:
            outcome = await self.write(save)
        except (StatementError, ValueError, OverflowError) as error:
            if not is_row_fault(error):
                raise
            logger.error("cannot be stored: %s: %s", item.url, error)
            item.refuse("unstorable", f"{type(error).__name__}: {error}")
            outcome = await self.write(save)
        self.count(item, outcome)
        if item.refusal is not None:
            raise DropItem(f"{item.refusal.reason}: {item.refusal.detail}", log_level="DEBUG")
        return item

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        async with self.turn:
            return await asyncio.to_thread(write, self.engine, work)

    def count(self, article: Article, outcome: Outcome | None) -> None:
        stats = self.crawler.stats
        stats.inc_value(f"unioncrawl/{outcome or 'refused'}")
        if article.refusal is not None:
            stats.inc_value(f"unioncrawl/refused/{article.refusal.reason}")
        for field in ("title", "published_at", "source"):
            if outcome is not None and getattr(article, field) is not None:
                stats.inc_value(f"unioncrawl/filled/{field}")
