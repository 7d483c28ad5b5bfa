"""The downloader middleware that keeps every response."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.archive.keeper import Keeper
from unioncrawl.db import SchemaError

logger = logging.getLogger(__name__)


class Archive:
    """Keeps each response as it was served, and says where in `request.meta["page"]`, an items.Page.

    It stands next to the downloader, before anything decompresses, follows or retries. What cannot be kept ends the crawl: a page that is
    read and not kept could never be read again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.keeper = Keeper(Path(crawler.settings["ARCHIVE_DIR"]), crawler.settings["DATABASE_URL"])
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        archive = cls(crawler)
        crawler.signals.connect(archive.engine_stopped, signals.engine_stopped)
        return archive

    async def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response; IgnoreRequest where it cannot be kept."""
        now = datetime.now(UTC).replace(microsecond=0)
        try:
            request.meta["page"] = await asyncio.to_thread(self.keeper.keep, request, response, now)
        except (OSError, SQLAlchemyError, SchemaError) as error:
            if self.ending is None:
                logger.error("the crawl ends, since %s cannot be archived: %s", response.url, error)
                self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason="archive_failed"))
            raise IgnoreRequest(f"{response.url} cannot be archived: {error}") from error
        return response

    async def engine_stopped(self) -> None:
        """Let go of the file, which another crawl may want."""
        await asyncio.to_thread(self.keeper.close)
