"""Dates that a template spreads over neighbouring elements: 21 / 2024年02月, 2019 / 09-07 / 19:02."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unioncrawl.items import Block
from unioncrawl.text import narrow

LONGEST = 12  # characters of a piece
MOST = 4  # pieces of a date

_DIGIT = re.compile(r"\d")  # every piece has one
_PIECES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)(?:[年./-](?:(?P<month>\d{1,2})[月./-]?(?:(?P<day>\d{1,2})日?)?)?)?",
        r"(?P<month>\d{1,2})[月./-](?:(?P<day>\d{1,2})日?)?",
        r"(?P<day>\d{1,2})日?",
        r"(?P<clock>\d{1,2}:\d\d(?::\d\d)?)",
    )
)


def spread_dates(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], str]]:
    """The runs of blocks that make a date together, each with that date in one: 2024-02-21, 2019-09-07 19:02."""
    at = 0
    while at < len(blocks):
        run, date = _date_from(blocks[at : at + MOST])
        if date:
            yield run, date
        at += len(run) if date else 1


def _date_from(blocks: Sequence[Block]) -> tuple[list[Block], str | None]:
    """The longest run from the first block on that makes a date."""
    parts: dict[str, str] = {}
    run: list[Block] = []
    for block in blocks:
        piece = _piece(block.text)
        if not piece or piece.keys() & parts.keys():
            break
        parts |= piece
        run.append(block)
    if len(run) < 2 or not parts.keys() >= {"year", "month", "day"}:
        return [], None
    return run, f"{parts['year']}-{parts['month']}-{parts['day']} {parts.get('clock', '')}".rstrip()


def _piece(text: str) -> dict[str, str]:
    if len(text) > LONGEST or not _DIGIT.search(text):
        return {}
    plain = narrow(text).strip(" |[]()")
    matches = (pattern.fullmatch(plain) for pattern in _PIECES)
    found = next((match for match in matches if match), None)
    return {name: value for name, value in found.groupdict().items() if value} if found else {}
