"""readability-lxml: the article as cleaned HTML."""

from __future__ import annotations

from lxml import etree
from readability import Document

from benchmarks.corpus import Page
from benchmarks.scoring import Reading

_NOBODY = "[no-author]"  # what author() says of a page without one

PACKAGE = "readability-lxml"
GIVES = frozenset({"body", "title", "authors", "images"})


def read(page: Page) -> Reading:
    """The title is its short one, which is <title> without the site's part."""
    document = Document(page.text(), url=page.url)
    article = etree.fromstring(document.summary(html_partial=True, keep_all_images=True), etree.HTMLParser())
    author = document.author()
    return Reading(
        body=str(article.xpath("string()")),
        title=document.short_title(),
        authors=[] if author == _NOBODY else [author],
        images=[address for image in article.iter("img") if (address := image.get("src"))],
    )
