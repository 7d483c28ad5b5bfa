"""Lines as the steps compare them. Every step asks the same lines, and pages of a site share many: the answers are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from unioncrawl import text

KEPT, LONGEST = 8_192, 600  # lines and characters of each: 10 MB an answer at the worst

Answer = TypeVar("Answer")


def kept(ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a pure function of a line answers, for the last lines that are not too long to keep."""
    remembered = lru_cache(KEPT)(ask)

    @wraps(ask)
    def answer(line: str) -> Answer:
        return remembered(line) if len(line) <= LONGEST else ask(line)

    return answer


@kept
def fold(line: str) -> str:
    """A line in one width and in simplified script, character for character: the shapes of lines are written so."""
    return text.folded(line)


@kept
def letters(line: str) -> str:
    """The letters of a line: two lines say the same when theirs are equal."""
    return text.letters(line)
