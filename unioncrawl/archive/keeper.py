"""Keeping responses: the bytes in WARC files, where they lie in the table `page`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached
from sqlalchemy import Connection, Engine
from warcio.recordloader import ArcWarcRecord

from unioncrawl.archive.records import Record, RecordError, payload_digest, read_record
from unioncrawl.archive.writer import Message, Writer, request_record, response_record, revisit_record
from unioncrawl.db import find_digest, move_pages, read, write
from unioncrawl.items import Page

logger = logging.getLogger(__name__)


class Answered(NamedTuple):
    """A request, its response, and when that came."""

    request: Request
    response: Response
    at: datetime


class Keeper:
    """Writes responses to the archive's folder."""

    def __init__(self, folder: Path, engine: Engine, patience: float = 0) -> None:
        self.folder = folder
        self.engine = engine  # of the database whose table `page` says which bytes the archive has
        self.patience = patience  # seconds that it is waited for when it is away
        self.writer = Writer(folder)

    def keep(self, answered: Sequence[Answered]) -> list[Page]:
        """Where the responses' bytes lie; they are on the disk when this returns. The rows of `page` are the caller's to write, after it.

        Bytes that come twice among them are kept twice.
        """
        digests = [payload_digest(one.response.body) for one in answered]
        asked = {digest for one, digest in zip(answered, digests, strict=True) if one.response.body}  # nothing refers to no bytes
        known = read(self.engine, partial(_known, digests=asked), self.patience)
        originals = {digest: record for digest, page in known.items() if (record := self._original(page))}
        records = [_records(one, originals.get(digest)) for one, digest in zip(answered, digests, strict=True)]
        places = self.writer.append_all(records)
        for digest, (file, offset) in zip(digests, places, strict=True):
            if digest in known and digest not in originals:
                write(self.engine, partial(move_pages, digest=digest, file=file, offset=offset), self.patience)
        held = {digest: (known[digest].file, record.offset) for digest, record in originals.items()}
        return [_page(one, digest, *held.get(digest, place)) for one, digest, place in zip(answered, digests, places, strict=True)]

    def close(self) -> None:
        """Let go of the file, which another crawl may want."""
        self.writer.close()

    def _original(self, page: Page) -> Record | None:
        """The record that has a page's bytes; None where it cannot be read any more."""
        if page.file is None or page.offset is None:
            return None
        try:
            record = read_record(file_of(page, self.folder), page.offset)
        except (RecordError, OSError) as error:
            logger.warning("%s is kept anew: %s", page.url, error)
            return None
        return record if record.digest == page.digest else None


def _known(connection: Connection, digests: Iterable[str]) -> dict[str, Page]:
    """The pages that have such bytes already."""
    return {digest: page for digest in digests if (page := find_digest(connection, digest))}


def _records(answered: Answered, original: Record | None) -> list[ArcWarcRecord]:
    request, response, at = answered
    if original:
        record = revisit_record(original, response.url, at, _answer(response))
    else:
        record = response_record(response.url, at, _answer(response))
    return [record, request_record(record, _question(request))]


def _page(answered: Answered, digest: str, file: str | None, offset: int) -> Page:
    _, response, at = answered
    etag, modified = _header(response, "ETag"), _header(response, "Last-Modified")
    return Page(response.url, digest, response.status, at, file, offset, etag, modified)


def file_of(page: Page, folder: Path) -> Path:
    """The WARC file that a page is in, whether the archive's folder is there or not."""
    return Path(os.path.normpath(folder.resolve() / (page.file or "")))


def page_of(record: Record, folder: Path) -> Page:
    """Where a record's payload lies: the file is named relative to the archive's folder, wherever it is."""
    return Page(
        url=record.url,
        digest=record.digest,
        status=record.status,
        fetched_at=record.at,
        file=os.path.relpath(record.file.resolve(), folder.resolve()),
        offset=record.offset,
        etag=record.header("etag"),
        last_modified=record.header("last-modified"),
    )


def _answer(response: Response) -> Message:
    """As it came, but for what the downloader has undone already: the body is in one piece, and this long."""
    reason = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else ""
    undone = {"transfer-encoding", "content-length"}
    headers = [(name, value) for name, value in _pairs(response.headers) if name.lower() not in undone]
    line = f"{response.protocol or 'HTTP/1.1'} {response.status} {reason}".rstrip()
    return Message(line, [*headers, ("Content-Length", str(len(response.body)))], response.body)


def _question(request: Request) -> Message:
    """As it was sent, but for what the connection adds."""
    address = urlparse_cached(request)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    return Message(f"{request.method} {target} HTTP/1.1", [("Host", address.netloc), *_pairs(request.headers)], request.body)


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None
