"""The views, on both databases."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, inspect, select

from tests.unioncrawl.stored import SEEN, declare, lose, put, tell_story
from unioncrawl.db import tables, views

Row = tuple[object, ...]


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "lanzhou", "兰州市总工会", "620100")
    declare(engine, "workercn", "中工网", "100000")
    return engine


def rows(engine: Engine, view: str, *columns: str) -> list[Row]:
    shown = views.metadata.tables[view]
    wanted = [shown.c[column] for column in columns]
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*wanted).order_by(*wanted))]


@pytest.mark.parametrize("view", views.metadata.tables)
def test_a_view_has_the_columns_that_are_declared(engine: Engine, view: str) -> None:
    assert [column["name"] for column in inspect(engine).get_columns(view)] == [column.name for column in views.metadata.tables[view].c]
    assert rows(engine, view, *views.metadata.tables[view].c.keys()) == []


def test_articles_show_beijing_time_regions_and_what_is_gone(engine: Engine) -> None:
    put(engine, 1, "lanzhou", authors=["张三", "李四"])
    lose(engine, put(engine, 2, "workercn", clock=None))
    shown = rows(engine, "articles", "region_name", "published_on", "published_at", "authors", "first_seen_at", "gone_at")
    assert [[str(value) for value in row] for row in shown] == [
        ["全国", "2024-05-01", "None", "None", "2024-05-10 11:04:05", "2024-05-10 11:04:05"],
        ["甘肃", "2024-05-01", "2024-05-01 08:30:00", "张三、李四", "2024-05-10 11:04:05", "None"],
    ]


def test_a_story_says_who_was_first_and_how_far_and_how_long_it_went(engine: Engine) -> None:
    first = put(engine, 1, "gansu", clock=time(8))
    second = put(engine, 2, "workercn", clock=time(20, 30))
    third = put(engine, 3, "workercn", day=date(2024, 5, 2), clock=time(9))
    put(engine, 4, "lanzhou")
    tell_story(engine, first, second, third)
    assert rows(engine, "stories", "site", "site_title", "title", "copies", "sites", "spread_hours") == [
        ("gansu", "甘肃省总工会", "送清凉 1", 3, 2, 25.0)
    ]


def test_who_republishes_whom_is_a_pair_of_sites(engine: Engine) -> None:
    one = put(engine, 1, "gansu", clock=time(8)), put(engine, 1, "workercn", clock=time(9))
    other = put(engine, 2, "gansu", clock=time(8)), put(engine, 2, "workercn", clock=time(11)), put(engine, 3, "workercn", clock=time(13))
    alone = put(engine, 4, "lanzhou"), put(engine, 5, "lanzhou")
    for story in (one, other, alone):
        tell_story(engine, *story)
    assert rows(engine, "reposts", "original_site", "site", "stories", "articles", "first_on", "mean_hours") == [
        ("gansu", "workercn", 2, 3, date(2024, 5, 1), 3.0)
    ]


def test_days_without_an_article_are_rows_and_say_whether_anybody_looked(engine: Engine) -> None:
    put(engine, 1, day=date(2024, 5, 6))
    put(engine, 2, day=date(2024, 5, 8))
    put(engine, 3, day=date(2024, 5, 8))
    put(engine, 4, day=None)
    put(engine, 5, "lanzhou", day=date(2024, 5, 10))
    run = {"site": "gansu", "started_at": datetime(2024, 5, 6, 17, tzinfo=UTC)}  # the 7th in Beijing
    with engine.begin() as connection:
        connection.execute(tables.run.insert(), [run, run])
    assert rows(engine, "daily", "site", "day", "articles", "runs") == [
        ("gansu", date(2024, 5, 6), 1, 0),
        ("gansu", date(2024, 5, 7), 0, 2),
        ("gansu", date(2024, 5, 8), 2, 0),
        ("gansu", date(2024, 5, 9), 0, 0),
        ("gansu", date(2024, 5, 10), 0, 0),
        ("lanzhou", date(2024, 5, 10), 1, 0),
    ]


def test_a_date_in_the_future_makes_no_days_that_nobody_has_seen(engine: Engine) -> None:
    put(engine, 1, day=SEEN.date() + timedelta(days=400))
    assert rows(engine, "daily", "day", "articles") == [(SEEN.date(), 0)]
