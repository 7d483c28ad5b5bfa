"""A feed in a file, for databases that no network reaches.

zstd over JSON lines: what it is, then a line an article with all that belongs to it, then its end: the change number that it reaches, and
the SHA-256 of all lines before. A file without its end, or with another sum, is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from sqlalchemy import Date

from unioncrawl.db.feeding import BELONGING, PAGE, Batch, Rows
from unioncrawl.db.types import UtcDateTime
from unioncrawl.records import json_line
from unioncrawl.target import TABLES

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd  # comes with Scrapy

SUFFIX = ".jsonl.zst"
FORMAT = "unioncrawl bundle 1"


class BundleError(Exception):
    """The file is no whole bundle."""


class Manifest(NamedTuple):
    """What a bundle is."""

    source: int  # identity of the database that it was made from
    after: int  # for targets that have reached this change number, or more
    through: int  # which it brings to this one
    articles: int
    sha256: str  # of the lines


def write_bundle(file: BinaryIO, source: int, after: int, batches: Iterable[Batch]) -> Manifest:
    """Write a bundle; what it is."""
    through, articles, digest = after, 0, hashlib.sha256()
    with zstd.open(file, "wb") as packed:

        def put(line: dict[str, Any]) -> None:
            data = f"{json_line(line)}\n".encode()
            digest.update(data)
            packed.write(data)

        put({"format": FORMAT, "source": source, "after": after})
        for batch in batches:
            for line in _lines(batch.rows):
                put(line)
            through = batch.through
            articles += len(batch.rows.get("article", []))
        end = {"through": through, "articles": articles, "sha256": digest.hexdigest()}
        packed.write(f"{json_line(end)}\n".encode())
    return Manifest(source, after, **end)  # type: ignore[arg-type]


def _lines(rows: Rows) -> Iterator[dict[str, Any]]:
    yield from ({"site": [site]} for site in rows["site"])
    names = [table.name for table in BELONGING]
    lines = {article["id"]: {"article": [article], **{name: [] for name in names}} for article in rows.get("article", [])}
    for name in names:
        for row in rows.get(name, []):
            lines[row["article"]][name].append(row)
    yield from lines.values()


def read_manifest(path: Path) -> Manifest:
    """What a bundle is, when it has been read through and found whole. BundleError where it is not."""
    digest, last = hashlib.sha256(), b""
    try:
        with zstd.open(path, "rb") as packed:
            first = packed.readline()
            begin = json.loads(first)
            if begin["format"] != FORMAT:
                raise BundleError(f"{path}: {begin['format']}, and this is for {FORMAT}")
            last = first
            for line in packed:
                digest.update(last)
                last = line
        end = json.loads(last)
        manifest = Manifest(begin["source"], begin["after"], end["through"], end["articles"], end["sha256"])
    except (zstd.ZstdError, EOFError, ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{path}: no whole bundle: {error}") from error
    if manifest.sha256 != digest.hexdigest():
        raise BundleError(f"{path}: its sum is not what it says")
    return manifest


def read_batches(path: Path, reached: int) -> Iterator[Batch]:
    """The batches of a bundle that was found whole, for a target that has reached a change number."""
    rows: Rows = {name: [] for name in TABLES}
    after = through = reached
    with zstd.open(path, "rb") as packed:
        packed.readline()
        for line in map(json.loads, packed):
            if "article" in line:
                if line["article"][0]["seq"] <= reached:  # the target has it, or what it became
                    continue
                through = line["article"][0]["seq"]
            for name in TABLES:
                rows[name] += [_typed(name, row) for row in line.get(name, [])]
            if len(rows["article"]) >= PAGE or "through" in line:
                yield Batch(after, through, rows)
                rows, after = {name: [] for name in TABLES}, through


def _typed(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {column: _value(TABLES[name].c[column].type, value) for column, value in row.items()}


def _value(kind: object, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
