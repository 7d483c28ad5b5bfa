"""The downloader middleware that keeps every response."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.archive.keeper import Answered, Keeper
from unioncrawl.archive.records import payload_digest
from unioncrawl.db import record_pages
from unioncrawl.items import Page
from unioncrawl.memory import Memory

logger = logging.getLogger(__name__)


class _Waiting(NamedTuple):
    """A response that is to be kept."""

    answered: Answered
    digest: str
    kept: asyncio.Future[Page]


class Archive:
    """Keeps each response as it was served, and says where in `request.meta["page"]`, an items.Page.

    It stands next to the downloader, before anything decompresses, follows or retries. What cannot be kept ends the crawl: a page that is
    read and not kept could never be read again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.waiting: list[_Waiting] = []
        self.keeping: asyncio.Task[None] | None = None
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
        kept: asyncio.Future[Page] = asyncio.get_running_loop().create_future()
        answered = Answered(request, response, datetime.now(UTC).replace(microsecond=0))
        self.waiting.append(_Waiting(answered, payload_digest(response.body), kept))
        if self.keeping is None or self.keeping.done():
            self.keeping = asyncio.create_task(self.keep_all())
        try:
            request.meta["page"] = await kept
        except (OSError, SQLAlchemyError) as error:
            if self.ending is None and self.memory.ending is None:
                logger.error("the crawl ends, since %s cannot be archived: %s", response.url, error)
                self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason="archive_failed"))
            raise IgnoreRequest(f"{response.url} cannot be archived: {error}") from error
        return response

    async def keep_all(self) -> None:
        """Keep what waits, together what came while others were kept. Bytes that come twice at once wait for their row, to be kept once."""
        while self.waiting:
            batch = list({one.digest: one for one in reversed(self.waiting)}.values())[::-1]
            self.waiting = [one for one in self.waiting if one not in batch]
            try:
                pages = await asyncio.to_thread(self.keeper.keep, [one.answered for one in batch])
            except Exception as error:  # whoever waits is told
                for one in batch:
                    _tell(one.kept, error)
                continue
            written = (self.memory.write_together(record_pages, page) for page in pages)
            for one, page, number in zip(batch, pages, await asyncio.gather(*written, return_exceptions=True), strict=True):
                _tell(one.kept, number if isinstance(number, BaseException) else page)

    async def engine_stopped(self) -> None:
        """Let go of the file, which another crawl may want."""
        await asyncio.to_thread(self.keeper.close)


def _tell(kept: asyncio.Future[Page], outcome: Page | BaseException) -> None:
    """Who waits, unless it has been cancelled since."""
    if kept.done():
        return
    if isinstance(outcome, BaseException):
        kept.set_exception(outcome)
    else:
        kept.set_result(outcome)
