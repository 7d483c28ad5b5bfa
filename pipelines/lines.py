"""Lines as the steps compare them. Every step asks the same lines, and pages of a site share many: the last ones are kept."""

from __future__ import annotations

from functools import lru_cache

from unioncrawl import text

KEPT = 8_192  # lines; about 5 MB


@lru_cache(KEPT)
def fold(line: str) -> str:
    """A line in one width and in simplified script, character for character: the shapes of lines are written so."""
    return text.simplified(text.narrow(line))


@lru_cache(KEPT)
def letters(line: str) -> str:
    """The letters of a line: two lines say the same when theirs are equal."""
    return text.letters(line)
