"""The change log: every visible change of an article takes the next number, in its own transaction, and stays as a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Engine, RowMapping, bindparam, select, update

from unioncrawl.db import tables
from unioncrawl.db.transactions import read

Op = Literal["new", "revised", "moved", "gone"]
PAGE = 500  # changes read at a time

_CHANGE = tables.change.c
_ARTICLE = tables.article.c
_COUNTER = tables.counter.c

_TAKE = update(tables.counter).where(_COUNTER.name == "seq").values(value=_COUNTER.value + bindparam("count")).returning(_COUNTER.value)
_HOLD = select(_COUNTER.value).where(_COUNTER.name == "seq").with_for_update()
_LOG = tables.change.insert()
_NUMBER = update(tables.article).where(_ARTICLE.id == bindparam("number")).values(seq=bindparam("next"))


def next_seqs(connection: Connection, count: int) -> range:
    """The next so many change numbers.

    The counter's row stays locked until the transaction ends, so numbers become visible in their order and none is skipped: who has read
    up to N misses nothing below it.
    """
    last: int = connection.execute(_TAKE, {"count": count}).scalar_one()
    return range(last - count + 1, last + 1)


def hold_log(connection: Connection) -> None:
    """Be the only writer of numbered changes until the transaction ends: from here on all of the others' are seen, and no more come."""
    connection.execute(_HOLD)


def log_new(connection: Connection, articles: Iterable[tuple[int, int, datetime]]) -> None:
    """Write down that numbers stand for new articles: (seq, article, when)."""
    connection.execute(_LOG, [{"seq": seq, "article": article, "op": "new", "at": at, "changed": None} for seq, article, at in articles])


def record_change(connection: Connection, article: int, op: Op, at: datetime, changed: Sequence[str]) -> None:
    """Give the change of a stored article its number, also in `article.seq`."""
    record_changes(connection, [article], op, at, changed)


def record_changes(connection: Connection, articles: Sequence[int], op: Op, at: datetime, changed: Sequence[str]) -> None:
    """The same as `record_change` for many."""
    if not articles:
        return
    numbered = list(zip(next_seqs(connection, len(articles)), articles, strict=True))
    connection.execute(_LOG, [{"seq": seq, "article": article, "op": op, "at": at, "changed": list(changed)} for seq, article in numbered])
    connection.execute(_NUMBER, [{"number": article, "next": seq} for seq, article in numbered])


class Change(NamedTuple):
    """One change, and its article as it is now."""

    seq: int
    op: Op
    at: datetime
    changed: list[str] | None  # names of the fields; null for a new article
    article: RowMapping


def changes(engine: Engine, after: int, limit: int | None = None) -> Iterator[Change]:
    """The changes above a number, in their order, as many as there are, or up to a limit.

    Each page is a transaction of its own, so that a slow reader holds nothing up.
    """
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = read(engine, lambda connection, after=after, size=size: _page(connection, after, size))  # type: ignore[misc]
        yield from page
        if len(page) < size:
            return
        after = page[-1].seq
        left = None if left is None else left - size


def _page(connection: Connection, after: int, size: int) -> list[Change]:
    log = select(tables.change).where(_CHANGE.seq > after).order_by(_CHANGE.seq).limit(size)
    logged = connection.execute(log).all()
    numbers = {change.article for change in logged}
    stored = connection.execute(select(tables.article).where(_ARTICLE.id.in_(numbers))).mappings()
    articles = {article["id"]: article for article in stored}
    return [Change(change.seq, change.op, change.at, change.changed, articles[change.article]) for change in logged]
