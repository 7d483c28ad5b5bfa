"""Pages: bytes to text, text to blocks."""

from unioncrawl.page.decoding import decode
from unioncrawl.page.plain import text_article
from unioncrawl.page.tree import html_article

__all__ = ["decode", "html_article", "text_article"]
