"""Tables as files, from both databases."""

import csv
import io
import json
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from tests.unioncrawl.stored import BEIJING, declare, put, tell_story
from unioncrawl import export
from unioncrawl.export import EXPORTABLE, WRITERS, Selection, batches, count, unfit

ALL = Selection()


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "workercn", "中工网", "100000")
    first = put(engine, 1, "gansu", authors=["张三", "李四"], source="工人日报")
    copy = put(engine, 2, "workercn", title="=HYPERLINK(1)", body='-1\n第二行，"引"', day=date(2024, 5, 2), clock=None)
    put(engine, 3, "workercn", title=None, day=None)
    tell_story(engine, first, copy)
    return engine


def exported(engine: Engine, name: str, table: str = "article", selection: Selection = ALL) -> bytes:
    file = io.BytesIO()
    with engine.connect() as connection:
        WRITERS[name](batches(connection, EXPORTABLE[table], selection), EXPORTABLE[table], file)
    return file.getvalue()


def json_rows(engine: Engine, table: str = "article", selection: Selection = ALL) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(engine, "jsonl", table, selection).splitlines()]


def test_json_lines_have_every_column_and_beijing_times(engine: Engine) -> None:
    first, second, third = json_rows(engine)
    assert list(first) == EXPORTABLE["article"].c.keys()
    assert first["published_at"] == "2024-05-01T08:30:00+08:00"
    assert (first["published_on"], first["authors"], second["published_precision"]) == ("2024-05-01", ["张三", "李四"], "day")
    assert (third["title"], third["published_at"], third["authors"]) == (None, None, None)
    assert "张三" in exported(engine, "jsonl").decode()


def test_a_csv_is_read_as_it_was_written_and_computes_nothing(engine: Engine) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(engine, "csv").decode(), newline="")))
    assert [row["authors"] for row in rows] == ["张三、李四", "", ""]
    assert (rows[1]["title"], rows[1]["body"]) == ("'=HYPERLINK(1)", '\'-1\n第二行，"引"')
    assert rows[0]["published_at"] == "2024-05-01T08:30:00+08:00"


def test_no_text_of_a_csv_begins_as_a_formula(engine: Engine) -> None:
    begins = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    for number, begin in enumerate(begins, 10):
        put(engine, number, source=f"{begin}1", editor=[f"{begin}2", "王五"], body="正文")
    cells = [cell for row in csv.reader(io.StringIO(exported(engine, "csv").decode(), newline="")) for cell in row]
    assert {cell for begin in begins for cell in (f"'{begin}1", f"'{begin}2、王五")} <= set(cells)
    assert not any(cell.startswith(begins) for cell in cells)


def test_numbers_of_a_csv_stay_numbers(engine: Engine) -> None:
    declare(engine, "early", "早", "100000")
    copy, head = put(engine, 5, "early", clock=time(7)), put(engine, 6, "gansu", clock=time(8))
    tell_story(engine, head, copy)
    rows = list(csv.DictReader(io.StringIO(exported(engine, "csv", "reposts").decode())))
    assert "-1.0" in {row["mean_hours"] for row in rows}


def test_excel_gets_its_mark(engine: Engine) -> None:
    assert exported(engine, "excel") == b"\xef\xbb\xbf" + exported(engine, "csv")


def test_parquet_is_typed(engine: Engine) -> None:
    table = pq.read_table(io.BytesIO(exported(engine, "parquet")))
    kinds = {name: table.schema.field(name).type for name in ("id", "published_at", "published_on", "authors", "title")}
    instant = pa.timestamp("ms", tz="Asia/Shanghai")
    assert kinds == {
        "id": pa.int64(),
        "published_at": instant,
        "published_on": pa.date32(),
        "authors": pa.list_(pa.string()),
        "title": pa.string(),
    }
    rows = table.to_pylist()
    assert rows[0]["published_at"] == datetime(2024, 5, 1, 8, 30, tzinfo=BEIJING)
    assert [row["authors"] for row in rows] == [["张三", "李四"], None, None]
    assert [row["published_on"] for row in rows] == [date(2024, 5, 1), date(2024, 5, 2), None]


def test_every_table_and_view_goes_into_every_format(engine: Engine) -> None:
    with engine.connect() as connection:
        counts = {name: count(connection, table, ALL) for name, table in EXPORTABLE.items()}
    assert {name: len(json_rows(engine, name)) for name in EXPORTABLE} == counts
    assert {
        name: len(list(csv.reader(io.StringIO(exported(engine, "csv", name).decode(), newline="")))) - 1 for name in EXPORTABLE
    } == counts
    assert {name: pq.read_table(io.BytesIO(exported(engine, "parquet", name))).num_rows for name in EXPORTABLE} == counts


def test_a_view_shows_the_same_instants(engine: Engine) -> None:
    (row, *_) = pq.read_table(io.BytesIO(exported(engine, "parquet", "articles"))).to_pylist()
    assert row["published_at"] == datetime(2024, 5, 1, 8, 30, tzinfo=BEIJING)
    assert json_rows(engine, "articles")[0]["published_at"] == "2024-05-01T08:30:00+08:00"


@pytest.mark.parametrize("table", ["article", "articles"])
def test_filters_narrow_it(engine: Engine, table: str) -> None:
    for selection, ids in (
        (Selection(site="workercn"), {2, 3}),
        (Selection(since=date(2024, 5, 2)), {2}),
        (Selection(until=date(2024, 5, 1)), {1}),
        (Selection(heads=True), {1, 3}),
        (Selection(site="workercn", heads=True), {3}),
        (Selection(site="nobody"), set()),
    ):
        assert {row["id"] for row in json_rows(engine, table, selection)} == ids
        with engine.connect() as connection:
            assert count(connection, EXPORTABLE[table], selection) == len(ids)


def test_what_a_table_cannot_be_narrowed_by_is_named() -> None:
    everything = Selection("gansu", date(2024, 5, 1), date(2024, 5, 2), heads=True)
    assert unfit(EXPORTABLE["article"], everything) == unfit(EXPORTABLE["articles"], everything) == []
    assert unfit(EXPORTABLE["daily"], everything) == ["since", "until", "heads"]
    assert unfit(EXPORTABLE["image"], everything) == ["site", "since", "until", "heads"]


def test_batches_join_without_a_seam(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    assert [row["id"] for row in json_rows(engine)] == [1, 2, 3]
    assert pq.read_table(io.BytesIO(exported(engine, "parquet"))).num_rows == 3
