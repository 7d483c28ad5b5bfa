"""Store 800: one transaction an article, off the reactor's thread; what is refused becomes a rejection."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self, cast

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlalchemy import Connection
from sqlalchemy.exc import StatementError

from unioncrawl.db import Arrival, Outcome, record_site, reject, save_articles
from unioncrawl.db.faults import is_row_fault
from unioncrawl.db.frontier import Visit, settle_all
from unioncrawl.db.stories import tell_all
from unioncrawl.items import Article
from unioncrawl.memory import Memory
from unioncrawl.stories import Telling

logger = logging.getLogger(__name__)


def store(connection: Connection, article: Article, spider: str, now: datetime) -> Outcome | None:
    """Write an article under its own site, or else under the spider's name; None where it was refused.

    The visit to its address ends in the same transaction: killed at any moment, the address is either done and its article stored, or
    neither.
    """
    return store_all(connection, [article], spider, now)[0]


def store_all(connection: Connection, articles: Sequence[Article], spider: str, now: datetime) -> list[Outcome | None]:
    """The same for many, in few statements."""
    arrivals = [Arrival(article, article.site or spider, article.fetched_at or now) for article in articles]
    for site in {arrival.site for arrival in arrivals} - {spider}:
        record_site(connection, site)
    kept = [arrival for arrival in arrivals if arrival.article.refusal is None]
    saved = dict(zip([id(one.article) for one in kept], save_articles(connection, kept), strict=True))
    told = [(saved[id(article)], article.telling) for article, *_ in kept if isinstance(article.telling, Telling)]
    tell_all(connection, told, now)
    for article, site, seen_at in arrivals:
        if article.refusal is not None:
            reject(connection, article, site, article.refusal, seen_at)
    visits = {article.visit: saved.get(id(article)) for article in articles if isinstance(article.visit, Visit) and article.visit.alone}
    settle_all(connection, {visit: found and found.number for visit, found in visits.items()}, now)
    return [found and found.outcome for found in (saved.get(id(article)) for article in articles)]


class Store:
    """Counts what became of each article in the stats: unioncrawl/new, changed, unchanged, refused, refused/REASON."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def open_spider(self) -> None:
        self.memory = cast(Memory, self.crawler.get_extension(Memory))
        self.site = cast(Spider, self.crawler.spider).name
        await self.memory.open()

    async def process_item(self, item: Article) -> Article:
        try:
            outcome = await self.memory.write_together(self.save, item)
        except (StatementError, ValueError, OverflowError) as error:
            if not is_row_fault(error):  # the crawl is ending; the address stays to be asked for
                raise DropItem(f"not stored: {item.url}", log_level="DEBUG") from error
            fault = getattr(error, "orig", None) or error
            logger.error("cannot be stored: %s: %r", item.url, fault)
            item.refuse("unstorable", repr(fault))
            outcome = await self.memory.write_together(self.save, item)
        self.count(item, outcome)
        if item.refusal is not None:
            raise DropItem(f"{item.refusal.reason}: {item.refusal.detail}", log_level="DEBUG")
        return item

    def save(self, connection: Connection, articles: Sequence[Article]) -> list[Outcome | None]:
        """Of those that wait together."""
        return store_all(connection, articles, self.site, datetime.now(UTC))

    def count(self, article: Article, outcome: Outcome | None) -> None:
        stats = self.crawler.stats
        stats.inc_value(f"unioncrawl/{outcome or 'refused'}")
        if article.refusal is not None:
            stats.inc_value(f"unioncrawl/refused/{article.refusal.reason}")
        for field in ("title", "published_at", "source", "body"):
            if outcome is not None and getattr(article, field) not in (None, ""):
                stats.inc_value(f"unioncrawl/filled/{field}")
