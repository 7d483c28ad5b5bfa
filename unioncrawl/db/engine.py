"""Opening a database: its connections, and its schema brought to what this code expects."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from unioncrawl import migrations
from unioncrawl.db.tables import metadata
from unioncrawl.db.types import json_text
from unioncrawl.db.views import create_views, drop_views

BUSY_TIMEOUT = 30  # seconds that a writer of SQLite waits for another
UPGRADE_LOCK = 0x756E696F6E  # "union": the advisory lock of PostgreSQL that one upgrade at a time holds

EXAMPLES = "sqlite:///var/unioncrawl.db or postgresql+psycopg://user@host/name"
_PASSWORD = re.compile(r"(?<![/:]):(?!//).*@", re.DOTALL)  # of an address that is not well written: all from a user's colon to the last @

logging.getLogger("alembic").setLevel(logging.WARNING)  # what it checks at every open is no news


class SchemaError(Exception):
    """The database's schema is not the one that this code works with; the message says what to do."""


class NoDatabaseError(SchemaError):
    """There is no such database, or none that can be opened."""


def read_url(url: str) -> URL:
    """A database's address in its parts. SchemaError, which shows it without its password, for what is none."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: of a port
        shown = _PASSWORD.sub(":***@", url)
        raise SchemaError(f"{shown!r} is no address of a database: it is like {EXAMPLES}") from error


@contextmanager
def reaching(where: URL) -> Iterator[None]:
    """NoDatabaseError, which names the place, where a database cannot be opened."""
    try:
        yield
    except DBAPIError as error:
        raise NoDatabaseError(f"{where.render_as_string()}: {' '.join(str(error.orig).split())}") from error


def open_engine(url: str) -> Engine:
    """The engine of a database whose schema is up to date.

    A SQLite file and its folder are made where missing, and upgraded where older. An empty PostgreSQL database is filled; an older one is
    left as it is, since others may be at work on it: SchemaError names the command. SchemaError also for a newer schema, and for
    foreign tables under our names. Writers go through `transactions.write`; a plain connection reads.
    """
    engine = connect(url)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_existing(url: str) -> Engine:
    """The same for those who only read: NoDatabaseError where there is no such file, instead of an empty database."""
    where = read_url(url)
    if where.get_backend_name() == "sqlite" and where.database and not Path(where.database).is_file():
        raise NoDatabaseError(f"there is no database at {where.database}; DATABASE_URL names another, or a crawl makes this one")
    return open_engine(url)


def _bring_up_to_date(engine: Engine) -> None:
    current, head = revision(engine), _head()
    if current is not None and current != head:
        _require_known(current)
        if engine.dialect.name != "sqlite":
            raise SchemaError(f"the database's schema is {current}, this code needs {head}: run `scrapy db upgrade` first")
    if current != head:
        upgrade(engine)


def connect(url: str) -> Engine:
    """The engine of a database, whatever its schema. SchemaError for a kind of database, or a driver, that is not ours."""
    where = read_url(url)
    if where.get_backend_name() not in {"sqlite", "postgresql"}:
        raise SchemaError(f"{where.render_as_string()}: unioncrawl works with SQLite and PostgreSQL")
    if where.get_backend_name() == "postgresql":
        try:
            return create_engine(where, json_serializer=json_text, pool_pre_ping=True)
        except (ImportError, NoSuchModuleError) as error:
            raise SchemaError(f"{where.render_as_string()}: {error}; the driver that is here is in postgresql+psycopg://…") from error
    if not where.database or where.database == ":memory:":
        raise SchemaError(f"{url} keeps nothing: name a file, as in sqlite:///var/unioncrawl.db")
    Path(where.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(where, json_serializer=json_text, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def upgrade(engine: Engine) -> None:
    """Bring the schema to what this code expects, in one transaction, one process at a time."""
    with engine.execution_options(immediate=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        current = _revision(connection)
        if current is not None:
            _require_known(current)
        elif foreign := set(metadata.tables) & set(inspect(connection).get_table_names()):
            raise SchemaError(f"the database has tables that unioncrawl did not make: {', '.join(sorted(foreign))}")
        drop_views(connection)
        alembic.command.upgrade(_config(connection), "head")
        create_views(connection)


def revision(engine: Engine) -> str | None:
    """The revision that the database's schema has, None where it has none of ours. NoDatabaseError where it cannot be opened."""
    with reaching(engine.url), engine.connect() as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _require_known(current: str) -> None:
    try:
        _scripts().get_revision(current)
    except CommandError as error:
        raise SchemaError(f"the database's schema is {current}, which this code does not know: a newer unioncrawl made it") from error


def _head() -> str | None:
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations.folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _set_up_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # the driver begins nothing: _begin_sqlite does
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: one that reads first cannot be given it later, however long it waits."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("immediate") else "BEGIN")
