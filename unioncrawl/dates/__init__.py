"""Dates on Chinese news pages.

The policies, by which every reader of dates here goes:

- P1 No zone means Beijing time, and so does CST; other zones are converted.
- P2 A date without a year is of the latest year that does not put it after now.
- P3 From 1995 to a day after now; what is outside is a default of a CMS (0001, 1900, 1970, 2099) or history, and no date;
  only the archive of a printed newspaper tells older days, by its addresses.
- P4 Published beats updated, a label beats none; running prose and the page's clock are no evidence.
- P5 An impossible day is no date; an impossible clock leaves the day.
- P6 The address tells only where the text does not, where the text tells only of an update, or where 刚刚 contradicts it.
- P7 A day stays a day: no invented midnight.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.address import address_stamp, printed_stamp
from unioncrawl.dates.english import english_stamp
from unioncrawl.dates.evidence import LONGEST, Evidence, may_head, read_line
from unioncrawl.dates.stamp import Stamp, at_day
from unioncrawl.text import clean

__all__ = ["BEIJING", "Evidence", "Stamp", "address_stamp", "at_day", "find_date", "may_head", "printed_stamp", "read_line", "strongest"]

CONTRADICTION = timedelta(days=2)  # between a relative date and the address: the page is an old copy


def find_date(text: str, url: str | None, now: datetime) -> Stamp | None:
    """The publication time that a line, helped by the page's address, gives; None where neither tells.

    now is aware: the moment at which the page was fetched. Text beyond 400 characters is not read. Nothing raises.
    """
    line = unicodedata.normalize("NFKC", clean(text[:LONGEST])).replace("\n", " ")
    address = address_stamp(url, now) if url else None
    best = strongest(read_line(line, now, address.at.date() if address else None))
    if best is None:
        return english_stamp(line, now) or address
    if address and (best.kind == "updated" or _contradicts(best, address)):
        return address
    return best.stamp


def _contradicts(evidence: Evidence, address: Stamp) -> bool:
    return evidence.relative and abs(evidence.stamp.at - address.at) > CONTRADICTION


def strongest(evidence: list[Evidence]) -> Evidence | None:
    """The best of a line: labelled, then unlabelled with a year, then without, updated last; the finer of one day, then the first."""
    if len(evidence) < 2:
        return evidence[0] if evidence else None
    best = min(evidence, key=_weakness)
    same_day = [one for one in evidence if one.kind != "updated" and one.stamp.at.date() == best.stamp.at.date()]
    return max(same_day, key=lambda one: one.stamp.rank, default=best)


def _weakness(evidence: Evidence) -> tuple[bool, bool, bool, bool]:
    return evidence.kind == "updated", evidence.kind != "published", not evidence.whole, evidence.relative
