"""The shapes of dates that say all: a day, perhaps a clock, in figures, in words, in English, in one run of digits.

A shape uses up its characters even where it makes no date, so that 2024-13-01 is never read as 13-01.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.clock import AFTER_DAY, NUMBER, ZONE, on_day, read_clock
from unioncrawl.dates.folding import number
from unioncrawl.dates.stamp import Stamp, at_moment, at_month, calendar_day


class Form(Enum):
    """How much a shape says for itself."""

    FIGURES = "a date wherever it stands"  # 2024-12-26
    WORDS = "a date, but running prose writes it the same way"  # 2024年12月26日
    WEAK = "a date only alone on its line or after a label"  # 12-26, 20241226


class Frame(NamedTuple):
    """What a date that does not say all counts from."""

    now: datetime | None  # aware; without it relative dates stay unread, and those without a year and a near day
    near: date | None = None  # a day near it, such as the address's


class Shown(NamedTuple):
    """What a shape shows."""

    stamp: Stamp | None  # None: no such day
    form: Form
    whole: bool = True  # it says its year
    relative: bool = False  # it counts from now


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and what its matches show."""

    needs: re.Pattern[str]  # quick to try, most of all where one character begins it: a text without it has no such shape
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Frame], Shown | None]  # None: no date at all, its characters stay free


def shape(needs: str, pattern: str, read: Callable[[re.Match[str], Frame], Shown | None], flags: int = 0) -> Shape:
    """A shape of two regular expressions; digits are ASCII ones, for the text is folded."""
    return Shape(re.compile(needs, re.ASCII), re.compile(pattern, re.ASCII | flags), read)


HAN_DIGIT = "〇一二三四五六七八九十廿"
MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十〇元正]{1,2})"
DAY = rf"(?P<day>{NUMBER})"
FIGURE_DAY = r"(?P<day>\d{1,2}(?!\d)|\d{1,2}(?=\d\d:\d\d))"  # the second: a clock glued to it, 2018-12-1209:03
_YEAR = rf"(?P<year>\d{{4}}|[\dOo{HAN_DIGIT}]{{4}}|二千[{HAN_DIGIT}]{{1,4}})"
_SAME_GAPS = rf"(?P<gap>[-/.])(?P<month>\d\d?)(?P=gap){FIGURE_DAY}(?![-/.]\d)"
_MONTHS = dict(zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True))
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_NO_DIGIT = rf"(?<![\d{HAN_DIGIT}])"


def _year_first(m: re.Match[str], _: Frame) -> Shown:
    return Shown(on_day(_day(m), m), Form.FIGURES)


def _in_words(m: re.Match[str], _: Frame) -> Shown:
    return Shown(on_day(_day(m), m), Form.WORDS)


def _day(m: re.Match[str], years: int = 0) -> date | None:
    return calendar_day(number(m["year"]) + years, number(m["month"]), number(m["day"]))


def _year_last(m: re.Match[str], _: Frame) -> Shown:
    """25.01.2015, 26/12/2024, 12/26/2024 9:09 AM. Where both orders make a day, AM and PM tell the American one."""
    first, second, year = int(m["first"]), int(m["second_figure"]), int(m["year"])
    american = second > 12 or bool(first <= 12 and (m["part"] or m["meridiem"]))
    return Shown(on_day(calendar_day(year, first, second) if american else calendar_day(year, second, first), m), Form.FIGURES)


def _short_year(m: re.Match[str], _: Frame) -> Shown:
    """24-12-26, 08-11-12 09:49; the years 95 to 99 are of the last century. 12/26/24 where it makes no other day."""
    year, month, day = int(m["year"]), int(m["month"]), int(m["day"])
    if month > 12 >= year:
        year, month, day = day, year, month
    return Shown(on_day(calendar_day(_century(year), month, day), m), Form.FIGURES if read_clock(m) else Form.WEAK)


