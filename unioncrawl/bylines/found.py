"""What a page says of its makers, and the lines that go because they say it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

from unioncrawl.items import Article, Block
from unioncrawl.lines.credits import Credit
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.names import people
from unioncrawl.lines.outlets import is_outlet, normalise

STEP = "bylines"

_TWO_DIGITS = re.compile(r"\d{2}")
_PARTS = re.compile("[·—-]+")  # of an outlet: 新甘肃·甘肃日报


class Place(IntEnum):
    """Where a source was read, the surest first."""

    LABEL = 0
    ISSUE = 1
    DATELINE = 2
    META = 3
    LEAD = 4
    CREDIT = 5
    SIGNATURE = 6


@dataclass(slots=True)
class Found:
    """What a page says of its makers."""

    article: Article
    title_line: int | None = field(init=False)
    sources: list[tuple[Place, str]] = field(default_factory=list)  # with the outlet
    authors: list[str] = field(default_factory=list)
    labelled: list[str] = field(default_factory=list)  # the authors that a label or a role such as 记者 calls so
    photographers: list[str] = field(default_factory=list)
    shots: list[str] = field(default_factory=list)  # who took a picture, as no more than 摄 says
    is_caption: bool = False  # the last paragraph ends with who took the picture that it tells of
    lead_ins: list[str] = field(default_factory=list)  # the lines that began with one, as they were
    editors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    lifted: dict[int, tuple[Block, str]] = field(default_factory=dict)  # by number, lines that go, and what they say

    def __post_init__(self) -> None:
        self.title_line = self.article.title_line

    def lift(self, block: Block, why: str) -> None:
        """Let a line go as a whole, with the next `take_lifted`."""
        self.lifted[block.number] = block, why

    def leave(self, block: Block, rest: str, why: str) -> None:
        """Leave of a line what the dates step reads."""
        if not _TWO_DIGITS.search(rest) and not is_paragraph(rest):
            self.lift(block, why)
        elif rest != block.text:
            self.change(block, rest, why)

    def change(self, block: Block, text: str, why: str) -> None:
        """Give a line another text."""
        self.article.change(block, text, STEP, why)

    def take_lifted(self) -> None:
        """Take off the page what was lifted."""
        if not self.lifted:
            return
        taken = defaultdict(list)
        for block, why in self.lifted.values():
            taken[why].append(block)
        self.article.take_each(taken, STEP)
        self.lifted.clear()

    def add_source(self, value: str, place: Place) -> None:
        """Add the outlet that a value names, if it names one."""
        outlet = normalise(value)
        if outlet:
            self.sources.append((place, outlet))

    def add_credit(self, credit: Credit) -> None:
        """Add who a credit names; who takes pictures beside a writer is one of the authors."""
        self.authors += credit.authors
        if credit.has_call:
            self.labelled += credit.authors
        if credit.authors:
            self.authors += credit.photographers
        elif credit.has_call:
            self.photographers += credit.photographers
        else:
            self.shots += credit.photographers
        self.editors += credit.editors
        if credit.body and not credit.names:
            self.add_source(credit.body, Place.SIGNATURE)
        if credit.outlet and (credit.authors or not credit.names) and is_outlet(credit.outlet) and len(credit.outlet) > 2:
            self.add_source(_PARTS.split(credit.outlet)[-1], Place.CREDIT)

    def move_person(self) -> None:
        """A person where the source belongs (来源: 尹娟) is the author, where another source is known."""
        if len(self.sources) < 2:
            return
        persons = [outlet for _, outlet in self.sources if "·" not in outlet and people(outlet, sure=False)]
        if len(self.sources) > len(persons):
            named = {*persons}
            self.sources = [source for source in self.sources if source[1] not in named]
            self.authors += persons
