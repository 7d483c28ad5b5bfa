"""The clock beside a date: 09:09:49, 下午3:09, 9时9分, 九时三十分, 9:09 AM, with its zone."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.folding import number
from unioncrawl.dates.stamp import Stamp, at_day, at_moment

NUMBER = r"(?:\d{1,2}|[〇一二三四五六七八九十廿卅]{1,4})"
_PART = r"(?P<part>上午|早上|早晨|清晨|凌晨|中午|下午|午后|傍晚|晚上|晚间|夜间|夜里|深夜|早|晚|夜|晨|[AaPp]\.?[Mm]\.?)"
_MERIDIEM = r"(?: ?(?P<meridiem>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
ZONE = (
    r"(?: ?\(?(?P<zone>Z|UTC|GMT|CST|BJT|HKT|JST|E[SD]T|P[SD]T)(?![A-Za-z])\)?)?"
    r"(?: ?(?P<offset>[+-]\d\d[:']?\d\d|[+-]\d{1,2})'?(?![\d:]))?"
)
WEEKDAY = (
    r"(?: {0,4}[,(\[<]? ?(?:星期|周|礼拜) ?[一二三四五六日天](?: ?[)\]>])?"
    r"| {0,2}[(,]? {0,2}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?\)?)?"
)
CLOCK = (
    rf"(?:{_PART} {{0,3}})?"
    r"(?:(?P<hour>\d{1,2}) ?: ?(?P<minute>\d{1,2})(?: ?: ?(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?(?![\d:])"
    r"|(?P<dash_hour>\d\d)-(?P<dash_minute>\d\d)-(?P<dash_second>\d\d)(?!\d)"
    rf"|(?P<han_hour>{NUMBER}) ?[时点](?: ?(?:(?P<half>半)|(?P<han_minute>{NUMBER})(?: ?分(?: ?(?P<han_second>{NUMBER}) ?秒)?|(?!\d))))?)"
    rf"{_MERIDIEM}{ZONE}"
)
# What may stand between a day and its clock: T, blanks, a weekday, a dash, a label.
AFTER_DAY = rf"{WEEKDAY}(?: {{0,8}}[T_,|/.:-]? {{0,8}}(?:(?:时间|at):? {{0,3}})?{CLOCK})?"

_HOURS = {"UTC": 0, "GMT": 0, "Z": 0, "CST": 8, "BJT": 8, "HKT": 8, "JST": 9, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7}
_EVENING = ("下午", "午后", "傍晚", "晚上", "晚间", "晚")
_NIGHT = ("夜间", "夜里", "深夜", "夜")


def read_clock(m: re.Match[str]) -> tuple[int, int, int, str] | None:
    """Hour, minute, second and precision of the clock in a match; None where it shows none, or an impossible one (25:61)."""
    return _clock_of(m.groupdict())


def _clock_of(found: dict[str, str | None]) -> tuple[int, int, int, str] | None:
    for form in ("", "dash_", "han_"):
        hour = found.get(f"{form}hour")
        if hour:
            minute, second = "30" if form == "han_" and found["half"] else found.get(f"{form}minute"), found.get(f"{form}second")
            part = found.get("part") or found.get("meridiem") or ""
            clock = _in_24_hours(number(hour), part), number(minute or "0"), number(second or "0")
            if clock[0] > 23 or clock[1] > 59 or clock[2] > 59:
                return None
            return *clock, "second" if second else "minute" if minute else "hour"
    return None


def _in_24_hours(hour: int, part: str) -> int:
    if part in _EVENING or part[:1] in {"p", "P"}:
        return hour + 12 if hour < 12 else hour
    if part in _NIGHT:
        return hour + 12 if 6 <= hour < 12 else hour
    if part == "中午":
        return hour + 12 if hour < 4 else hour
    return 0 if part and hour == 12 else hour


def on_day(day: date | None, m: re.Match[str]) -> Stamp | None:
    """A day with the clock and the zone of a match; the day alone where it shows no clock.

    No zone means Beijing, and so does CST.
    """
    if day is None:
        return None
    found = m.groupdict()
    clock = _clock_of(found)
    if clock is None:
        return at_day(day)
    hour, minute, second, precision = clock
    if not found.get("zone") and not found.get("offset"):
        return Stamp(datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=BEIJING), precision)
    zone = timezone(_zone_of(found, precision))
    return at_moment(datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone), precision)


def _zone_of(found: dict[str, str | None], precision: str) -> timedelta:
    """The offset counts over the letters (GMT+0800). 09:09-10:00 is an event's span: a negative offset follows seconds."""
    offset = found.get("offset")
    if not offset or (offset[0] == "-" and precision != "second"):
        return timedelta(hours=_HOURS.get(found.get("zone") or "CST", 8))
    digits = re.sub(r"\D", "", offset)
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or "0"))
    if away > timedelta(hours=14):
        return timedelta(hours=8)
    return -away if offset[0] == "-" else away
