"""An older database is upgraded, with what it holds."""

import alembic.command
from sqlalchemy import Engine, text

from unioncrawl.db.engine import _config, connect, open_engine, upgrade


def the_first_schema(url: str) -> Engine:
    """A database as the first version left it, with an article in it."""
    engine = connect(url)
    with engine.execution_options(immediate=True).begin() as connection:
        alembic.command.upgrade(_config(connection), "0001")
        connection.execute(text("INSERT INTO site (name, state) VALUES ('here', 'active')"))
        connection.execute(
            text(
                "INSERT INTO article (id, site, url, title, authors, body, body_hash, revision, first_seen_at, last_seen_at, seq)"
                " VALUES (7, 'here', 'http://a.cn/7', '送清凉', '[\"张三\"]', '工会', '', 1, '2024-05-01', '2024-05-01', 1)"
            )
        )
        connection.execute(text("INSERT INTO run (id, site, started_at) VALUES (3, 'here', '2024-05-01')"))
    return engine


def test_an_older_database_is_upgraded_with_what_it_holds(database_url: str) -> None:
    old = the_first_schema(database_url)
    upgrade(old)
    old.dispose()
    engine = open_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id, title, authors, site FROM articles")).all() == [(7, "送清凉", "张三", "here")]
        assert connection.execute(text("SELECT id, crawl, finish FROM run")).all() == [(3, None, None)]
        assert connection.execute(text("SELECT count(*) FROM frontier")).scalar_one() == 0
    engine.dispose()
