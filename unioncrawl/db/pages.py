"""What is known of responses: the rows of `page`."""

from __future__ import annotations

from datetime import UTC
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import twins
from unioncrawl.items import Page

_PAGE = tables.page.c
_SAME = select(tables.page).where(_PAGE.url == bindparam("url"), _PAGE.digest == bindparam("digest"))
_NEW = tables.page.insert().returning(_PAGE.id)


def record_page(connection: Connection, page: Page) -> int:
    """The id of the row of a response; the same bytes from the same address are one row, however often they come.

    The first place in the archive stays: later responses with these bytes are revisit records there.
    """
    known = connection.execute(_SAME, {"url": page.url, "digest": page.digest}).mappings().one_or_none()
    values: dict[str, Any] = {
        "status": page.status,
        "last_seen_at": page.fetched_at.astimezone(UTC).replace(microsecond=0),
        "archive_file": page.file,
        "archive_offset": page.offset,
        "etag": page.etag,
        "last_modified": page.last_modified,
    }
    if known is None:
        first = {"url": page.url, "digest": page.digest, "fetched_at": page.fetched_at}
        return cast(int, connection.execute(_NEW, values | first).scalar_one())
    if known["archive_file"] is not None:
        values |= {"archive_file": known["archive_file"], "archive_offset": known["archive_offset"]}
    values["last_seen_at"] = max(known["last_seen_at"], values["last_seen_at"])
    changed = {name: value for name, value in values.items() if value != known[name]}
    if changed:
        connection.execute(update(tables.page).where(_PAGE.id == known["id"]).values(changed))
    return cast(int, known["id"])


def move_pages(connection: Connection, digest: str, file: str, offset: int) -> None:
    """Responses with these bytes lie there from now on: where they lay before they cannot be read any more."""
    connection.execute(update(tables.page).where(_PAGE.digest == digest).values(archive_file=file, archive_offset=offset))


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
