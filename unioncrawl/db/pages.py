"""What is known of responses: the rows of `page`."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection, RowMapping, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import twins
from unioncrawl.items import Page

_PAGE = tables.page.c


def record_page(connection: Connection, page: Page) -> int:
    """The id of the row of a response; the same bytes from the same address are one row, however often they come.

    The first place in the archive stays: later responses with these bytes are revisit records there.
    """
    known = connection.execute(
        select(_PAGE.id, _PAGE.archive_file, _PAGE.last_seen_at).where(_PAGE.url == page.url, _PAGE.digest == page.digest)
    ).one_or_none()
    if known is None:
        values = {
            "url": page.url,
            "digest": page.digest,
            "status": page.status,
            "fetched_at": page.fetched_at,
            "last_seen_at": page.fetched_at,
            "archive_file": page.file,
            "archive_offset": page.offset,
            "etag": page.etag,
            "last_modified": page.last_modified,
        }
        return cast(int, connection.execute(tables.page.insert().values(values).returning(_PAGE.id)).scalar_one())
    seen = {"status": page.status, "etag": page.etag, "last_modified": page.last_modified}
    if known.archive_file is None:
        seen |= {"archive_file": page.file, "archive_offset": page.offset}
    seen |= {"last_seen_at": max(known.last_seen_at, page.fetched_at)}
    connection.execute(update(tables.page).where(_PAGE.id == known.id).values(seen))
    return cast(int, known.id)


def find_digest(connection: Connection, digest: str) -> Page | None:
    """The first response with these bytes that lies in the archive."""
    query = select(tables.page).where(_PAGE.digest == digest, _PAGE.archive_file.is_not(None)).order_by(_PAGE.id).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _page(row)


def find_page(connection: Connection, url: str) -> Page | None:
    """The newest response from an address, by http or https, that lies in the archive."""
    query = select(tables.page).where(_PAGE.url.in_(twins(url)), _PAGE.archive_file.is_not(None), _PAGE.status != 304)
    row = connection.execute(query.order_by(_PAGE.last_seen_at.desc(), _PAGE.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else _page(row)


def _page(row: RowMapping) -> Page:
    return Page(
        url=row["url"],
        digest=row["digest"],
        status=row["status"],
        fetched_at=row["fetched_at"],
        file=row["archive_file"],
        offset=row["archive_offset"],
        etag=row["etag"],
        last_modified=row["last_modified"],
    )
