"""Documents that lie on this machine: local files, and the records of WARC and WET files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from unioncrawl.archive import MAX_BODY, Record, RecordError, Unreadable, page_of, records
from unioncrawl.db import canonical
from unioncrawl.finding import is_host
from unioncrawl.items import Article, Page, Refusal
from unioncrawl.page import decode, html_article, text_article

TEXT, HTML = "text/plain", "text/html"
SUFFIXES = {".txt": TEXT, ".html": HTML, ".htm": HTML, ".shtml": HTML}
WARC_SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
SHOWN = 100  # characters of a path that cannot be
_MARKUP = ("", HTML, "application/xhtml+xml")
_LOCAL = "file:"
_SCHEMES = ("http", "https")
_ADDRESS_LINE = "# url: "  # how texts taken from pages say in their first line where they are from
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r\x1b")  # ESC is a part of ISO-2022 and HZ
_NO_TEXT = _CONTROLS.decode("ascii") + "\ufffd"


class PassedOver(StrEnum):
    """Why a response or resource of an archive is no document."""

    STATUS = "with a status other than 200"
    REVISIT = "revisits"
    TYPE = "neither page nor text"
    ROBOTS = "robots.txt"


@dataclass(slots=True, frozen=True)
class Document:
    """A page's bytes, or why there are none."""

    url: str
    body: bytes = b""
    content_type: str = HTML
    page: Page | None = None  # its place in a WARC file
    refusal: Refusal | None = None

    def article(self) -> Article:
        """The document's lines, not yet read."""
        if self.refusal is not None:
            return Article(self.url, page=self.page, refusal=self.refusal)
        if _is_binary(self):
            return Article(self.url, page=self.page, refusal=Refusal("binary", f"{len(self.body)} bytes that are no text"))
        fetched_at = self.page.fetched_at if self.page and not is_local(self.url) else None
        if self.content_type.startswith(TEXT):
            text, url = _address(decode(self.body, self.content_type), self.url)
            article = text_article(text, url, fetched_at=fetched_at)
        else:
            article = html_article(self.body, self.url, self.content_type, fetched_at=fetched_at)
        article.page = self.page
        return article


def is_local(url: str) -> bool:
    """Whether an address is a file's: no date of it says when its page was fetched."""
    return url.startswith(_LOCAL)


def document_files(path: str) -> list[Path]:
    """The files that a path, a folder or a glob pattern means, in their order. UsageError where none can be read."""
    try:
        found = _meant(path)
    except OSError as fault:  # such as a name that no file system takes
        shown = path if len(path) <= SHOWN else f"{path[:SHOWN]}… ({len(path)} characters)"
        raise UsageError(f"path={shown}: {fault.strerror}") from None
    if not found and Path(path).is_dir():
        raise UsageError(f"{path}: no file in this folder, nor below it")
    if not found:
        raise UsageError(f"{path}: no such file or folder, and no file matches it")
    known = [file for file in found if _kind(file) and not os.path.isdir(file)]  # noqa: PTH112 (Path's raises where it may not look)
    if not known:
        raise UsageError(f"{path}: no file to read among {len(found)}; files are read that end in {', '.join([*SUFFIXES, *WARC_SUFFIXES])}")
    return known


def _meant(path: str) -> list[Path]:
    if Path(path).is_dir():
        return sorted(Path(path).rglob("*"))
    if Path(path).exists():
        return [Path(path)]
    return sorted(Path(name) for name in glob.glob(path, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)


def documents(file: Path, archive: Path) -> Iterator[Document | PassedOver]:
    """A file's document, or the documents of an archive's records: pages and texts; of other captures (images, redirects), why not.

    `archive` is the folder that Page.file is relative to.
    """
    url = Path(os.path.realpath(file)).as_uri()  # where links lead in a circle, Path.resolve raises
    try:
        state = file.stat()
        size = state.st_size
        if not S_ISREG(state.st_mode):
            yield _refused(url, "unreadable", "a pipe, a socket or a device, no file")
        elif size == 0:
            yield _refused(url, "empty", "the file has no bytes")
        elif _kind(file) == "warc":
            for record in records(file):
                yield from _recorded(record, url, archive)
        elif size > MAX_BODY:
            yield _refused(url, "oversize", f"{size} bytes")
        else:
            yield Document(url, file.read_bytes(), _kind(file))
    except OSError as error:
        yield _refused(url, "unreadable", str(error))


def _kind(file: Path) -> str:
    """A media type, "warc", or "" for what is not read."""
    name = file.name.lower()
    return "warc" if name.endswith(WARC_SUFFIXES) else SUFFIXES.get(Path(name).suffix, "")


def _recorded(record: Record | Unreadable, file_url: str, archive: Path) -> Iterator[Document | PassedOver]:
    """The document of a record that is one; what cannot be read is known under the record's address, or else its place in the file."""
    place = f"{file_url}?offset={record.offset}"
    if isinstance(record, Unreadable):
        detail = f"{record.file.name}, offset {record.offset}: {record.detail}"
        yield _refused(record.url if record.url and _is_address(record.url) else place, record.reason, detail)
        return
    if record.kind == "request":
        return
    if (why := _passed_over(record)) is not None:
        yield why
        return
    if not _is_address(record.url):
        yield _refused(place, "address", record.url)
        return
    page, content_type = page_of(record, archive), record.header("content-type") or ""
    try:
        yield Document(record.url, record.body, content_type, page)
    except RecordError as error:
        yield Document(record.url, page=page, refusal=Refusal(error.reason, error.detail))


def _passed_over(record: Record) -> PassedOver | None:
    """Why a record is no document; None where it is one."""
    if record.kind == "revisit":
        return PassedOver.REVISIT
    if record.status != 200:
        return PassedOver.STATUS
    if (record.header("content-type") or "").split(";")[0].strip().lower() not in (TEXT, *_MARKUP):
        return PassedOver.TYPE
    return PassedOver.ROBOTS if record.url.endswith("/robots.txt") and record.url.count("/") == 3 else None


def _is_address(url: str) -> bool:
    """Of a page on the Web, or of a file."""
    try:
        parts = urlsplit(canonical(url))
    except ValueError:
        return False
    return is_local(url) or (is_host(parts.hostname) and parts.scheme in _SCHEMES)


def _refused(url: str, reason: str, detail: str) -> Document:
    return Document(url, refusal=Refusal(reason, detail))


def _is_binary(document: Document) -> bool:
    """Text has no control characters, damaged text has few; noise, read as text, has a quarter. Only UTF-16 and 32 are decoded to tell."""
    head = document.body[: 64 * 1024]
    if head.startswith(b"%PDF-"):
        return True
    if len(head) - len(head.translate(None, _CONTROLS)) <= len(head) / 100:
        return False
    text = decode(head[: len(head) // 4 * 4], document.content_type)
    return sum(char in _NO_TEXT for char in text) > len(text) / 10


def _address(text: str, url: str) -> tuple[str, str]:
    """A text without the line that gives its address, and the address."""
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    address = first.removeprefix(_ADDRESS_LINE).strip()
    if first.startswith(_ADDRESS_LINE) and address.startswith(("http://", "https://")) and _is_address(address):
        return rest, address
    return text, url
