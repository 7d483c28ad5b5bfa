"""htmldate: the date alone, asked for the original one and for the minute."""

from __future__ import annotations

from htmldate import find_date

from benchmarks.corpus import Page
from benchmarks.scoring import Reading
from benchmarks.tools.clock import read_clock

PACKAGE = "htmldate"
GIVES = frozenset({"published"})


def read(page: Page) -> Reading:
    """A page of which it knows the day alone comes out at 00:00."""
    return Reading(published=read_clock(find_date(page.text(), original_date=True, url=page.url, outputformat="%Y-%m-%d %H:%M")))
