"""What is said when a verdict turns bad, and to whom."""

import asyncio
import json
import logging
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from samples.build import ARCHIVE
from unioncrawl.alerts import notice, tell, turned_bad

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("before", "now", "finish", "speaks"),
    [
        ("ok", "drift", "finished", True),
        ("quiet", "blocked", "finished", True),
        (None, "unreachable", "finished", True),
        ("ok", None, "archive_failed", True),
        ("drift", None, "disk_full", True),
        ("drift", "drift", "finished", False),
        ("blocked", "unreachable", "finished", False),
        ("drift", "ok", "finished", False),
        ("ok", "quiet", "finished", False),
        ("ok", None, "finished", False),
        ("ok", "unreachable", "shutdown", False),
    ],
)
def test_only_a_verdict_that_turns_bad_is_told(before: str | None, now: str | None, finish: str, *, speaks: bool) -> None:
    stats = {"unioncrawl/verdict": now, "unioncrawl/verdict/before": before, "finish_reason": finish}
    assert turned_bad({name: value for name, value in stats.items() if value is not None}) is speaks


def test_a_notice_says_which_site_what_and_when() -> None:
    stats = {"unioncrawl/verdict": "drift", "unioncrawl/verdict/before": "ok", "unioncrawl/lists": 3}
    said = notice("gansu", "甘肃省总工会", stats, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert said.pop("text").startswith("gansu (甘肃省总工会): verdict drift, was ok: 3 lists, 0 listed")
    causes = notice("gansu", None, stats | {"unioncrawl/cause": "no list was read"}, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert causes["text"].startswith("gansu: verdict drift, was ok, no list was read: 3 lists")
    assert said == {"site": "gansu", "title": "甘肃省总工会", "verdict": "drift", "before": "ok", "at": "2026-11-20T09:00:00+08:00"}


def test_a_notice_of_our_own_trouble_names_it_and_not_the_site() -> None:
    said = notice("gansu", None, {"unioncrawl/verdict/before": "ok", "finish_reason": "disk_full"}, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert said["verdict"] is None
    assert said["text"].startswith("gansu: no verdict, the database's disk is full")


@contextmanager
def hook(status: int = 204, wait: float = 0) -> Iterator[tuple[str, list[Any]]]:
    """A webhook on loopback: its address, and what it was told."""
    told: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/secret", told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_webhook_gets_the_notice_as_json() -> None:
    with hook() as (url, told):
        asyncio.run(tell(url, {"site": "gansu", "text": "甘肃"}))
    assert told == [{"site": "gansu", "text": "甘肃"}]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/secret", "not an address/secret", "ftp://127.0.0.1/secret"])
def test_a_webhook_that_cannot_be_reached_is_logged_without_its_address(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "unioncrawl.alerts"):
        asyncio.run(tell(url, {}))
    [record] = caplog.records
    assert "was not told" in record.message
    assert "secret" not in record.message


def test_a_webhook_that_refuses_or_does_not_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "unioncrawl.alerts"):
        with hook(500) as (url, _):
            asyncio.run(tell(url, {}))
        with hook(wait=1) as (url, _):
            asyncio.run(tell(url, {}, patience=0.2))
    refused, silent = (record.message.partition("told: ")[2] for record in caplog.records)
    assert refused == "it answers 500"
    assert silent.endswith("TimeoutError")


def crawl(folder: Path, *settings: str) -> subprocess.CompletedProcess[str]:
    """A crawl of a site that does not answer: its domain is one that nobody has."""
    given = [f"DATABASE_URL=sqlite:///{folder}/test.db", f"ARCHIVE_DIR={folder}/archive", *settings]
    command = [sys.executable, "-m", "tests.unioncrawl.dead_site", *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_a_crawl_that_turns_bad_tells_once_and_says_so_in_the_log(tmp_path: Path) -> None:
    with hook() as (url, told):
        first, second = (crawl(tmp_path, f"ALERT_WEBHOOK={url}") for _ in range(2))
    assert [(said["site"], said["verdict"], said["before"]) for said in told] == [("dead", "unreachable", None)]
    assert first.stderr.count("WARNING: ALERT dead (某市总工会): verdict unreachable, its first") == 1, first.stderr
    assert "ALERT" not in second.stderr


def test_a_bad_verdict_of_a_crawl_ended_by_hand_is_told_by_the_next(tmp_path: Path) -> None:
    quick = "RETRY_WAIT=0", "RETRY_DELAYS=3600", "HOST_FAILURES=1"
    crawl(tmp_path, *quick)
    with closing(sqlite3.connect(tmp_path / "test.db")) as database, database:
        database.execute("UPDATE run SET finish = 'shutdown'")
    assert [crawl(tmp_path, *quick).stderr.count("ALERT dead") for _ in range(2)] == [1, 0]


def test_a_crawl_that_comes_too_early_to_ask_a_dead_site_is_no_good_one(tmp_path: Path) -> None:
    first, second = (crawl(tmp_path, "RETRY_WAIT=0", "RETRY_DELAYS=3600", "HOST_FAILURES=1") for _ in range(2))
    assert first.stdout == second.stdout == "finished unreachable\n"
    assert "ALERT" not in second.stderr
    assert first.stderr.count("Error downloading") == 1
    assert "Traceback" not in first.stderr
    with closing(sqlite3.connect(tmp_path / "test.db")) as database:
        runs = database.execute("SELECT verdict, json_extract(counts, '$.requests') > 0 FROM run ORDER BY id").fetchall()
    assert runs == [("unreachable", 1), ("unreachable", 0)]


def test_a_replayed_crawl_tells_nobody(tmp_path: Path) -> None:
    with hook() as (url, told):
        done = crawl(tmp_path, f"ALERT_WEBHOOK={url}", f"REPLAY={ARCHIVE}")
    assert told == []
    assert "ALERT dead" in done.stderr


def test_a_dead_webhook_changes_nothing_of_the_crawl(tmp_path: Path) -> None:
    done = crawl(tmp_path, "ALERT_WEBHOOK=http://127.0.0.1:1/secret")
    assert "ALERT_WEBHOOK was not told" in done.stderr
    assert "secret" not in done.stderr.replace("'ALERT_WEBHOOK': 'http://127.0.0.1:1/secret'", "")
    assert done.stdout == "finished unreachable\n"
