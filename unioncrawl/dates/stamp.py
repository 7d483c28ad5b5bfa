"""A point in time as a page states it: a value, and how precise it is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from unioncrawl.beijing import BEIJING

PRECISIONS = ("month", "day", "hour", "minute", "second")  # coarsest first
FIRST = datetime(1995, 1, 1, tzinfo=BEIJING)  # the first news site of China; what is older is a CMS's default or history
AHEAD = timedelta(hours=24)  # how far a page's clock may be before ours
LAST_YEAR = 2049  # without a clock: 2050, 2099, 9999 are defaults of CMSs


class Stamp(NamedTuple):
    """When something was published."""

    at: datetime  # aware, Asia/Shanghai; what is finer than the precision is zero, a month's day is 1
    precision: str  # one of PRECISIONS

    @property
    def rank(self) -> int:
        """The finer, the higher."""
        return PRECISIONS.index(self.precision)


def at_day(day: date) -> Stamp:
    """A day as a stamp."""
    return Stamp(datetime.combine(day, time(), BEIJING), "day")


def at_month(year: int, month: int) -> Stamp | None:
    """A month as a stamp; None where there is no such month."""
    day = calendar_day(year, month, 1)
    return Stamp(at_day(day).at, "month") if day else None


def at_moment(moment: datetime, precision: str = "second") -> Stamp:
    """A moment as a stamp, cut to the precision."""
    moment = moment.astimezone(BEIJING)
    kept = PRECISIONS.index(precision)
    fields = (
        moment.day if kept >= 1 else 1,
        moment.hour if kept >= 2 else 0,
        moment.minute if kept >= 3 else 0,
        moment.second if kept >= 4 else 0,
    )
    return Stamp(datetime(moment.year, moment.month, *fields, tzinfo=BEIJING), precision)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has no such day, or where no page can mean it."""
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plausible(stamp: Stamp, now: datetime | None) -> bool:
    """Whether a page may have been published then: from 1995 to a day after now, or to the end of 2049 where now is unknown."""
    if stamp.at < FIRST:
        return False
    return stamp.at - AHEAD <= now if now else stamp.at.year <= LAST_YEAR
