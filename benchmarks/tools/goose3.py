"""goose3 with its Chinese stop words (jieba)."""

from __future__ import annotations

from goose3 import Goose
from goose3.text import StopWordsChinese

from benchmarks.corpus import Page
from benchmarks.scoring import Reading
from benchmarks.tools.clock import read_clock

PACKAGE = "goose3"
GIVES = frozenset({"body", "title", "published", "authors"})

_GOOSE = Goose({"stopwords_class": StopWordsChinese, "enable_image_fetching": False})


def read(page: Page) -> Reading:
    """Its publish_date is the page's text; publish_datetime_utc is the same without the page's clock."""
    article = _GOOSE.extract(raw_html=page.text())
    return Reading(article.cleaned_text, article.title, read_clock(article.publish_date), authors=article.authors)
