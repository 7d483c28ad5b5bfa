"""A feed killed ten times at any moment, while the source goes on, and run again: source and target are equal."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, select, text

from benchmarks.filling import fill
from tests.conftest import POSTGRES
from tests.faults.conftest import ROOT
from tests.unioncrawl.stored import SEEN, declare, lose, put, tell_story
from tests.unioncrawl.test_feed import contents
from unioncrawl.commands.feed import feed
from unioncrawl.target import feed as cursor
from unioncrawl.target import open_target

ARTICLES, KILLS = 3000, 10
LONGEST = 0.03  # seconds that a feed lives on after it has committed something


@pytest.fixture
def target_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """An empty database of the source's kind."""
    if make_url(database_url).get_backend_name() == "sqlite":
        yield f"sqlite:///{tmp_path}/target.db"
        return
    server, options = create_engine(POSTGRES), f"{make_url(database_url).query['options']}_target"
    schema = options.partition("=")[2]
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield make_url(POSTGRES).update_query_dict({"options": options}).render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


def reached(target: Engine) -> int:
    """The change number that the target has; 0 where no feed has begun."""
    with target.connect() as connection:
        if not target.dialect.has_table(connection, cursor.name):
            return 0
        return connection.execute(select(cursor.c.seq)).scalar_one_or_none() or 0


def test_a_feed_killed_ten_times_loses_nothing_and_doubles_nothing(engine: Engine, database_url: str, target_url: str, seed: int) -> None:
    print(f"FAULT_SEED={seed}")
    chance = random.Random(seed)  # noqa: S311
    fill([engine], ARTICLES)
    declare(engine, "late", "后来的站", "620000")
    target = open_target(target_url)
    command = [sys.executable, "-m", "tests.faults.feed", database_url, target_url]
    stood = [0]
    for kill in range(KILLS):
        process = subprocess.Popen(command, cwd=ROOT)
        while process.poll() is None and reached(target) == stood[-1]:
            time.sleep(0.002)
        time.sleep(chance.random() * LONGEST)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it had come to its end"
        stood.append(reached(target))
        row = put(engine, kill, "late", title=f"改{kill}", images=[], seen_at=SEEN + timedelta(days=kill + 1))
        put(engine, kill + 100, "late")
        lose(engine, row, SEEN + timedelta(days=30))
        tell_story(engine, chance.randrange(1, ARTICLES), row)
    assert stood == sorted(set(stood))  # each went on from where the one before had come to
    feed(engine, target)
    assert contents(target) == contents(engine)
    target.dispose()
