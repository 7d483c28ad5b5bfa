"""Feeds into other databases, killed and run again; bundles."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.exc import OperationalError

from tests.conftest import POSTGRES
from tests.unioncrawl.stored import SEEN, declare, lose, put, tell_story
from unioncrawl.bundle import BundleError, read_manifest
from unioncrawl.commands.feed import feed, pack
from unioncrawl.commands.load import load
from unioncrawl.db import open_engine
from unioncrawl.db.feeding import FED, UNFED
from unioncrawl.items import Attachment
from unioncrawl.target import TABLES, FeedError, open_target

ROOT = Path(__file__).parents[2]
if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LATER = SEEN + timedelta(days=1)
MARIADB = "mysql+pymysql://root@127.0.0.1:3306/test?charset=utf8mb4"

pytestmark = pytest.mark.filterwarnings("ignore:duckdb-engine doesn't yet support reflection")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A crawl's database: what feeds read is the same on both kinds, and tested by test_feeds_from_both."""
    opened = open_engine(f"sqlite:///{tmp_path}/crawl.db")
    yield opened
    opened.dispose()


@pytest.fixture(params=["sqlite", "duckdb", "mariadb", "postgresql"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty analysis database of each kind."""
    if request.param in {"sqlite", "duckdb"}:
        if request.param == "duckdb":
            pytest.importorskip("duckdb_engine")
        yield f"{request.param}:///{tmp_path}/target.db"
        return
    name = f"test_{uuid.uuid4().hex}"
    kind, server_url = ("DATABASE", MARIADB) if request.param == "mariadb" else ("SCHEMA", POSTGRES)
    server = create_engine(server_url)
    try:
        with server.begin() as connection:
            connection.execute(text(f"CREATE {kind} {name}"))
    except OperationalError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no {request.param} here: {error.orig}")
    url = make_url(server_url)
    url = url.set(database=name) if request.param == "mariadb" else url.update_query_dict({"options": f"-csearch_path={name}"})
    yield url.render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(text(f"DROP {kind} {name}{'' if request.param == 'mariadb' else ' CASCADE'}"))
    server.dispose()


@pytest.fixture
def target(target_url: str) -> Iterator[Engine]:
    opened = open_target(target_url)
    yield opened
    opened.dispose()


def fill(engine: Engine) -> None:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "quiet", "无", "100000")
    for number in range(6):
        put_long(engine, number, SEEN, "1", "2", "")


def put_long(engine: Engine, number: int, at: datetime, *attached: str) -> None:
    attachments = [Attachment(f"http://a.cn/{name}.doc", name) for name in attached]
    put(engine, number, authors=["张三"], body="正文𠮷\n'\"\\ 100%:x", attachments=attachments, seen_at=at)


def change(engine: Engine) -> None:
    """Everything that can happen to an article."""
    put(engine, 0, title="另题", images=[], seen_at=LATER)
    put_long(engine, 5, LATER)
    put(engine, 7, title=None, day=None)
    lose(engine, 2, LATER)
    tell_story(engine, 3, 4)


def contents(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    found = {}
    with engine.connect() as connection:
        for table in FED:
            columns = [TABLES[table.name].c[column.name] for column in table.c if column.name not in UNFED]
            keys = [column for column in columns if column.primary_key]
            found[table.name] = [dict(row) for row in connection.execute(select(*columns).order_by(*keys)).mappings()]
    return found


def test_a_target_becomes_equal_and_follows(engine: Engine, target: Engine) -> None:
    fill(engine)
    assert feed(engine, target) == (6, 0, 6)
    assert contents(target) == contents(engine)
    change(engine)
    assert feed(engine, target) == (6, 6, 12)
    assert contents(target) == contents(engine)
    put_long(engine, 5, LATER)  # seen again, unchanged
    assert feed(engine, target) == (0, 12, 12)
    assert contents(target) == contents(engine)


def test_a_target_takes_a_whole_book(engine: Engine, target: Engine) -> None:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    put(engine, 1, body="工会送清凉𠮷😀" * 200_000)  # more than MySQL's TEXT has room for, and more than its driver sends at once
    put(engine, 2)
    feed(engine, target)
    assert contents(target) == contents(engine)


def test_a_feed_takes_several_batches(engine: Engine, target: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unioncrawl.db.feeding.PAGE", 2)
    fill(engine)
    change(engine)
    feed(engine, target)
    assert contents(target) == contents(engine)


def test_bundles_do_the_same(engine: Engine, target: Engine, tmp_path: Path) -> None:
    fill(engine)
    first = pack(engine, tmp_path / "1.jsonl.zst", None)
    change(engine)
    second = pack(engine, tmp_path / "2.jsonl.zst", None)
    assert [tuple(bundle)[1:4] for bundle in (first, second)] == [(0, 6, 6), (6, 12, 6)]
    with pytest.raises(FeedError, match="a bundle before it is missing"):
        load(target, tmp_path / "2.jsonl.zst", second)
    assert contents(target)["article"] == []
    for _ in range(2):
        assert load(target, tmp_path / "1.jsonl.zst", first) in {6, 12}
        assert load(target, tmp_path / "2.jsonl.zst", second) == 12
        assert contents(target) == contents(engine)


def test_a_bundle_that_overlaps_makes_a_lost_one_good(engine: Engine, target: Engine, tmp_path: Path) -> None:
    fill(engine)
    load(target, tmp_path / "1.jsonl.zst", pack(engine, tmp_path / "1.jsonl.zst", None))
    change(engine)
    pack(engine, tmp_path / "lost.jsonl.zst", None)
    put(engine, 8)
    both = pack(engine, tmp_path / "both.jsonl.zst", 3)
    assert load(target, tmp_path / "both.jsonl.zst", both) == 13
    assert contents(target) == contents(engine)


def test_feeds_from_both(database_url: str, tmp_path: Path) -> None:
    source, target = open_engine(database_url), open_target(f"sqlite:///{tmp_path}/target.db")
    fill(source)
    change(source)
    feed(source, target)
    assert contents(target) == contents(source)
    bundle = pack(source, tmp_path / "1.jsonl.zst", None)
    other = open_target(f"sqlite:///{tmp_path}/other.db")
    load(other, tmp_path / "1.jsonl.zst", bundle)
    assert contents(other) == contents(source)
    for opened in (source, target, other):
        opened.dispose()


def test_what_is_no_target_is_refused(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    with pytest.raises(FeedError, match="a crawl's own database"):
        feed(engine, open_target(f"sqlite:///{tmp_path}/crawl.db"))
    elsewhere = open_target(f"sqlite:///{tmp_path}/elsewhere.db")
    with elsewhere.begin() as connection:
        connection.execute(text("CREATE TABLE article (headline text)"))
    with pytest.raises(FeedError, match="that no feed made: article"):
        feed(engine, elsewhere)
    other = open_engine(f"sqlite:///{tmp_path}/other.db")
    taken = open_target(f"sqlite:///{tmp_path}/taken.db")
    feed(other, taken)
    with pytest.raises(FeedError, match="fed from another database"):
        feed(engine, taken)
    with pytest.raises(FeedError, match="oracle: feeds go to"):
        open_target("oracle://here/none")
    for opened in (elsewhere, other, taken):
        opened.dispose()


def test_a_target_that_is_ahead_of_a_restored_copy_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    target = open_target(f"sqlite:///{tmp_path}/target.db")
    feed(engine, target)
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET value = 3 WHERE name = 'seq'"))
    with pytest.raises(FeedError, match="an older copy"):
        feed(engine, target)
    target.dispose()


def test_a_damaged_bundle_is_refused_as_a_whole(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    path = tmp_path / "1.jsonl.zst"
    pack(engine, path, None)
    whole = path.read_bytes()
    lines = zstd.decompress(whole).decode().splitlines(keepends=True)
    changed = [*lines[:-2], lines[-2].replace("送清凉", "送温暖"), lines[-1]]
    without = [*lines[:-2], lines[-1]]
    other = [lines[0].replace("bundle 1", "bundle 2"), *lines[1:]]
    packed = [zstd.compress("".join(kept).encode()) for kept in (changed, without, lines[:-1], other, ["{}\n"], [""])]
    for damaged in (whole[:-10], whole[: len(whole) // 2], b"", b"nothing", *packed):
        path.write_bytes(damaged)
        with pytest.raises(BundleError):
            read_manifest(path)
    path.write_bytes(whole)
    assert read_manifest(path).articles == 6


def test_a_feed_killed_in_the_midst_of_a_batch_goes_on_from_the_last_whole_one(engine: Engine, target: Engine, target_url: str) -> None:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    for number in range(60):
        put(engine, number)
    for batch in (0, 1, 2):  # the first of a feed has the sites
        command = [sys.executable, "-m", "tests.unioncrawl.killed_feed", str(engine.url), target_url, str(batch)]
        assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == -signal.SIGKILL
    assert feed(engine, target) == (50, 10, 60)
    assert contents(target) == contents(engine)
