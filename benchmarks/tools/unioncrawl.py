"""unioncrawl's generic reading: no site's declaration, no time of fetching."""

from __future__ import annotations

from benchmarks.corpus import Page
from benchmarks.scoring import Reading
from unioncrawl.reading import read_page

PACKAGE = None
GIVES = frozenset({"body", "title", "published", "source", "authors", "editors", "images"})


def read(page: Page) -> Reading:
    """Bytes in: decoding is part of it."""
    article = read_page(page.body, page.url, page.content_type)
    return Reading(
        body=article.body,
        title=article.title,
        published=article.published_at,
        source=article.source,
        authors=article.authors,
        editors=article.editor,
        images=[image.url for image in article.images],
    )
