"""GNE (GeneralNewsExtractor), without a page's own XPaths or noise lists."""

from __future__ import annotations

from gne import GeneralNewsExtractor

from benchmarks.corpus import Page
from benchmarks.scoring import Reading
from benchmarks.tools.clock import read_clock

PACKAGE = "gne"
GIVES = frozenset({"body", "title", "published", "authors", "images"})

_EXTRACTOR = GeneralNewsExtractor()


def read(page: Page) -> Reading:
    """A page without an article raises, as its users see it."""
    found = _EXTRACTOR.extract(page.text(), host=page.url)
    return Reading(found["content"], found["title"], read_clock(found["publish_time"]), authors=[found["author"]], images=found["images"])
