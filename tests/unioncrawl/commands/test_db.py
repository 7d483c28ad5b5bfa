"""`scrapy db upgrade`."""

import os
import subprocess
import sys
from pathlib import Path

from unioncrawl.db.engine import connect, revision

ROOT = Path(__file__).parents[3]


def scrapy_db(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "db", *words]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_database_is_upgraded_and_found_so_the_next_time(database_url: str) -> None:
    first, second = scrapy_db(database_url, "upgrade"), scrapy_db(database_url, "upgrade")
    engine = connect(database_url)
    assert first.stdout.endswith(f"schema {revision(engine)}, before: none\n")
    assert second.stdout.endswith(f"schema {revision(engine)}, as before\n")
    assert (first.returncode, second.returncode, first.stderr) == (0, 0, "")
    engine.dispose()


def test_what_is_no_database_of_ours_gets_one_line_and_exit_1() -> None:
    for url in ("postgresql+psycopg://nobody@127.0.0.1:1/none", "mysql://here/none", "nonsense"):
        done = scrapy_db(url, "upgrade")
        assert done.returncode == 1
        assert done.stdout.startswith("scrapy db upgrade: ")
        assert "Traceback" not in done.stderr


def test_an_unknown_word_shows_the_usage() -> None:
    done = scrapy_db("sqlite://", "downgrade")
    assert done.returncode == 2
    assert "scrapy db upgrade" in done.stdout + done.stderr
