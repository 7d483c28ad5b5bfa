"""Pages: bytes to text, text to blocks."""

from unioncrawl.page.decoding import decode

__all__ = ["decode"]
