"""resiliparse: main-content plain text over its own parser, and <title>."""

from __future__ import annotations

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from benchmarks.corpus import Page
from benchmarks.scoring import Reading

PACKAGE = "resiliparse"
GIVES = frozenset({"body", "title"})


def read(page: Page) -> Reading:
    """Comments are no part of an article, nor are its byline, texts of pictures and list bullets."""
    tree = HTMLTree.parse(page.text())
    return Reading(
        extract_plain_text(tree, main_content=True, comments=False, post_meta=False, alt_texts=False, list_bullets=False), tree.title
    )
