"""Read a folder of pages with unioncrawl and its peers, side by side in one process, and print how right and how costly each is.

    python -m benchmarks.readers PAGES_DIR [--tools unioncrawl trafilatura] [--rounds 5] [--out docs/benchmarks.md]

benchmarks/README.md describes the folder, the columns and the set-up.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path

from benchmarks import cost, tools
from benchmarks.corpus import CorpusError, Page, load
from benchmarks.scoring import BODY, FIELDS, Column, PageScore, Reading, score
from benchmarks.table import TableError, markdown, number, put


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    options = _options(arguments)
    try:
        pages = load(options.pages)
        report = run(pages, options.tools, options.rounds)
        print(report)
        if options.out:
            put(report, "benchmarks.readers", options.out)
    except ImportError as error:
        print(
            f"benchmarks.readers: {error}; install benchmarks/requirements.txt, or name the tools that you have with --tools",
            file=sys.stderr,
        )
        return 2
    except (CorpusError, TableError) as error:
        print(f"benchmarks.readers: {error}", file=sys.stderr)
        return 2
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.readers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", metavar="PAGES_DIR", type=Path, help="a folder with pages/NAME.html and truth/NAME.json")
    parser.add_argument("--tools", nargs="+", choices=tools.NAMES, default=tools.NAMES, metavar="TOOL", help=", ".join(tools.NAMES))
    parser.add_argument("--rounds", type=int, default=5, help="timed readings of each page, of which the best counts; 0: no cost")
    parser.add_argument("--out", type=Path, metavar="table.md", help="write the tables there too, in place of those of the last run")
    return parser.parse_args(arguments)


def run(pages: Sequence[Page], names: Sequence[str], rounds: int) -> str:
    """Score and time the tools on the pages; the report, in Markdown. Raises ImportError where a tool is not installed."""
    chosen = {name: tools.load(name) for name in names}
    scores = {name: [_score(name, tool, page) for page in pages] for name, tool in chosen.items()}
    seconds = cost.measure({name: partial(tools.attempt, tool) for name, tool in chosen.items()}, pages, rounds) if rounds else {}
    parts = [
        _setting(pages, chosen, rounds),
        "Body, per cent (empty: pages).",
        _columns(BODY, chosen, scores),
        "Fields, per cent (errors: pages). –: the tool has no such field.",
        _columns(FIELDS, chosen, scores),
    ]
    if seconds:
        parts += [f"Cost in processor time, best of {rounds} readings of each page.", _costs(seconds, len(pages))]
    return "\n\n".join(parts)


def _score(name: str, tool: tools.Tool, page: Page) -> PageScore:
    result = tools.attempt(tool, page)
    if isinstance(result, Exception):
        print(f"{name} on {page.name}: {result!r}", file=sys.stderr)
        return score(Reading(), page.truth, failed=True)
    return score(result, page.truth)


def _setting(pages: Sequence[Page], chosen: Mapping[str, tools.Tool], rounds: int) -> str:
    """Everything a reader needs to repeat the run."""
    sites = len({page.truth.site for page in pages})
    versions = ", ".join(tools.version(tool) for tool in chosen.values())
    return (
        f"{len(pages)} pages of {sites} sites. {versions}. lxml {metadata.version('lxml')}, "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}."
    )


def _columns(columns: Sequence[Column], chosen: Mapping[str, tools.Tool], scores: Mapping[str, list[PageScore]]) -> str:
    """A row a tool; a tool that gives none of the columns has no row."""
    rows = [
        [name, *(number(column.value(scores[name])) if _gives(tool, column) else number(None) for column in columns)]
        for name, tool in chosen.items()
        if any(_gives(tool, column) for column in columns)
    ]
    return markdown(["", *(column.head for column in columns)], rows)


def _gives(tool: tools.Tool, column: Column) -> bool:
    return not column.needs or column.needs in tool.GIVES


def _costs(seconds: Mapping[str, float], pages: int) -> str:
    rows = [[name, number(total / seconds[cost.PARSE]), number(1000 * total / pages)] for name, total in seconds.items()]
    return markdown(["", "× lxml parse", "ms a page"], rows)


if __name__ == "__main__":
    sys.exit(main())
