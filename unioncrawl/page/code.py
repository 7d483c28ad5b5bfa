"""A page's bytes without its scripts and styles: half of a page is nothing that anyone reads, nor need the decoder and the parser."""

from __future__ import annotations

import re

# A comment, for what stands in one is no code; or an element of code with what is in it. Possessive: each byte is looked at once.
# Both begin with a letter of their own, outside the groups: so the machine passes over all other tags at once.
_CODE = re.compile(
    rb"<(?:!--(?:[^-]++|-(?!->))*+"
    rb"|s(cript|tyle)(?=[\s>])[^<>]*+(?<!/)>()(?:[^<]++|<(?!/(?i:s(?:cript|tyle))|!--))*+((?i:(?=</s\1[\s/>])))?)"
)


def without_code(body: bytes) -> bytes:
    """The same bytes, all elements in place, with nothing in script and style. UTF-16 is left as it is; elsewhere a "<" is nothing else.

    Code that opens a comment, or does not end as it began, is left alone: where it ends is the parser's to say. So is JSON.
    """
    return _CODE.sub(_emptied, body)


def _emptied(found: re.Match[bytes]) -> bytes:
    if found[3] is None:
        return found[0]
    tag = found.string[found.start() : found.start(2)]
    return found[0] if b"json" in tag else tag
