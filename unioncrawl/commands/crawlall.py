"""`scrapy crawlall`: many sites in one process, a verdict each."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from rich.table import Column, Table
from rich.text import Text
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from unioncrawl.commands.crawl import Command as Crawl
from unioncrawl.commands.crawl import code_of
from unioncrawl.commands.sites import sites
from unioncrawl.progress import COUNTED, summary
from unioncrawl.replay import recorded
from unioncrawl.site import SiteSpider
from unioncrawl.terminal import Terminal

AT_ONCE = 8  # sites: each waits for its delay most of the time
CLOSED = ("blocked", "needs_browser")  # states whose answer is known beforehand
WIDTH = 160  # columns where the output is no terminal

logger = logging.getLogger(__name__)

Site = type[SiteSpider]


class Outcome(NamedTuple):
    """How a site's crawl ended."""

    site: str
    code: int
    verdict: str
    stats: Mapping[str, Any]

    @property
    def line(self) -> str:
        """For people."""
        return summary(self.site, {"unioncrawl/verdict": self.verdict} | dict(self.stats)) if self.stats else f"{self.site}: {self.verdict}"


def chosen(known: Sequence[Site], names: Sequence[str]) -> list[Site]:
    """The sites of these names; without any, the active ones. UsageError for a name that is no site's, or of one that cannot be crawled."""
    if not names:
        return [site for site in known if site.state == "active"]
    by_name = {site.name: site for site in known}
    for name in names:
        if name not in by_name:
            near = get_close_matches(name, by_name, 1)
            raise UsageError(f"no site is named {name}: " + (f"{near[0]}?" if near else "`scrapy sites` shows them"))
        site = by_name[name]
        if site.state in CLOSED:
            raise UsageError(f"{name} is {site.state}: {site.why}; `scrapy crawl {name}` asks it nevertheless")
    return [by_name[name] for name in dict.fromkeys(names)]


def domains(site: Site, among: Sequence[Site]) -> list[str]:
    """The widest domains, of all those that the sites declare, that a site's own are within: sites that share one are not asked at once."""
    declared = sorted({domain for other in among for domain in other.allowed_domains}, key=lambda domain: (len(domain), domain))
    return sorted({next(wide for wide in declared if f".{own}".endswith(f".{wide}")) for own in site.allowed_domains})


class _AnySite(SiteSpider, platform=True):
    """Takes the arguments that every site takes: made to see whether they are fit."""

    name = "crawlall"


class QueuedCrawler(Crawler):
    """A crawler that starts when its turn has come: one at a time on a domain, a few at a time in all."""

    turns: Sequence[asyncio.Lock | asyncio.Semaphore] = ()
    stopped = False

    async def crawl_async(self, *args: Any, **kwargs: Any) -> None:
        """Wait, then crawl."""
        async with AsyncExitStack() as held:
            for turn in self.turns:
                await held.enter_async_context(turn)
            if not self.stopped:
                await super().crawl_async(*args, **kwargs)

    async def stop_async(self) -> None:
        """Also before it has started."""
        self.stopped = True
        await super().stop_async()


def queued(asked: Sequence[Site], settings: Settings, at_once: int) -> Iterator[QueuedCrawler]:
    """A crawler for each site. Who waits for a domain holds up nobody else."""
    anywhere = asyncio.Semaphore(at_once)
    on_domain = {domain: asyncio.Lock() for site in asked for domain in domains(site, asked)}
    for site in asked:
        crawler = QueuedCrawler(site, settings)
        crawler.turns = [*(on_domain[domain] for domain in domains(site, asked)), anywhere]
        yield crawler


def outcome(crawler: Crawler, crawl: asyncio.Task[None]) -> Outcome:
    """Of a crawl that is over, however it ended."""
    name = crawler.spidercls.name
    if crawl.cancelled() or (crawl.exception() is None and crawler.spider is None):
        return Outcome(name, 1, "not started: stopped before its turn", {})
    if fault := crawl.exception():
        logger.error("%s did not start", name, exc_info=fault)
        return Outcome(name, 1, f"not started: {fault}", {})
    stats = crawler.stats.get_stats()
    return Outcome(name, code_of(stats), stats.get("unioncrawl/verdict", "no verdict"), stats)


def table(outcomes: Sequence[Outcome]) -> Table:
    """A row a site, the bad ones first."""
    shown = Table("site", "verdict", *(Column(name, justify="right") for name in (*COUNTED, "seconds")), "ended")
    for done in sorted(outcomes, key=lambda done: (-done.code, done.site)):
        numbers = [str(done.stats.get(f"unioncrawl/{name}", 0)) for name in COUNTED]
        seconds = f"{done.stats.get('elapsed_time_seconds', 0):.0f}"
        style = "bold red" if done.code else ""
        shown.add_row(done.site, Text(done.verdict, style), *numbers, seconds, done.stats.get("finish_reason", ""))
    return shown


class Command(Crawl):
    """Each site has a crawler of its own, on the one reactor."""

    def syntax(self) -> str:
        """For --help."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl all active sites, or those named, at once; exit code 0 only when every verdict is good"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Crawl all active sites, or those named whatever their state (blocked and needs_browser are refused), a few at once in one "
            "process and never two on one domain. A line for each as it ends, a table at the end. Exit code 0: every verdict ok or quiet; "
            "1: another verdict, or a site that did not start or was cut short; 2: wrong usage. "
            "Examples: scrapy crawlall; scrapy crawlall workercn ldwb -a since=2026-11-01 -a limit=20"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--at-once", type=int, default=AT_ONCE, metavar="N", help=f"crawl so many sites at once (default: {AT_ONCE})")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Many lines of progress would write over one another."""
        super().process_options(args, opts)
        cast(Settings, self.settings)["EXTENSIONS"].set("unioncrawl.progress.Progress", None, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, show the outcomes, set the exit code."""
        try:
            outcomes = self.crawled_all(args, opts)
        except UsageError as fault:
            print(f"scrapy crawlall: {fault}", file=sys.stderr)
            self.exitcode = 2
            return
        Terminal(width=None if sys.stdout.isatty() else WIDTH).print(table(outcomes))
        self.exitcode = max((done.code for done in outcomes), default=0)

    def crawled_all(self, args: list[str], opts: argparse.Namespace) -> list[Outcome]:
        """How the sites' crawls ended. UsageError where none can be started as asked."""
        _AnySite(**opts.spargs)
        if opts.at_once < 1:
            raise UsageError("--at-once is a number from 1")
        process = cast(AsyncCrawlerProcess, self.crawler_process)
        asked = chosen(sites(process.spider_loader), args)
        if replay := process.settings["REPLAY"]:
            recorded(replay, Path(process.settings["ARCHIVE_DIR"]))
        outcomes = {site.name: Outcome(site.name, 1, "no verdict", {}) for site in asked}  # as it stays after a second Ctrl-C

        def ended(crawler: Crawler, crawl: asyncio.Task[None]) -> None:
            outcomes[crawler.spidercls.name] = done = outcome(crawler, crawl)
            print(done.line, flush=True)

        for crawler in queued(asked, process.settings, opts.at_once):
            process.crawl(crawler, **opts.spargs).add_done_callback(partial(ended, crawler))
        process.start()
        return list(outcomes.values())
