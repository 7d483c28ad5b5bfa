"""Reading: a page's bytes or a flattened text to an Article. Pure: no network, no SQL, no clock but the one handed in."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Protocol, cast

from scrapy.utils.misc import load_object

from unioncrawl.items import Article
from unioncrawl.page import html_article, text_article
from unioncrawl.settings import ITEM_PIPELINES

LAST_READING_STEP = 600  # what stands after it in ITEM_PIPELINES knows other articles, or SQL


class Step(Protocol):
    """A reading pipeline: pure, without state."""

    def process_item(self, item: Article) -> Article:
        """The article, some of its lines taken away or lifted."""


@cache
def steps() -> tuple[Step, ...]:
    """The reading pipelines, in the order of the settings."""
    table = sorted(ITEM_PIPELINES.items(), key=lambda entry: entry[1])
    return tuple(cast(Step, load_object(path)()) for path, order in table if order <= LAST_READING_STEP)


def read(article: Article) -> Article:
    """Run the reading steps over a page's blocks."""
    for step in steps():
        article = step.process_item(article)
    return article


def read_page(body: bytes, url: str | None, content_type: str | None, fetched_at: datetime | None = None) -> Article:
    """A page's bytes to an article. Relative dates (昨天, 3小时前) count from fetched_at and stay unread without it."""
    return read(html_article(body, url, content_type, fetched_at=fetched_at))


def read_text(text: str, url: str | None, fetched_at: datetime | None = None) -> Article:
    """A flattened page text to an article."""
    return read(text_article(text, url, fetched_at=fetched_at))
