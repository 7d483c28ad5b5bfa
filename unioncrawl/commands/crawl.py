"""`scrapy crawl`, whose exit code says how the crawl went."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, cast

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from unioncrawl.health import exit_code
from unioncrawl.progress import Progress

WHOLE = ("finished", "limit")  # reasons to finish that leave nothing undone: Scrapy's own, and SiteSpider's

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Scrapy's own exits 0 whatever happens."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl one site, or read local files; exit code 0 only on verdict ok or quiet"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Crawl one site, or read local files. Exit code 0: verdict ok or quiet; 1: any other verdict, or the crawl was cut short; "
            "2: wrong usage. Examples: scrapy crawl workercn -a since=2026-10-01; scrapy crawl files -a path='pages/*.html'"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """On a terminal the log is for what goes wrong: the line of progress, and the summary, say the rest."""
        super().process_options(args, opts)
        settings = cast(Settings, self.settings)
        asked = settings["LOG_FILE"] or settings.getpriority("LOG_LEVEL") == SETTINGS_PRIORITIES["cmdline"]
        if sys.stderr.isatty() and not asked:
            settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, show the summary, set the exit code."""
        try:
            crawler = self.crawled(args, opts)
        except UsageError as fault:
            print(f"scrapy crawl: {fault}", file=sys.stderr)
            self.exitcode = 2
            return
        self.exitcode = conclude(crawler)

    def crawled(self, args: list[str], opts: argparse.Namespace) -> Crawler:
        """The crawler, when it has run. UsageError where it cannot be started as asked."""
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        names = sorted(process.spider_loader.list())
        if len(args) != 1:
            raise UsageError(f"one spider is crawled at a time, of {', '.join(names)}")
        if args[0] not in names:
            near = get_close_matches(args[0], names, 1)
            raise UsageError(f"no spider is named {args[0]}: " + (f"{near[0]}?" if near else f"there are {', '.join(names)}"))
        crawler = self._create_crawler(args[0])
        crawl = process.crawl(crawler, **opts.spargs)
        process.start()
        if crawl.done():  # not after a second Ctrl-C
            crawl.result()
        return crawler


def code_of(stats: Mapping[str, Any]) -> int:
    """The exit code of a crawl that has ended."""
    return exit_code(stats.get("unioncrawl/verdict")) if stats.get("finish_reason") in WHOLE else 1


def conclude(crawler: Crawler) -> int:
    """Show the summary of a crawl that has ended, on the terminal or in the log; its exit code."""
    code = code_of(crawler.stats.get_stats())
    summary = cast(Progress, crawler.get_extension(Progress)).summary()
    if sys.stderr.isatty():
        print(summary, file=sys.stderr)
    else:
        logger.log(logging.WARNING if code else logging.INFO, "%s", summary)
    return code
