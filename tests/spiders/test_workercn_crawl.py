"""The sample site crawled as a user would, from its archive into a database."""

import sqlite3
import subprocess
import sys
from contextlib import closing
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
    samples = {sample.name: sample for sample in read_samples() if sample.reads == "article" and not sample.searched}
    articles = {sample.url: sample.title for sample in samples.values()}
    twins = {samples[name].url for name in ("a-01-big5-twin-listed", "c-23-old-address-twin")}  # one article under two addresses
    code, stored = crawl(tmp_path, "since=2012-01-01", "until=2026-11-20")
    assert code == 0
    assert len(twins & stored.keys()) == 1
    assert stored == {url: title for url, title in articles.items() if url in stored or url not in twins}
    editions = {samples[name].url for name in ("c-27-cross-edition", "p-04-cross-edition")}
    told_again = "SELECT url FROM article WHERE story IN (SELECT id FROM story WHERE size > 1)"
    with closing(sqlite3.connect(tmp_path / "demo.db")) as connection:
        assert {url for (url,) in connection.execute(told_again)} == editions


def test_a_back_fill_by_search_ends_at_its_limit(tmp_path: Path) -> None:
    [sample] = [sample for sample in read_samples() if sample.searched]
    assert crawl(tmp_path, f"since={sample.day}", f"until={sample.day}", "backfill=search", "limit=1") == (0, {sample.url: sample.title})


def test_the_archive_read_as_files_gives_what_its_crawl_gave(tmp_path: Path) -> None:
    """Its lists, second pages and other addresses are no articles, and take no article's place."""
    (tmp_path / "crawl").mkdir()
    _, crawled = crawl(tmp_path / "crawl", "since=2012-01-01", "until=2026-11-20")
    database = tmp_path / "files.db"
    settings = ("-s", f"DATABASE_URL=sqlite:///{database}", "-s", f"ARCHIVE_DIR={tmp_path}/archive")
    subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "files", "-a", f"path={ARCHIVE}", *settings], cwd=ROOT, capture_output=True, check=True
    )
    bodies = "SELECT url, site || body FROM article"
    with closing(sqlite3.connect(tmp_path / "crawl" / "demo.db")) as first, closing(sqlite3.connect(database)) as second:
        told, read = dict(first.execute(bodies).fetchall()), dict(second.execute(bodies).fetchall())
    searched = {sample.url for sample in read_samples() if sample.searched}  # the crawl of the lists does not meet it
    assert crawled.keys() == told.keys()
    assert {url: text for url, text in read.items() if url not in searched} == told
