"""docs/schema.md says what the code says, and its queries answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.unioncrawl.stored import SEEN, declare, lose, put, tell_story
from unioncrawl.db import tables, views
from unioncrawl.queries import QUERIES
from unioncrawl.schema import PATH, document

ALL_TABLES = [*tables.metadata.sorted_tables, *views.metadata.sorted_tables]


def test_the_page_is_as_the_code_makes_it() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "run `make schema`"


def test_every_table_and_column_says_what_it_is() -> None:
    assert [table.name for table in ALL_TABLES if not table.comment] == []
    assert [str(column) for table in ALL_TABLES for column in table.c if not column.comment] == []


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "workercn", "中工网", "100000")
    first = put(engine, 1, "gansu", source="工人日报", day=date(2024, 5, 1))
    copies = [put(engine, number, "workercn", source="工人日报", day=date(2024, 5, number)) for number in (2, 3)]
    put(engine, 4, "gansu", day=date(2024, 6, 1))
    put(engine, 4, "gansu", day=date(2024, 6, 1), title="另题", seen_at=SEEN + timedelta(days=30))
    lose(engine, copies[1], SEEN)
    tell_story(engine, first, *copies)
    with engine.begin() as connection:
        run = {"site": "workercn", "started_at": datetime(2024, 5, 5, tzinfo=UTC)}
        connection.execute(tables.run.insert(), [run])
        refused = {"site": "gansu", "url": "http://a.cn/", "reason": "empty", "detail": "", "seen_at": SEEN}
        connection.execute(tables.rejection.insert(), [refused])
    return engine


def test_every_question_has_its_answer(engine: Engine) -> None:
    expected: list[list[list[Any]]] = [
        [["全国", "2024-05", 2], ["甘肃", "2024-05", 1], ["甘肃", "2024-06", 1]],
        [["送清凉 1", "甘肃省总工会", "2024-05-01", 3, 2, 48.0]],
        [["甘肃省总工会", "中工网", 1, 36.0]],
        [["workercn", "2024-05-05", 1]],
        [["工人日报", 3, 2]],
        [["gansu", 2, 100.0], ["workercn", 2, 0.0]],
        [["gansu", "另题", 1]],
        [["workercn", "送清凉 3", "2024-05-03", "2024-05-10 11:04:05"]],
        [["2024-05-01", 1], ["2024-05-02", 1], ["2024-05-03", 1]],
        [["gansu", "empty", 1, "http://a.cn/"]],
    ]
    assert len(QUERIES) == 10
    with engine.connect() as connection:
        for query, rows in zip(QUERIES.values(), expected, strict=True):
            answer = [[str(value) for value in row] for row in connection.execute(text(query)).all()]
            assert [row[: len(wanted)] for row, wanted in zip(answer, rows, strict=True)] == [[str(value) for value in row] for row in rows]
