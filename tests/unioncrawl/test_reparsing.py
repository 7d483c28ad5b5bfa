"""The sample site crawled, then its archive read again, on both databases."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, select, update

from samples.build import ARCHIVE
from samples.sample import read_samples
from unioncrawl.archive import Record, page_of, records
from unioncrawl.db import record_page, tables, write
from unioncrawl.db.rereading import Gave
from unioncrawl.reparsing import Report, Source, Unread, reparse

ROOT = Path(__file__).parents[2]
ARTICLES = 46
REFUSED = 2
TWO_PAGES = "http://acftu.workercn.cn/41/201811/21/181121100507233.shtml"
ARTICLE, PAGE, REJECTION = tables.article.c, tables.page.c, tables.rejection.c


@pytest.fixture
def crawled(database_url: str, engine: Engine, tmp_path: Path) -> Engine:
    settings = {"REPLAY": ARCHIVE, "DATABASE_URL": database_url, "ARCHIVE_DIR": tmp_path}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawl", "workercn", "-a", "since=2012-01-01", "-a", "until=2026-11-20", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return engine


def again(engine: Engine, folder: Path, *gave: Gave, site: str | None = None) -> Report:
    source = Source(engine.url.render_as_string(hide_password=False), 0, folder, ["spiders"])
    return reparse(engine, source, gave or ("article",), site, lambda _: None)


def everything(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in tables.metadata.tables.items()}


def row(engine: Engine, url: str) -> Any:
    with engine.connect() as connection:
        return connection.execute(select(tables.article).where(ARTICLE.url == url)).mappings().one()


def test_the_same_code_changes_nothing_and_another_state_of_a_row_is_mended_with_a_revision(crawled: Engine, tmp_path: Path) -> None:
    before = everything(crawled)
    report = again(crawled, tmp_path, "article", "rejection")
    assert (report.became, report.unread) == ({"unchanged": ARTICLES, "refused": REFUSED}, {})
    assert everything(crawled) == before

    was = row(crawled, TWO_PAGES)
    write(
        crawled, lambda connection: connection.execute(update(tables.article).where(ARTICLE.id == was.id).values(title="菜单", body="导航"))
    )
    write(crawled, lambda connection: connection.execute(update(tables.article).where(ARTICLE.id != was.id).values(flags=["old"])))
    report = again(crawled, tmp_path, site="workercn")
    assert (report.became, report.unread) == ({"unchanged": ARTICLES - 1, "changed": 1}, {})
    now = row(crawled, TWO_PAGES)
    assert {**now} == {**was, "revision": 2, "seq": now.seq}
    assert now.seq > was.seq
    after = everything(crawled)
    assert len(after["revision"]) == 1
    assert all("'old'" not in one for one in after["article"])
    assert after["story"] == before["story"]
    assert after["sighting"] == before["sighting"]


def test_a_refused_page_that_reads_becomes_an_article_and_one_that_is_lost_is_named(crawled: Engine, tmp_path: Path) -> None:
    [sample] = [sample for sample in read_samples() if sample.searched]
    [record] = [one for one in records(ARCHIVE) if isinstance(one, Record) and one.kind == "response" and one.url == sample.url]
    lost = row(crawled, TWO_PAGES)

    def refuse(connection: Connection) -> None:
        page = record_page(connection, page_of(record, tmp_path))
        values = {"site": "workercn", "url": sample.url, "page": page, "reason": "script", "detail": "", "seen_at": datetime.now(UTC)}
        connection.execute(insert(tables.rejection).values(values))
        connection.execute(update(tables.page).where(PAGE.id == lost.page).values(archive_file="lost.warc.gz"))

    write(crawled, refuse)
    report = again(crawled, tmp_path, "article", "rejection")
    assert report.became == {"unchanged": ARTICLES - 1, "refused": REFUSED, "new": 1}
    assert report.unread == {Unread(str(tmp_path / "lost.warc.gz"), "No such file or directory"): 1}
    assert row(crawled, TWO_PAGES) == lost
    assert row(crawled, sample.url).title == sample.title
    with crawled.connect() as connection:
        assert len(connection.execute(select(tables.rejection)).all()) == REFUSED
        assert connection.execute(select(REJECTION.id).where(REJECTION.url == sample.url)).first() is None
    assert again(crawled, tmp_path, "rejection").became == {"refused": REFUSED}
