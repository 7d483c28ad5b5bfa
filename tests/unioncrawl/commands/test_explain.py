"""`scrapy explain`, as it is run."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unioncrawl.test_replay import served, visit
from unioncrawl.archive import Record, records

SAMPLES = Path(__file__).parents[3] / "samples" / "workercn.warc.gz"


class Run(NamedTuple):
    code: int
    shown: str
    log: str


def explain(folder: Path, *arguments: str, database: str | None = None) -> Run:
    settings = ("-s", f"DATABASE_URL={database or f'sqlite:///{folder}/main.db'}", "-s", f"ARCHIVE_DIR={folder}/archive")
    run = subprocess.run([sys.executable, "-m", "scrapy", "explain", *arguments, *settings], capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    return Run(run.returncode, run.stdout, run.stderr)


def test_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "省总工会慰问职工\n2024-05-01 10:20:00 来源：工人日报\n5月1日(yuè rì)，慰问活动开始。", encoding="utf-8"
    )
    run = explain(tmp_path, str(tmp_path / "a.txt"))
    assert run.code == 0
    assert "dates: " in run.shown
    assert "[-(yuè rì)-]" in run.shown
    assert "    source  工人日报" in run.shown
    assert run.log == ""


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    run = explain(tmp_path, str(tmp_path / "none.txt"))
    assert (run.code, run.shown) == (2, "")
    assert run.log.startswith("scrapy explain: ")


def test_an_address_is_fetched_and_nothing_of_it_stays(tmp_path: Path) -> None:
    with served() as home:
        private = ("-s", f"PRIVATE_HOSTS={home.removeprefix('http://')}")
        run = explain(tmp_path, f"{home}/page", *private)
        gone = explain(tmp_path, f"{home}/missing", *private)
    assert run.code == 0
    assert "甘肃省总工会" in run.shown
    assert re.match(rf"{home}/page\nthe page of \d{{4}}-\d\d-\d\d \d\d:\d\d, fetched now\n", run.shown)
    assert gone.code == 1
    no_database, reason = gone.log.splitlines()
    assert no_database.endswith("; the page is asked for")
    assert reason == "scrapy explain: status 404"
    assert not (tmp_path / "archive").exists()


def test_an_address_that_the_archive_has_is_not_fetched(tmp_path: Path) -> None:
    with served() as home:
        visit(home, tmp_path, "main.db")
    run = explain(tmp_path, f"{home}/page", "-s", f"PRIVATE_HOSTS={home.removeprefix('http://')}")
    assert run.code == 0
    assert re.match(rf"{home}/page\nthe page of \d{{4}}-\d\d-\d\d \d\d:\d\d, from the archive\n", run.shown)
    assert "甘肃省总工会" in run.shown


@pytest.mark.parametrize("database", ["nonsense", "mysql://me@127.0.0.1/news", "sqlite://"])
def test_where_no_database_can_be_meant_no_page_is_asked_for(tmp_path: Path, database: str) -> None:
    with served() as home:
        address = (f"{home}/page", "-s", f"PRIVATE_HOSTS={home.removeprefix('http://')}")
        run = explain(tmp_path, *address, database=database)
    assert (run.code, run.shown, len(run.log.splitlines())) == (1, "", 1)
    assert database in run.log
    assert "asked for" not in run.log


def test_a_sites_page_is_read_as_its_spider_reads_it(tmp_path: Path) -> None:
    pages = (record.url for record in records(SAMPLES) if isinstance(record, Record) and record.kind == "response")
    url = next(url for url in pages if "/c/" in url)
    run = explain(tmp_path, url, "-s", f"REPLAY={SAMPLES}")
    assert run.code == 0
    assert run.shown.startswith(f"{url}\nthe page of ")
    assert run.shown.splitlines()[1].endswith(", from REPLAY")
    assert " published  20" in run.shown
