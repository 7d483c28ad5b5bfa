"""What a crawl shows of itself: one line on a terminal while it runs, and a summary at the end."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from unioncrawl.beijing import BEIJING
from unioncrawl.items import Article
from unioncrawl.terminal import harmless

EVERY = 0.5  # seconds
MOST_SHOWN = 5  # refused pages in the summary
_ERASE = "\r\x1b[K"
_NONE = "no verdict"
COUNTED = ("lists", "listed", "fetched", "new", "changed", "unchanged", "refused")
_ADVICE = {
    "drift": "the lists or the pages are not as the spider expects them: `scrapy explain ADDRESS` on one of them",
    "blocked": "the site turns the crawler away: wait, and ask less often",
    "unreachable": "the site does not answer: try its home page in a browser, then again later",
}
_TROUBLE = {
    "archive_failed": "the archive takes nothing more: see that ARCHIVE_DIR is a folder, can be written, and has room",
    "disk_full": "the database's disk is full: make room",
    "database": "the database is gone, or cannot be written: see DATABASE_URL",
    "frontier": "the frontier met a fault of the program: look for ERROR in the log",
}


def trouble(stats: Mapping[str, Any]) -> str | None:
    """What of ours ended a crawl, with what to do; the site is not at fault, and the next crawl goes on."""
    said = _TROUBLE.get(stats.get("finish_reason", ""))
    return said and f"{said}; the site is not at fault, and the next crawl goes on"


class Refused(NamedTuple):
    """A page that gave no article."""

    url: str | None
    reason: str
    detail: str


def counted(stats: Mapping[str, Any]) -> str:
    """ "3 lists, 60 listed, 41 fetched, ..." """
    return ", ".join(f"{stats.get(f'unioncrawl/{name}', 0)} {name}" for name in COUNTED)


def summary(name: str, stats: Mapping[str, Any], refused: Sequence[Refused] = ()) -> str:
    """How a crawl ended, in a few lines, with the first places to look where not all is well."""
    verdict, finish = stats.get("unioncrawl/verdict", _NONE), stats.get("finish_reason", "finished")
    lines = [f"{name}: {verdict} after {stats.get('elapsed_time_seconds', 0):.0f} s: {counted(stats)}"]
    prefix = "unioncrawl/refused/"
    reasons = sorted(((count, key.removeprefix(prefix)) for key, count in stats.items() if key.startswith(prefix)), reverse=True)
    if reasons:
        lines.append("  refused: " + ", ".join(f"{count} {reason}" for count, reason in reasons) + " (table rejection); look first at")
        lines += [harmless(f"    {page.url}  {page.reason}: {page.detail}") for page in refused]
    over = "unioncrawl/passed over/"
    passed = sorted(((count, key.removeprefix(over)) for key, count in stats.items() if key.startswith(over)), reverse=True)
    if passed:
        lines.append("  passed over: " + ", ".join(f"{count} {why}" for count, why in passed))
    faults = sum(stats.get(name, 0) for name in ("spider_exceptions/count", "item_error_count", f"{prefix}fault"))
    if faults:
        lines.append(f"  {faults} pages met a fault of the program: look for ERROR in the log")
    if finish != "finished":
        lines.append(f"  stopped early: {finish}")
    if left := stats.get("unioncrawl/left"):
        lines.append(f"  {left} addresses wait for the next run" + _until(stats.get("unioncrawl/due")))
    if ours := trouble(stats):
        lines.append(f"  {ours}")
    elif left and verdict in (*_ADVICE, _NONE) and not stats.get("downloader/request_count") and finish == "finished":
        lines.append(f"  nothing was asked for, since what failed waits: still {verdict}, as the run before")
    elif verdict in _ADVICE:
        lines += [f"  {said}" for said in (stats.get("unioncrawl/cause"), _ADVICE[verdict]) if said]
    return "\n".join(lines)


def _until(due: str | None) -> str:
    """The time of ISO 8601 in the computer's zone, as the log's."""
    return f", the first until {datetime.fromisoformat(due).astimezone(BEIJING):%m-%d %H:%M} in Beijing" if due else ""


class Progress:
    """Remembers the first refused pages for the summary; on a terminal, keeps a line of counts up to date under the log."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.refused: list[Refused] = []
        self.drawing = create_looping_call(self.draw)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        progress = cls(crawler)
        crawler.signals.connect(progress.item_dropped, signals.item_dropped)
        if sys.stderr.isatty():
            crawler.signals.connect(progress.spider_opened, signals.spider_opened)
            crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def item_dropped(self, item: Article) -> None:
        """Remember one of the first."""
        if item.refusal is not None and len(self.refused) < MOST_SHOWN:
            self.refused.append(Refused(item.url, item.refusal.reason, item.refusal.detail))

    def spider_opened(self) -> None:
        """Begin to draw; log lines take the place of the line, which is drawn anew under them."""
        for handler in logging.root.handlers:
            handler.addFilter(self.erase)
        self.drawing.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """Leave the terminal clean."""
        self.drawing.stop()
        sys.stderr.write(_ERASE)

    def draw(self) -> None:
        """Write the line over the former."""
        line = f"{self.crawler.spidercls.name}: {counted(self.crawler.stats.get_stats())}"
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(_ERASE + "".join(islice(line, width)))
        sys.stderr.flush()

    def erase(self, record: logging.LogRecord) -> bool:
        """A filter that lets every record pass, onto an empty line."""
        sys.stderr.write(_ERASE)
        return True

    def summary(self) -> str:
        """Of the crawl, once it is over."""
        return summary(self.crawler.spidercls.name, self.crawler.stats.get_stats(), self.refused)
