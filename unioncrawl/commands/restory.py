"""`scrapy restory`: find all stories anew."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from scrapy.exceptions import UsageError
from sqlalchemy import Engine

from unioncrawl.command import DatabaseCommand
from unioncrawl.db import read, write
from unioncrawl.db.restory import Repaired, standing, write_stories
from unioncrawl.restory import restory

STEPS = ("fingerprints", "stories")


def repaired(engine: Engine, cores: int | None = None) -> Repaired:
    """Find all stories anew, with a bar on the terminal, and write what differs."""
    numbers, seq = read(engine, standing)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        tasks = {step: bar.add_task(step, total=len(numbers)) for step in STEPS}
        found = restory(engine, numbers, lambda step, done: bar.advance(tasks[step], done), cores)
    return write(engine, partial(write_stories, found=found, seq=seq, now=datetime.now(UTC)))


class Command(DatabaseCommand):
    """Writes."""

    def syntax(self) -> str:
        """For --help."""
        return "[options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Find the stories of all articles anew"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Find the stories of all articles anew, from the stored texts, and write what differs: after an upgrade that changes how "
            "stories are found, for articles from before there were any, or as a nightly repair. Crawls may run meanwhile; they wait "
            "while it writes. Articles that move to another story are in `scrapy changes`. "
            "Examples: scrapy restory; scrapy restory --cores 1"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--cores", type=int, metavar="N", help="processes at work (default: as many as there are cores)")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it, and say what came of it."""
        if args or (opts.cores is not None and opts.cores < 1):
            raise UsageError
        found = repaired(self.open_engine(), opts.cores)
        print(f"{found.stories} stories, {found.moved} articles moved, {found.late} came or changed meanwhile")
