"""The sample site crawled as a user would, from its archive into a database."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from samples.build import ARCHIVE
from samples.sample import read_samples

ROOT = Path(__file__).parents[2]


def crawl(folder: Path, *arguments: str) -> tuple[int, dict[str, str]]:
    """The exit code, and what the database has then: the titles by their addresses."""
    database = folder / "demo.db"
    settings = {"REPLAY": ARCHIVE, "DATABASE_URL": f"sqlite:///{database}", "ARCHIVE_DIR": folder / "archive"}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    asked = [option for argument in arguments for option in ("-a", argument)]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "workercn", *asked, *options], cwd=ROOT, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    connection = sqlite3.connect(database)
    stored = dict(connection.execute("SELECT url, title FROM article"))
    connection.close()
    return done.returncode, stored


def test_one_crawl_stores_all_sample_articles_of_all_generations(tmp_path: Path) -> None:
    articles = {sample.url: sample.title for sample in read_samples() if sample.reads == "article" and not sample.searched}
    assert crawl(tmp_path, "since=2012-01-01", "until=2026-11-20") == (0, articles)


def test_a_back_fill_by_search_ends_at_its_limit(tmp_path: Path) -> None:
    [sample] = [sample for sample in read_samples() if sample.searched]
    assert crawl(tmp_path, f"since={sample.day}", f"until={sample.day}", "backfill=search", "limit=1") == (0, {sample.url: sample.title})
