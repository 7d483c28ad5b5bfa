"""A filled database is what the store would have made of the same articles, on both databases."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, select, text

from benchmarks.filling import fill
from benchmarks.press import Press
from pipelines.store import store
from pipelines.stories import Stories
from tests.conftest import POSTGRES
from unioncrawl.db import open_engine, tables, write
from unioncrawl.items import Article

ARTICLES, SEED = 400, 3
NOW = datetime(2024, 5, 1, tzinfo=UTC)
_TERMS = {
    "sqlite": "SELECT doc, col, offset, term FROM found ORDER BY doc, col, offset",
    "postgresql": "SELECT article, terms::text FROM search ORDER BY article",
}


def contents(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        found = {
            name: sorted((tuple(row) for row in connection.execute(select(*sorted(table.c, key=lambda column: column.name)))), key=repr)
            for name, table in tables.metadata.tables.items()
            if name != "site"
        }
        if engine.dialect.name == "sqlite":
            connection.execute(text("CREATE VIRTUAL TABLE temp.found USING fts5vocab (main, search, instance)"))
        found["search"] = [tuple(row) for row in connection.execute(text(_TERMS[engine.dialect.name]))]
    return found


def store_one(connection: Connection, article: Article) -> None:
    Stories().process_item(article)
    store(connection, article, "files", NOW)


def stored(engine: Engine) -> None:
    for made in Press(ARTICLES, SEED).made():
        if made.was_from:
            write(engine, partial(store_one, article=made.article(source=made.was_from)))
        write(engine, partial(store_one, article=made.article()))
        if made.met_again:
            write(engine, partial(store_one, article=made.article(url=made.met_again)))


@pytest.fixture
def engines(database_url: str) -> Any:
    """Two empty databases of a kind."""
    if make_url(database_url).get_backend_name() == "sqlite":
        yield open_engine(database_url), open_engine(database_url.replace("test.db", "other.db"))
        return
    schema = f"{make_url(database_url).query['options']}_2"
    server, name = create_engine(POSTGRES), schema.partition("=")[2]
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    other = open_engine(make_url(POSTGRES).update_query_dict({"options": schema}).render_as_string(hide_password=False))
    yield open_engine(database_url), other
    other.dispose()
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    server.dispose()


def test_a_filled_database_is_what_the_store_would_have_made(engines: tuple[Engine, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("unioncrawl.db.placing", "benchmarks.ledger"):
        monkeypatch.setattr(f"{module}.MOST_STORIES", 3)  # slogans come to it
    filled, crawled = engines
    fill([filled], ARTICLES, SEED)
    stored(crawled)
    there, here = contents(crawled), contents(filled)
    assert {name: len(rows) for name, rows in here.items()} == {name: len(rows) for name, rows in there.items()}
    for name, rows in here.items():
        assert rows == there[name], name
    assert len(here["edge"]) > 30
    assert min(len(here[name]) for name in ("revision", "story", "member", "posting", "sighting")) > 0
    for engine in engines:
        engine.dispose()


def test_the_index_is_there_again_after_the_fill(engine: Engine) -> None:
    names = {
        "sqlite": "SELECT name FROM sqlite_master",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
    }
    with engine.connect() as connection:
        before = set(connection.execute(text(names[engine.dialect.name])).scalars())
    fill([engine], 5)
    with engine.connect() as connection:
        assert set(connection.execute(text(names[engine.dialect.name])).scalars()) >= before
