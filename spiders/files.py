"""Local documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.exceptions import UsageError

from unioncrawl.documents import Document, document_files, documents
from unioncrawl.items import Article

MOST_AT_ONCE = 8  # articles between the file and the database


class Files(Spider):
    """Reads files instead of a site: texts (.txt), pages (.html .htm .shtml), archives (.warc .wet, also .gz).

    Spider arguments
      path
        A file, a folder (with all below it) or a glob pattern. A text may say its address in its first line, `# url: http://…`; a file is
        otherwise known under its file:// address, an archive's record under its own.
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

    async def start(self) -> AsyncIterator[Article]:
        """The files' articles, as fast as they are stored: an archive of any size passes through steady memory."""
        room = asyncio.Semaphore(MOST_AT_ONCE)

        def leave() -> None:
            room.release()

        for left in (signals.item_scraped, signals.item_dropped, signals.item_error):
            self.crawler.signals.connect(leave, left)
        for file in self.files:
            self.crawler.stats.inc_value("unioncrawl/lists")
            found = documents(file, Path(self.settings["ARCHIVE_DIR"]))
            while (document := await asyncio.to_thread(next, found, None)) is not None:
                self.crawler.stats.inc_value("unioncrawl/listed")
                article = await self.article(document)
                if article is not None:
                    self.crawler.stats.inc_value("unioncrawl/fetched")
                    await room.acquire()
                    yield article
        for _ in range(MOST_AT_ONCE):  # all have left: Scrapy closes at once what is idle when its start ends, and looks again after 5 s
            await room.acquire()

    async def article(self, document: Document) -> Article | None:
        """The document's article; a fault of ours over one document does not stop the others, as with a callback of Scrapy."""
        (article,) = await asyncio.gather(asyncio.to_thread(document.article), return_exceptions=True)
        if isinstance(article, Article):
            return article
        self.logger.error("%s cannot be read", document.url, exc_info=article)
        self.crawler.stats.inc_value("spider_exceptions/count")
        return None
