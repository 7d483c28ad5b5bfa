"""REPLAY: every request is answered from WARC files, or from the archive, and nothing goes out. What they lack is a 404."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings
from scrapy.utils.request import fingerprint

from unioncrawl.archive import Record, Unreadable, file_of, page_of, payload_digest, read_record, records
from unioncrawl.db import find_page, open_existing
from unioncrawl.items import Page

SUFFIXES = (".warc", ".warc.gz")

LACKING = "not recorded"  # flag of a response that the recordings do not have

logger = logging.getLogger(__name__)


def warc_files(path: Path) -> list[Path]:
    """A WARC file, or those of a folder and the folders in it."""
    return sorted(file for file in path.rglob("*") if file.name.endswith(SUFFIXES)) if path.is_dir() else [path]


@dataclass(slots=True, frozen=True)
class _Place:
    """Where a response is recorded."""

    url: str
    at: datetime
    file: Path
    offset: int
    revisits: str | None  # digest of the body, which another record has
    ids: tuple[str | None, str | None]  # its own, and its request's


class Recording:
    """The responses of WARC files by the requests that got them: the newest where there are several."""

    def __init__(self, files: list[Path]) -> None:
        self.bodies: dict[str, tuple[Path, int]] = {}  # digest: file and offset of the record that has it
        self.answers: dict[bytes, _Place] = {}  # by Scrapy's fingerprint of the request: method, canonical address, body
        asked: dict[str | None, Record] = {}  # by their ids, and by those of their responses: requests that are more than an address
        answered: list[_Place] = []
        for record in _records(files):
            if record.kind == "request" and (record.payload or not record.line.startswith("GET ")):
                asked[record.id] = asked[record.concurrent] = record
            elif record.kind in ("response", "resource", "revisit") and record.status not in (0, 304):  # that has no page
                revisits = record.digest if record.kind == "revisit" else None
                if revisits is None:
                    self.bodies.setdefault(record.digest, (record.file, record.offset))
                answered.append(_Place(record.url, record.at, record.file, record.offset, revisits, (record.id, record.concurrent)))
        asked.pop(None, None)
        for place in answered:
            self._add(place, next((asked[name] for name in place.ids if name in asked), None))

    def _add(self, place: _Place, asked: Record | None) -> None:
        method, body = (asked.line.split(" ", 1)[0], asked.payload) if asked else ("GET", b"")
        try:
            key = fingerprint(Request(place.url, method=method, body=body))
        except ValueError:  # an address that no request can have, such as dns:example.org
            return
        known = self.answers.get(key)
        if known is None or known.at <= place.at:
            self.answers[key] = place

    def find(self, request: Request) -> Record | None:
        """The response to a request, its body with it; None where the files have none."""
        place = self.answers.get(fingerprint(request))
        if place is None:
            return None
        record = read_record(place.file, place.offset)
        if place.revisits is None:
            return record
        if place.revisits not in self.bodies:
            logger.warning("%s: the record that it refers to for its body is not in the files", record.url)
            return None
        original = read_record(*self.bodies[place.revisits])
        if not record.line:  # a revisit may leave even the headers to the original
            return replace(original, url=record.url, at=record.at)
        return replace(record, payload=original.payload, file=original.file, offset=original.offset)


class Archived:
    """The responses of the archive, by their addresses, as the table `page` knows them."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.engine = open_existing(database_url)
        self.folder = folder

    def find(self, request: Request) -> Record | None:
        """The newest response from the request's address, with its body; None where there is none. The table knows no forms."""
        if request.method != "GET":
            return None
        with self.engine.connect() as connection:
            page = find_page(connection, request.url)
        if page is None or page.file is None or page.offset is None:
            return None
        record = read_record(file_of(page, self.folder), page.offset)
        return replace(record, at=page.fetched_at, line=f"HTTP/1.1 {page.status}")


def _records(files: list[Path]) -> Iterator[Record]:
    """All that can be read; the rest is logged."""
    for file in files:
        for record in records(file):
            if isinstance(record, Unreadable):
                logger.warning("%s, offset %d: %s: %s", record.file, record.offset, record.reason, record.detail)
            else:
                yield record


def replayed(request: Request, record: Record | None, archive: Path) -> tuple[Response, Page]:
    """The response that a request gets, as from the network, and where its bytes are kept."""
    if record is None:
        return Response(request.url, status=404, flags=[LACKING]), Page(
            request.url, payload_digest(b""), 404, datetime.now(UTC).replace(microsecond=0)
        )
    headers = Headers()
    for name, value in record.headers:
        if name.lower() != "transfer-encoding":  # the payload is in one piece
            headers.appendlist(name, _encoded(value))
    response_class = responsetypes.from_args(headers=headers, url=request.url, body=record.payload)
    response = response_class(request.url, status=record.status, headers=headers, body=record.payload)
    return response, replace(page_of(record, archive), url=request.url)


def _encoded(value: str) -> bytes:
    """A header's bytes: warcio reads them as UTF-8 where they are, and else as Latin-1."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


class Replay:
    """Scrapy add-on: where REPLAY says so, recordings stand in for the network, and what they answer is not archived again.

    REPLAY is a WARC file, a folder with them, or the address of a database: then the pages are those of its archive in ARCHIVE_DIR.
    """

    source: Recording | Archived

    def update_settings(self, settings: BaseSettings) -> None:
        """Put the handler in the network's place. UsageError where REPLAY holds nothing to answer from."""
        if not settings["REPLAY"]:
            return
        self.source = recorded(settings["REPLAY"], Path(settings["ARCHIVE_DIR"]))
        settings["DOWNLOAD_HANDLERS"].update(dict.fromkeys(("http", "https"), "unioncrawl.replay.ReplayHandler"), priority="cmdline")
        settings["DOWNLOADER_MIDDLEWARES"].set("unioncrawl.archive.Archive", None, priority="cmdline")
        for name in ("DOWNLOAD_DELAY", "AUTOTHROTTLE_ENABLED", "RETRY_ENABLED"):  # nobody is spared, and nothing comes out otherwise
            settings.set(name, 0, priority="cmdline")


@cache
def recorded(replay: str, archive: Path) -> Recording | Archived:
    """What the setting means, the same for all crawls of a process. UsageError where it holds nothing to answer from."""
    if "://" in replay:
        return Archived(replay, archive)
    path = Path(replay)
    if not path.exists():
        raise UsageError(f"REPLAY: {path} is not there")
    try:
        recording = Recording(warc_files(path))
    except OSError as error:
        raise UsageError(f"REPLAY: {error}") from error
    if not recording.answers:
        raise UsageError(f"REPLAY: {path} holds no response that can be read")
    return recording


class ReplayHandler(BaseDownloadHandler):
    """Answers http and https from the add-on's source."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        addon = crawler.get_addon(Replay)
        if addon is None:
            raise ValueError("the handler needs the add-on unioncrawl.replay.Replay")
        self.source = addon.source
        self.archive = Path(crawler.settings["ARCHIVE_DIR"])

    async def download_request(self, request: Request) -> Response:
        """The recorded response."""
        record = await asyncio.to_thread(self.source.find, request)
        response, request.meta["page"] = replayed(request, record, self.archive)
        return response
