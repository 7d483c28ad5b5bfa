"""Local documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.core.scraper import Slot
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoaderProtocol, get_spider_loader
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.archive.local import LocalKeeper
from unioncrawl.captures import Captures
from unioncrawl.db import record_site
from unioncrawl.documents import Document, PassedOver, document_files, documents
from unioncrawl.finding import find_spider
from unioncrawl.health import FAULT
from unioncrawl.items import Article
from unioncrawl.memory import Memory, declaration

MOST_AT_ONCE = 8  # articles between the file and the database


def site_of(url: str, spiders: SpiderLoaderProtocol) -> str | None:
    """The site of an address: the spider that crawls its host, or else the host; None of a local file."""
    host = urlsplit(url).hostname
    return None if host is None else find_spider(url, spiders) or host


class Files(Spider):
    """Reads files instead of a site: texts (.txt), pages (.html .htm .shtml), archives (.warc .wet, also .gz).

    Spider arguments
      path
        A file, a folder (with all below it) or a glob pattern. A text may say its address in its first line, `# url: http://…`; a file is
        otherwise known under its file:// address, an archive's record under its own, as an article of the site that it is from.
    """

    name = "files"
    title = "本地文件"
    kind = "files"

    def __init__(self, path: str | None = None, **kwargs: Any) -> None:
        unknown = [name for name in kwargs if not name.startswith("_")]  # scrapyd hands in _job
        if unknown:
            raise UsageError(f"files takes no argument {', '.join(unknown)}; it takes path")
        if not path:
            raise UsageError("which files? scrapy crawl files -a path=FILE_FOLDER_OR_PATTERN")
        super().__init__()
        self.files = document_files(path)
        self.sites: set[str] = set()  # whose rows say what their spiders declare
        self.closing: asyncio.Task[None] | None = None

    @cached_property
    def memory(self) -> Memory:
        """The crawl's database."""
        return cast(Memory, self.crawler.get_extension(Memory))

    @cached_property
    def keeper(self) -> LocalKeeper:
        """The archive's folder."""
        return LocalKeeper(Path(self.settings["ARCHIVE_DIR"]), cast(Engine, self.memory.engine), self.memory.patience)

    async def start(self) -> AsyncIterator[Article]:
        """The files' articles, as fast as they are stored: an archive of any size passes through steady memory."""
        room = asyncio.Semaphore(MOST_AT_ONCE)
        self.closing = asyncio.create_task(self.close_when_done())

        def leave() -> None:
            room.release()

        for left in (signals.item_scraped, signals.item_dropped, signals.item_error):
            self.crawler.signals.connect(leave, left)
        spiders = get_spider_loader(self.settings)
        for file in self.files:
            self.crawler.stats.inc_value("unioncrawl/lists")
            archive = Path(self.settings["ARCHIVE_DIR"])
            captures, found = Captures(file, archive, spiders), documents(file, archive)
            while (document := await asyncio.to_thread(next, found, None)) is not None:
                if self.crawler.engine.needs_backout():  # it is closing: there are no requests that it could mean
                    return
                if isinstance(document, PassedOver):
                    self.crawler.stats.inc_value(f"unioncrawl/passed over/{document}")
                    continue
                self.crawler.stats.inc_value("unioncrawl/listed")
                try:
                    kept = await self.keep(document)
                except (OSError, SQLAlchemyError) as error:
                    self.logger.error("the crawl ends, since %s cannot be archived: %s", document.url, error)
                    await self.crawler.engine.close_spider_async(reason="archive_failed")
                    return
                article = await self.article(kept, captures)
                article.site = article.site or site_of(article.url or "", spiders)
                await self.declare(article.site, spiders)
                self.crawler.stats.inc_value("unioncrawl/fetched")
                await room.acquire()
                yield article
        for _ in range(MOST_AT_ONCE):  # all have left: Scrapy closes at once what is idle when its start ends, and looks again after 5 s
            await room.acquire()

    async def keep(self, document: Document) -> Document:
        """The document, in the archive: of a loose file the bytes are put there, a record of an archive is in its file."""
        if document.page is not None or document.refusal is not None:
            return document
        now = datetime.now(UTC).replace(microsecond=0)
        page = await asyncio.to_thread(self.keeper.keep, document.url, document.body, document.content_type, now)
        return replace(document, page=page)

    async def declare(self, site: str | None, spiders: SpiderLoaderProtocol) -> None:
        """Keep what a site's spider says of it, its title and region, as the site's own crawl does."""
        if site is not None and site not in self.sites and site in spiders.list():
            self.sites.add(site)
            declared = declaration(spiders.load(site))
            await self.memory.write(lambda connection: record_site(connection, site, **declared))

    async def close_when_done(self) -> None:
        """Scrapy 2.19 that is told to close while items of start() are under way waits for ever: nobody tells it when they have left."""
        scraper = self.crawler.engine.scraper
        slot = cast(Slot, scraper.slot)
        while slot.closing is None or not slot.is_idle():
            await asyncio.sleep(0.1)
        if not slot.closing.called:
            scraper._check_if_closing()  # noqa: SLF001

    def closed(self, reason: str) -> None:
        """Scrapy's last call."""
        if self.closing is not None:  # it began
            self.closing.cancel()
            self.keeper.close()

    async def article(self, document: Document, captures: Captures) -> Article:
        """The document's article; where a fault of ours lies between, refused as by a step that fails, to be read again after the fix."""
        try:
            return await _read(document, captures)
        except (Exception, SystemExit) as fault:
            self.logger.exception("%s cannot be read", document.url)
            article = Article(document.url, page=document.page)
            article.refuse(FAULT, f"{type(fault).__name__}: {fault}")
            return article


async def _read(document: Document, captures: Captures) -> Article:
    """By the spider of its site, or else as any page is read."""
    article = await captures.article(document)
    return await asyncio.to_thread(document.article) if article is None else article
