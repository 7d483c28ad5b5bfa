"""`scrapy changes`: what changed since a change number, as JSON lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from unioncrawl.command import DatabaseCommand, at_least, require_reached
from unioncrawl.db.changes import Change, changes
from unioncrawl.records import json_line


def change_lines(found: Iterable[Change], after: int) -> Iterator[str]:
    """A line a change, then one with the number to ask from the next time."""
    for change in found:
        after = change.seq
        head = {"seq": change.seq, "op": change.op, "at": change.at, "changed": change.changed}
        yield json_line(head | {"fields": dict(change.article)})
    yield json_line({"next": after})


class Command(DatabaseCommand):
    """Reads."""

    def syntax(self) -> str:
        """For --help."""
        return "[options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Print what changed since a change number, as JSON lines"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Print the changes above a number, in order, a JSON object a line: seq, op (new, revised, moved, gone), at, changed (names of "
            'fields), fields (the article as it is now). The last line, {"next": N}, has the number to ask from the next time. '
            "Example: scrapy changes --after 1200 --limit 100"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument(
            "--after", type=at_least(0), default=0, metavar="SEQ", help="the number to begin above (default: 0, from the first)"
        )
        parser.add_argument("--limit", type=at_least(1), metavar="N", help="how many changes at most (default: all)")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them as they are read."""
        engine = self.open_engine()
        require_reached(engine, opts.after)
        lines = change_lines(changes(engine, opts.after, opts.limit), opts.after)
        sys.stdout.writelines(f"{line}\n" for line in lines)
