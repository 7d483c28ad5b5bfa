"""The days that a crawl is about, in Beijing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unioncrawl.beijing import BEIJING


@dataclass(slots=True, frozen=True)
class Period:
    """From one day to another, both of them in it."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise ValueError(f"since={self.since} is after until={self.until}")

    def __str__(self) -> str:
        """An interval of ISO 8601."""
        return f"{self.since}/{self.until}"

    @classmethod
    def parse(cls, since: str | None, until: str | None, *, today: date, days: int) -> Period:
        """YYYY-MM-DD each. Without until the period ends today; without since it holds so many days. ValueError says what is wrong."""
        end = _day("until", until) if until else today
        return cls(_day("since", since) if since else end - timedelta(days=days), end)

    def covers(self, day: date | None) -> bool:
        """Whether the day is in the period; an unknown day may be."""
        return day is None or self.since <= day <= self.until

    def overlaps(self, first: date, last: date) -> bool:
        """Whether a day from first to last is in the period."""
        return self.since <= last and first <= self.until

    def passed_by(self, days: Collection[date | None]) -> bool:
        """Whether a page of these days lies wholly before the period; unknown days do not tell."""
        known = [day for day in days if day is not None]
        return bool(known) and max(known) < self.since

    def newest(self, days: int) -> Period:
        """Its last days, so many at most."""
        return Period(max(self.since, self.until - timedelta(days=days - 1)), self.until)

    def __iter__(self) -> Iterator[date]:
        """Its days, the newest first."""
        return (self.until - timedelta(days=back) for back in range((self.until - self.since).days + 1))


def today_in_beijing() -> date:
    """The day that the machine's clock gives in Beijing."""
    return datetime.now(BEIJING).date()


def _day(name: str, text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=BEIJING).date()
    except ValueError:
        raise ValueError(f"{name}={text!r} is no day: write it as YYYY-MM-DD, like 2026-11-20") from None
