"""The column types mean the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import StatementError

from unioncrawl.db.tables import run, site

BEIJING = timezone(timedelta(hours=8))
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=BEIJING)


def test_the_same_instant_in_two_zones_is_one_value(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(site.insert().values(name="here", state="active"))
        connection.execute(run.insert(), [{"site": "here", "started_at": NOON}, {"site": "here", "started_at": NOON.astimezone(UTC)}])
        assert connection.execute(select(run.c.started_at).distinct()).scalars().all() == [NOON]
        read = connection.execute(select(run.c.started_at).limit(1)).scalar_one()
    assert read.tzinfo is UTC


def test_a_fraction_of_a_second_is_dropped_alike(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(site.insert().values(name="here", state="active"))
        connection.execute(run.insert().values(site="here", started_at=NOON.replace(microsecond=999_999)))
        assert connection.execute(select(run.c.started_at)).scalar_one() == NOON


def test_a_naive_time_is_refused(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(StatementError, match="a time without its zone"):
        connection.execute(run.insert().values(site="here", started_at=NOON.replace(tzinfo=None)))


def test_lists_are_stored_readable(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(site.insert().values(name="here", state="active"))
        connection.execute(run.insert().values(site="here", started_at=NOON, counts={"栏目": ["工会"]}))
        assert connection.execute(text("SELECT CAST(counts AS text) FROM run")).scalar_one() == '{"栏目": ["工会"]}'
        assert connection.execute(select(run.c.counts)).scalar_one() == {"栏目": ["工会"]}
