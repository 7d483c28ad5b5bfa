"""`scrapy reparse`: the archive read again with today's code."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import cast

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from unioncrawl.command import CommandError, DatabaseCommand
from unioncrawl.db.rereading import Gave, count_stored
from unioncrawl.db.sites import is_site
from unioncrawl.memory import patience
from unioncrawl.reparsing import Report, Source, reparse
from unioncrawl.terminal import Terminal

MOST_SHOWN = 20  # faults


def summary(report: Report) -> str:
    """What came of the pages, in a line; then the faults, the most frequent first."""
    became = report.became
    counts = {
        "changed": became["changed"],
        "unchanged": became["unchanged"],
        "new": became["new"],
        "refused": became["refused"],
        "not read": report.unread.total(),
    }
    lines = [f"{became.total() + report.unread.total()} pages: " + ", ".join(f"{count} {name}" for name, count in counts.items())]
    faults = report.unread.most_common()
    lines += [f"  {unread.where}: {unread.why}" + (f" ({count} pages)" if count > 1 else "") for unread, count in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        lines.append(f"  and {len(faults) - MOST_SHOWN} more")
    return "\n".join(lines)


class Command(DatabaseCommand):
    """Reads the archive, writes the database."""

    def syntax(self) -> str:
        """For --help."""
        return "[options] [SITE]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Read the archived pages again with today's code, and write what changed"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Read the archived pages of the stored articles again with today's code, of one site or of all, on all cores and without a "
            "request, and write what changed: an article that reads otherwise keeps its former state as a revision. With --rejected also "
            "the pages that were refused: those that give an article now are stored. The exit code is 1 where a page could not be read. "
            "Examples: scrapy reparse; scrapy reparse gansu --rejected"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--rejected", action="store_true", help="also what was refused")
        parser.add_argument("--cores", type=int, metavar="N", help="processes at work (default: as many as there are cores)")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read all, and say what came of it."""
        if len(args) > 1:
            raise UsageError("one site at a time, or all")
        if opts.cores is not None and opts.cores < 1:
            raise UsageError("--cores: one at least")
        site = args[0] if args else None
        settings = cast(Settings, self.settings)
        engine = self.open_engine()
        gave: list[Gave] = ["article", "rejection"] if opts.rejected else ["article"]
        with engine.connect() as connection:
            if site is not None and not is_site(connection, site):
                raise UsageError(f"the database has no site {site}")
            total = sum(count_stored(connection, name, site) for name in gave)
        source = Source(settings["DATABASE_URL"], patience(settings), Path(settings["ARCHIVE_DIR"]), settings.getlist("SPIDER_MODULES"))
        columns = (TextColumn("reparse"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Terminal(stderr=True)
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("", total=total)
            try:
                report = reparse(engine, source, gave, site, lambda pages: progress.advance(task, pages), opts.cores)
            except BrokenProcessPool as error:
                raise CommandError("a process that read pages was killed; what it had not read stays as it was") from error
        print(summary(report))
        if report.unread:
            print("scrapy reparse: not all pages could be read", file=sys.stderr)
            self.exitcode = 1