def _short_year_in_words(m: re.Match[str], _: Frame) -> Shown:
    return Shown(on_day(calendar_day(_century(int(m["year"])), number(m["month"]), number(m["day"])), m), Form.WORDS)


def _century(year: int) -> int:
    return year + (1900 if year >= 95 else 2000)


def _minguo(m: re.Match[str], _: Frame) -> Shown:
    """民國113年12月26日: the first year of the Republic is 1912."""
    return Shown(on_day(_day(m, 1911), m), Form.WORDS)


def _minguo_figures(m: re.Match[str], _: Frame) -> Shown:
    """113/12/26, as Taiwan writes it."""
    return Shown(on_day(_day(m, 1911), m), Form.FIGURES if read_clock(m) else Form.WEAK)


def _digits(m: re.Match[str], _: Frame) -> Shown:
    return Shown(on_day(_day(m), m), Form.WEAK)


def _digits_with_clock(m: re.Match[str], _: Frame) -> Shown:
    return Shown(on_day(_day(m), m), Form.FIGURES if read_clock(m) else Form.WEAK)


def _month_only(m: re.Match[str], _: Frame) -> Shown:
    year = number(m["year"]) if m["year"] else _century(int(m["short"]))
    return Shown(at_month(year, number(m["month"])), Form.WEAK)


def _month_in_figures(m: re.Match[str], _: Frame) -> Shown:
    return Shown(at_month(int(m["year"]), int(m["month"])), Form.WEAK)


def _english(m: re.Match[str], _: Frame) -> Shown:
    day = calendar_day(int(m["year"]), _MONTHS[m["name"].lower()], int(m["day"]))
    return Shown(on_day(day, m), Form.FIGURES)


def _epoch(m: re.Match[str], _: Frame) -> Shown:
    seconds = int(m["epoch"][:10])
    return Shown(at_moment(datetime.fromtimestamp(seconds, BEIJING)), Form.FIGURES)


