"""The shapes of dates that leave something to be known: the year (12-26), or all but the distance from now (昨天, 3小时前)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.clock import AFTER_DAY, CLOCK, on_day, read_clock
from unioncrawl.dates.folding import number
from unioncrawl.dates.shapes import DAY, FIGURE_DAY, HAN_DIGIT, MONTH, Form, Frame, Shown, shape
from unioncrawl.dates.stamp import AHEAD, Stamp, at_moment, at_month, calendar_day

_LEAP_CYCLE = 8  # years that hold a 29 February, even round 2100
_WEEK = "一二三四五六日"
_BACK = {"今": 0, "昨": 1, "前": 2, "大": 3}
_SECONDS = {"秒": 1, "分": 60, "小": 3600, "钟": 3600, "天": 86_400, "日": 86_400, "周": 604_800, "星": 604_800, "礼": 604_800}


def _in_some_year(m: re.Match[str], frame: Frame) -> Stamp | None:
    """In the year that puts it nearest to the known day, or else in the latest that does not put it after now."""
    month, day = number(m["month"]), number(m["day"])
    if frame.near:
        near = frame.near
        days = [found for year in (near.year, near.year - 1, near.year + 1) if (found := calendar_day(year, month, day))]
        return on_day(min(days, key=lambda found: abs(found - near)), m) if days else None
    if frame.now:
        latest = frame.now + AHEAD
        next_year = frame.now.astimezone(BEIJING).year + 1
        stamps = (on_day(calendar_day(year, month, day), m) for year in range(next_year, next_year - _LEAP_CYCLE - 1, -1))
        return next((stamp for stamp in stamps if stamp and stamp.at <= latest), None)
    return None


def _month_day(m: re.Match[str], frame: Frame) -> Shown:
    return Shown(_in_some_year(m, frame), Form.WORDS, whole=False)


def _month_day_figures(m: re.Match[str], frame: Frame) -> Shown | None:
    """12-26, 01-05 08:03, (12/26). 3-5, 1/12 and 5.1 are pages, parts and amounts oftener than days."""
    padded = len(m["month"]) == 2 and (len(m["day"]) == 2 or m["gap"] != ".")
    if read_clock(m) and (m["gap"] != "." or padded):
        return Shown(_in_some_year(m, frame), Form.FIGURES, whole=False)
    if padded or (m["gap"] == "-" and len(m["day"]) == 2):
        return Shown(_in_some_year(m, frame), Form.WEAK, whole=False)
    return None


def _ago(m: re.Match[str], frame: Frame) -> Shown:
    return Shown(_before(m, frame.now) if frame.now else None, Form.WORDS, relative=True)


def _before(m: re.Match[str], now: datetime) -> Stamp | None:
    """3小时前, 半小时前, 两天前, 2个月前. A year ago is known to the month, an hour ago to the hour."""
    unit = m["unit"][0]
    amount = 0.5 if m["count"] == "半" else number(m["count"]) + (0.5 if m["half"] else 0.0)
    if unit == "月" and amount < 1:
        return at_moment(now - timedelta(days=15), "day")
    if unit in "月年":
        today = now.astimezone(BEIJING)
        months = today.year * 12 + today.month - 1 - int(amount * (12 if unit == "年" else 1))
        return at_month(months // 12, months % 12 + 1)
    if unit in "秒分":
        precision = "minute"
    elif unit in "小钟":
        precision = "hour" if amount.is_integer() else "minute"
    else:
        precision = "day"
    return at_moment(now - timedelta(seconds=amount * _SECONDS[unit]), precision)


def _just_now(m: re.Match[str], frame: Frame) -> Shown:
    return Shown(at_moment(frame.now, "minute") if frame.now else None, Form.WEAK, relative=True)


def _named_day(m: re.Match[str], frame: Frame) -> Shown:
    """昨天, 前天 08:05, 今早8点. Without a clock it is prose oftener than a date."""
    day = _today(frame.now) - timedelta(days=_BACK[m["named"][0]]) if frame.now and not m["offset"] else None
    return Shown(on_day(day, m), Form.WORDS if read_clock(m) else Form.WEAK, relative=True)


def _weekday(m: re.Match[str], frame: Frame) -> Shown:
    """星期一, 周三 09:15: the latest such day. 上周五 is of the week before this."""
    day = None
    if frame.now and not m["offset"]:  # 周一 9:00-17:00 are hours of business
        today = _today(frame.now)
        wanted = _WEEK.index(m["named"].replace("天", "日"))
        day = today - timedelta(days=today.weekday() + 7 - wanted if m["last"] else (today.weekday() - wanted) % 7)
    return Shown(on_day(day, m), Form.WEAK, relative=True)


def _clock_alone(m: re.Match[str], frame: Frame) -> Shown:
    """08:03: of today, or of yesterday where today's is still to come."""
    span = m["offset"] or (m["hour"] and len(m["minute"]) < 2)  # 9:30-11:30, 3:2
    if not frame.now or span or not read_clock(m):
        return Shown(None, Form.WEAK, relative=True)
    stamp = on_day(_today(frame.now), m)
    if stamp and stamp.at > frame.now:
        stamp = on_day(_today(frame.now) - timedelta(days=1), m)
    return Shown(stamp, Form.WEAK, relative=True)


def _today(now: datetime) -> date:
    return now.astimezone(BEIJING).date()


PARTIAL_DATES = (
    shape("月", rf"(?<![\d{HAN_DIGIT}]){MONTH} {{0,3}}月 {{0,3}}{DAY} {{0,3}}[日号]{AFTER_DAY}", _month_day),
    shape(
        r"\d[-/.]\d",
        rf"(?<![\w./-])(?<!\d:)(?P<month>\d\d?)(?P<gap>[-/.]){FIGURE_DAY}(?![-/.%:]?\d|[%:]){AFTER_DAY}",
        _month_day_figures,
    ),
    shape(
        "前",
        rf"(?:大?约|大概)? ?(?<![\d.{HAN_DIGIT}])(?P<count>\d{{1,4}}|[{HAN_DIGIT}两]{{1,3}}|半) ?个?(?P<half>半)? ?"
        r"(?P<unit>秒钟?|分钟?|小时|钟头|天|日|周|星期|礼拜|月|年)(?:之|以)? ?前",
        _ago,
    ),
    shape("刚", "刚刚|刚才", _just_now),
    shape(
        "[今昨前][天日早晨晚夜]",
        rf"(?P<named>大前天|前天|昨天|昨日|今天|今日|[昨今](?=[早晨晚夜]))(?: {{0,4}}[,|]? {{0,4}}{CLOCK}|[早晨晚夜]上?)?",
        _named_day,
    ),
    shape("周|星期|礼拜", rf"(?P<last>上)?[本这]?(?:周|星期|礼拜)(?P<named>[一二三四五六日天])(?: {{0,4}}{CLOCK})?", _weekday),
    shape(r"\d:\d", rf"(?<![\d:.]){CLOCK}", _clock_alone),
)
