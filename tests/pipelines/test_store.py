"""The store in a crawl of its own process, on both databases."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

ROOT = Path(__file__).parents[2]


def crawl(url: str) -> tuple[dict[str, Any], str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.pipelines.one_crawl", url], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_a_bad_row_never_takes_its_neighbours_with_it(engine: Engine, database_url: str) -> None:
    stats, log = crawl(database_url)
    poison = 2 if engine.dialect.name == "postgresql" else 1  # SQLite stores NUL
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar_one() == 42 - poison + 1
        reasons = connection.execute(text("SELECT url, reason, detail FROM rejection ORDER BY url")).all()
        assert connection.execute(text("SELECT site FROM article WHERE url = 'http://a.cn/44'")).scalar_one() == "elsewhere"
    assert [row.url for row in reasons] == [f"http://a.cn/{number}" for number in range(42 - poison, 44)]
    assert {row.reason for row in reasons} == {"script", "unstorable"}
    assert any("a time without its zone" in row.detail for row in reasons)
    assert stats["unioncrawl/refused"] == len(reasons) == stats["log_count/ERROR"] + 1
    assert stats["unioncrawl/refused/unstorable"] == poison + 1
    assert stats["unioncrawl/new"] == 43 - poison
    assert "Traceback" not in log


def test_the_second_crawl_finds_all_unchanged_and_each_run_leaves_its_row(engine: Engine, database_url: str) -> None:
    stats = [crawl(database_url)[0] for _ in range(2)]
    assert stats[0]["unioncrawl/new"] == stats[1]["unioncrawl/unchanged"]
    assert stats[1]["unioncrawl/verdict"] == "ok"
    with engine.connect() as connection:
        runs = connection.execute(text("SELECT site, verdict, finished_at FROM run ORDER BY id")).all()
        site = connection.execute(text("SELECT title, region, state FROM site WHERE name = 'here'")).one()
        seqs = connection.execute(text("SELECT seq FROM article ORDER BY seq")).scalars().all()
    assert [(run.site, run.verdict) for run in runs] == [("here", "ok")] * 2
    assert all(run.finished_at for run in runs)
    assert tuple(site) == ("某省总工会", "620000", "active")
    assert seqs == list(range(1, len(seqs) + 1))


def test_a_database_that_cannot_be_opened_ends_the_crawl_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    stats, log = crawl(f"sqlite:///{tmp_path}/broken.db")
    assert stats["finish_reason"] == "database"
    assert "unioncrawl/verdict" not in stats
    assert "no database: " in log
    assert "Traceback" not in log
