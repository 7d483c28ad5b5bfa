"""A page's bytes without its scripts and styles: most of a large page is nothing that anyone reads, nor need the decoder and the parser."""

from __future__ import annotations

import re

# What stands in a comment is no code. Both begin with a letter outside the group: so the machine passes over other tags at once.
_OPENED = re.compile(rb"<(?:!--|s(cript|tyle)(?=[\s>])[^<>]*+(?<!/)>)")
_STOPPED = re.compile(rb"<(?:!--|/(?i:s(cript|tyle))([\s/>])?)")


def without_code(body: bytes) -> bytes:
    """The same bytes, all elements in place, with nothing in script and style. UTF-16 is left as it is; elsewhere a "<" is nothing else.

    Code that opens a comment, or does not end as it began, is left alone: where it ends is the parser's to say. So is JSON.
    """
    kept: list[bytes] = []
    rest = 0  # where begins what is not kept yet
    opened = _OPENED.search(body)
    while opened:
        end = body.find(b"<" if opened[1] else b"-->", opened.end())  # in most code the first is that of its end: no search is faster
        if opened[1] and end >= 0:
            stopped = _STOPPED.search(body, end)
            if stopped and stopped[2] and stopped[1].lower() == opened[1] and b"json" not in opened[0]:
                kept.append(body[rest : opened.end()])
                rest = stopped.start()
            end = stopped.start() if stopped else -1
        opened = _OPENED.search(body, end) if end >= 0 else None
    return b"".join([*kept, body[rest:]])
