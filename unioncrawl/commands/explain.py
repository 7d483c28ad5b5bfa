"""`scrapy explain`: a page line by line, with what took each line and why; then the article."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.url import is_url

from unioncrawl.command import OVER_ALL, QuietCommand
from unioncrawl.db import NoDatabaseError, SchemaError, find_page, open_existing
from unioncrawl.documents import Document, PassedOver, document_files, documents
from unioncrawl.explanation import explanation
from unioncrawl.finding import find_spider
from unioncrawl.items import Article, Listing
from unioncrawl.reading import read
from unioncrawl.records import in_beijing
from unioncrawl.replay import LACKING
from unioncrawl.site import SiteSpider
from unioncrawl.terminal import Terminal


class Anywhere(Spider):
    """Reads a page of a site that no spider knows."""

    name = "anywhere"

    def parse(self, response: Response) -> Iterator[Article]:
        """The page's lines."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        yield Document(response.url, response.body, content_type, response.meta["page"]).article()


class Command(QuietCommand):
    """Shows, and changes nothing: what is fetched goes into a database of its own, which is gone afterwards."""

    taken = ""  # where an address's page was taken from

    def syntax(self) -> str:
        """For --help."""
        return "[options] FILE_OR_URL"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show a page line by line: which step took a line and why; then the article"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Show a page line by line: which step took a line and why; then the article. A file may be of any kind that "
            "`scrapy crawl files` reads. An address is answered from REPLAY or the archive, and fetched where they lack it. "
            "Examples: scrapy explain page.html; scrapy explain https://www.workercn.cn/c/2024-05-01/8240001.shtml | less"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the explanation of each page; exit code 1 where there is none, 2 for a path that cannot be read."""
        if len(args) != 1:
            raise UsageError("one file or address is explained at a time")
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)  # the page itself says that nobody answers
        console, explained = Terminal(soft_wrap=True, highlight=False), 0
        try:
            for article in self.fetched(args[0]) if is_url(args[0]) else self.local(args[0]):
                console.print(explanation(article, _origin(article, self.taken) if self.taken else None))
                explained += 1
        except (UsageError, SchemaError) as fault:
            print(f"scrapy explain: {fault}", file=sys.stderr)
            self.exitcode = 2 if isinstance(fault, UsageError) else 1
            return
        self.exitcode = 0 if explained else 1

    def local(self, path: str) -> Iterator[Article]:
        """The articles of a file, read."""
        for file in document_files(path):
            for document in documents(file, Path(cast(Settings, self.settings)["ARCHIVE_DIR"])):
                if not isinstance(document, PassedOver):
                    yield read(document.article())

    def fetched(self, url: str) -> list[Article]:
        """The article at an address, read by the crawl of this one page."""
        articles: list[Article] = []
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        settings = cast(Settings, self.settings).copy()
        self.taken = "from REPLAY" if settings["REPLAY"] else "fetched now"
        if not settings["REPLAY"] and self.is_archived(url):
            self.taken = "from the archive"
            settings.set("REPLAY", settings["DATABASE_URL"], OVER_ALL)
        with TemporaryDirectory() as scratch:
            settings.set("DATABASE_URL", f"sqlite:///{scratch}/explain.db", OVER_ALL)
            settings.set("SCHEDULER", "scrapy.core.scheduler.Scheduler", OVER_ALL)  # a page is tried once, and its failure told
            settings.set("RETRY_ENABLED", False, OVER_ALL)
            quiet = {**settings.getwithbase("EXTENSIONS"), "unioncrawl.alerts.Alerts": None}  # one page says nothing of its site
            settings.set("EXTENSIONS", quiet, OVER_ALL)
            if not settings["REPLAY"]:
                settings.set("ARCHIVE_DIR", scratch, OVER_ALL)
            crawler = Crawler(self.spider(url), settings)

            def keep(item: Article) -> None:
                articles.append(item)

            for left in (signals.item_scraped, signals.item_dropped):
                crawler.signals.connect(keep, left)
            crawl = process.crawl(crawler)
            process.start()
            if crawl.done():  # not after a second Ctrl-C
                crawl.result()
        return articles

    def is_archived(self, url: str) -> bool:
        """Whether a response from an address can be read again. SchemaError where DATABASE_URL is none that could have it."""
        try:
            engine = open_existing(cast(Settings, self.settings)["DATABASE_URL"])
        except NoDatabaseError as fault:
            print(f"scrapy explain: {fault}; the page is asked for", file=sys.stderr)
            return False
        with engine.connect() as connection:
            return find_page(connection, url) is not None

    def spider(self, url: str) -> type[Spider]:
        """The class of the address's site, which begins and ends with this page."""

        async def start(spider: Spider) -> AsyncIterator[Request]:
            if isinstance(spider, SiteSpider):
                yield Request(url, spider.parse_article, cb_kwargs={"listing": asdict(Listing("")), "met": url}, errback=_say_why)
            else:
                yield Request(url, errback=_say_why)

        sites = cast(AsyncCrawlerProcess, self.crawler_process).spider_loader
        name = find_spider(url, sites)
        spider_class: type[Spider] = Anywhere if name is None else sites.load(name)
        spider_class.start = start  # type: ignore[method-assign, assignment]  # as Scrapy's own fetch does
        return spider_class


def _origin(article: Article, taken: str) -> str:
    """From when and where a page is: "the page of 2026-11-20 09:00, from the archive", in Beijing."""
    return f"the page of {in_beijing(article.page.fetched_at):%Y-%m-%d %H:%M}, {taken}" if article.page else taken


def _say_why(failure: Failure) -> None:
    """There is no page to explain."""
    fault = failure.value
    if isinstance(fault, HttpError):
        reason = "REPLAY does not have this page" if LACKING in fault.response.flags else f"status {fault.response.status}"
    else:
        reason = str(fault) or type(fault).__name__
    print(f"scrapy explain: {reason}", file=sys.stderr)
