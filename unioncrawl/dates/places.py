"""Where a page gives its date, and which of several dates is believed."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum
from typing import NamedTuple

from unioncrawl.dates.stamp import Stamp

CONFLICT = timedelta(days=2)  # between what a page says and the day in its address: a copy, or a wrong date


class Place(IntEnum):
    """Where a date was found, the best first: visible beats hidden, near the title beats elsewhere, a label beats none."""

    MARKED = 0  # in the part that a site's selector or a template's marker names
    LABEL_BY_TITLE = 1
    LINE_BY_TITLE = 2
    LABEL = 3
    PAPER = 4  # 《工人日报》(2024年12月26日 02版)
    ABOVE = 5  # a line with a clock, above the title
    TAKEN = 6  # on a line by the title that an earlier step took for furniture
    META = 7
    FOOT = 8  # without a label, below the text
    ASIDE = 9  # labelled, on a line that an earlier step took elsewhere
    LISTING = 10
    ADDRESS = 11
    UPDATED = 12
    MASTHEAD = 13  # a day above the title, or with its weekday and no more


NAMES = {
    Place.LABEL_BY_TITLE: "label",
    Place.LABEL: "label",
    Place.ASIDE: "label",
    Place.PAPER: "paper",
    Place.META: "meta",
    Place.LISTING: "listing",
    Place.ADDRESS: "url",
    Place.UPDATED: "updated",
}  # of Article.published_from; the others are "line"


class Dated(NamedTuple):
    """A date that something on the page gives, and where."""

    place: Place
    stamp: Stamp


def best_of(dates: list[Dated], address: Stamp | None) -> Dated | None:
    """The date of the best place, of two there the one that the address agrees with.

    Where it is a day, the same day in the finest form that anything but the address gives.
    """
    if not dates:
        return None
    best = min(dates, key=lambda dated: (dated.place, address is not None and conflict(dated.stamp, address)))
    if best.stamp.precision != "day":
        return best
    same_day = [dated for dated in dates if dated.stamp.at.date() == best.stamp.at.date() and dated.place != Place.ADDRESS]
    return min([best, *same_day], key=lambda dated: (-dated.stamp.rank, dated.place))


def conflict(stamp: Stamp, address: Stamp) -> bool:
    """Whether a date and the address's are too far apart to be of one publication."""
    return "month" not in {stamp.precision, address.precision} and abs(stamp.at - address.at) > CONFLICT
