"""What is known of responses: the rows of `page`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import twins
from unioncrawl.items import Article, Page

_PAGE = tables.page.c
_SAME = select(tables.page).where(_PAGE.url.in_(bindparam("urls", expanding=True)), _PAGE.digest.in_(bindparam("digests", expanding=True)))
_NEW = tables.page.insert().returning(_PAGE.url, _PAGE.digest, _PAGE.id)
_FIRST = select(tables.page).where(_PAGE.digest == bindparam("digest"), _PAGE.archive_file.is_not(None)).order_by(_PAGE.id).limit(1)


def record_page(connection: Connection, page: Page) -> int:
    """The id of the row of a response; the same bytes from the same address are one row, however often they come.

    The first place in the archive stays: later responses with these bytes are revisit records there.
    """
    return record_pages(connection, [page])[0]


def record_pages(connection: Connection, pages: Sequence[Page]) -> list[int]:
    """The same for many."""
    last = {(page.url, page.digest): page for page in pages}
    if not last:
        return []
    asked = {"urls": sorted({page.url for page in pages}), "digests": sorted({page.digest for page in pages})}
    known = {(row["url"], row["digest"]): row for row in connection.execute(_SAME, asked).mappings()}
    new = [page for one, page in last.items() if one not in known]
    numbers = {one: cast(int, row["id"]) for one, row in known.items()}
    if new:
        rows = [_values(page) | {"url": page.url, "digest": page.digest, "fetched_at": page.fetched_at} for page in new]
        numbers |= {(url, digest): number for url, digest, number in connection.execute(_NEW, rows)}
    for one, page in last.items():
        if one in known:
            _update(connection, known[one], _values(page))
    return [numbers[page.url, page.digest] for page in pages]


def pages_of(connection: Connection, articles: Sequence[Article]) -> list[int | None]:
    """The rows of the pages that articles are on; those that these go on on have rows too, so that the articles can be read again."""
    pages = [page for article in articles for page in (*article.further, article.page) if page is not None]
    numbers = dict(zip(pages, record_pages(connection, pages), strict=True))
    return [None if article.page is None else numbers[article.page] for article in articles]


def _values(page: Page) -> dict[str, Any]:
    """What the row of a response says of the last time that it came."""
    return {
        "status": page.status,
        "last_seen_at": page.fetched_at.astimezone(UTC).replace(microsecond=0),
        "archive_file": page.file,
        "archive_offset": page.offset,
        "etag": page.etag,
        "last_modified": page.last_modified,
    }


def _update(connection: Connection, known: RowMapping, values: dict[str, Any]) -> None:
    if known["archive_file"] is not None:
        values |= {"archive_file": known["archive_file"], "archive_offset": known["archive_offset"]}
    values["last_seen_at"] = max(known["last_seen_at"], values["last_seen_at"])
    changed = {name: value for name, value in values.items() if value != known[name]}
    if changed:
        connection.execute(update(tables.page).where(_PAGE.id == known["id"]).values(changed))


def move_pages(connection: Connection, digest: str, file: str, offset: int) -> None:
    """Responses with these bytes lie there from now on: where they lay before they cannot be read any more."""
    connection.execute(update(tables.page).where(_PAGE.digest == digest).values(archive_file=file, archive_offset=offset))


def find_digest(connection: Connection, digest: str) -> Page | None:
    """The first response with these bytes that lies in the archive."""
    row = connection.execute(_FIRST, {"digest": digest}).mappings().one_or_none()
    return None if row is None else page_of(row)


def find_page(connection: Connection, url: str) -> Page | None:
    """The newest response from an address, by http or https, that lies in the archive."""
    query = select(tables.page).where(_PAGE.url.in_(twins(url)), _PAGE.archive_file.is_not(None), _PAGE.status != 304)
    row = connection.execute(query.order_by(_PAGE.last_seen_at.desc(), _PAGE.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else page_of(row)


def page_of(row: RowMapping) -> Page:
    """A row of `page`, as it was when its bytes came first."""
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
