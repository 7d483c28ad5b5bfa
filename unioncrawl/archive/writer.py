"""Writing WARC files: appended durably, rotated by size, whole after any kill."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from unioncrawl.archive.records import Record, member_end, next_record

ROTATE = 128 * 1024 * 1024  # bytes after which a file takes no more records; it bounds what healing has to read
_BUILD = RecordBuilder(warc_version="WARC/1.1")  # ISO 28500:2017

logger = logging.getLogger(__name__)


class Message(NamedTuple):
    """A request or a response of HTTP."""

    line: str  # "GET /path HTTP/1.1", "HTTP/1.1 200 OK"
    headers: list[tuple[str, str]]  # their bytes as Latin-1
    body: bytes


class Writer:
    """Appends records to the WARC files of a folder. A file has one writer at a time; several processes take several files."""

    def __init__(self, folder: Path, rotate: int = ROTATE) -> None:
        self.folder = folder
        self.rotate = rotate
        self._file: BinaryIO | None = None

    def append(self, *records: ArcWarcRecord) -> tuple[str, int]:
        """Write records one after the other. They are on the disk when this returns: the file's name, and the offset of the first.

        OSError where the disk does not take them; the file is then as it was.
        """
        return self.append_all([records])[0]

    def append_all(self, groups: Sequence[Sequence[ArcWarcRecord]]) -> list[tuple[str, int]]:
        """The same for several at once, all of them or none: the places of each group's first."""
        if self._file is None or self._file.seek(0, SEEK_END) >= self.rotate:
            self.close()
            self._file = self._open()
        name = Path(self._file.name).name
        return [(name, offset) for offset in _write(self._file, groups)]

    def close(self) -> None:
        """Let go of the file; appending takes one again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> BinaryIO:
        """A file with room that no other process writes to: one that is there, or a new one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.glob("unioncrawl-*.warc.gz")):
            if path.stat().st_size < self.rotate and (file := _take(path)):
                return file
        path = self.folder / f"unioncrawl-{datetime.now(UTC):%Y%m%d%H%M%S%f}.warc.gz"
        return _take(path) or self._open()


def response_record(url: str, at: datetime, response: Message) -> ArcWarcRecord:
    """A response with its body as served."""
    return _record("response", url, {"WARC-Date": _date(at)}, response)


def request_record(response: ArcWarcRecord, request: Message) -> ArcWarcRecord:
    """The request that got a response."""
    meant = response.rec_headers.get_header
    named = {"WARC-Date": meant("WARC-Date"), "WARC-Concurrent-To": meant("WARC-Record-ID")}
    return _record("request", meant("WARC-Target-URI"), named, request)


def revisit_record(original: Record, url: str, at: datetime, response: Message) -> ArcWarcRecord:
    """A response whose body is that of an earlier one, here or at another address."""
    named = {"WARC-Date": _date(at)} | ({"WARC-Refers-To": original.id} if original.id else {})
    headers = _HttpHeaders.of(response)
    meant = _date(original.at)
    return _BUILD.create_revisit_record(url, original.digest, original.url, meant, http_headers=headers, warc_headers_dict=named)


class _HttpHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """HTTP headers that are written as they came: warcio percent-encodes a header that is not ASCII, separators and all."""

    @classmethod
    def of(cls, message: Message) -> _HttpHeaders:
        first, _, rest = message.line.partition(" ")
        return cls(rest, message.headers, protocol=first)

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        return cast(bytes, self.to_bytes(filter_func, "latin-1"))


def _record(kind: str, url: str, named: dict[str, str], message: Message) -> ArcWarcRecord:
    body = BytesIO(message.body)
    headers = _HttpHeaders.of(message)
    return _BUILD.create_warc_record(url, kind, payload=body, length=len(message.body), http_headers=headers, warc_headers_dict=named)


def _date(at: datetime) -> str:
    """In whole seconds, as the database keeps it."""
    return cast(str, datetime_to_iso_date(at.astimezone(UTC)))


def _take(path: Path) -> BinaryIO | None:
    """A file to append to, made where missing; None where another process has it, or it cannot be healed."""
    file = cast(BinaryIO, path.open("a+b", buffering=0))  # unbuffered: after a failed write nothing of it must come later
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    if not _heal(file):
        file.close()
        return None
    if file.seek(0, SEEK_END) == 0:
        info = {"software": "unioncrawl", "format": "WARC File Format 1.1", "conformsTo": "http://iipc.github.io/warc-specifications/"}
        _write(file, [[_BUILD.create_warcinfo_record(path.name, info)]])
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)  # the file's name, too, is on the disk
        os.close(folder)
    return file


def _heal(file: BinaryIO) -> bool:
    """Take an unfinished record off the end, which a kill leaves. False for a file that is damaged before its end: it stays as it is."""
    whole = 0
    while end := member_end(file, whole):
        whole = end
    torn = file.seek(0, SEEK_END) - whole
    if torn and next_record(file, whole + 1) is not None:
        logger.warning("%s is damaged at %d and takes no more records", file.name, whole)
        return False
    if torn:
        logger.warning("%s: %d bytes of an unfinished record taken off", file.name, torn)
        file.truncate(whole)
    return True


def _write(file: BinaryIO, groups: Sequence[Sequence[ArcWarcRecord]]) -> list[int]:
    """All of the records, on the disk, or none; the offsets of the groups."""
    end = file.seek(0, SEEK_END)
    offsets = []
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version=_BUILD.warc_version)
    for records in groups:
        offsets.append(end + buffer.tell())
        for record in records:
            writer.write_record(record)
    rest = buffer.getbuffer()
    try:
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(end)
        raise
    return offsets
