"""`scrapy articles`: the newest stored articles as a table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime

from rich.table import Column, Table
from rich.text import Text
from scrapy.exceptions import UsageError
from sqlalchemy import RowMapping

from unioncrawl.beijing import BEIJING
from unioncrawl.command import DatabaseCommand, add_narrowing, at_least, require_narrowing
from unioncrawl.db import newest_articles
from unioncrawl.terminal import Terminal

WIDTH = 160  # columns where the output is no terminal
_CLOCKS = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "hour": "%Y-%m-%d %H", "month": "%Y-%m"}


def articles_table(rows: Sequence[RowMapping]) -> Table:
    """The rows of `article` as people read them, in Beijing time."""
    table = Table("published", "title", "source", "authors", "editor", Column("characters", justify="right"))
    for row in rows:
        published = _when(row["published_at"], row["published_precision"])
        names = ["、".join(row[name] or ()) for name in ("authors", "editor")]
        cells = [published, row["title"] or "", row["source"] or "", *names, str(len(row["body"]))]
        table.add_row(*map(Text, cells))  # a title's brackets are no markup
    return table


def _when(at: datetime | None, precision: str | None) -> str:
    """As exactly as it is known."""
    return at.astimezone(BEIJING).strftime(_CLOCKS.get(precision or "", "%Y-%m-%d")) if at else ""


class Command(DatabaseCommand):
    """Reads."""

    def syntax(self) -> str:
        """For --help."""
        return "[options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show the newest stored articles as a table"

    def long_desc(self) -> str:
        """For --help."""
        return "Show the newest stored articles as a table, in Beijing time. Example: scrapy articles --site workercn --limit 50"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--limit", type=at_least(1), default=20, metavar="N", help="how many (default: 20)")
        add_narrowing(parser)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table."""
        if args:
            raise UsageError(f"it takes no {' '.join(args)}")
        with self.open_engine().connect() as connection:
            require_narrowing(connection, opts)
            rows = newest_articles(connection, opts.limit, opts.site, opts.since, opts.until)
        Terminal(width=None if sys.stdout.isatty() else WIDTH).print(articles_table(rows))
