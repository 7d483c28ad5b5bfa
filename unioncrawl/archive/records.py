"""Reading WARC files, plain or compressed, ours or others', whole or damaged."""

from __future__ import annotations

import hashlib
import zlib
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

import brotli  # type: ignore[import-untyped]
from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

YEARS = range(1990, 2200)  # of the Web
MAX_BODY = 8 * 1024 * 1024  # bytes of a record's payload, compressed or not: the most that the crawler downloads
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"\nWARC/1."
_CHUNK = 64 * 1024
_OVERLAP = 4 * 1024  # of two chunks that are searched for the beginning of a record: the longest beginning that is looked at
_HTTP_KINDS = ("response", "revisit", "request")
_KINDS = (*_HTTP_KINDS, "conversion", "resource")


class RecordError(ValueError):
    """A place of a WARC file that gives no record."""

    def __init__(self, reason: str, detail: str, url: str | None = None) -> None:
        super().__init__(detail)
        self.reason = reason  # "truncated", "damaged" or "oversize"
        self.detail = detail
        self.url = url  # the address that the record is about, where that much can be read


# What warcio raises over damaged bytes.
_FAULTS = (RecordError, ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError)


@dataclass(slots=True, frozen=True)
class Record:
    """A record of a WARC file about an address."""

    kind: str  # "response", "revisit", "request", "conversion" (the text of a page), "resource" (a document without HTTP)
    url: str
    at: datetime  # aware
    file: Path
    offset: int  # where it begins in the file, in bytes
    id: str | None
    concurrent: str | None  # the id of a response's request, or the other way round
    digest: str  # "sha1:BASE32" of the payload, as the record says where it does; in a revisit, of the payload meant
    line: str  # "GET /path HTTP/1.1", "HTTP/1.1 200 OK"; empty without HTTP
    headers: tuple[tuple[str, str], ...]  # of HTTP; without it, the record's Content-Type
    payload: bytes  # as served: with its Content-Encoding, without its Transfer-Encoding

    @property
    def status(self) -> int:
        """The HTTP status: 200 for a document without HTTP, 0 where the line gives none."""
        if not self.line:
            return 200
        code = self.line.split(" ", 2)[1:2]
        return int(code[0]) if code and code[0].isdecimal() and len(code[0]) == 3 else 0

    def header(self, name: str) -> str | None:
        """The first header of that name (in lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def body(self) -> bytes:
        """The payload without its Content-Encoding; as it is where that is unknown or not true. RecordError beyond MAX_BODY."""
        body = self.payload
        for encoding in reversed((self.header("content-encoding") or "").lower().split(",")):
            body = _decompress(body, encoding.strip())
            if len(body) > MAX_BODY:
                raise RecordError("oversize", f"over {MAX_BODY} bytes when decompressed", self.url)
        return body


@dataclass(slots=True, frozen=True)
class Unreadable:
    """A place of a WARC file that gives no record."""

    file: Path
    offset: int
    reason: str
    detail: str
    url: str | None = None


def records(path: Path) -> Iterator[Record | Unreadable]:
    """The records of a WARC file about addresses, in order, one in memory at a time.

    After a damaged place the reading goes on with the next record that can be found. OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        start: int | None = 0
        while start is not None:
            file.seek(start)
            archive = WARCIterator(file, no_record_parse=True)
            at = start
            try:
                for raw in archive:
                    at = archive.offset
                    record = _record(raw, path, at)
                    if record is not None:
                        yield record
                _require_whole(file, at)
                return
            except _FAULTS as error:
                at = max(at, archive.offset)
                yield _unreadable(path, at, error)
                start = next_record(file, at + 1)


def read_record(path: Path, offset: int) -> Record:
    """The record that begins at an offset. RecordError where none does; OSError where the file cannot be read."""
    with path.open("rb") as file:
        file.seek(offset)
        try:
            record = _record(next(WARCIterator(file, no_record_parse=True)), path, offset)
        except (StopIteration, *_FAULTS) as error:
            fault = _unreadable(path, offset, error)
            raise RecordError(fault.reason, f"{path}, offset {offset}: {fault.detail}", fault.url) from error
    if record is None:
        raise RecordError("damaged", f"{path}, offset {offset}: no record about an address")
    return record


def payload_digest(payload: bytes) -> str:
    """The digest of a payload, as WARC files write it."""
    return "sha1:" + b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def member_end(file: BinaryIO, offset: int) -> int | None:
    """Where the compressed record that begins at an offset ends; None where it is torn or damaged."""
    file.seek(offset)
    member = zlib.decompressobj(wbits=31)
    try:
        while not member.eof:
            chunk = member.unconsumed_tail or file.read(_CHUNK)
            if not chunk:
                return None
            member.decompress(chunk, _CHUNK)
    except zlib.error:
        return None
    return file.tell() - len(member.unused_data) - len(member.unconsumed_tail)


