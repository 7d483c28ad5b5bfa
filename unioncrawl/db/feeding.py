"""What a feed takes out of the database: articles in the order of their latest change, with all that belongs to them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Engine, Table, select, update

from unioncrawl.db import tables
from unioncrawl.db.transactions import read

PAGE = 500  # articles at a time
BELONGING: tuple[Table, ...] = (tables.image, tables.attachment, tables.revision)  # rows of an article
FED: tuple[Table, ...] = (tables.site, tables.article, *BELONGING)
UNFED = frozenset({"page", "last_seen_at"})  # columns that mean nothing without the crawl's own tables, or change without a number

_ARTICLE = tables.article.c

Rows = dict[str, list[dict[str, Any]]]  # by table


class Batch(NamedTuple):
    """Rows to bring a target from one change number to another."""

    after: int
    through: int
    rows: Rows


def identity(connection: Connection) -> int:
    """The number that tells this database from any other; it is drawn when it is first asked for."""
    known = _counter(connection, "identity")
    if known is None:
        known = secrets.randbits(62)
        _set_counter(connection, "identity", known)
    return known


def last_seq(connection: Connection) -> int:
    """The number of the latest change."""
    return _counter(connection, "seq") or 0


def bundled(connection: Connection) -> int:
    """The number of the last change that went into a bundle."""
    return _counter(connection, "bundled") or 0


def set_bundled(connection: Connection, seq: int) -> None:
    """Remember it."""
    _set_counter(connection, "bundled", seq)


def _counter(connection: Connection, name: str) -> int | None:
    counter = tables.counter.c
    return cast("int | None", connection.execute(select(counter.value).where(counter.name == name)).scalar_one_or_none())


def _set_counter(connection: Connection, name: str, value: int) -> None:
    counter = tables.counter
    if not connection.execute(update(counter).where(counter.c.name == name).values(value=value)).rowcount:
        connection.execute(counter.insert().values(name=name, value=value))


def feed_batches(engine: Engine, after: int) -> Iterator[Batch]:
    """All sites first, then every article whose latest change has a number above, as it is now.

    Each batch is a transaction of its own. An article that changes meanwhile takes a number beyond all that were read, and so comes again:
    when the last batch has gone out, nothing below its number is missing.
    """
    yield Batch(after, after, {"site": read(engine, lambda connection: _select(connection, tables.site))})
    while True:
        batch = read(engine, lambda connection, after=after: _batch(connection, after))  # type: ignore[misc]
        if batch is None:
            return
        yield batch
        after = batch.through


def _batch(connection: Connection, after: int) -> Batch | None:
    found = connection.execute(_fed(tables.article).where(_ARTICLE.seq > after).order_by(_ARTICLE.seq).limit(PAGE)).mappings()
    articles = [dict(row) for row in found]
    if not articles:
        return None
    numbers = [row["id"] for row in articles]
    rows = {
        "site": _select(connection, tables.site, "name", list({row["site"] for row in articles})),
        "article": articles,
    } | {table.name: _select(connection, table, "article", numbers) for table in BELONGING}
    return Batch(after, articles[-1]["seq"], rows)


def _select(connection: Connection, table: Table, column: str | None = None, values: list[Any] | None = None) -> list[dict[str, Any]]:
    query = _fed(table)
    if column is not None:
        query = query.where(table.c[column].in_(values or []))
    return [dict(row) for row in connection.execute(query).mappings()]


def _fed(table: Table) -> Any:
    return select(*(column for column in table.c if column.name not in UNFED))
