"""Wording: how far a line speaks of what a text speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from operator import add

from unioncrawl.lines.folding import letters

MOST = 4_000  # letters of the text that are looked at


class Wording:
    """The pairs of neighbouring letters that a text is made of."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _pairs(self) -> set[str]:
        text = "".join(letters(line) for line in self._lines)[:MOST]
        return set(map(add, text, text[1:]))

    def share(self, line: str) -> float:
        """Share of a line's pairs of letters that the text has too, 0 to 1; a title has most, a link to another article few."""
        folded = letters(line)
        pairs = [folded[at : at + 2] for at in range(len(folded) - 1)]
        return sum(pair in self._pairs for pair in pairs) / len(pairs) if pairs else 0.0
