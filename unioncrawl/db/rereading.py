"""Stored pages read again: which there are, what is known of them beside their bytes, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Select, delete, func, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import fingerprint, twins
from unioncrawl.db.articles import Outcome, amend_article, save_article
from unioncrawl.db.pages import page_of
from unioncrawl.db.rejections import refused_address, reject
from unioncrawl.db.stories import tell
from unioncrawl.items import Article, Page
from unioncrawl.stories import telling

Gave = Literal["article", "rejection"]  # the table that a page's row is in
Became = Outcome | Literal["refused"]

_ARTICLE = tables.article.c
_REJECTION = tables.rejection.c
_PAGE = tables.page.c
_ROW = tables.frontier.c


@dataclass(slots=True, frozen=True)
class Stored:
    """A page of the archive, and the row that it gave."""

    gave: Gave
    number: int  # of that row
    site: str
    url: str  # of that row
    page_number: int
    page: Page  # as it came last: dates like 昨天 were read as of then
    flags: Sequence[str]  # of the article
    visit: int | None = None  # the row of the frontier that asked for the page; None where no spider did
    callback: str | None = None
    asked: dict[str, Any] | None = None  # what the callback was given beside the page


def count_stored(connection: Connection, gave: Gave, site: str | None) -> int:
    """How many there are to read."""
    return int(connection.execute(select(func.count()).select_from(_pages(gave, site).subquery())).scalar_one())


def stored_pages(engine: Engine, gave: Gave, site: str | None, together: int) -> Iterator[list[Stored]]:
    """All of them, of one site or of all, that many at a time, by their rows' numbers. No transaction stays open in between."""
    number = tables.metadata.tables[gave].c.id
    last = 0
    while True:
        with engine.connect() as connection:
            rows = connection.execute(_pages(gave, site).where(number > last).order_by(number).limit(together)).mappings().all()
            if not rows:
                return
            asked = _asked(connection, gave, rows)
        last = rows[-1]["number"]
        yield [_stored(gave, row, asked.get(row["number"])) for row in rows]


def _pages(gave: Gave, site: str | None) -> Select[Any]:
    table = tables.metadata.tables[gave]
    flags = _ARTICLE.flags if gave == "article" else _REJECTION.reason.label("flags")
    row = (table.c.id.label("number"), table.c.site, table.c.url.label("address"), flags)
    query = select(*row, tables.page).join(tables.page, table.c.page == _PAGE.id).where(_PAGE.archive_file.is_not(None))
    return query if site is None else query.where(table.c.site == site)


def _asked(connection: Connection, gave: Gave, rows: Sequence[RowMapping]) -> dict[int, RowMapping]:
    """The rows of the frontier that asked for the pages, by the numbers of the rows that these gave."""
    prints = {row["number"]: _fingerprints(row["url"], row["address"]) for row in rows}
    if gave == "article":  # which may have several addresses
        which: ColumnElement[bool] = _ROW.article.in_(prints)
    else:
        sites = {row["site"] for row in rows}
        which = _ROW.site.in_(sites) & _ROW.fingerprint.in_({one for own in prints.values() for one in own})
    columns = (_ROW.id, _ROW.site, _ROW.article, _ROW.fingerprint, _ROW.callback, _ROW.cb_kwargs)
    found = connection.execute(select(*columns).where(which).order_by(_ROW.visited_at.desc(), _ROW.id.desc())).mappings().all()
    asked: dict[int, RowMapping] = {}
    for row in rows:
        own = prints[row["number"]]
        theirs = [one for one in found if one["site"] == row["site"] and (one["article"] == row["number"] or gave == "rejection")]
        same = [one for fingerprint_ in own for one in theirs if one["fingerprint"] == fingerprint_]
        moved = theirs if gave == "article" else []  # asked for under an address that led to the page
        if same or moved:
            asked[row["number"]] = (same or moved)[0]
    return asked


def _fingerprints(*urls: str) -> list[str]:
    found = []
    for url in urls:
        try:
            found.append(fingerprint(url))
        except ValueError:  # such as a file's address
            continue
    return found


def _stored(gave: Gave, row: RowMapping, asked: RowMapping | None) -> Stored:
    page = replace(page_of(row), fetched_at=row["last_seen_at"])
    flags = (row["flags"] or []) if gave == "article" else []
    known = () if asked is None else (asked["id"], asked["callback"], asked["cb_kwargs"])
    return Stored(gave, row["number"], row["site"], row["address"], row["id"], page, flags, *known)


def store_again(connection: Connection, stored: Stored, article: Article, now: datetime) -> Became:
    """Write what a page gives today, where that is not what the row has. A stored article stays where its page is refused today."""
    if article.refusal is not None:
        _refuse(connection, stored, article)
        return "refused"
    if stored.gave == "article":
        saved = amend_article(connection, stored.number, article, stored.page_number, now)
        if saved is None:
            return "unchanged"
    else:
        if connection.execute(select(_REJECTION.page).where(_REJECTION.id == stored.number)).scalar() != stored.page_number:
            return "refused"  # for another page since
        saved = save_article(connection, article, stored.site, stored.page.fetched_at)
        connection.execute(delete(tables.rejection).where(_REJECTION.id == stored.number))
        connection.execute(update(tables.frontier).where(_ROW.id == stored.visit).values(article=saved.number))
    if saved.outcome != "unchanged":
        tell(connection, saved, telling(article.title, article.body), now)
    return "new" if stored.gave == "rejection" else saved.outcome


def _refuse(connection: Connection, stored: Stored, article: Article) -> None:
    """Keep the reason, unless it is known or a later page was refused."""
    refusal = article.refusal
    if refusal is None:
        return
    address = refused_address(article)
    known = connection.execute(select(_REJECTION.page, _REJECTION.reason).where(_REJECTION.url.in_(twins(address)))).first()
    if known is None or (known.page == stored.page_number and known.reason != refusal.reason):
        reject(connection, article, stored.site, refusal, stored.page.fetched_at)
