"""`scrapy health`: how each site stands, from the database alone."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta

from scrapy.exceptions import UsageError

from unioncrawl.command import DatabaseCommand
from unioncrawl.db.standing import site_records
from unioncrawl.health import HISTORY
from unioncrawl.period import today_in_beijing
from unioncrawl.standing import Standing, as_json, as_prometheus, as_table, standing
from unioncrawl.terminal import Terminal

BOUND = 2  # days: one daily run may fail
FORMATS = ("table", "json", "prometheus")
WIDTH = 200  # columns where the output is no terminal


class Command(DatabaseCommand):
    """Reads."""

    def syntax(self) -> str:
        """For --help."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show how each site stands; exit code 1 where an active one needs a look"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Show how each site that was ever crawled stands: newest verdict, last good run, counts, fill rates, trend, days without news. "
            f"Exit code 1: an active site's newest verdict is bad, or its last good run is more than {BOUND} days (--bound) ago; "
            "2: wrong usage. Examples: scrapy health; scrapy health workercn --format json; scrapy health --format prometheus"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--format", choices=FORMATS, default="table", help="(default: table)")
        parser.add_argument(
            "--bound", type=float, default=BOUND, metavar="DAYS", help=f"how old an active site's last good run may be (default: {BOUND})"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the rows."""
        now, bound = datetime.now(UTC), timedelta(days=opts.bound)
        with self.open_engine().connect() as connection:
            records = site_records(connection, today_in_beijing(), HISTORY)
        unknown = sorted(set(args) - {record.name for record in records})
        if unknown:
            raise UsageError(f"the database knows no site {', '.join(unknown)}")
        rows = [standing(record, now, bound) for record in records if not args or record.name in args]
        self.show(rows, opts.format)
        self.exitcode = int(any(row.alarm for row in rows))

    @staticmethod
    def show(rows: list[Standing], how: str) -> None:
        """In one of FORMATS."""
        if how == "table":
            Terminal(width=None if sys.stdout.isatty() else WIDTH).print(as_table(rows))
        else:
            sys.stdout.write(as_json(rows) + "\n" if how == "json" else as_prometheus(rows))
