"""White space in a page's source: a newline is a blank, unless the text was typed in as it stands."""

from __future__ import annotations

from itertools import pairwise

from unioncrawl.text import clean

_INDENT = "\n\u3000\u3000"  # a new paragraph in text that was typed in as it stands
_BREAK = "\x01"  # where a line ends, in text of which the page's controls will go
_CHINESE = "\u2e80"  # the characters from here on are written without blanks


def lines_in(pieces: list[str], *, preformatted: bool) -> list[str]:
    """The lines in the pieces of text between two breaks: one, unless newlines or indents in the source part them."""
    if preformatted:
        return "".join(pieces).split("\n")
    text = "".join(unwrapped(piece.replace(_INDENT, _BREAK)) if "\n" in piece else piece for piece in pieces)
    return text.split(_BREAK)


def one_line(text: str) -> str:
    """A text of the page's head, fit to store."""
    return clean(unwrapped(text) if "\n" in text else text.strip()).replace("\n", " ")


def unwrapped(text: str) -> str:
    """Text in one line: a newline is a blank, but nothing between two Chinese characters (CSS Text 3, segment breaks)."""
    if not text.strip():
        return " "
    words = [word for line in text.split("\n") if (word := line.strip())]
    pieces = [words[0]]
    for before, word in pairwise(words):
        pieces.append(word if before[-1] >= _CHINESE and word[0] >= _CHINESE else " " + word)
    return f"{' ' if text[0].isspace() else ''}{''.join(pieces)}{' ' if text[-1].isspace() else ''}"
