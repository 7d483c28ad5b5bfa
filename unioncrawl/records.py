"""Rows as other programs read them: values of JSON, times in Beijing with their offset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from unioncrawl.beijing import BEIJING


def in_beijing(moment: datetime) -> datetime:
    """With Beijing's offset; a time without any, as the views have it, is Beijing's already."""
    return moment.replace(tzinfo=BEIJING) if moment.tzinfo is None else moment.astimezone(BEIJING)


def plain(value: object) -> Any:
    """A column's value as JSON has it: times as ISO 8601, `2024-05-01T08:30:00+08:00`; dates as `2024-05-01`."""
    if isinstance(value, datetime):
        return in_beijing(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def json_line(row: Mapping[str, Any]) -> str:
    """A row as one line of JSON; Chinese stays Chinese."""
    return json.dumps(row, ensure_ascii=False, default=plain)
