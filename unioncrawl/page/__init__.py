"""Pages: bytes to text, text to blocks."""

from unioncrawl.page.decoding import decode
from unioncrawl.page.plain import text_article

__all__ = ["decode", "text_article"]
