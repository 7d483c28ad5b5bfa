"""What reading costs, in bare lxml parses of the same bytes: milliseconds tell of the machine, the ratio of the tool."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import Any

from lxml import etree

from benchmarks.corpus import Page

PARSE = "lxml parse"  # among the tools' seconds


def measure(reads: Mapping[str, Callable[[Page], Any]], pages: Sequence[Page], rounds: int) -> dict[str, float]:
    """Seconds of processor time over all pages, by tool and for PARSE: the best of so many rounds on each page.

    All take their turn in every round, so that a busy moment of the machine strikes none alone. What is loaded by now is kept
    from the garbage collector, or each tool would pay for walking through the others' dictionaries.
    """
    gc.collect()
    gc.freeze()
    timed: dict[str, Callable[[Page], Any]] = {PARSE: _parse, **reads}
    seconds = dict.fromkeys(timed, 0.0)
    for page in pages:
        best = [{name: _time(read, page) for name, read in timed.items()} for _ in range(rounds)]
        for name in timed:
            seconds[name] += min(times[name] for times in best)
    gc.unfreeze()
    return seconds


def _parse(page: Page) -> None:
    etree.fromstring(page.body, etree.HTMLParser(encoding=page.charset))


def _time(read: Callable[[Page], Any], page: Page) -> float:
    start = process_time()
    read(page)
    return process_time() - start
