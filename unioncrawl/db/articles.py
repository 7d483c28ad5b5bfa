"""One article, one transaction: the row, its former state, where it was seen, its images; or why it is none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, delete, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import canonical, twins
from unioncrawl.db.changes import hold_log, log_new, next_seq, record_change
from unioncrawl.db.pages import record_page
from unioncrawl.db.search import forget_article, index_article
from unioncrawl.db.sightings import Met, record_sightings
from unioncrawl.items import Article, Refusal
from unioncrawl.text import clean, letters, script

BEIJING = ZoneInfo("Asia/Shanghai")
VISIBLE = ("title", "published_at", "published_precision", "source", "authors", "editor", "body", "images")
DETAIL_CHARS = 500
COPY_LETTERS = 100  # fewest letters of a body that tell an exact copy

Outcome = Literal["new", "changed", "unchanged"]


class Saved(NamedTuple):
    """What became of an article."""

    number: int  # of its row
    outcome: Outcome
    fields: Sequence[str] = ()  # those that a reader sees otherwise than before


Fields = dict[str, Any]  # of an article, by column; its images are one of them here

_ARTICLE = tables.article.c


def save_article(connection: Connection, article: Article, site: str, seen_at: datetime) -> Saved:
    """Store an article under its canonical address; an exact copy under another address of the site (see `_copy`) is one more sighting.

    A visible change keeps the former state as a revision and takes the next `seq`; without one only `last_seen_at` moves. A response
    that is older than what is stored (an old archive read late) overwrites nothing. ValueError where the article has no address.
    """
    seen_at = _whole(seen_at)
    url = _address(article)
    fields = _fields(article) | {"page": _page(connection, article)}
    known = _known(connection, _ARTICLE.url.in_(twins(url)))
    if known is None:
        saved = _save_new(connection, fields | {"site": site, "url": url, "section": article.section}, seen_at)
    elif seen_at < known["last_seen_at"]:
        saved = Saved(known["id"], "unchanged")
    else:
        fields |= {"section": known["section"] or article.section, "page": fields["page"] or known["page"]}
        saved = _refresh(connection, known, fields | {"last_seen_at": seen_at, "gone_at": None}, seen_at)
    listing = article.hints.listing
    met = Met(article.url_met or article.url or url, None if listing is None else listing.url)
    record_sightings(connection, [(saved.number, met)], seen_at)
    connection.execute(delete(tables.rejection).where(tables.rejection.c.url.in_(twins(url))))
    return saved


def amend_article(connection: Connection, number: int, article: Article, page: int, at: datetime) -> Saved | None:
    """Bring a stored article to what its page gives when it is read again, with a revision where a reader would see the difference.

    Where and when it was seen stays as it is. None where the article comes from another page by now.
    """
    known = _known(connection, _ARTICLE.id == number)
    if known is None or known["page"] != page:
        return None
    connection.execute(delete(tables.rejection).where(tables.rejection.c.url.in_(twins(known["url"])), tables.rejection.c.page == page))
    return _refresh(connection, known, _fields(article) | {"section": known["section"] or article.section}, _whole(at))


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


def reject(connection: Connection, article: Article, site: str, refusal: Refusal, seen_at: datetime) -> None:
    """Keep what was refused, and why; a further refusal of the address takes the place of the former."""
    rejection = tables.rejection
    url = refused_address(article)
    detail = clean(refusal.detail)[:DETAIL_CHARS]
    values = {"site": site, "page": _page(connection, article), "reason": refusal.reason, "detail": detail, "seen_at": seen_at}
    if not connection.execute(update(rejection).where(rejection.c.url.in_(twins(url))).values(values)).rowcount:
        connection.execute(rejection.insert().values(url=url, **values))


def refused_address(article: Article) -> str:
    """What a refused page is known under: its canonical address, and where it has none the address as it came."""
    try:
        return _address(article)
    except ValueError:
        if article.url is None:
            raise
        return clean(article.url)


def _address(article: Article) -> str:
    if article.url is None:
        raise ValueError("an article without an address")
    return canonical(clean(article.url))


def _page(connection: Connection, article: Article) -> int | None:
    for page in article.further:  # so that the article can be read again
        record_page(connection, page)
    return None if article.page is None else record_page(connection, article.page)


def _whole(moment: datetime) -> datetime:
    """As UtcDateTime gives it back; a naive time is left for that column to refuse."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(microsecond=0)


def _fields(article: Article) -> Fields:
    """What was read, as the columns hold it."""
    body = article.body
    at = article.published_at
    return {
        "title": article.title,
        "published_at": None if at is None else _whole(at),
        "published_on": None if at is None else at.astimezone(BEIJING).date(),
        "published_precision": article.published_precision,
        "published_from": article.published_from,
        "source": article.source,
        "authors": article.authors or None,
        "editor": article.editor or None,
        "body": body,
        "body_hash": hashlib.sha256(letters(body).encode()).hexdigest(),
        "script": script(f"{article.title or ''}{body}"),
        "flags": article.flags or None,
        "images": _images(article) or None,
    }


