"""One article, one transaction: the row, its former state, where it was seen, its images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import twins
from unioncrawl.db.changes import hold_log, log_new, next_seqs, record_change
from unioncrawl.db.duplicates import find_originals
from unioncrawl.db.fields import Fields, article_address, article_fields, whole_seconds
from unioncrawl.db.media import MEDIA, columns_alone, insert_media, read_media, replace_media
from unioncrawl.db.pages import pages_of
from unioncrawl.db.rejections import lift_rejections
from unioncrawl.db.search import forget_article, index_article, index_articles
from unioncrawl.db.sightings import Met, record_sightings
from unioncrawl.items import Article

VISIBLE = ("title", "published_at", "published_precision", "source", "authors", "editor", "body", "images")
Outcome = Literal["new", "changed", "unchanged"]


class Saved(NamedTuple):
    """What became of an article."""

    number: int  # of its row
    outcome: Outcome
    fields: Sequence[str] = ()  # those that a reader sees otherwise than before


class Arrival(NamedTuple):
    """An article that came, the site that it is on, and when."""

    article: Article
    site: str
    seen_at: datetime


_ARTICLE = tables.article.c
_BY_URL = select(tables.article).where(_ARTICLE.url.in_(bindparam("urls", expanding=True))).order_by(_ARTICLE.id).with_for_update()
_BY_NUMBER = select(tables.article).where(_ARTICLE.id == bindparam("number")).with_for_update()
_NEW = tables.article.insert().returning(_ARTICLE.url, _ARTICLE.id)  # in any order: SQLite is slow at keeping the rows'


def save_article(connection: Connection, article: Article, site: str, seen_at: datetime) -> Saved:
    """Store an article under its canonical address; an exact copy under another address of the site is one more sighting.

    A visible change keeps the former state as a revision and takes the next `seq`; without one only `last_seen_at` moves. A response
    that is older than what is stored (an old archive read late) overwrites nothing. ValueError where the article has no address.
    """
    return save_articles(connection, [Arrival(article, site, seen_at)])[0]


def save_articles(connection: Connection, arrivals: Sequence[Arrival]) -> list[Saved]:
    """The same for many, in few statements, and mostly as if they came in their order: of several without an address or a text in common
    those that are known come first."""
    coming = [_Coming.of(arrival) for arrival in arrivals]
    return [saved for group in _apart(coming) for saved in _save(connection, group)]


class _Coming(NamedTuple):
    """An arrival as the columns hold it."""

    url: str
    fields: Fields
    site: str
    seen_at: datetime
    article: Article

    @classmethod
    def of(cls, arrival: Arrival) -> _Coming:
        """ValueError where the article has no address."""
        article, site, seen_at = arrival
        return cls(article_address(article), article_fields(article), site, whole_seconds(seen_at), article)

    def met(self) -> Met:
        """Where."""
        listing = self.article.hints.listing
        return Met(self.article.url_met or self.article.url or self.url, None if listing is None else listing.url)


def _apart(coming: Sequence[_Coming]) -> Iterator[list[_Coming]]:
    """Groups, in their order, that have no address and no text twice: what one stores none of its group has to find."""
    group: list[_Coming] = []
    taken: set[str] = set()
    for one in coming:
        marks = {*twins(one.url), one.fields["body_hash"]}
        if taken & marks:
            yield group
            group, taken = [], set()
        group.append(one)
        taken |= marks
    if group:
        yield group


def _save(connection: Connection, group: Sequence[_Coming]) -> list[Saved]:
    pages = pages_of(connection, [one.article for one in group])
    urls = [url for one in group for url in twins(one.url)]
    known = {stored["url"]: stored for stored in _stored(connection, _BY_URL, {"urls": urls})}
    saved: dict[str, Saved] = {}
    new = []
    for one, page in zip(group, pages, strict=True):
        stored = next((known[url] for url in twins(one.url) if url in known), None)
        if stored is None:
            new.append(one._replace(fields=one.fields | {"page": page, "site": one.site, "url": one.url, "section": one.article.section}))
        elif one.seen_at < stored["last_seen_at"]:
            saved[one.url] = Saved(stored["id"], "unchanged")
        else:
            fields = one.fields | {"section": stored["section"] or one.article.section, "page": page or stored["page"]}
            saved[one.url] = _refresh(connection, stored, fields | {"last_seen_at": one.seen_at, "gone_at": None}, one.seen_at)
    if new:
        saved |= zip([one.url for one in new], _save_new(connection, new), strict=True)
    record_sightings(connection, [(saved[one.url].number, one.met(), one.seen_at) for one in group])
    lift_rejections(connection, urls)
    return [saved[one.url] for one in group]


def amend_article(connection: Connection, number: int, article: Article, page: int, at: datetime) -> Saved | None:
    """Bring a stored article to what its page gives when it is read again, with a revision where a reader would see the difference.

    Where and when it was seen stays as it is. None where the article comes from another page by now.
    """
    found = _stored(connection, _BY_NUMBER, {"number": number})
    known = found[0] if found else None
    if known is None or known["page"] != page:
        return None
    lift_rejections(connection, twins(known["url"]), page)
    return _refresh(connection, known, article_fields(article) | {"section": known["section"] or article.section}, whole_seconds(at))


def mark_seen(connection: Connection, number: int, seen_at: datetime) -> None:
    """The article was there, unchanged; also where it had been gone."""
    connection.execute(update(tables.article).where(_ARTICLE.id == number, _ARTICLE.last_seen_at < seen_at).values(last_seen_at=seen_at))
    back = update(tables.article).where(_ARTICLE.id == number, _ARTICLE.gone_at <= seen_at).values(gone_at=None)
    if connection.execute(back).rowcount:
        record_change(connection, number, "revised", seen_at, ["gone_at"])


def mark_gone(connection: Connection, number: int, at: datetime) -> None:
    """The article's page is there no more; the article stays."""
    gone = update(tables.article).where(_ARTICLE.id == number, _ARTICLE.gone_at.is_(None)).values(gone_at=at)
    if connection.execute(gone).rowcount:
        record_change(connection, number, "gone", at, ["gone_at"])


