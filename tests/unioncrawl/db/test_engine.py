"""The schema: made, upgraded, refused; the same from the migrations as from the tables."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from unioncrawl.db.engine import SchemaError, connect, open_engine, revision, upgrade
from unioncrawl.db.tables import metadata


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_the_tables_as_declared(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or not name.startswith("search")}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    flat = [change for difference in differences for change in (difference if isinstance(difference, list) else [difference])]
    assert [change for change in flat if not change[0].endswith("comment")] == []  # the code alone has comments


def test_an_empty_database_is_filled_at_open_and_found_complete_the_next_time(database_url: str) -> None:
    for _ in range(2):
        engine = open_engine(database_url)
        assert "articles" in inspect(engine).get_view_names()
        engine.dispose()


def test_several_processes_may_open_an_empty_database_at_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_engine, [database_url] * 4))
    assert len({revision(engine) for engine in engines}) == 1
    for engine in engines:
        engine.dispose()


def test_a_schema_of_a_newer_unioncrawl_is_refused(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'future'"))
    with pytest.raises(SchemaError, match="a newer unioncrawl made it"):
        open_engine(database_url)
    with pytest.raises(SchemaError, match="a newer unioncrawl made it"):
        upgrade(engine)


def test_tables_of_another_program_are_left_alone(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE article (headline text)"))
    with pytest.raises(SchemaError, match="did not make: article"):
        open_engine(database_url)
    assert inspect(engine).get_table_names() == ["article"]
    engine.dispose()


def test_a_crawl_upgrades_sqlite_and_asks_for_the_command_on_postgresql(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = connect(database_url)
    upgrade(engine)
    monkeypatch.setattr("unioncrawl.db.engine._head", lambda: "9999")
    if engine.dialect.name == "sqlite":
        open_engine(database_url).dispose()
    else:
        with pytest.raises(SchemaError, match="run `scrapy db upgrade`"):
            open_engine(database_url)
    engine.dispose()


def test_sqlite_runs_with_a_write_ahead_log_foreign_keys_and_patience(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("SQLite's settings")
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")}
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}