def _images(article: Article) -> list[Fields]:
    numbers = [block.number for block in article.blocks]
    places = [sum(number <= image.position for number in numbers) for image in article.images]
    return [{"position": place, "url": image.url, "caption": image.caption} for place, image in zip(places, article.images, strict=True)]


def _known(connection: Connection, which: ColumnElement[bool]) -> Fields | None:
    """A stored article, locked until the transaction ends."""
    row = connection.execute(select(tables.article).where(which).with_for_update()).mappings().first()
    if row is None:
        return None
    image = tables.image.c
    query = select(image.position, image.url, image.caption).where(image.article == row["id"]).order_by(image.number)
    return {**row, "images": [dict(shown) for shown in connection.execute(query).mappings()] or None}


def _save_new(connection: Connection, fields: Fields, seen_at: datetime) -> Saved:
    """Store what no stored article has the address of."""
    hold_log(connection)  # a copy that another process stores at this moment is seen, or sees this one
    copy = _copy(connection, fields)
    if copy is None:
        return Saved(_insert(connection, fields, seen_at), "new")
    mark_seen(connection, copy, seen_at)
    return Saved(copy, "unchanged")


def _copy(connection: Connection, fields: Fields) -> int | None:
    """The article of the site that an address gives once more: an older or newer generation of addresses, the e-paper, a traditional twin.

    Its title and body have the same letters, in either script, and its date is the same day, and the same minute where both show one;
    or neither has a date. A body of few letters proves nothing: it may be a form (详见附件) that is filled elsewhere. When the page
    under the other address comes to differ, it is an article of its own.
    """
    if fields["title"] is None or len(letters(fields["body"])) < COPY_LETTERS:
        return None
    same = (_ARTICLE[name].is_not_distinct_from(fields[name]) for name in ("site", "body_hash", "published_on"))
    told = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.published_at, _ARTICLE.published_precision).where(*same).order_by(_ARTICLE.id)
    for stored in connection.execute(told).mappings():
        minutes = {_minute({**stored}), _minute(fields)} - {None}
        if letters(stored["title"] or "") == letters(fields["title"]) and len(minutes) < 2:
            return cast(int, stored["id"])
    return None


def _minute(fields: Fields) -> datetime | None:
    """Of publication, where the page shows it."""
    return fields["published_at"].replace(second=0) if fields["published_precision"] in ("minute", "second") else None


def _insert(connection: Connection, fields: Fields, seen_at: datetime) -> int:
    seq = next_seq(connection)
    row = _columns(fields) | {"revision": 1, "first_seen_at": seen_at, "last_seen_at": seen_at, "seq": seq}
    number = cast(int, connection.execute(tables.article.insert().values(row).returning(_ARTICLE.id)).scalar_one())
    log_new(connection, seq, number, seen_at)
    index_article(connection, number, fields["title"], fields["body"])
    _write_images(connection, number, fields)
    return number


def _refresh(connection: Connection, known: Fields, fields: Fields, at: datetime) -> Saved:
    """Bring a known article up to date; a revision where a reader would see the difference, in the log at that time."""
    changed = [name for name in VISIBLE if fields[name] != known[name]]
    values = {name: value for name, value in _columns(fields).items() if value != known[name]}
    if changed:
        former = {name: known[name] for name in (*VISIBLE, "page")}
        number, last_seen_at = known["revision"], known["last_seen_at"]
        connection.execute(
            tables.revision.insert().values(article=known["id"], number=number, changed=changed, seen_at=last_seen_at, **former)
        )
        values["revision"] = number + 1
    if values:
        connection.execute(update(tables.article).where(_ARTICLE.id == known["id"]).values(values))
    shown = [*changed, *(["gone_at"] if "gone_at" in values else [])]  # it is there again
    if shown:
        record_change(connection, known["id"], "revised", at, shown)
    if "title" in changed or "body" in changed:
        forget_article(connection, known["id"], known["title"], known["body"])
        index_article(connection, known["id"], fields["title"], fields["body"])
    if "images" in changed:
        connection.execute(delete(tables.image).where(tables.image.c.article == known["id"]))
        _write_images(connection, known["id"], fields)
    return Saved(known["id"], "changed" if shown else "unchanged", changed)


def _columns(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name != "images"}


def _write_images(connection: Connection, article: int, fields: Fields) -> None:
    if fields["images"]:
        rows = [{"article": article, "number": number, **image} for number, image in enumerate(fields["images"], 1)]
        connection.execute(tables.image.insert(), rows)
