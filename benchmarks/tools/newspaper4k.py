"""newspaper4k with its Chinese language pack (jieba)."""

from __future__ import annotations

from newspaper import Article

from benchmarks.corpus import Page
from benchmarks.scoring import Reading

PACKAGE = "newspaper4k"
GIVES = frozenset({"body", "title", "published", "authors"})


def read(page: Page) -> Reading:
    """No requests: the page is handed in. Its pictures are the whole page's, so they do not count as the article's."""
    article = Article(page.url, language="zh", fetch_images=False)
    article.download(input_html=page.text())
    article.parse()
    return Reading(article.text, article.title, article.publish_date, authors=article.authors)
