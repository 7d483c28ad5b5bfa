"""A database as years of crawls leave it, in minutes: python -m benchmarks.filling ARTICLES URL...

The articles of benchmarks.press, with the rows that the store would write, many at a time: article, revision, change, sighting, story,
member, edge, posting, counter and the search index (tests/benchmarks/test_filling.py holds them against the store's). Pages, images, runs
and the frontier stay empty. Several empty databases, SQLite files or PostgreSQL schemas, are filled with the same articles at once.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, Engine, Table, bindparam, func, select, text, update

from benchmarks.ledger import Ledger, Rows
from benchmarks.press import CHUNK, Press
from unioncrawl.db import open_engine, record_site, tables, write
from unioncrawl.db.search import index_articles
from unioncrawl.regions import PROVINCES


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns: with COPY on PostgreSQL."""
    if not rows:
        return
    binds = [(name, _bound(table.c[name], connection)) for name in rows[0]]
    values = [tuple(row[name] if bind is None else bind(row[name]) for name, bind in binds) for row in rows]
    names = ", ".join(f'"{name}"' for name in rows[0])
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(binds))})", values)  # noqa: S608


def _bound(column: Column[Any], connection: Connection) -> Any:
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def fill(engines: Sequence[Engine], articles: int, seed: int = 0) -> None:
    """Fill empty databases."""
    with ExitStack() as prepared:
        for engine in engines:
            for site, (code, name) in enumerate(PROVINCES.items()):
                write(engine, partial(record_site, name=f"site{site}", title=f"{name}总工会", region=f"{code}0000", state="active"))
            prepared.enter_context(_bulk(engine))
        ledger, made = Ledger(), Press(articles, seed).made()
        while some := list(islice(made, CHUNK)):
            rows, found_by = ledger.rows(some)
            for engine in engines:
                write(engine, partial(_write, rows=rows, found_by=found_by))
        for engine in engines:
            write(engine, partial(_finish, ledger=ledger))
        for postings in ledger.postings():
            for engine in engines:
                write(engine, partial(put, table=tables.posting, rows=postings))
    for engine in engines:
        settle(engine)


def _write(connection: Connection, rows: Rows, found_by: Sequence[tuple[int, str | None, str]]) -> None:
    for name, some in rows.items():
        put(connection, tables.metadata.tables[name], some)
    index_articles(connection, found_by)


def _finish(connection: Connection, ledger: Ledger) -> None:
    number: BindParameter[int] = bindparam("number")
    if ledger.spreads:
        names = [name for name in ledger.spreads[0] if name != "number"]
        story = update(tables.story).where(tables.story.c.id == number).values({name: bindparam(name) for name in names})
        connection.execute(story, ledger.spreads)
    if ledger.versions:
        member = update(tables.member).where(tables.member.c.article == number).values(versions=bindparam("now"))
        connection.execute(member, ledger.versions)
    connection.execute(update(tables.counter).where(tables.counter.c.name == "seq").values(value=ledger.seq))
    if connection.dialect.name == "postgresql":
        for name in ("article", "story", "sighting"):
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))  # noqa: S608


@contextmanager
def _bulk(engine: Engine) -> Iterator[None]:
    """What makes a fill faster and a crawl less safe. PostgreSQL makes its search index when all rows are there."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            for pragma in ("synchronous = OFF", "cache_size = -500000"):
                connection.connection.execute(f"PRAGMA {pragma}")
        yield
        engine.dispose()
        return
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_search_terms"))
    yield
    began = perf_counter()
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        connection.execute(text("CREATE INDEX ix_search_terms ON search USING gin (terms)"))
    print(f"GIN index: {perf_counter() - began:.0f} s", file=sys.stderr)


def settle(engine: Engine) -> None:
    """As a database is some time after so many rows came."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        ours = ", ".join([*tables.metadata.tables, "search"])  # other schemas may be in use
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else f"VACUUM ANALYZE {ours}"))


def counted(engine: Engine) -> dict[str, int]:
    """How many rows the tables have."""
    names = ("article", "story", "member", "edge", "posting", "change", "sighting", "revision")
    with engine.connect() as connection:
        return {name: connection.execute(select(func.count()).select_from(tables.metadata.tables[name])).scalar_one() for name in names}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.filling", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("urls", nargs="+")
    options = parser.parse_args()
    engines = [open_engine(url) for url in options.urls]
    fill(engines, options.articles)
    for engine in engines:
        print(engine.dialect.name, Counter(counted(engine)))
    print(f"{process_time():.0f} s of this process")
    return 0


if __name__ == "__main__":
    sys.exit(main())
