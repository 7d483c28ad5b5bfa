"""A page's bytes without its scripts and styles: most of a large page is nothing that anyone reads, nor need the decoder and the parser."""

from __future__ import annotations

import re

_TEXTS = "title|textarea|xmp|iframe|noembed|noframes|plaintext"  # elements that hold text alone: no <script> in them is one

# What stands in a comment is no code. All begin with a character or two outside a group: so the machine passes over other tags at once.
_TEXT_OPENED = "|".join(f"[{name[0]}{name[0].upper()}](?i:{name[1:]})(?=[\\s/>])" for name in _TEXTS.split("|"))
_OPENED = re.compile(rf"<(?:!--|s(cript|tyle)(?=[\s>])[^<>]*+(?<!/)>|{_TEXT_OPENED})".encode())
_COMMENT_ENDS = re.compile(rb"-->")
_CODE_ENDS = re.compile(rb"<(?:!--|/(?i:s(cript|tyle))([\s/>])?)")
_TEXT_ENDS = re.compile(rf"</(?i:({_TEXTS}))[\s/>]".encode())


def without_code(body: bytes) -> bytes:
    """The same bytes, all elements in place, with nothing in script and style. UTF-16 is left as it is; elsewhere a "<" is nothing else.

    Code that opens a comment, or does not end as it began, is left alone: where it ends is the parser's to say. So is JSON, and all that
    follows what may be no element: a <script> in a tag or in a value, an <xmp> without end.
    """
    kept: list[bytes] = []
    rest = 0  # where begins what is not kept yet
    at = 0  # where what was opened last ends
    while opened := _OPENED.search(body, at):
        if opened[1] and _is_in_tag(body, at, opened.start()):
            break
        ends = _end(body, opened)
        if ends is None:
            break
        at = ends.start()
        if opened[1] and ends[2] and ends[1].lower() == opened[1] and b"json" not in opened[0]:
            kept.append(body[rest : opened.end()])
            rest = at
    return b"".join([*kept, body[rest:]])


def _end(body: bytes, opened: re.Match[bytes]) -> re.Match[bytes] | None:
    """Where that ends which was opened; None where it is the parser's to say."""
    if opened[0] == b"<!--":
        return _COMMENT_ENDS.search(body, opened.end())
    near = body.find(b"<", opened.end())  # mostly that of the end: no search is faster
    if near < 0:
        return None
    if opened[1]:
        return _CODE_ENDS.search(body, near)
    ends = _TEXT_ENDS.search(body, near)
    return ends if ends and ends[1].lower() == opened[0][1:].lower() else None


def _is_in_tag(body: bytes, since: int, at: int) -> bool:
    """Whether a tag is open there, or a value in quotes, which may hold whole tags: a description that was cut off within a style."""
    if body.rfind(b"<", since, at) > body.rfind(b">", since, at):
        return True
    values = ((body.rfind(b"=" + quote, since, at), quote) for quote in (b'"', b"'"))
    return any(value >= 0 and body.find(quote, value + 2, at) < 0 for value, quote in values)
