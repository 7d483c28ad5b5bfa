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

from unioncrawl.discovery.declaring import Identity
from unioncrawl.discovery.exploring import Start
from unioncrawl.discovery.probing import probe
from unioncrawl.discovery.reporting import report
from unioncrawl.health import exit_code
from unioncrawl.progress import Progress
from unioncrawl.site import SiteSpider
from unioncrawl.terminal import harmless

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
            "2: wrong usage. With -a probe=1 a site is only looked at: a few dozen pages are asked for, nothing is stored, and what was "
            "found is printed with a declaration to paste; exit code 1 where no articles are found. "
            "Examples: scrapy crawl workercn -a since=2026-10-01; scrapy crawl hubei -a probe=1; scrapy crawl files -a path='pages/*.html'"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """On a terminal, and of a probe, the log is for what goes wrong: the line of progress, and what is printed, say the rest."""
        super().process_options(args, opts)
        settings = cast(Settings, self.settings)
        asked = settings["LOG_FILE"] or settings.getpriority("LOG_LEVEL") == SETTINGS_PRIORITIES["cmdline"]
        if ("probe" in opts.spargs or sys.stderr.isatty()) and not asked:
            settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, show the summary, set the exit code."""
        try:
            self.exitcode = self.probed(args, opts) if "probe" in opts.spargs else conclude(self.crawled(args, opts))
        except UsageError as fault:
            print(f"scrapy crawl: {fault}", file=sys.stderr)
            self.exitcode = 2

    def probed(self, args: list[str], opts: argparse.Namespace) -> int:
        """Look at a site, and print what there is; the exit code."""
        site = cast(AsyncCrawlerProcess, self.crawler_process).spider_loader.load(self.chosen(args))
        if not issubclass(site, SiteSpider) or opts.spargs != {"probe": "1"}:
            raise UsageError("a site is probed with -a probe=1, and nothing beside it")
        who = Identity(site.name, site.title, site.region, site.about)
        start = Start(site.home, site.allowed_domains, site.lists, who)
        findings = probe(cast(AsyncCrawlerProcess, self.crawler_process), start)
        for line in report(findings):
            print(harmless(line))
        return int(findings.fault is not None)

    def crawled(self, args: list[str], opts: argparse.Namespace) -> Crawler:
        """The crawler, when it has run. UsageError where it cannot be started as asked."""
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        crawler = self._create_crawler(self.chosen(args))
        crawl = process.crawl(crawler, **opts.spargs)
        process.start()
        if crawl.done():  # not after a second Ctrl-C
            crawl.result()
        return crawler

    def chosen(self, args: list[str]) -> str:
        """The spider's name. UsageError for a name that is none's."""
        names = sorted(cast(AsyncCrawlerProcess, self.crawler_process).spider_loader.list())
        if len(args) != 1:
            raise UsageError(f"one spider is crawled at a time, of {', '.join(names)}")
        if args[0] not in names:
            near = get_close_matches(args[0], names, 1)
            raise UsageError(f"no spider is named {args[0]}: " + (f"{near[0]}?" if near else f"there are {', '.join(names)}"))
        return args[0]


def code_of(stats: Mapping[str, Any]) -> int:
    """The exit code of a crawl that has ended."""
    return exit_code(stats.get("unioncrawl/verdict")) if stats.get("finish_reason") in WHOLE else 1


def conclude(crawler: Crawler) -> int:
    """Show the summary of a crawl that has ended, in the log where that has a file and nobody looks on; its exit code."""
    code = code_of(crawler.stats.get_stats())
    summary = cast(Progress, crawler.get_extension(Progress)).summary()
    if crawler.settings["LOG_FILE"] and not sys.stderr.isatty():
        logger.log(logging.WARNING if code else logging.INFO, "%s", summary)
    else:
        print(summary, file=sys.stderr)
    return code
