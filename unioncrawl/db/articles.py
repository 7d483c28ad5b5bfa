"""One article, one transaction: the row, its former state, where it was seen, its images; or why it is none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, bindparam, delete, select, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import canonical, twins
from unioncrawl.db.changes import hold_log, log_new, next_seqs, record_change
from unioncrawl.db.pages import record_pages
from unioncrawl.db.search import forget_article, index_article, index_articles
from unioncrawl.db.sightings import Met, record_sightings
from unioncrawl.items import Article, Refusal
from unioncrawl.text import clean, letters, script

BEIJING = ZoneInfo("Asia/Shanghai")
VISIBLE = ("title", "published_at", "published_precision", "source", "authors", "editor", "body", "images")
DETAIL_CHARS = 500
LONGEST_ADDRESS = 2_000  # bytes: an index of PostgreSQL takes no more than 2,700
COPY_LETTERS = 100  # fewest letters of a body that tell an exact copy

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


Fields = dict[str, Any]  # of an article, by column; its images and attachments are of them here

_ARTICLE = tables.article.c
_IMAGE = tables.image.c
_ATTACHMENT = tables.attachment.c
_BY_URL = select(tables.article).where(_ARTICLE.url.in_(bindparam("urls", expanding=True))).order_by(_ARTICLE.id).with_for_update()
_BY_NUMBER = select(tables.article).where(_ARTICLE.id == bindparam("number")).with_for_update()
_IMAGES = (
    select(_IMAGE.article, _IMAGE.position, _IMAGE.url, _IMAGE.caption)
    .where(_IMAGE.article.in_(bindparam("articles", expanding=True)))
    .order_by(_IMAGE.article, _IMAGE.number)
)
_ATTACHMENTS = (
    select(_ATTACHMENT.article, _ATTACHMENT.url, _ATTACHMENT.text)
    .where(_ATTACHMENT.article.in_(bindparam("articles", expanding=True)))
    .order_by(_ATTACHMENT.article, _ATTACHMENT.number)
)
_SAME_LETTERS = (
    select(_ARTICLE.id, _ARTICLE.site, _ARTICLE.title, _ARTICLE.body_hash, _ARTICLE.published_at, _ARTICLE.published_precision)
    .add_columns(_ARTICLE.published_on)
    .where(_ARTICLE.body_hash.in_(bindparam("hashes", expanding=True)))
    .order_by(_ARTICLE.id)
)
_NEW = tables.article.insert().returning(_ARTICLE.url, _ARTICLE.id)  # in any order: SQLite is slow at keeping the rows'
_ROWS = {"images": tables.image, "attachments": tables.attachment}  # what an article has rows of elsewhere
_NO_MORE_REFUSED = delete(tables.rejection).where(tables.rejection.c.url.in_(bindparam("urls", expanding=True)))


def save_article(connection: Connection, article: Article, site: str, seen_at: datetime) -> Saved:
    """Store an article under its canonical address; an exact copy under another address of the site (see `_copies`) is one more sighting.

    A visible change keeps the former state as a revision and takes the next `seq`; without one only `last_seen_at` moves. A response
    that is older than what is stored (an old archive read late) overwrites nothing. ValueError where the article has no address.
    """
    return save_articles(connection, [Arrival(article, site, seen_at)])[0]


def save_articles(connection: Connection, arrivals: Sequence[Arrival]) -> list[Saved]:
    """The same for many, in few statements, and mostly as if they came in their order: of several without an address or a text in common
    those that are known come first."""
    coming = [_Coming(_address(article), _fields(article), site, _whole(seen_at), article) for article, site, seen_at in arrivals]
    return [saved for group in _apart(coming) for saved in _save(connection, group)]


class _Coming(NamedTuple):
    """An arrival as the columns hold it."""

    url: str
    fields: Fields
    site: str
    seen_at: datetime
    article: Article

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
    pages = _pages(connection, [one.article for one in group])
    urls = [url for one in group for url in twins(one.url)]
    known = {stored["url"]: stored for stored in _with_rows(connection, connection.execute(_BY_URL, {"urls": urls}).mappings())}
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
    connection.execute(_NO_MORE_REFUSED, {"urls": urls})
    return [saved[one.url] for one in group]


def amend_article(connection: Connection, number: int, article: Article, page: int, at: datetime) -> Saved | None:
    """Bring a stored article to what its page gives when it is read again, with a revision where a reader would see the difference.

    Where and when it was seen stays as it is. None where the article comes from another page by now.
    """
    stored = _with_rows(connection, connection.execute(_BY_NUMBER, {"number": number}).mappings())
    if not stored or stored[0]["page"] != page:
        return None
    known = stored[0]
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
    values = {"site": site, "page": _pages(connection, [article])[0], "reason": refusal.reason, "detail": detail, "seen_at": seen_at}
    if not connection.execute(update(rejection).where(rejection.c.url.in_(twins(url))).values(values)).rowcount:
        connection.execute(rejection.insert().values(url=url, **values))


def refused_address(article: Article) -> str:
    """What a refused page is known under: its canonical address, and where it has none the address as it came."""
    try:
        return _address(article)
    except ValueError:
        if article.url is None:
            raise
        return clean(article.url).encode()[:LONGEST_ADDRESS].decode(errors="ignore")


def _address(article: Article) -> str:
    if article.url is None:
        raise ValueError("an article without an address")
    url = canonical(clean(article.url))
    if len(url.encode()) > LONGEST_ADDRESS:
        raise ValueError(f"an address of {len(url)} characters: {url[:100]}")
    return url


def _pages(connection: Connection, articles: Sequence[Article]) -> list[int | None]:
    """The rows of the pages that articles are on; those that these go on on have rows too, so that the articles can be read again."""
    pages = [page for article in articles for page in (*article.further, article.page) if page is not None]
    numbers = dict(zip(pages, record_pages(connection, pages), strict=True))
    return [None if article.page is None else numbers[article.page] for article in articles]


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
        "attachments": [{"url": attachment.url, "text": attachment.text or None} for attachment in article.attachments] or None,
    }


def _images(article: Article) -> list[Fields]:
    numbers = [block.number for block in article.blocks]
    places = [sum(number <= image.position for number in numbers) for image in article.images]
    return [{"position": place, "url": image.url, "caption": image.caption} for place, image in zip(places, article.images, strict=True)]


def _with_rows(connection: Connection, rows: Iterable[RowMapping]) -> list[Fields]:
    """Stored articles, locked until the transaction ends."""
    stored = [{**row} for row in rows]
    if stored:
        numbers = {"articles": [row["id"] for row in stored]}
        images: defaultdict[int, list[Fields]] = defaultdict(list)
        for image in connection.execute(_IMAGES, numbers):
            images[image.article].append({"position": image.position, "url": image.url, "caption": image.caption})
        attachments: defaultdict[int, list[Fields]] = defaultdict(list)
        for attachment in connection.execute(_ATTACHMENTS, numbers):
            attachments[attachment.article].append({"url": attachment.url, "text": attachment.text})
        for row in stored:
            row["images"], row["attachments"] = images.get(row["id"]), attachments.get(row["id"])
    return stored


def _save_new(connection: Connection, coming: Sequence[_Coming]) -> list[Saved]:
    """Store what no stored article has the addresses of."""
    hold_log(connection)  # a copy that another process stores at this moment is seen, or sees this one
    copies = _copies(connection, coming)
    for one in coming:
        if one.url in copies:
            mark_seen(connection, copies[one.url], one.seen_at)
    new = [one for one in coming if one.url not in copies]
    numbers = dict(zip([one.url for one in new], _insert(connection, new), strict=True))
    return [Saved(copies[one.url], "unchanged") if one.url in copies else Saved(numbers[one.url], "new") for one in coming]


def _copies(connection: Connection, coming: Sequence[_Coming]) -> dict[str, int]:
    """By their addresses, the articles of the site that these give once more: an older or newer generation of addresses, the e-paper, a
    traditional twin.

    Title and body have the same letters, in either script, and the date is the same day, and the same minute where both show one;
    or neither has a date. A body of few letters proves nothing: it may be a form (详见附件) that is filled elsewhere. When the page
    under the other address comes to differ, it is an article of its own.
    """
    telling = {one.fields["body_hash"]: one for one in coming if one.fields["title"] and len(letters(one.fields["body"])) >= COPY_LETTERS}
    copies: dict[str, int] = {}
    if telling:
        for stored in connection.execute(_SAME_LETTERS, {"hashes": [*telling]}).mappings():
            one = telling[stored["body_hash"]]
            if _is_copy({**stored}, one.fields | {"site": one.site}):
                copies.setdefault(one.url, stored["id"])
    return copies


def _is_copy(stored: Fields, fields: Fields) -> bool:
    minutes = {_minute(stored), _minute(fields)} - {None}
    if len(minutes) > 1 or any(stored[name] != fields[name] for name in ("site", "published_on")):
        return False
    return letters(stored["title"] or "") == letters(fields["title"])


def _minute(fields: Fields) -> datetime | None:
    """Of publication, where the page shows it."""
    return fields["published_at"].replace(second=0) if fields["published_precision"] in ("minute", "second") else None


def _insert(connection: Connection, coming: Sequence[_Coming]) -> list[int]:
    if not coming:
        return []
    seqs = next_seqs(connection, len(coming))
    rows = [
        _columns(one.fields) | {"revision": 1, "first_seen_at": one.seen_at, "last_seen_at": one.seen_at, "seq": seq}
        for one, seq in zip(coming, seqs, strict=True)
    ]
    found: dict[str, int] = dict(connection.execute(_NEW, rows).all())
    numbers = [found[one.url] for one in coming]
    log_new(connection, zip(seqs, numbers, [one.seen_at for one in coming], strict=True))
    index_articles(connection, [(at, one.fields["title"], one.fields["body"]) for at, one in zip(numbers, coming, strict=True)])
    for name in _ROWS:
        _write_rows(connection, name, {at: one.fields for at, one in zip(numbers, coming, strict=True)})
    return numbers


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
    attached = ["attachments"] if fields["attachments"] != known["attachments"] else []  # shown, and kept in no revision
    shown = [*changed, *attached, *(["gone_at"] if "gone_at" in values else [])]  # it is there again
    if shown:
        record_change(connection, known["id"], "revised", at, shown)
    if "title" in changed or "body" in changed:
        forget_article(connection, known["id"], known["title"], known["body"])
        index_article(connection, known["id"], fields["title"], fields["body"])
    for name, table in _ROWS.items():
        if name in shown:
            connection.execute(delete(table).where(table.c.article == known["id"]))
            _write_rows(connection, name, {known["id"]: fields})
    return Saved(known["id"], "changed" if shown else "unchanged", [*changed, *attached])


def _columns(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name not in _ROWS}


def _write_rows(connection: Connection, name: str, articles: Mapping[int, Fields]) -> None:
    rows = [
        {"article": article, "number": number, **row}
        for article, fields in articles.items()
        for number, row in enumerate(fields[name] or (), 1)
    ]
    if rows:
        connection.execute(_ROWS[name].insert(), rows)
