"""Tables as files: JSON lines, CSV, Parquet. Rows are written as they are read: a million of them need no more memory than a thousand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    func,
    or_,
    select,
)

from unioncrawl.db import tables, views
from unioncrawl.db.types import UtcDateTime
from unioncrawl.records import in_beijing, json_line, plain

BATCH = 1000  # rows read, and written, at a time
EXPORTABLE: dict[str, Table] = {table.name: table for table in (*tables.metadata.sorted_tables, *views.metadata.sorted_tables)}
NAMES = frozenset({"authors", "editor", "flags", "changed"})  # JSON columns that are lists of words
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the beginning of one, as OWASP's "CSV Injection" lists it


class Selection(NamedTuple):
    """Which articles; all where nothing is said."""

    site: str | None = None
    since: date | None = None  # of publication, in Beijing; articles without a date are outside of any period
    until: date | None = None
    heads: bool = False  # of stories: one article each, and those that are in none


def unfit(table: Table, selection: Selection) -> list[str]:
    """The names of what is asked for that the table does not know."""
    needs = {"site": "site", "since": "published_on", "until": "published_on", "heads": "story"}
    asked = [name for name in needs if getattr(selection, name)]
    return [name for name in asked if needs[name] not in table.c or (name == "heads" and "revision" not in table.c)]


def count(connection: Connection, table: Table, selection: Selection) -> int:
    """How many rows there are."""
    return connection.execute(select(func.count()).select_from(table).where(*_conditions(table, selection))).scalar_one()


def batches(connection: Connection, table: Table, selection: Selection) -> Iterator[Sequence[RowMapping]]:
    """The rows, in the order of their key, some at a time, all as they were when the first was read."""
    found = _query(table, selection).execution_options(yield_per=BATCH)
    yield from connection.execute(found).mappings().partitions()


def _query(table: Table, selection: Selection) -> Select[Any]:
    return select(table).where(*_conditions(table, selection)).order_by(*table.primary_key)


def _conditions(table: Table, selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.site is not None:
        conditions.append(table.c.site == selection.site)
    if selection.since is not None:
        conditions.append(table.c.published_on >= selection.since)
    if selection.until is not None:
        conditions.append(table.c.published_on <= selection.until)
    if selection.heads:
        conditions.append(or_(table.c.story.is_(None), table.c.id.in_(select(tables.story.c.first_article))))
    return conditions


def write_jsonl(found: Iterable[Sequence[RowMapping]], _table: Table, file: BinaryIO) -> None:
    """An object a line, in UTF-8."""
    file.writelines(f"{json_line(dict(row))}\n".encode() for batch in found for row in batch)


def write_csv(found: Iterable[Sequence[RowMapping]], table: Table, file: BinaryIO) -> None:
    """RFC 4180, in UTF-8, with a line of names; lists of words joined with 、.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(table.c.keys())
    for batch in found:
        writer.writerows([_cell(value) for value in row.values()] for row in batch)
    lines.detach()


def write_csv_for_excel(found: Iterable[Sequence[RowMapping]], table: Table, file: BinaryIO) -> None:
    """As `write_csv`, with the mark at the beginning by which Excel knows UTF-8."""
    file.write("\ufeff".encode())
    write_csv(found, table, file)


def _cell(value: object) -> object:
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        value = "、".join(value)
    elif isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    value = plain(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value


def write_parquet(found: Iterable[Sequence[RowMapping]], table: Table, file: BinaryIO) -> None:
    """Typed: times are instants shown in Beijing's zone, dates dates, lists of words lists; other JSON is text. zstd."""
    schema = pa.schema([pa.field(column.name, _arrow(column.name, column.type)) for column in table.c])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in found:
            columns = [[_typed(column.name, row[column.name]) for row in batch] for column in table.c]
            writer.write_batch(
                pa.record_batch([pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema)
            )


def _arrow(name: str, kind: object) -> pa.DataType:
    if isinstance(kind, JSON):
        return pa.list_(pa.string()) if name in NAMES else pa.string()
    types = {
        (UtcDateTime, DateTime): pa.timestamp("ms", tz="Asia/Shanghai"),
        (Date,): pa.date32(),
        (Boolean,): pa.bool_(),
        (BigInteger,): pa.int64(),
        (Integer,): pa.int32(),
        (Float,): pa.float64(),
        (Text,): pa.string(),
    }
    return next(arrow for kinds, arrow in types.items() if isinstance(kind, kinds))


def _typed(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return in_beijing(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) and name not in NAMES else value


WRITERS: dict[str, Callable[[Iterable[Sequence[RowMapping]], Table, BinaryIO], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "excel": write_csv_for_excel,
    "parquet": write_parquet,
}
