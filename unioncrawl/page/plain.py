"""A flattened page text to an Article: one block a line."""

from __future__ import annotations

from datetime import datetime

from unioncrawl.items import Article, Block
from unioncrawl.text import clean

MAX_SIZE = 8 * 1024 * 1024  # characters of a text, bytes of a page: the most that the crawler downloads
MAX_LINES = 20_000  # a long page has a few hundred


def text_article(text: str, url: str | None, *, fetched_at: datetime | None = None) -> Article:
    """A flattened page text to an Article whose blocks are its lines.

    Block.number is the line's place in the text, empty lines counted, so a gap in the numbers is an empty line. A text
    beyond the bounds is refused as "oversize", with the lines up to the bound.
    """
    article = Article(url=url, fetched_at=fetched_at)
    if len(text) > MAX_SIZE:
        article.refuse("oversize", f"{len(text)} characters")
        return article
    lines = clean(text).rstrip("\n").split("\n")
    if len(lines) > MAX_LINES:
        article.refuse("oversize", f"{len(lines)} lines")
    article.blocks = [Block(number, line) for number, line in enumerate(lines[:MAX_LINES]) if line]
    return article
