"""What of a line's dates is evidence of its publication.

A label beats no label; published beats updated; a date in running prose, of an event, of a page's clock or of a neighbouring article
is no evidence (policy P4).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from unioncrawl.dates import labels
from unioncrawl.dates.folding import fold
from unioncrawl.dates.partial import PARTIAL_DATES
from unioncrawl.dates.shapes import WHOLE_DATES, Form, Frame, Shown
from unioncrawl.dates.stamp import Stamp, at_moment, plausible

LONGEST = 400  # characters of a line that are read
NEAR = 24  # characters before and behind a date that tell whose it is

_HINT = re.compile(r"[\d月前刚剛昨今周週星禮礼]")  # quick to try: no date without it


class Evidence(NamedTuple):
    """A date on a line that tells when the line's article was published."""

    stamp: Stamp
    kind: str  # "published" (a label says so), "paper" (《报》(… 02版)), "line", "updated"
    start: int  # of the label, or of the date where there is none
    end: int  # behind the date
    whole: bool = True  # it says its year
    relative: bool = False  # it counts from now


class _Found(NamedTuple):
    start: int
    end: int
    shown: Shown


def read_line(text: str, now: datetime | None, near: date | None = None) -> list[Evidence]:
    """The evidence on one line, in its order; start and end are places in the text.

    now (aware) is when the page was fetched: later dates are none (24 hours are granted), and relative dates count from it. A date
    without a year goes to the year nearest to `near`, else to the latest before now. What neither tells stays unread.
    """
    if not _HINT.search(text, 0, LONGEST):
        return []
    folded = fold(text[:LONGEST])
    evidence: list[Evidence] = []
    floor = 0
    for found in _dates_on(folded, Frame(now, near)):
        if found.shown.stamp and plausible(found.shown.stamp, now):
            weighed = _weigh(folded, found, found.shown.stamp, floor)
            if weighed and not _is_page_clock(folded, weighed, now):
                evidence.append(weighed)
        if not found.shown.relative:
            floor = found.end
    return evidence


def may_head(beginning: str) -> bool:
    """Whether a text may begin with a date that is said to be its publication's; quick to try."""
    return labels.HEADING.search(fold(beginning)) is not None


_SHAPES = (*WHOLE_DATES, *PARTIAL_DATES)
# What one of the shapes needs, in one search; the character that it begins with is looked for first.
_NEEDED = re.compile(f"(?=[\\dA-Za-z年月前刚昨今周星礼民])(?:{'|'.join({shape.needs.pattern: None for shape in _SHAPES})})", re.ASCII)


def _dates_on(folded: str, frame: Frame) -> list[_Found]:
    """Every shape, in line order."""
    found: list[_Found] = []
    for shape in _SHAPES:
        if not shape.needs.search(folded):
            continue
        before = folded
        for m in shape.pattern.finditer(before):
            shown = shape.read(m, frame)
            if shown:
                found.append(_Found(m.start(), m.end(), shown))
                folded = folded[: m.start()] + "\0" * (m.end() - m.start()) + folded[m.end() :]
        if folded != before and not _NEEDED.search(folded):
            break
    return sorted(found)  # no two begin at one place


def _is_page_clock(folded: str, evidence: Evidence, now: datetime | None) -> bool:
    """The day of the visit with its weekday, and nothing else on the line: template scripts write it."""
    if now is None or evidence.stamp != at_moment(now, "day"):
        return False
    alone = not labels.WORD.search(folded[: evidence.start] + folded[evidence.end :])
    return alone and bool(labels.WEEKDAY.search(folded))


def _weigh(folded: str, found: _Found, stamp: Stamp, floor: int) -> Evidence | None:
    """The evidence that a date is, by the words around it."""
    before, after = folded[max(floor, found.start - NEAR) : found.start], folded[found.end : found.end + NEAR]
    if floor and labels.SPAN.fullmatch(before):
        return None
    label = labels.LABEL.search(before)
    if label:
        kind = label.lastgroup
        start = found.start - len(before) + label.start()
    else:
        kind = _kind_without_label(folded, found, before, after)
        start = found.start
    if kind is None or kind == "other":
        return None
    return Evidence(stamp, kind, start, found.end, found.shown.whole, found.shown.relative)


def _kind_without_label(folded: str, found: _Found, before: str, after: str) -> str | None:
    if labels.UPDATED_AFTER.match(after):
        return "updated"
    if labels.PUBLISHED_AFTER.match(after):
        return "published"
    if labels.OTHER_AFTER.match(after) or labels.PREPOSITION.search(before):
        return None
    if labels.PAPER_BEFORE.search(before) and labels.PAPER_AFTER.match(after):
        return "paper"
    return "line" if _stands(folded, found, before, after) else None


def _stands(folded: str, found: _Found, before: str, after: str) -> bool:
    """Whether a date without a label stands for itself, by its form."""
    form = found.shown.form
    if form is Form.WEAK:
        return not labels.WORD.search(folded[: found.start]) and bool(labels.FIELD_APART.match(after))
    if labels.COMMA.match(after):
        return bool(labels.FIELD_AFTER_COMMA.match(after))
    if form is Form.FIGURES:
        return True
    if labels.HAN.match(after) and not labels.FIELD.match(after):
        return False
    in_prose = bool(labels.HAN.match(before[-1:]))
    return not in_prose or (found.shown.whole and not labels.SENTENCE_END.match(after))
