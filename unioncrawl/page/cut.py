"""Pages that end too early: the connection was closed, the length was wrong, the compressed stream broke off."""

from __future__ import annotations

import re

_CLOSED = re.compile(rb"</(?:html|body|frameset)\b", re.IGNORECASE)
_OPENED = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_TAIL = 2_000  # bytes of a page that its closing tags usually stand in


def cut_within(body: bytes) -> str | None:
    """Within what a page's bytes end that lacks its closing tags: "a tag", "a comment", "script", "style" or "text"; None for a whole one.

    Templates that never close a page are not cut: they end behind a tag, as nine in ten of real pages do not that are cut anywhere (none of
    77 news pages, without their closing tags, ends otherwise). UTF-16 and UTF-32 are not looked into; in all other encodings of Chinese a
    "<" is nothing else.
    """
    if _CLOSED.search(body, max(0, len(body) - _TAIL)) or _CLOSED.search(body) or not _OPENED.search(body):
        return None
    last = body.rfind(b">")
    if body.rfind(b"<") > last:
        return "a tag"
    if body.rfind(b"<!--") > body.rfind(b"-->"):
        return "a comment"
    lower = body.lower()
    for element in ("script", "style"):
        if lower.rfind(f"<{element}".encode()) > lower.rfind(f"</{element}".encode()):
            return element
    return "text" if body[last + 1 :].strip() else None
