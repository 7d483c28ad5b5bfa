"""jusText ships no Chinese stop words: the thresholds on them are off, and lengths are for characters, not words of letters."""

from __future__ import annotations

from justext import justext

from benchmarks.corpus import Page
from benchmarks.scoring import Reading

PACKAGE = "justext"
GIVES = frozenset({"body"})


def read(page: Page) -> Reading:
    """The paragraphs that it takes for no boilerplate."""
    paragraphs = justext(page.text(), frozenset(), length_low=20, length_high=70, stopwords_low=0, stopwords_high=0)
    return Reading("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))
