"""The archive and the replay, through Scrapy: a site is crawled, taken away, and crawled again from its archive."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from unioncrawl.archive import Record, records
from unioncrawl.db import open_engine

Visits = tuple[Path, dict[str, Any], dict[str, Any]]

PAGE = "<html><body>甘肃省总工会</body></html>".encode("gbk")


class Site(BaseHTTPRequestHandler):
    """Pages that are compressed, in chunks, moved, missing, or answers to a form."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path in ("/page", "/twin"):
            self.answer(200, gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip", "ETag": '"1"'}, chunked=self.path == "/twin")
        elif self.path == "/moved":
            self.answer(302, b"", {"Location": "/page"})
        else:
            self.answer(404, b"none")

    def do_POST(self) -> None:
        self.answer(200, b"answer to " + self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None, chunked: bool = False) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=gbk"} | (headers or {})).items():
            self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def visit(home: str, folder: Path, database: str, complaint: str = "", **settings: object) -> dict[str, Any]:
    """The responses of a crawl, which has nothing else to say."""
    asked = {"DATABASE_URL": f"sqlite:///{folder}/{database}", "ARCHIVE_DIR": folder / "archive"} | settings
    command = [sys.executable, "-m", "tests.unioncrawl.one_visit", home, *(f"{name}={value}" for name, value in asked.items())]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert complaint in run.stderr if complaint else run.stderr == ""
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """A folder with an archive, what the first visit saw, and what a second saw of the unchanged site."""
    folder = tmp_path_factory.mktemp("visits")
    with served() as home:
        first = visit(home, folder, "first.db")
        return folder, first, visit(home, folder, "first.db")


def archived(folder: Path) -> list[Record]:
    (path,) = (folder / "archive").iterdir()
    found = list(records(path))
    assert all(isinstance(record, Record) for record in found)
    return [record for record in found if isinstance(record, Record)]


def paths(found: list[Record], kind: str) -> list[str]:
    return sorted(record.url.rpartition("/")[2] for record in found if record.kind == kind)


def test_pages_come_as_they_are_read(visits: Visits) -> None:
    _, first, _ = visits
    assert [(seen["url"].rpartition("/")[2], seen["status"], seen["body"]) for seen in first["seen"]] == [
        ("missing", 404, "none"),
        ("page", 200, PAGE.decode("gbk")),
        ("page", 200, PAGE.decode("gbk")),
        ("search", 200, "answer to q=1"),
        ("search", 200, "answer to q=2"),
        ("twin", 200, PAGE.decode("gbk")),
    ]


def test_every_response_is_kept_and_bytes_that_come_again_are_kept_once(visits: Visits) -> None:
    folder, _, _ = visits
    found = archived(folder)
    first = found[: len(found) // 2]
    bodies = [record.digest for record in found if record.kind == "response" and record.payload]
    assert len(bodies) == len(set(bodies)) == 4  # "none", the page, two answers
    answers = sorted(paths(first, "response") + paths(first, "revisit"))
    assert answers == ["missing", "moved", "page", "page", "robots.txt", "search", "search", "twin"]
    assert len([record for record in found if record.kind == "request"]) == len(found) / 2


def test_the_archive_has_the_bytes_as_served_and_reads_them_right(visits: Visits) -> None:
    page = next(
        record for record in archived(visits[0]) if record.digest and record.header("content-encoding") and record.kind == "response"
    )
    assert page.payload == gzip.compress(PAGE, mtime=0)
    assert page.body == PAGE
    assert page.header("transfer-encoding") is None
    assert page.header("etag") == '"1"'


def test_the_table_page_says_where_the_bytes_lie(visits: Visits) -> None:
    folder, first, _ = visits
    engine = open_engine(f"sqlite:///{folder}/first.db")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT url, digest, archive_file, archive_offset, etag FROM page")).all()
    engine.dispose()
    places = {(record.file.name, record.offset): record for record in archived(folder) if record.kind == "response"}
    assert {(row.url.rpartition("/")[2]) for row in rows} == {"robots.txt", "page", "twin", "moved", "missing", "search"}
    assert all(places[row.archive_file, row.archive_offset].digest == row.digest for row in rows)
    assert {row.etag for row in rows if row.url.endswith("/page")} == {'"1"'}
    assert all(tuple(seen["place"]) in places for seen in first["seen"])


def test_a_second_visit_adds_no_bytes(visits: Visits) -> None:
    folder, first, second = visits
    assert [(seen["url"], seen["digest"], seen["place"]) for seen in second["seen"]] == [
        (seen["url"], seen["digest"], seen["place"]) for seen in first["seen"]
    ]
    found = archived(folder)
    assert not any(record.payload for record in found[len(found) // 2 :] if record.kind == "response")


@pytest.mark.parametrize("replay", ["archive", "first.db"])
def test_the_site_is_gone_and_its_recording_answers(visits: Visits, replay: str, tmp_path: Path) -> None:
    folder, first, second = visits
    home = first["seen"][0]["url"].rpartition("/")[0]
    source = f"sqlite:///{folder}/{replay}" if replay.endswith(".db") else folder / replay
    before = len(archived(folder))
    again = visit(home, folder, f"{tmp_path.name}.db", REPLAY=source)
    assert len(archived(folder)) == before
    of_forms = [seen["status"] for seen in again["seen"] if "search" in seen["url"]]
    assert of_forms == ([200, 200] if replay == "archive" else [404, 404])  # the table has addresses only
    recorded, replayed = (
        [seen for seen in visit["seen"] if "search" not in seen["url"] or replay == "archive"] for visit in (first, again)
    )
    assert [{**seen, "at": ""} for seen in replayed] == [{**seen, "at": ""} for seen in recorded]
    times = {seen["at"] for visit in (first, second) for seen in visit["seen"]}
    assert {seen["at"] for seen in replayed} <= times


def test_what_the_recording_lacks_is_a_404(visits: Visits) -> None:
    folder, _, _ = visits
    nowhere = visit("http://nowhere.example.cn", folder, "nowhere.db", REPLAY=folder / "archive")
    assert [(seen["status"], seen["body"]) for seen in nowhere["seen"]] == [(404, "")] * 6


def test_a_crawl_that_cannot_be_archived_ends(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with served() as home:
        assert visit(home, tmp_path, "x.db", complaint="cannot be archived") == {"seen": [], "reason": "archive_failed"}
