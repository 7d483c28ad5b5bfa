"""What is written wrong is named, and makes nothing."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.unioncrawl.commands.running import scrapy

READERS = [
    "articles",
    "search 工会",
    "export --format csv",
    "stories --article 1",
    "health",
    "changes",
    "reparse",
    "restory",
    "feed --to {folder}/b.jsonl.zst",
]


@pytest.mark.parametrize("command", READERS, ids=lambda command: command.split()[0])
def test_a_mistyped_database_is_not_made_by_those_who_only_read(tmp_path: Path, command: str) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/typo.db", *command.format(folder=tmp_path).split())
    assert done.returncode == 1, done
    assert f"there is no database at {tmp_path}/typo.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_explain_says_that_there_is_no_database_and_makes_none(tmp_path: Path) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/typo.db", "explain", "http://127.0.0.1:9/a/1")
    assert done.returncode == 1
    assert f"there is no database at {tmp_path}/typo.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_explain_says_that_replay_lacks_a_page(tmp_path: Path) -> None:
    archive = tmp_path / "other.warc"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.cn/\r\nWARC-Date: 2026-11-20T00:00:00Z\r\n"
    head += (
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    archive.write_bytes(head.encode() + answer + b"\r\n\r\n")
    done = scrapy(
        f"sqlite:///{tmp_path}/none.db", "explain", "http://www.workercn.cn/c/2024-05-01/8240001.shtml", "-s", f"REPLAY={archive}"
    )
    assert (done.returncode, done.stderr) == (1, "scrapy explain: REPLAY does not have this page\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["crawl", "files", "-a", "path=" + "长" * 5000], 2, "… (5000 characters): File name too long"),
        (["crawl", "files", "-a", "path=samples", "-s", "DATABASE_PATIENCE=abc"], 2, "DATABASE_PATIENCE='abc' is no number of seconds"),
        (["crawl", "files", "-a", "path=samples", "-s", "DATABASE_URL=sqlite://"], 1, "sqlite:// keeps nothing: name a file"),
        (["articles", "-s", "DATABASE_URL=sqlite://"], 1, "sqlite:// keeps nothing: name a file"),
    ],
    ids=["path", "patience", "crawl", "articles"],
)
def test_what_cannot_be_is_said_in_a_line(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/test.db", *words, "-s", f"ARCHIVE_DIR={tmp_path}/archive")
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


LIKE = "it is like sqlite:///var/unioncrawl.db or postgresql+psycopg://user@host/name"
DEAD = "postgresql+psycopg://me:secret@127.0.0.1:1/none"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", f"'nonsense' is no address of a database: {LIKE}"),
        (
            "postgresql+psycopg://me:se@cret@host:port/name",
            f"'postgresql+psycopg://me:***@host:port/name' is no address of a database: {LIKE}",
        ),
        ("postgresql:/me:secret@host/name", f"is no address of a database: {LIKE}"),
        ("postgresql+none://me:secret@host/name", "postgresql+none://me:***@host/name: "),
        (DEAD, "postgresql+psycopg://me:***@127.0.0.1:1/none: connection failed: "),
    ],
)
def test_an_address_that_leads_to_no_database_is_named_without_its_password(url: str, said: str) -> None:
    done = scrapy(url, "articles")
    assert done.returncode == 1
    assert done.stderr.startswith("scrapy articles: ")
    assert said in done.stderr
    assert "cret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_as_a_database_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}"
    done = scrapy(url, "db", "upgrade")
    assert (done.returncode, done.stdout) == (1, f"scrapy db upgrade: {url}: unable to open database file\n")
    crawled = scrapy(url, "crawl", "files", "-a", "path=samples", "-s", f"ARCHIVE_DIR={tmp_path}/archive")
    assert crawled.returncode != 0
    assert f"no database: {url}: unable to open database file\n" in crawled.stderr
    assert "sqlalche.me" not in crawled.stderr


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nonsense", f"'nonsense' is no address of a database: {LIKE}"),
        (DEAD, "postgresql+psycopg://me:***@127.0.0.1:1/none: connection failed: "),
        ("sqlite:///{folder}", "sqlite:///{folder}: unable to open database file"),
    ],
)
def test_a_target_that_is_not_there_is_named(tmp_path: Path, target: str, said: str) -> None:
    url = f"sqlite:///{tmp_path}/crawl.db"
    assert scrapy(url, "db", "upgrade").returncode == 0
    done = scrapy(url, "feed", "--to", target.format(folder=tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith(f"scrapy feed: {said.format(folder=tmp_path)}")
    assert len(done.stderr.splitlines()) == 1
