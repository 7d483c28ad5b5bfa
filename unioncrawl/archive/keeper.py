"""Keeping responses: the bytes in WARC files, where they lie in the table `page`."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached
from sqlalchemy import Engine

from unioncrawl.archive.records import Record, RecordError, payload_digest, read_record
from unioncrawl.archive.writer import Message, Writer, request_record, response_record, revisit_record
from unioncrawl.db import find_digest, move_pages, read, write
from unioncrawl.items import Page

logger = logging.getLogger(__name__)


class Keeper:
    """Writes responses to the archive's folder, one at a time."""

    def __init__(self, folder: Path, engine: Engine, patience: float = 0) -> None:
        self.folder = folder
        self.engine = engine  # of the database whose table `page` says which bytes the archive has
        self.patience = patience  # seconds that it is waited for when it is away
        self.writer = Writer(folder)

    def keep(self, request: Request, response: Response, at: datetime) -> Page:
        """Where the response's bytes lie; they are on the disk when this returns. The row of `page` is the caller's to write, after it."""
        file, offset = self._append(request, response, at)
        return Page(
            url=response.url,
            digest=payload_digest(response.body),
            status=response.status,
            fetched_at=at,
            file=file,
            offset=offset,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
        )

    def close(self) -> None:
        """Let go of the file, which another crawl may want."""
        self.writer.close()

    def _append(self, request: Request, response: Response, at: datetime) -> tuple[str, int]:
        """Write the records; the place of the one that holds the bytes."""
        answer, question = _answer(response), _question(request)
        digest = payload_digest(response.body)
        known = read(self.engine, partial(find_digest, digest=digest), self.patience) if response.body else None  # no reference to nothing
        original = known and self._original(known)
        if known and known.file and original:
            revisit = revisit_record(original, response.url, at, answer)
            self.writer.append(revisit, request_record(revisit, question))
            return known.file, original.offset
        record = response_record(response.url, at, answer)
        file, offset = self.writer.append(record, request_record(record, question))
        if known:
            write(self.engine, partial(move_pages, digest=digest, file=file, offset=offset), self.patience)
        return file, offset

    def _original(self, page: Page) -> Record | None:
        """The record that has a page's bytes; None where it cannot be read any more."""
        if page.file is None or page.offset is None:
            return None
        try:
            record = read_record(self.folder / page.file, page.offset)
        except (RecordError, OSError) as error:
            logger.warning("%s is kept anew: %s", page.url, error)
            return None
        return record if record.digest == page.digest else None


def page_of(record: Record, folder: Path) -> Page:
    """Where a record's payload lies: the file is named relative to the archive's folder, or absolute where it lies elsewhere."""
    file, folder = record.file.resolve(), folder.resolve()
    return Page(
        url=record.url,
        digest=record.digest,
        status=record.status,
        fetched_at=record.at,
        file=str(file.relative_to(folder) if file.is_relative_to(folder) else file),
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
