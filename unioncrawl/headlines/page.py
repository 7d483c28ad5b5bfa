"""The lines of a page that may hold its title, and what stands around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile

from unioncrawl.items import Article, Block
from unioncrawl.lines.credits import is_marked, parse
from unioncrawl.lines.datelines import is_dateline, is_foot_line
from unioncrawl.lines.folding import fold, letters
from unioncrawl.lines.furniture import furniture, is_paragraph
from unioncrawl.lines.wording import Wording

LONGEST_DATELINE = 120  # characters

_ABOVE = {"breadcrumb", "channels", "navigation"}  # furniture that stands above titles
_DECK = re.compile("[—－-]{2}(?!--)")
_TURNS = re.compile("[上下]一[篇版期]")  # the reader of an e-paper: 上一篇 下一篇 2024年2月1日 放大 缩小 默认; the title stands below
_TEASER = re.compile(r"\[(?:详细|全文|更多|阅读全文)\]$")
_CAPTION = re.compile("图[为:]|.{0,6}(?:现场|合影|留影|合影留念)$")
_STANDING = re.compile(r"\([左右前后][一二三四排][^)]{0,6}\)")  # who is who in a picture
_CAPTION_ENDS = ("摄", "。资料图", ",资料图", "。资料图)", ",资料图)")


class Page:
    """Lines by their places. What they are is asked only of those that it matters for: few can be the title."""

    def __init__(self, article: Article, blocks: list[Block], said: list[str]) -> None:
        self.article = article
        self.blocks = blocks
        texts = [block.text for block in blocks]
        self.plain = list(map(fold, texts))
        self.letters = list(map(letters, texts))
        self.wording = Wording(block.text for block in article.blocks if is_paragraph(block.text))
        self._said = tuple(map(letters, said))
        self._all_said = "\n".join(self._said)
        self.is_paragraph = [is_paragraph(text) and self.furniture(at) is None for at, text in enumerate(texts)]  # no notice is one
        self.has_text = True in self.is_paragraph
        self.first_paragraph = self.is_paragraph.index(True) if self.has_text else len(blocks)

    def is_dateline(self, at: int) -> bool:
        """Whether a line gives the date, the source, the author."""
        return len(self.blocks[at].text) <= LONGEST_DATELINE and is_dateline(self.blocks[at].text)

    def furniture(self, at: int) -> str | None:
        """What kind of page furniture a line is."""
        kind = furniture(self.plain[at])
        return None if kind is None or self.is_dateline(at) else kind

    def is_deck(self, at: int) -> bool:
        """Whether a line is the second one of a title: ——…."""
        return _DECK.match(self.plain[at]) is not None

    def is_caption(self, at: int) -> bool:
        """Whether a line says what a picture shows."""
        line = self.plain[at]
        return line.endswith(_CAPTION_ENDS) or _CAPTION.match(line) is not None or _STANDING.search(line) is not None

    def is_credit(self, at: int) -> bool:
        """Whether a line names who made the text."""
        credit = parse(self.blocks[at].text)
        return credit is not None and (credit.has_role or is_marked(self.plain[at]) or bool(credit.body and credit.names))

    @cached_property
    def last_crumb(self) -> int:
        """The place of the last line above the text that leads back to other pages; -1 where none does."""
        return next((at for at in reversed(range(self.first_paragraph)) if self.furniture(at) in _ABOVE), -1)

    def agreement(self, at: int) -> float:
        """How far the head of the page calls the article so."""
        line = self.letters[at]
        if line not in self._all_said and not line.startswith(self._said):
            return 0.0
        return max((_agreement(line, said) for said in self._said), default=0.0)

    def dateline_below(self, at: int) -> int:
        """How many lines below a dateline follows, tool bars not counted: 1 to 3, a deck and a credit between; 0 where none does."""
        lines = 0
        for place in range(at + 1, min(at + 7, len(self.blocks))):
            if self.is_dateline(place):
                return 0 if _TURNS.search(self.plain[place]) else lines + 1
            lines += self.furniture(place) is None
            if self.is_paragraph[place] or lines == 3:
                break
        return 0

    def is_dated_before(self, at: int, end: int) -> bool:
        """Whether one of the next lines is a dateline, and stands above that place: some breadcrumbs do stand below theirs."""
        return any(self.is_dateline(place) for place in range(at + 1, min(at + 4, end)))

    def credit_below(self, at: int) -> bool:
        """Whether the next line names the writers, and no dateline does."""
        below = next(self._below(at, 2), None)
        return below is not None and not self.is_dateline(below) and self.is_credit(below) and not self.dateline_below(at)

    def paragraph_below(self, at: int) -> bool:
        """Whether the text follows, captions and counters not counted."""
        below = next((place for place in self._below(at, 5) if not self.is_caption(place) and not self.plain[place].isdigit()), None)
        if below is None or _TEASER.search(self.plain[below]):
            return False
        return self.is_paragraph[below] or self.plain[below].endswith("。")

    def tools_below(self, at: int) -> bool:
        """Whether the next line, counters apart, is the tool bar of the article."""
        below = next((place for place in range(at + 1, min(at + 4, len(self.blocks))) if not self.plain[place].isdigit()), at)
        return self.furniture(below) in {"tool bar", "share"}

    def deck_below(self, at: int) -> bool:
        """Whether the title goes on below."""
        return at + 1 < len(self.blocks) and self.is_deck(at + 1)

    def stands_alone(self, at: int) -> bool:
        """Whether an empty line follows, on a page of short lines."""
        return at + 3 < len(self.blocks) and self.blocks[at + 1].number > self.blocks[at].number + 1

    def is_in_foot(self, at: int) -> bool:
        """Whether a line about the page, as an e-paper has at its foot, names this line."""
        line = self.letters[at]
        return any(line in other and place != at and is_foot_line(self.plain[place], line) for place, other in enumerate(self.letters))

    def is_printed_again(self, at: int) -> bool:
        """Whether the line stands elsewhere too, alone or in a line about the page (an e-paper's foot)."""
        line = self.letters[at]
        others = [place for place, other in enumerate(self.letters) if line in other and place != at and not self.is_paragraph[place]]
        if any(line == self.letters[place] or is_foot_line(self.plain[place], line) for place in others):
            return True
        if line == "".join(self.letters[at + 1 : at + 3]):  # broken over the next two lines
            return True
        return line in self._taken_again

    @cached_property
    def _taken_again(self) -> set[str]:
        """What the lines say that the step before this one took, as repeats of others."""
        return {letters(taken.text) for taken in takewhile(lambda taken: taken.step == "repeats", reversed(self.article.trace))}

    def _below(self, at: int, reach: int) -> Iterator[int]:
        """The places of the next lines, furniture left out."""
        return (place for place in range(at + 1, min(at + 1 + reach, len(self.blocks))) if self.furniture(place) is None)


def _agreement(line: str, said: str) -> float:
    """How far what the page says is a line, both as letters."""
    if said == line:
        return 4.0
    if len(line) >= 6 and said.startswith(line):
        return 3.5
    if len(said) >= 8 and line.startswith(said):
        return 3.0
    return 1.5 if len(line) >= 6 and line in said else 0.0
