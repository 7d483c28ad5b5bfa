from datetime import date

import pytest

from unioncrawl.period import Period

TODAY = date(2026, 11, 20)


def period(since: str | None, until: str | None) -> Period:
    return Period.parse(since, until, today=TODAY, days=30)


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        (None, None, date(2026, 10, 21), TODAY),
        ("2026-01-05", None, date(2026, 1, 5), TODAY),
        (None, "2018-03-31", date(2018, 3, 1), date(2018, 3, 31)),
        ("2018-03-08", "2018-03-08", date(2018, 3, 8), date(2018, 3, 8)),
        ("2024-02-29", "2024-03-01", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_a_period_is_what_was_asked_for(since: str | None, until: str | None, first: date, last: date) -> None:
    assert period(since, until) == Period(first, last)


@pytest.mark.parametrize("text", ["2026-13-01", "2026-02-30", "20261101", "2026/11/01", "yesterday", "2026-11-01T08:00", "26-11-01"])
def test_what_is_no_day_is_refused_with_the_name_of_the_argument(text: str) -> None:
    with pytest.raises(ValueError, match=f"since='{text}' is no day: write it as YYYY-MM-DD"):
        period(text, None)
    with pytest.raises(ValueError, match="until="):
        period(None, text)


def test_a_period_is_written_as_an_interval() -> None:
    assert str(period("2026-01-05", "2026-01-31")) == "2026-01-05/2026-01-31"


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="since=2026-11-02 is after until=2026-11-01"):
        period("2026-11-02", "2026-11-01")


def test_it_covers_its_ends_and_days_that_are_not_known() -> None:
    days = Period(date(2026, 11, 1), date(2026, 11, 3))
    assert [days.covers(date(2026, 11, day)) for day in (1, 3, 4)] == [True, True, False]
    assert not days.covers(date(2026, 10, 31))
    assert days.covers(None)


@pytest.mark.parametrize(
    ("days", "passed"),
    [
        ([date(2026, 10, 31), date(2026, 10, 1)], True),
        ([date(2026, 10, 31), date(2026, 11, 1)], False),
        ([date(2026, 12, 1)], False),
        ([date(2026, 10, 31), None], True),
        ([None, None], False),
        ([], False),
    ],
)
def test_a_page_passes_it_when_all_its_known_days_are_older(days: list[date | None], passed: bool) -> None:
    assert Period(date(2026, 11, 1), date(2026, 11, 3)).passed_by(days) is passed


def test_its_days_come_newest_first() -> None:
    assert list(Period(date(2026, 10, 31), date(2026, 11, 2))) == [date(2026, 11, 2), date(2026, 11, 1), date(2026, 10, 31)]


def test_its_newest_days_are_no_more_than_it_has() -> None:
    days = Period(date(2026, 11, 1), date(2026, 11, 10))
    assert days.newest(3) == Period(date(2026, 11, 8), date(2026, 11, 10))
    assert days.newest(30) == days


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (date(2020, 1, 1), date(2026, 11, 1), True),
        (date(2026, 11, 10), date.max, True),
        (date(2026, 11, 3), date(2026, 11, 4), True),
        (date.min, date(2026, 10, 31), False),
        (date(2026, 11, 11), date.max, False),
    ],
)
def test_it_overlaps_what_shares_a_day_with_it(first: date, last: date, overlaps: bool) -> None:
    assert Period(date(2026, 11, 1), date(2026, 11, 10)).overlaps(first, last) is overlaps
