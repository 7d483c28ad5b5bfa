"""The downloader middleware that keeps every response."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.archive.keeper import Keeper
from unioncrawl.db import record_page
from unioncrawl.memory import Memory

logger = logging.getLogger(__name__)


class Archive:
    """Keeps each response as it was served, and says where in `request.meta["page"]`, an items.Page.

    It stands next to the downloader, before anything decompresses, follows or retries. What cannot be kept ends the crawl: a page that is
    read and not kept could never be read again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.turn = asyncio.Lock()  # bytes that come twice at once are kept once
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        archive = cls(crawler)
        crawler.signals.connect(archive.engine_stopped, signals.engine_stopped)
        return archive

    @cached_property
    def memory(self) -> Memory:
        """The crawl's database, which is open when the first response comes."""
        return cast(Memory, self.crawler.get_extension(Memory))

    @cached_property
    def keeper(self) -> Keeper:
        """The archive's folder."""
        return Keeper(Path(self.crawler.settings["ARCHIVE_DIR"]), cast(Engine, self.memory.engine), self.memory.patience)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response; IgnoreRequest where it cannot be kept."""
        try:
            async with self.turn:
                now = datetime.now(UTC).replace(microsecond=0)
                page = await asyncio.to_thread(self.keeper.keep, request, response, now)
                await self.memory.write(partial(record_page, page=page))
        except (OSError, SQLAlchemyError) as error:
            if self.ending is None and self.memory.ending is None:
                logger.error("the crawl ends, since %s cannot be archived: %s", response.url, error)
                self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason="archive_failed"))
            raise IgnoreRequest(f"{response.url} cannot be archived: {error}") from error
        request.meta["page"] = page
        return response

    async def engine_stopped(self) -> None:
        """Let go of the file, which another crawl may want."""
        await asyncio.to_thread(self.keeper.close)
