"""Keeping local documents: each is a resource record under its file:// address, so that it can be read again when its file is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from sqlalchemy import Engine
from warcio.recordbuilder import RecordBuilder
from warcio.timeutils import datetime_to_iso_date

from unioncrawl.archive.keeper import file_of
from unioncrawl.archive.records import RecordError, payload_digest, read_record
from unioncrawl.archive.writer import Writer
from unioncrawl.db import find_page, read
from unioncrawl.items import Page

_BUILD = RecordBuilder(warc_version="WARC/1.1")


class LocalKeeper:
    """Writes documents to the archive's folder, one at a time."""

    def __init__(self, folder: Path, engine: Engine, patience: float = 0) -> None:
        self.folder = folder
        self.engine = engine  # of the database whose table `page` says which documents the archive has
        self.patience = patience  # seconds that it is waited for when it is away
        self.writer = Writer(folder)

    def keep(self, url: str, body: bytes, content_type: str, at: datetime) -> Page:
        """Where a document lies; it is on the disk when this returns. One that is there already stays where it is."""
        digest = payload_digest(body)
        known = read(self.engine, partial(find_page, url=url), self.patience)
        if known is not None and known.digest == digest and self._is_there(known):
            return known
        named = {"WARC-Date": datetime_to_iso_date(at.astimezone(UTC))}
        record = _BUILD.create_warc_record(url, "resource", BytesIO(body), len(body), content_type, warc_headers_dict=named)
        file, offset = self.writer.append(record)
        return Page(url, digest, 200, at, file, offset)

    def close(self) -> None:
        """Let go of the file, which another crawl may want."""
        self.writer.close()

    def _is_there(self, page: Page) -> bool:
        try:
            return read_record(file_of(page, self.folder), page.offset or 0).digest == page.digest
        except (RecordError, OSError):
            return False
