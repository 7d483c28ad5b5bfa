"""Lines as the steps compare them. Every step asks the same lines, and pages of a site share many: the answers are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from unioncrawl import text

KEPT, LONGEST = 8_192, 600  # lines and characters of each: 10 MB an answer at the worst

Answer = TypeVar("Answer")


class _Kept(dict[str, Answer]):
    """Answers by line. Looking one up is the dictionary's own work: lines are asked about more often than anything else is done."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, line: str) -> Answer:
        answer = self.ask(line)
        if len(line) <= LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[line] = answer
        return answer


def kept(ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a pure function of a line answers, for lines that are not too long to keep."""
    return _Kept(ask).__getitem__


@kept
def fold(line: str) -> str:
    """A line in one width and in simplified script, character for character: the shapes of lines are written so."""
    return text.folded(line)


@kept
def letters(line: str) -> str:
    """The letters of a line: two lines say the same when theirs are equal."""
    return text.letters(line)
