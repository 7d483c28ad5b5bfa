"""Write samples/workercn.warc.gz, the sample site as an archive: `python -m samples.build`.

The same sources give the same records, byte for byte: addresses name the records, and time stands still.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from samples.articles import article_pages
from samples.lists import list_pages
from samples.sample import HERE, Served, read_samples

ARCHIVE = HERE / "workercn.warc.gz"
NOW = "2026-11-20T01:00:00Z"  # when all of it was fetched
ROBOTS = Served("https://www.workercn.cn/robots.txt", b"User-agent: *\nDisallow: /cms/admin/\n", "text/plain")


def served() -> Iterator[Served]:
    """Every address of the sample site that answers."""
    samples = read_samples()
    yield ROBOTS
    for sample in samples:
        yield from article_pages(sample)
    yield from list_pages(samples)


def write_archive(pages: Iterable[Served], path: Path) -> None:
    """A response record a page, each compressed on its own. No record says by what software: it would change with the software."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for page in pages:
            headers = [("Server", "nginx"), ("Content-Type", page.content_type), ("Content-Length", str(len(page.body)))]
            record = writer.create_warc_record(
                page.url,
                "response",
                payload=BytesIO(page.body),
                length=len(page.body),
                http_headers=StatusAndHeaders(page.status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": NOW, "WARC-Record-ID": _id(page.url)},
            )
            writer.write_record(record)


def _id(name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


if __name__ == "__main__":
    write_archive(served(), ARCHIVE)
