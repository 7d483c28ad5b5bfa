"""`scrapy sites`: every site, its state and what is known of it, as a table; the one in docs/sites.md is written by it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, cast

from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader, SpiderLoaderProtocol

from unioncrawl.declaration import STATES
from unioncrawl.site import SiteSpider
from unioncrawl.terminal import Terminal

COLUMNS = ("site", "title", "region", "system", "state", "why", "known from")
WIDTH = 360  # columns where the output is no terminal: a row is one line
BEGIN, END = "<!-- scrapy sites --write: begin -->", "<!-- scrapy sites --write: end -->"


def sites(loader: SpiderLoaderProtocol) -> list[type[SiteSpider]]:
    """All of a project's sites, by region and name."""
    classes = (loader.load(name) for name in loader.list())
    return sorted((site for site in classes if issubclass(site, SiteSpider)), key=lambda site: (site.region, site.name))


def cells(site: type[SiteSpider]) -> tuple[str, ...]:
    """A site's row of COLUMNS."""
    return (site.name, site.title, site.region, site.system or "", site.state, site.why or "", site.evidence or "")


def markdown(rows: Iterable[type[SiteSpider]]) -> str:
    """The table as docs/sites.md has it, the counts by state above it."""
    rows = list(rows)
    states = Counter(site.state for site in rows)
    counts = ", ".join(f"{states[state]} {state}" for state in STATES)
    lines = [COLUMNS, ("---",) * len(COLUMNS), *map(cells, rows)]
    return "\n".join([f"{len(rows)} sites: {counts}.", "", *(f"| {' | '.join(line)} |" for line in lines)])


def rewritten(text: str, table: str) -> str:
    """A document with the table between its marks. ValueError where it has none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"it has no lines {BEGIN} and {END}")
    return f"{before}{begin}\n{table}\n{end}{after}"


class Command(ScrapyCommand):
    """Reads the classes; asks nobody."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """For --help."""
        return "[options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show every site, its state and what is known of it"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Show every site, its state, the reason and what its addresses are known from. "
            "Examples: scrapy sites --state active; scrapy sites --write docs/sites.md"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--state", choices=STATES, help="only those of a state")
        parser.add_argument("--write", metavar="FILE", type=Path, help="put the table of all sites into a document, between its marks")

    def run(self, args: Sequence[str], opts: argparse.Namespace) -> None:
        """Print the table, or write it."""
        found = sites(SpiderLoader.from_settings(cast(Settings, self.settings)))
        if opts.write:
            try:
                opts.write.write_text(rewritten(opts.write.read_text("utf-8"), markdown(found)), "utf-8")
            except (OSError, ValueError) as fault:
                raise UsageError(f"{opts.write}: {fault}", print_help=False) from None
            return
        table = Table(*COLUMNS)
        for site in found:
            if opts.state in (None, site.state):
                table.add_row(*map(Text, cells(site)))
        Terminal(width=None if sys.stdout.isatty() else WIDTH).print(table)
