"""The date in an address: what a CMS writes into the paths of its articles."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.stamp import Stamp, at_day, at_moment, at_month, calendar_day, plausible

LONGEST = 1024  # characters, as settings.URLLENGTH_LIMIT

_YEAR = r"(?P<year>1(?<!\d1)99[5-9]|2(?<!\d2)0\d\d)"  # behind no digit; what begins with one of two characters is quick to look for
_FULL = r"(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
# workercn /190118124637372.shtml, eastday /191112095359623.html: yyMMddHHmmss and more; 20191230090949123: with the century
_MOMENT = re.compile(
    rf"(?<!\d)(?:{_YEAR}|(?P<short>\d\d)){_FULL}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)(?P<rest>\d{{0,9}})(?!\d)"
)
_MAY_BE_MOMENT = re.compile(r"\d\d{11}")  # quick to try
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        # /2024/07/12/, /2024-07/12/, art_2024_12_26_, /2019-06/25/, /2019/1/5/
        rf"{_YEAR}[-/_.](?P<month>0?[1-9]|1[0-2])[-/_.](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        # t20191230_123, /20190208/, rmrb_20190301_1, 20221126A03W2R00
        rf"{_YEAR}{_FULL}(?!\d)",
        # /202506/13/
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])[-/_](?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        # /n1/2019/1230/c123.html, /2024-0712/
        rf"{_YEAR}[-/_]{_FULL}(?=[/_-])",
        # /html/2019/shizheng_0306/
        rf"/{_YEAR}/[a-z]{{2,20}}_{_FULL}(?=/)",
        # 163.com /19/1230/09/
        rf"/(?P<short>\d\d)/{_FULL}/\d\d/",
    )
)
# /201910/3245584.html, /2019-10/, /2019/10/
_MONTH = re.compile(rf"/{_YEAR}[-/_]?(?P<month>0[1-9]|1[0-2])(?=/)")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_NAMED_MONTH = re.compile(rf"/{_YEAR}/(?P<name>{'|'.join(_MONTHS)})/")  # china.com.cn /chinese/2002/Jan/101162.htm
_OLD_ISSUE = re.compile(r"/content/(?P<year>19[5-9]\d)-(?P<month>\d\d)/(?P<day>\d\d)/\d{1,9}\.html?$")  # of an archive of a newspaper
_QUERY = re.compile(r"(?:^|&)(?:date|day|time|pubdate|publishdate|publishtime|d)=(?P<value>[\d-]{8,10})(?=&|$)", re.IGNORECASE)


def address_stamp(url: str, now: datetime | None) -> Stamp | None:
    """The date that an address carries, the finest that it has; None where it has none, or no plausible one.

    /201905/20190502867606.shtml (mofcom, mca) is a month and a serial number: where a month's folder holds fourteen digits, only the
    month is told. Numbers in a query tell nothing, but for a date by name.
    """
    try:
        parts = urlsplit(url[:LONGEST])
    except ValueError:
        return None
    return _moment(parts.path, now) or _day(parts.path, now) or _month(parts.path, now) or _query(parts.query, now)


def printed_stamp(url: str) -> Stamp | None:
    """The day on which a newspaper printed what its archive shows, before there were sites: /content/1988-12/15/053601.html."""
    issue = _OLD_ISSUE.search(url) if "/content/19" in url[:LONGEST] else None
    day = calendar_day(int(issue["year"]), int(issue["month"]), int(issue["day"])) if issue else None
    return at_day(day) if day else None


def _moment(path: str, now: datetime | None) -> Stamp | None:
    for m in _MOMENT.finditer(path) if _MAY_BE_MOMENT.search(path) else ():
        if _is_serial(m, path) or (m["short"] and len(m["rest"]) < 3):
            continue
        day = calendar_day(int(m["year"] or f"20{m['short']}"), int(m["month"]), int(m["day"]))
        if day:
            moment = datetime(day.year, day.month, day.day, int(m["hour"]), int(m["minute"]), int(m["second"]), tzinfo=BEIJING)
            stamp = at_moment(moment)
            if plausible(stamp, now):
                return stamp
    return None


def _is_serial(digits: re.Match[str], path: str) -> bool:
    """Whether the digits number the pages of a month or, in an e-paper (/20231123/html/content_20231123004003.htm), its texts."""
    if path.endswith("/content_", 0, digits.start()) and f"/{digits[0][:8]}/" in path:
        return True
    return bool(digits["year"]) and f"/{digits['year']}{digits['month']}/" in path and not digits["rest"]


def _day(path: str, now: datetime | None) -> Stamp | None:
    """The last day of the path: a folder of a topic may carry one before it."""
    found = []
    for pattern in _DAYS:
        for m in pattern.finditer(path):
            groups = m.groupdict()
            day = calendar_day(int(groups.get("year") or f"20{groups['short']}"), int(m["month"]), int(m["day"]))
            if day and plausible(stamp := at_day(day), now):
                found.append((m.end(), stamp))
    return max(found, key=lambda one: one[0])[1] if found else None


def _month(path: str, now: datetime | None) -> Stamp | None:
    stamps = [at_month(int(m["year"]), int(m["month"])) for m in _MONTH.finditer(path)]
    stamps += [at_month(int(m["year"]), _MONTHS.index(m["name"]) + 1) for m in _NAMED_MONTH.finditer(path)]
    return next((stamp for stamp in reversed(stamps) if stamp and plausible(stamp, now)), None)


def _query(query: str, now: datetime | None) -> Stamp | None:
    m = _QUERY.search(query)
    return _day("/" + m["value"], now) if m else None
