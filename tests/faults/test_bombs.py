"""Pages that are small on the wire and huge in memory, or that never end: refused and counted, and the crawl goes on (F11, F12, F17)."""

import gzip
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from backports import zstd

from tests.faults.paper import Desk, Paper
from tests.faults.site import Answer, served

SIZE = 400 * 2**20
MOST = 300  # MB that a crawl may need


def zeros(size: int) -> Iterator[bytes]:
    yield from (bytes(2**20) for _ in range(size // 2**20))


def gzipped(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*map(packer.compress, zeros(size)), packer.flush()])


def brotlied(size: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join([*map(packer.process, zeros(size)), packer.finish()])


def zstandard(size: int) -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join([*map(packer.compress, zeros(size)), packer.flush()])


def bombs() -> dict[str, tuple[bytes, str]]:
    """The body and its Content-Encoding, by name."""
    return {
        "gzip": (gzipped(SIZE), "gzip"),
        "br": (brotlied(SIZE), "br"),
        "zstd": (zstandard(SIZE), "zstd"),
        "nested": (gzip.compress(gzipped(SIZE)), "gzip, gzip"),
        "deflate": (zlib.compress(bytes(100 * 2**20)), "deflate"),
    }


def drip() -> Iterator[bytes]:
    """A page that goes on for an hour, a byte at a time."""
    yield b"<html><body>"
    for _ in range(36_000):
        yield b"."
        time.sleep(0.1)


def test_f11_f12_f17_bombs_and_endless_pages_are_counted_refusals_and_cost_no_memory(tmp_path: Path) -> None:
    with served(Paper(60)) as site:
        for number, (body, encoding) in enumerate(bombs().values()):
            assert len(body) * 900 < SIZE or encoding == "deflate"
            headers = {"Content-Encoding": encoding}
            site.faults[f"/a/{number}"] = lambda times, _, body=body, headers=headers: Answer(200, body, headers)  # type: ignore[misc]
        site.faults["/a/10"] = lambda times, _: Answer(200, zeros(SIZE))
        site.faults["/a/11"] = lambda times, _: Answer(200, drip())
        desk = Desk(tmp_path, site)
        ended = desk.crawl(DOWNLOAD_TIMEOUT=4, RETRY_DELAYS="")
        print(f"{ended.peak} MB at most")
        assert ended.peak <= MOST
        refused = desk.rows("SELECT url, reason FROM rejection ORDER BY id")
        assert sorted(refused) == [(f"{site.url}/a/{number}", "oversize") for number in (0, 1, 10, 2, 3, 4)], ended.log
        assert desk.rows("SELECT count(*) FROM page p JOIN rejection r ON r.page = p.id WHERE archive_file IS NOT NULL") == [(5,)]
        assert desk.rows("SELECT count(*) FROM article") == [(60 - 7,)]
        ((slow,),) = desk.rows("SELECT error FROM frontier WHERE url LIKE '%/a/11'")
        assert "imeout" in slow
        assert "6 oversize" in ended.log
        assert (ended.code, desk.last_run()[0]) == (0, "ok")
