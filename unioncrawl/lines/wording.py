"""Wording: how far a line speaks of what a text speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from unioncrawl.text import letter_codes

MOST = 4_000  # letters of the text that are looked at


class Wording:
    """The pairs of neighbouring letters that a text is made of."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _pairs(self) -> NDArray[np.uint64]:
        return np.sort(_pairs("".join(self._lines), MOST))

    def share(self, line: str) -> float:
        """Share of a line's pairs of letters that the text has too, 0 to 1; a title has most, a link to another article few."""
        pairs = _pairs(line)
        if not len(pairs):
            return 0.0
        found = self._pairs.searchsorted(pairs, "right") > self._pairs.searchsorted(pairs)
        return int(np.count_nonzero(found)) / len(pairs)


def _pairs(text: str, most: int | None = None) -> NDArray[np.uint64]:
    """The pairs of neighbours among a text's first letters, a number each."""
    codes = letter_codes(text)[0][:most].astype(np.uint64)
    return codes[:-1] << np.uint64(32) | codes[1:]
