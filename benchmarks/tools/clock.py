"""Times as the tools print them, to times: a page's clock without a zone stays without one."""

from __future__ import annotations

import re
from datetime import date, datetime

_PRINTED = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D{0,5}(\d{1,2}):(\d{2}))?")


def read_clock(printed: str | None) -> date | None:
    """The first day, or day and minute, of a text; None where there is none on the calendar."""
    match = _PRINTED.search(printed or "")
    if not match:
        return None
    year, month, day, hour, minute = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        return datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001 (the page's clock)
    except ValueError:
        return None
