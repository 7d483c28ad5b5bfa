"""The archive read again with today's code: no requests, all cores at the pages, one writer, and only what changed is written.

A page is read as it was the first time: by its site's spider, with what the list said, where a spider asked for it; as `scrapy crawl
files` reads it otherwise. Further pages of an article come from the archive too, the newest capture of each.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import StatementError

from pipelines.topics import Topics
from unioncrawl.archive import Record, RecordError, file_of, page_of, read_record
from unioncrawl.captures import article_of, served_again
from unioncrawl.db import write
from unioncrawl.db.faults import is_row_fault
from unioncrawl.db.rereading import Became, Gave, Stored, store_again, stored_pages
from unioncrawl.documents import Document, is_local
from unioncrawl.items import Article, Listing
from unioncrawl.reading import read
from unioncrawl.replay import Archived
from unioncrawl.site import INCOMPLETE, SiteSpider
from unioncrawl.workers import in_order, workers

CHUNK = 25  # pages handed to a worker at a time, and written in one transaction
AHEAD = 3  # chunks for each worker that are asked for before their results are needed

Seen = Callable[[int], None]  # so many pages more are through


class Unread(NamedTuple):
    """Why a stored page could not be read, or its article not be written."""

    where: str  # what is at fault: an archive file, a site, an address
    why: str


@dataclass
class Report:
    """What came of the pages."""

    became: Counter[Became] = field(default_factory=Counter)
    unread: Counter[Unread] = field(default_factory=Counter)


class Source(NamedTuple):
    """Where pages and spiders are."""

    database_url: str
    patience: float  # seconds that the database is waited for when it is away
    archive: Path
    spider_modules: Sequence[str]


def reparse(  # noqa: PLR0913, PLR0917 (what, from where, and how)
    engine: Engine, source: Source, gave: Sequence[Gave], site: str | None, seen: Seen, cores: int | None = None
) -> Report:
    """Read what is stored in these tables again, of one site or of all, and write what changed."""
    report = Report()
    cores = cores or os.cpu_count() or 1
    with workers(cores, _begin, source) as pool:
        pages = chain.from_iterable(stored_pages(engine, name, site, CHUNK) for name in gave)
        for stored, found in in_order(pool, _read_all, pages, cores * AHEAD):
            _write(engine, list(zip(stored, found, strict=True)), report, source.patience)
            seen(len(stored))
    return report


def _write(engine: Engine, pages: Sequence[tuple[Stored, Article | Unread]], report: Report, patience: float) -> None:
    """Write a chunk in one transaction; where one of it is bad, each in its own."""
    report.unread.update(found for _, found in pages if isinstance(found, Unread))
    read_again = [(stored, found) for stored, found in pages if isinstance(found, Article)]
    for together in (read_again, *([one] for one in read_again)):
        try:
            report.became.update(write(engine, partial(_store_all, pages=together, now=datetime.now(UTC)), patience))
        except (StatementError, ValueError, OverflowError) as error:
            if not is_row_fault(error):
                raise
            if together is not read_again:
                report.unread[Unread(together[0][0].url, f"cannot be stored: {getattr(error, 'orig', None) or error!r}")] += 1
        else:
            if together is read_again:
                return


def _store_all(connection: Connection, pages: Sequence[tuple[Stored, Article]], now: datetime) -> list[Became]:
    return [store_again(connection, stored, article, now) for stored, article in pages]


# In the workers.


class _Worker:
    """What a worker process has at hand."""

    def __init__(self, source: Source) -> None:
        self.archive = source.archive
        self.archived = Archived(source.database_url, source.archive)
        self.loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": list(source.spider_modules)}))
        self.spiders: dict[str, Spider | None] = {}

    def spider(self, site: str) -> Spider | None:
        """A site's; None where the site is only a name."""
        if site not in self.spiders:
            self.spiders[site] = self.loader.load(site)() if site in self.loader.list() else None
        return self.spiders[site]


_worker: list[_Worker] = []  # of this process


def _begin(source: Source) -> None:
    _worker[:] = [_Worker(source)]


def _read_all(chunk: Sequence[Stored]) -> list[Article | Unread]:
    """A fault of ours over one page does not stop the others."""
    return asyncio.run(_gathered(_worker[0], chunk))


async def _gathered(worker: _Worker, chunk: Sequence[Stored]) -> list[Article | Unread]:
    found = await asyncio.gather(*(_read(worker, stored) for stored in chunk), return_exceptions=True)
    return [_fault(worker, stored, one) if isinstance(one, BaseException) else one for stored, one in zip(chunk, found, strict=True)]


def _fault(worker: _Worker, stored: Stored, error: BaseException) -> Unread:
    if isinstance(error, OSError):
        return Unread(str(file_of(stored.page, worker.archive)), error.strerror or repr(error))
    if isinstance(error, RecordError):
        return Unread(str(file_of(stored.page, worker.archive)), error.reason)
    return Unread(stored.url, repr(error))


async def _read(worker: _Worker, stored: Stored) -> Article | Unread:
    """A page's article, without what only the reading needs."""
    record = read_record(file_of(stored.page, worker.archive), stored.page.offset or 0)
    if record.digest != stored.page.digest:
        return Unread(str(record.file), "other bytes than the database says")
    local = is_local(stored.page.url)
    spider = None if local else worker.spider(stored.site)
    if isinstance(spider, SiteSpider) and _is_for(spider, stored):
        article = await _by_spider(worker, spider, stored, record)
        about = spider.about if stored.callback is not None or stored.gave == "rejection" else None
    elif stored.callback is not None and not local:
        return Unread(stored.site, f"no spider of that name has {stored.callback}")
    else:
        article = Document(stored.page.url, record.body, record.header("content-type") or "", stored.page).article()
        about = None
    if INCOMPLETE in article.flags and stored.gave == "article" and INCOMPLETE not in stored.flags:
        return Unread(stored.url, "a further page of the article is not in the archive")
    article = Topics(about).process_item(read(article))
    article.site = stored.site
    article.trace, article.outline = [], ()
    return article


def _is_for(spider: SiteSpider, stored: Stored) -> bool:
    """Whether the site's spider read the page the first time: as its crawl does, or as `scrapy crawl files` does with archives."""
    return (
        stored.callback == SiteSpider.parse_article.__name__
        or stored.gave == "rejection"
        or (stored.callback is None and spider.state == "active")
    )


async def _by_spider(worker: _Worker, spider: SiteSpider, stored: Stored, record: Record) -> Article:
    async def fetch(address: str, referrer: Response) -> Response | None:
        found = worker.archived.find(Request(address))
        if found is None or found.status != 200:
            return None
        return served_again(found, replace(page_of(found, worker.archive), url=address))

    if stored.callback is None:
        return await article_of(spider, served_again(record, stored.page), worker.archived.find, fetch)
    given: Mapping[str, Any] = stored.asked or {}
    said = Listing(**given["listing"]) if "listing" in given else None
    return await spider.whole_article(served_again(record, stored.page), said, given.get("met") or stored.page.url, fetch)
