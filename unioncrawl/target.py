"""An analysis database: the articles' tables without the crawl's own, brought up to date batch by batch.

A batch and the change number that it reaches are one transaction: however a feed ends, the next goes on where the target stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, Connection, Engine, Index, MetaData, String, Table, Text, create_engine, inspect
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.types import TypeEngine

from unioncrawl.db.engine import reaching, read_url
from unioncrawl.db.feeding import FED, UNFED, Batch
from unioncrawl.db.types import UtcDateTime, json_text

KEY_CHARS = 191  # of a text in a key: what every MySQL can index
_PYMYSQL = "pymysql==1.2.4, and --to mysql+pymysql://…"
PIPS = {"mysql": _PYMYSQL, "mariadb": _PYMYSQL, "duckdb": "duckdb-engine==0.17.0 duckdb==2.0.0 pytz==2026.6"}

_MYSQL: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mariadb_engine": "InnoDB", "mariadb_charset": "utf8mb4"}

_DUCKDB = {"memory_limit": "512MB"}  # it would take most of the machine's memory, for it keeps what it wrote
_BATCH = sa.table("batch")  # as DuckDB sees it

metadata = MetaData()


class FeedError(Exception):
    """The target cannot be fed; the message says why."""


def _column(column: Column[Any]) -> Column[Any]:
    kind: TypeEngine[Any] = column.type
    if isinstance(kind, Text):
        is_key = column.primary_key or column.name == "site"
        kind = String(KEY_CHARS) if is_key else Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
    elif isinstance(kind, sa.Integer) and column.primary_key:
        kind = BigInteger()
    return Column(column.name, kind, primary_key=column.primary_key, nullable=column.nullable, autoincrement=False, comment=column.comment)


def _table(table: Table) -> Table:
    columns = [_column(column) for column in table.c if column.name not in UNFED]
    return Table(table.name, metadata, *columns, comment=table.comment, **_MYSQL)


TABLES = {table.name: _table(table) for table in FED}
for names in (("site", "published_on"), ("published_on",), ("story",)):
    Index(f"ix_article_{'_'.join(names)}", *(TABLES["article"].c[name] for name in names))

feed = Table(
    "feed",
    metadata,
    Column("source", BigInteger, primary_key=True, autoincrement=False, comment="identity of the database that this one is fed from"),
    Column("seq", BigInteger, nullable=False, comment="all changes up to this number are here"),
    Column("fed_at", UtcDateTime, nullable=False, comment="when the last of them came"),
    comment="How far this database has been fed.",
    **_MYSQL,
)


def open_target(url: str) -> Engine:
    """The engine of a target. FeedError for a kind that feeds do not know, or without its driver; SchemaError for no address."""
    kind = read_url(url).get_backend_name()
    if kind not in _UPSERTS:
        raise FeedError(f"{kind}: feeds go to {', '.join(_UPSERTS)}, or into a file *.jsonl.zst")
    options: dict[str, Any] = {"connect_args": {"config": _DUCKDB}} if kind == "duckdb" else {}
    try:
        return create_engine(url, json_serializer=json_text, **options)
    except (ImportError, sa.exc.NoSuchModuleError) as error:
        raise FeedError(f"{kind} needs a driver: pip install {PIPS.get(kind, 'psycopg')}") from error


def prepare(engine: Engine, source: int) -> int:
    """Make the target's tables where they are missing; the change number that it has reached.

    FeedError where the tables are another program's, a crawl's own, or fed from another database.
    NoDatabaseError where it cannot be opened.
    """
    with reaching(engine.url):
        present = set(inspect(engine).get_table_names())
    if "alembic_version" in present:
        raise FeedError("the target is a crawl's own database")
    if feed.name not in present and (foreign := present & set(TABLES)):
        raise FeedError(f"the target has tables that no feed made: {', '.join(sorted(foreign))}")
    feed.create(engine, checkfirst=True)  # first: a database that has it is ours
    metadata.create_all(engine)
    with engine.begin() as connection:
        known = connection.execute(sa.select(feed)).all()
        if not known:
            connection.execute(feed.insert().values(source=source, seq=0, fed_at=datetime.now(UTC)))
            return 0
    if known[0].source != source:
        raise FeedError("the target is fed from another database")
    return int(known[0].seq)


def apply(engine: Engine, source: int, batch: Batch) -> None:
    """Take a batch in. FeedError where the target does not stand where the batch begins: another feed is at work."""
    with engine.begin() as connection:
        where = sa.and_(feed.c.source == source, feed.c.seq == batch.after)
        reached = connection.execute(sa.update(feed).where(where).values(seq=batch.through, fed_at=datetime.now(UTC)))
        if reached.rowcount == 0:
            raise FeedError("another feed is at work on the target")
        for name, rows in batch.rows.items():
            _upsert(connection, TABLES[name], rows)
        drop_rest(connection, batch)


def drop_rest(connection: Connection, batch: Batch) -> None:
    """Images and attachments of articles that had more of them before."""
    for table in (TABLES["image"], TABLES["attachment"]):
        last = {row["id"]: 0 for row in batch.rows.get("article", [])}
        last |= {row["article"]: row["number"] for row in sorted(batch.rows.get(table.name, []), key=lambda row: row["number"])}
        for number in set(last.values()):
            articles = [article for article, last_number in last.items() if last_number == number]
            connection.execute(sa.delete(table).where(table.c.article.in_(articles), table.c.number > number))


def _upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    upsert = _UPSERTS[connection.dialect.name](table)
    if connection.dialect.name == "duckdb":  # it is made for columns: a row takes 1 ms of it, a batch of them hardly more
        held: Any = connection.connection.driver_connection
        held.register(_BATCH.name, pa.Table.from_pylist([{name: _in_arrow(value) for name, value in row.items()} for row in rows]))
        names = list(rows[0])
        connection.execute(upsert.from_select(names, sa.select(*map(sa.column, names)).select_from(_BATCH)))
        held.unregister(_BATCH.name)
    else:
        connection.execute(upsert, rows)


def _in_arrow(value: object) -> object:
    return json_text(value) if isinstance(value, list | dict) else value


def _on_conflict(insert: Callable[[Table], Any]) -> Callable[[Table], Any]:
    def upsert(table: Table) -> Any:
        statement = insert(table)
        values = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
        return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)

    return upsert


def _on_duplicate_key(table: Table) -> Any:
    statement = mysql.insert(table)
    return statement.on_duplicate_key_update({column.name: statement.inserted[column.name] for column in table.c if not column.primary_key})


_UPSERTS: dict[str, Callable[[Table], Any]] = {
    "postgresql": _on_conflict(postgresql.insert),
    "sqlite": _on_conflict(sqlite.insert),
    "duckdb": _on_conflict(postgresql.insert),
    "mysql": _on_duplicate_key,
    "mariadb": _on_duplicate_key,
}