# The first that fits uses up its characters.
WHOLE_DATES = (
    # Thu Dec 26 09:09:49 CST 2024
    shape(
        r"[A-Za-z][A-Za-z]{2} {1,2}\d",
        rf"(?<![A-Za-z]){_NAME} {{1,2}}(?P<day>\d\d?) (?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))? "
        r"(?:(?P<zone>[A-Z]{3,4})?(?P<offset>[+-]\d\d:?\d\d)? )?(?P<year>\d{4})(?!\d)",
        _english,
        re.IGNORECASE,
    ),
    # Thu Dec 26 2024 09:09:49 GMT+0800; Dec 26, 2024 9:09 AM
    shape(
        r"[A-Za-z][A-Za-z]{2}\.? {1,2}\d",
        rf"(?<![A-Za-z]){_NAME} {{1,2}}(?P<day>\d\d?)(?:st|nd|rd|th)?,? {{1,2}}(?P<year>\d{{4}})(?!\d){AFTER_DAY}",
        _english,
        re.IGNORECASE,
    ),
    # Thu, 26 Dec 2024 09:09:49 +0800; 26-Dec-2024; 26/Dec/2024:09:09:49 +0800
    shape(
        r"\d[a-z]{0,2}[ /-](?:of )?[A-Za-z]{3}",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?[ /-](?:of )?{_NAME},?[ /-](?P<year>\d{{4}})(?!\d){AFTER_DAY}",
        _english,
        re.IGNORECASE,
    ),
    # 2024-12-26 09:09:49, 2024/1/5, 2024.1.5, 2024年12-26, 2025 09/19
    shape(
        r"\d[-/._年、 ]{1,4}\d",
        r"(?<!\d)(?<!\d\.)(?<![Vv])(?P<year>\d{4}) {0,2}(?:[-/._年、]{1,2}| (?=\d\d?[/-])) {0,2}(?P<month>\d{1,2}) {0,2}[-/._、]{1,2} {0,2}"
        rf"{FIGURE_DAY}日?(?!-\d{{3}}){AFTER_DAY}",
        _year_first,
    ),
    shape(
        "民国",
        rf"民国 {{0,2}}(?P<year>[\d{HAN_DIGIT}百元]{{1,5}}) {{0,2}}[年/.-] {{0,2}}{MONTH} {{0,2}}[月/.-] {{0,2}}{DAY} ?[日号]?{AFTER_DAY}",
        _minguo,
    ),
    shape("年", rf"{_NO_DIGIT}(?P<year>1[0-4]\d) ?年 ?{MONTH} ?月 ?{DAY} ?[日号]{AFTER_DAY}", _minguo),
    # 2024年1月5日, 二〇二四年元月五日
    shape(
        "年",
        rf"{_NO_DIGIT}{_YEAR} {{0,3}}年 {{0,3}}{MONTH} {{0,3}}月 {{0,3}}{DAY} {{0,3}}(?:[日号]|(?![\d{HAN_DIGIT}])){AFTER_DAY}",
        _in_words,
    ),
    shape(
        "年",
        rf"{_NO_DIGIT}(?P<year>\d\d) {{0,2}}年 {{0,2}}{MONTH} {{0,2}}月 {{0,2}}{DAY} {{0,2}}[日号]{AFTER_DAY}",
        _short_year_in_words,
    ),
    # 20241226090949, 202412260909, 20241226T010949Z, 20190118123646372
    shape(
        r"\d\d{7}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)[T_ -]?"
        rf"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:\.?\d{{3}})?(?!\d){ZONE}",
        _digits,
    ),
    shape(r"\d\d{7}", rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d){AFTER_DAY}", _digits_with_clock),
    # 2022 11 23, 2024 1226
    shape(r"\d\d{3} \d\d? \d", rf"(?<!\d)(?P<year>(?:19|20)\d\d) (?P<month>\d\d?) (?P<day>\d\d?)(?!\d){AFTER_DAY}", _digits_with_clock),
    shape(r"\d\d{3}[ -]\d{4}", rf"(?<![\d-])(?P<year>20\d\d)[ -](?P<month>\d\d)(?P<day>\d\d)(?![\d-]){AFTER_DAY}", _digits_with_clock),
    # 25.01.2015 13:18, 12/26/2024 9:09 AM
    shape(
        r"\d[-/.]\d{4}",
        rf"(?<![\d.:/-])(?P<first>\d\d?)(?P<gap>[-/.])(?P<second_figure>\d\d?)(?P=gap)(?P<year>\d{{4}})(?!\d){AFTER_DAY}",
        _year_last,
    ),
    # 113/12/26, 24-12-26, '24.12.26
    shape(
        r"\d\d\d[-/.]\d",
        rf"(?<![\w.:/-])(?P<year>1[0-4]\d){_SAME_GAPS}{AFTER_DAY}",
        _minguo_figures,
    ),
    shape(
        r"\d\d[-/.]\d",
        rf"(?<![A-Za-z\d./-])(?<!\d:)'?(?P<year>\d\d){_SAME_GAPS}{AFTER_DAY}",
        _short_year,
    ),
    # 2024年12月, 2024-12
    shape("年", rf"{_NO_DIGIT}(?:(?P<short>\d\d)|{_YEAR}) {{0,2}}年 {{0,2}}{MONTH} {{0,2}}月[号刊份]?", _month_only),
    shape(r"\d\d{3}[-/.]\d", r"(?<![\d.:/-])(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)(?![\d/.-])", _month_in_figures),
    # 1735175389000, /Date(1735175389000+0800)/, var ct = "1735175389"
    shape(
        r"\d\d{9}",
        r"(?:/Date\(|(?:time|date|stamp|时间|日期|\bct|\bts)[A-Za-z_]{0,8}[\"']?\s{0,2}[:=]?\s{0,2}[\"']?|^[\s\"']{0,3})"
        r"(?P<epoch>1\d{9}(?:\d{3})?)(?![\d-])(?:[+-]\d{4})?(?:\.\d{1,6})?(?:\)/)?",
        _epoch,
        re.IGNORECASE,
    ),
)
