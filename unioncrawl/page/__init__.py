"""Pages: bytes to text, text to blocks."""

from unioncrawl.page.decoding import decode
from unioncrawl.page.html import html_article
from unioncrawl.page.plain import text_article

__all__ = ["decode", "html_article", "text_article"]
