"""Reading the archive again, measured: python -m benchmarks.rereading PAGES [DATABASE_URL]

Writes so many pages of our own into WARC files (those of samples/, each with its number in a comment), and the rows that they gave into an
empty database, a SQLite file by default; then reads all of them as `scrapy reparse` does, on all cores and on one. None of them changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine
from warcio.recordloader import ArcWarcRecord

from benchmarks.analysis import sampled
from benchmarks.filling import put
from benchmarks.ledger import Rows, article_rows
from benchmarks.press import CHUNK
from benchmarks.table import markdown
from pipelines.topics import Topics
from samples.build import served
from unioncrawl.archive import Message, Writer, payload_digest, response_record
from unioncrawl.db import open_engine, record_site, tables, write
from unioncrawl.documents import Document
from unioncrawl.items import Article, Page
from unioncrawl.reading import read
from unioncrawl.reparsing import Source, reparse

AT = datetime(2024, 5, 1, tzinfo=UTC)
HTML = "text/html"
SITE = "sample"  # no spider has the name: its pages are read as `scrapy crawl files` reads them


def pages() -> list[tuple[bytes, Article]]:
    """The sample site's pages that are articles, and what they say."""
    given = [page for page in served() if page.content_type.startswith(HTML)]
    told = [(page.body, _read(page.body, page.content_type, "http://sample.cn/p0.html")) for page in given]
    return [(body, article) for body, article in told if article.refusal is None]


def _read(body: bytes, content_type: str, url: str) -> Article:
    page = Page(url, payload_digest(body), 200, AT)
    return Topics(None).process_item(read(Document(url, body, content_type, page).article()))


def fill(engine: Engine, folder: Path, count: int) -> None:
    """The archive, and the rows that it gave."""
    write(engine, partial(record_site, name=SITE))
    writer, told = Writer(folder), pages()
    for first in range(1, count + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, count + 1))
        bodies = [told[number % len(told)][0] + f"<!-- {number} -->".encode() for number in numbers]
        places = writer.append_all([[_record(number, body)] for number, body in zip(numbers, bodies, strict=True)])
        rows: Rows = defaultdict(list)
        for number, body, place in zip(numbers, bodies, places, strict=True):
            _add(rows, number, body, place, told[number % len(told)][1])
        for name in ("page", "article", "image", "attachment"):
            write(engine, partial(put, table=tables.metadata.tables[name], rows=rows[name]))
    writer.close()


def _record(number: int, body: bytes) -> ArcWarcRecord:
    headers = [("Content-Type", HTML), ("Content-Length", str(len(body)))]
    return response_record(_url(number), AT, Message("HTTP/1.1 200 OK", headers, body))


def _url(number: int) -> str:
    return f"http://sample.cn/p{number}.html"


def _add(rows: Rows, number: int, body: bytes, place: tuple[str, int], article: Article) -> None:
    seen = {"last_seen_at": AT, "id": number, "url": _url(number)}
    page = {"digest": payload_digest(body), "status": 200, "fetched_at": AT, "etag": None, "last_modified": None}
    rows["page"].append(seen | page | dict(zip(("archive_file", "archive_offset"), place, strict=True)))
    own = {"site": SITE, "section": article.section, "page": number, "story": None, "revision": 1, "seq": number}
    fields, elsewhere = article_rows(article)
    rows["article"].append(fields | own | seen | {"first_seen_at": AT, "gone_at": None})
    for name, some in elsewhere.items():
        rows[name] += [{"article": number} | row for row in some]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.rereading", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", type=int)
    parser.add_argument("url", nargs="?")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        url, folder = options.url or f"sqlite:///{scratch}/bench.db", Path(scratch) / "archive"
        engine = open_engine(url)
        fill(engine, folder, options.pages)
        for cores in (os.cpu_count() or 1, 1):
            with sampled() as held:
                began, worked = perf_counter(), os.times()
                report = reparse(engine, Source(url, 0, folder, ["spiders"]), ["article"], None, lambda _: None, cores)
                seconds, ended = perf_counter() - began, os.times()
            used = sum(ended[:4]) - sum(worked[:4])
            if report.became != {"unchanged": options.pages}:
                raise RuntimeError(str(report))
            cells = (options.pages / seconds, options.pages / used, seconds, max(held[len(held) // 6 : len(held) // 3]), max(held))
            rows.append([str(cores), *(f"{value:,.0f}" for value in cells)])
            print(*rows[-1], sep="\t", file=sys.stderr)
        engine.dispose()
    print(markdown(["cores", "pages/s", "pages per CPU s", "seconds", "MB, second sixth", "MB, peak"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
