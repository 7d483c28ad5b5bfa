"""trafilatura, balanced between precision and recall (its default), without comments."""

from __future__ import annotations

from trafilatura import bare_extraction

from benchmarks.corpus import Page
from benchmarks.scoring import Reading
from benchmarks.tools.clock import read_clock

_DATES = {"original_date": True, "extensive_search": True, "outputformat": "%Y-%m-%d %H:%M"}  # its defaults, but to the minute

PACKAGE = "trafilatura"
GIVES = frozenset({"body", "title", "published", "authors"})


def read(page: Page) -> Reading:
    """Its date is htmldate's."""
    document = bare_extraction(page.text(), url=page.url, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if document is None:
        return Reading()
    return Reading(document.text or "", document.title, read_clock(document.date), authors=(document.author or "").split(";"))
