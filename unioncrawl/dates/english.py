"""English dates beyond our own shapes (2 hours ago, yesterday at 17:05, March 3): dateparser's work."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dateparser.date import DateDataParser

from unioncrawl.beijing import BEIJING
from unioncrawl.dates.stamp import Stamp, at_moment, plausible

LONGEST = 60  # characters; dateparser's time grows with the text, a millisecond or two at this length
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
_LOOKS_LIKE = re.compile(
    rf"(?:\w{{1,12}}[ ,.:'+-]{{1,3}}){{0,6}}(?:ago|yesterday|today|{_MONTH})\b[a-z0-9 ,.:'+-]{{0,40}}", re.IGNORECASE | re.ASCII
)
_TELLS = re.compile(r"\d|ago|day", re.IGNORECASE)  # May is no date
_LABEL = re.compile(r"(?:published|posted|released?|updated|date)(?: on)?:? +", re.IGNORECASE)


def english_stamp(text: str, now: datetime) -> Stamp | None:
    """A short text that is an English date and nothing else, as seen at an aware now; None for any other."""
    text = _LABEL.sub("", text.strip(), count=1)
    if len(text) > LONGEST or not _LOOKS_LIKE.fullmatch(text) or not _TELLS.search(text):
        return None
    parser = DateDataParser(
        languages=["en"],
        settings={
            "TIMEZONE": "Asia/Shanghai",
            "TO_TIMEZONE": "Asia/Shanghai",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "TIMEZONE_ABBREVIATIONS": {"CST": timedelta(hours=8)},
            "RELATIVE_BASE": now.astimezone(BEIJING).replace(tzinfo=None),
            "PREFER_DATES_FROM": "past",
            "REQUIRE_PARTS": ["month"],
            "RETURN_TIME_AS_PERIOD": True,
        },
    )
    try:
        found = parser.get_date_data(text)
    except (ValueError, OverflowError):
        return None
    if found.date_obj is None:
        return None
    stamp = at_moment(found.date_obj, _precision(text, str(found.period)))
    return stamp if plausible(stamp, now) else None


def _precision(text: str, period: str) -> str:
    if period != "time":
        return "day" if period == "week" else "month" if period == "year" else period
    if "hour" in text.lower():
        return "hour"
    return "second" if text.count(":") == 2 else "minute"


DateDataParser(languages=["en"]).get_date_data("1 May")  # its tables load on first use, in 0.1 s: not in the middle of a crawl