def next_record(file: BinaryIO, offset: int) -> int | None:
    """Where the next record begins, at or after an offset; None where the file has no more."""
    mark = _GZIP if _is_compressed(file) else _PLAIN
    file.seek(offset)
    held = b""
    while True:
        chunk = file.read(_CHUNK)
        held += chunk
        found = held.find(mark)
        while found >= 0 and (not chunk or found < len(held) - _OVERLAP):
            if mark == _PLAIN or _begins_record(held[found:]):
                return offset + found + len(mark) - len(mark.lstrip())
            found = held.find(mark, found + 1)
        if not chunk:
            return None
        gone = max(0, len(held) - _OVERLAP)
        held, offset = held[gone:], offset + gone


def _record(raw: ArcWarcRecord, path: Path, offset: int) -> Record | None:
    """warcio's record as ours; None for one that is not about an address, such as warcinfo."""
    named = raw.rec_headers.get_header
    kind, url = named("WARC-Type"), named("WARC-Target-URI")
    if kind is None or not (named("Content-Length") or "").isdecimal():
        raise RecordError("damaged", "a record without its type or length", url)
    if kind not in _KINDS:
        return None
    if not url:
        raise RecordError("damaged", f"a {kind} without its address")
    line, headers = "", (("Content-Type", raw.content_type or ""),)
    is_http = url.startswith(("http:", "https:")) or (raw.content_type or "").startswith("application/http")
    if kind in _HTTP_KINDS and raw.length and is_http:
        http = StatusAndHeadersParser([], verify=False).parse(raw.raw_stream)
        line, headers = f"{http.protocol} {http.statusline}", tuple(http.headers)
    payload = _payload(raw, url)
    if any(key.lower() == "transfer-encoding" and "chunked" in value.lower() for key, value in headers):
        payload = ChunkedDataReader(BytesIO(payload)).read()
    at = datetime.fromisoformat(named("WARC-Date") or "")
    if at.year not in YEARS:
        raise ValueError(f"WARC-Date {at.isoformat()}")
    return Record(
        kind=kind,
        url=url,
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        file=path,
        offset=offset,
        id=named("WARC-Record-ID"),
        concurrent=named("WARC-Concurrent-To"),
        digest=named("WARC-Payload-Digest") or payload_digest(payload),
        line=line,
        headers=headers,
        payload=payload,
    )


def _payload(raw: ArcWarcRecord, url: str) -> bytes:
    """What follows the HTTP headers, all of it."""
    length = raw.length - raw.raw_stream.tell()
    if length > MAX_BODY:
        raise RecordError("oversize", f"{length} bytes", url)
    payload: bytes = raw.raw_stream.read(length)
    if len(payload) < length:
        raise RecordError("truncated", f"{len(payload)} of {length} bytes", url)
    return payload


def _decompress(payload: bytes, encoding: str) -> bytes:
    """A payload without one Content-Encoding, at most MAX_BODY and a little more; as it is where that is unknown or not true."""
    try:
        if encoding in ("gzip", "x-gzip"):
            return zlib.decompressobj(wbits=31).decompress(payload, MAX_BODY + 1)
        if encoding == "deflate":
            wbits = 15 if payload[:1] == b"\x78" else -15  # some servers leave the zlib header out
            return zlib.decompressobj(wbits).decompress(payload, MAX_BODY + 1)
        if encoding == "br":
            return bytes(brotli.Decompressor().process(payload, output_buffer_limit=MAX_BODY + 1))
    except (zlib.error, brotli.error):
        return payload  # archives exist whose bodies are decompressed and whose headers are not
    return payload


def _require_whole(file: BinaryIO, offset: int) -> None:
    """The last record of a compressed file must end where the file ends: a tear in the first bytes of another goes unseen otherwise."""
    if _is_compressed(file) and member_end(file, offset) != file.seek(0, SEEK_END):
        raise RecordError("truncated", "the file ends within a record")


def _is_compressed(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(len(_GZIP)) == _GZIP


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:_OVERLAP], 7) == _PLAIN.lstrip()
    except zlib.error:
        return False


def _unreadable(path: Path, offset: int, error: Exception) -> Unreadable:
    if isinstance(error, RecordError):
        return Unreadable(path, offset, error.reason, error.detail, error.url)
    if "non-chunked gzip" in str(error):
        return Unreadable(path, offset, "damaged", "compressed as a whole, not record by record: decompress the file first")
    return Unreadable(path, offset, "damaged", (str(error).strip() or type(error).__name__).splitlines()[0][:200])
