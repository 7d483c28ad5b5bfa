"""What the archive keeps, and where the table says that it lies."""

from datetime import UTC, datetime
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from sqlalchemy import Engine

from unioncrawl.archive import Answered, Keeper, Record, records
from unioncrawl.db import find_digest, read, record_page, write
from unioncrawl.items import Page

AT = datetime(2024, 5, 1, tzinfo=UTC)


def keep(engine: Engine, folder: Path, url: str) -> Page:
    keeper = Keeper(folder, engine)
    page = keeper.keep([Answered(Request(url), Response(url, body=b"the same bytes"), AT)])[0]
    keeper.close()
    write(engine, lambda connection: record_page(connection, page))
    return page


def kinds(folder: Path) -> list[str]:
    found = [record for file in sorted(folder.glob("*.warc.gz")) for record in records(file)]
    return [record.kind for record in found if isinstance(record, Record) and record.kind != "request"]


def test_bytes_whose_file_is_gone_are_kept_anew_once(engine: Engine, tmp_path: Path) -> None:
    first = keep(engine, tmp_path, "http://a.cn/1")
    keep(engine, tmp_path, "http://a.cn/2")
    assert kinds(tmp_path) == ["response", "revisit"]
    for file in tmp_path.glob("*.warc.gz"):
        file.unlink()
    for number in (2, 1, 2, 3):
        keep(engine, tmp_path, f"http://a.cn/{number}")
    assert kinds(tmp_path) == ["response", "revisit", "revisit", "revisit"]
    page = read(engine, lambda connection: find_digest(connection, first.digest))
    assert page is not None
    assert page.file is not None
    assert (tmp_path / page.file).exists()
