"""`scrapy export`: a table or a view as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from scrapy.exceptions import UsageError
from sqlalchemy import Connection, RowMapping, Table

from unioncrawl.command import DatabaseCommand, add_narrowing, require_narrowing
from unioncrawl.export import EXPORTABLE, WRITERS, Selection, batches, count, unfit
from unioncrawl.outfile import whole


def watched(connection: Connection, table: Table, selection: Selection) -> Iterator[Sequence[RowMapping]]:
    """The rows, with a bar on the terminal that says how far they are."""
    columns = TextColumn(table.name), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("rows", total=count(connection, table, selection) if sys.stderr.isatty() else None)
        for batch in batches(connection, table, selection):
            yield batch
            bar.advance(task, len(batch))


class Command(DatabaseCommand):
    """Reads the database, writes a file."""

    def syntax(self) -> str:
        """For --help."""
        return "--format jsonl|csv|parquet [options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write the articles, or another table, as JSON lines, CSV or Parquet"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Write the articles, or another table or view, as JSON lines, CSV or Parquet. Times are in Beijing's zone. In CSV a text that "
            "a spreadsheet would take for a formula begins with an apostrophe. "
            "Examples: scrapy export --format parquet -o articles.parquet; scrapy export --format csv --bom --table daily -o days.csv; "
            "scrapy export --format jsonl --heads --site workercn | head"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--format", choices=("jsonl", "csv", "parquet"), required=True, help="of the file; always needed")
        parser.add_argument(
            "--table", choices=EXPORTABLE, default="article", metavar="NAME", help=f"one of {', '.join(EXPORTABLE)} (default: article)"
        )
        add_narrowing(parser)
        parser.add_argument("--heads", action="store_true", help="of each story only the first article, and those that are in no story")
        parser.add_argument("--bom", action="store_true", help="begin a CSV with the mark by which Excel knows UTF-8")
        parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output; Parquet needs one")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write; the file is there when it is whole."""
        table, selection = EXPORTABLE[opts.table], Selection(opts.site, opts.since, opts.until, opts.heads)
        if unknown := unfit(table, selection):
            raise UsageError(f"table {table.name} cannot be narrowed by {', '.join(f'--{name}' for name in unknown)}")
        if opts.bom and opts.format != "csv":
            raise UsageError("--bom is for CSV")
        if opts.output is None and opts.format == "parquet":
            raise UsageError("Parquet goes into a file: -o FILE")
        write = WRITERS["excel" if opts.bom else opts.format]
        with self.open_engine().connect() as connection:
            require_narrowing(connection, opts)
            if opts.output is None:
                write(batches(connection, table, selection), table, sys.stdout.buffer)
            else:
                with whole(Path(opts.output)) as file:
                    write(watched(connection, table, selection), table, file)