def _stored(connection: Connection, query: Select[Any], asked: Fields) -> list[Fields]:
    """Stored articles with all their fields, locked until the transaction ends."""
    stored = [{**row} for row in connection.execute(query, asked).mappings()]
    if stored:
        read_media(connection, stored)
    return stored


def _save_new(connection: Connection, coming: Sequence[_Coming]) -> list[Saved]:
    """Store what no stored article has the addresses of."""
    hold_log(connection)  # a copy that another process stores at this moment is seen, or sees this one
    copies = find_originals(connection, [one.fields for one in coming])
    for one in coming:
        if one.url in copies:
            mark_seen(connection, copies[one.url], one.seen_at)
    new = [one for one in coming if one.url not in copies]
    numbers = dict(zip([one.url for one in new], _insert(connection, new), strict=True))
    return [Saved(copies[one.url], "unchanged") if one.url in copies else Saved(numbers[one.url], "new") for one in coming]


def _insert(connection: Connection, coming: Sequence[_Coming]) -> list[int]:
    if not coming:
        return []
    seqs = next_seqs(connection, len(coming))
    rows = [
        columns_alone(one.fields) | {"revision": 1, "first_seen_at": one.seen_at, "last_seen_at": one.seen_at, "seq": seq}
        for one, seq in zip(coming, seqs, strict=True)
    ]
    found: dict[str, int] = dict(connection.execute(_NEW, rows).all())
    numbers = [found[one.url] for one in coming]
    log_new(connection, zip(seqs, numbers, [one.seen_at for one in coming], strict=True))
    index_articles(connection, [(at, one.fields["title"], one.fields["body"]) for at, one in zip(numbers, coming, strict=True)])
    for name in MEDIA:
        insert_media(connection, name, {at: one.fields for at, one in zip(numbers, coming, strict=True)})
    return numbers


def _refresh(connection: Connection, known: Fields, fields: Fields, at: datetime) -> Saved:
    """Bring a known article up to date; a revision where a reader would see the difference, in the log at that time."""
    changed = [name for name in VISIBLE if fields[name] != known[name]]
    values = {name: value for name, value in columns_alone(fields).items() if value != known[name]}
    if changed:
        _keep_former(connection, known, changed)
        values["revision"] = known["revision"] + 1
    if values:
        connection.execute(update(tables.article).where(_ARTICLE.id == known["id"]).values(values))
    attached = ["attachments"] if fields["attachments"] != known["attachments"] else []  # shown, and kept in no revision
    shown = [*changed, *attached, *(["gone_at"] if "gone_at" in values else [])]  # it is there again
    if shown:
        record_change(connection, known["id"], "revised", at, shown)
    if "title" in changed or "body" in changed:
        forget_article(connection, known["id"], known["title"], known["body"])
        index_article(connection, known["id"], fields["title"], fields["body"])
    for name in MEDIA:
        if name in shown:
            replace_media(connection, name, known["id"], fields)
    return Saved(known["id"], "changed" if shown else "unchanged", [*changed, *attached])


def _keep_former(connection: Connection, known: Fields, changed: Sequence[str]) -> None:
    """As a revision."""
    former = {name: known[name] for name in (*VISIBLE, "page")}
    own = {"article": known["id"], "number": known["revision"], "seen_at": known["last_seen_at"], "changed": changed}
    connection.execute(tables.revision.insert().values(own | former))
