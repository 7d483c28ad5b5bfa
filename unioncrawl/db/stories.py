"""Stories in SQL: an article finds its place among the others in the transaction that stores it.

One placement runs at a time: on SQLite since there is one writer, on PostgreSQL since it holds the change log (`hold_log`), which the
article has taken anyway to get its number. So several crawlers place the copies that they store at once as one would. Locks on the keys
would let two placements run side by side, but not their commits, which stand in line for the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Row, Select, delete, func, or_, select, text, update

from unioncrawl.db import tables
from unioncrawl.db.articles import Saved
from unioncrawl.db.changes import hold_log, record_change
from unioncrawl.db.spread import refresh_story
from unioncrawl.stories import (
    CANDIDATES,
    MOST_STORIES,
    VERSION,
    Fingerprint,
    Kind,
    Member,
    Relation,
    Telling,
    place,
    relation,
    telling,
)

# Fields that the place of an article, or the first one of its story, depends on.
JUDGED = frozenset({"title", "body", "published_at", "published_precision"})

_ARTICLE = tables.article.c
_MEMBER = tables.member.c
_POSTING = tables.posting.c
_EDGE = tables.edge.c

_POST = text("INSERT INTO posting (key, story, article) VALUES (:key, :story, :article) ON CONFLICT DO NOTHING")


def tell(connection: Connection, saved: Saved, told: Telling, now: datetime) -> None:
    """Bring the stories up to date with an article that was just stored, new or changed."""
    if saved.outcome == "new" or JUDGED & set(saved.fields):
        place_article(connection, saved.number, told, now)


def place_article(connection: Connection, article: int, told: Telling, now: datetime) -> int:
    """Find the story of a stored article, new or revised, and return its number; `told` is of its title and body as stored.

    Whoever goes to another story than before, because of its own revision or because two stories prove to be one, gets a numbered change.
    """
    hold_log(connection)
    former = connection.execute(select(_ARTICLE.story).where(_ARTICLE.id == article)).scalar_one()
    if former is not None:
        _take_out(connection, article, former)
    postings = _postings(connection, told.keys)
    stories = Counter(posting.key for posting in postings)
    keys = [key for key in told.keys if stories[key] < MOST_STORIES]
    around = _Around(connection, article, told.text)
    placement = place(around.candidates(postings, set(keys)), around, is_roundup=told.is_roundup)

    story = placement.story or _empty(connection, former) or _begin(connection, article)
    for merged in placement.merged:
        _merge(connection, merged, story, now)
    connection.execute(update(tables.article).where(_ARTICLE.id == article).values(story=story))
    _write_member(connection, article, told, placement.kind, around.related())
    if keys:
        connection.execute(_POST, [{"key": key, "story": story, "article": article} for key in keys])
    refresh_story(connection, story)
    if former not in (None, story):
        record_change(connection, article, "moved", now, ["story"])
        refresh_story(connection, former)
    return story


def _postings(connection: Connection, keys: Sequence[int]) -> Sequence[Row[Any, Any]]:
    """At most MOST_STORIES of each key: nobody adds to one that has so many."""
    if not keys:
        return []
    return connection.execute(select(_POSTING.key, _POSTING.article).where(_POSTING.key.in_(keys))).all()


def _begin(connection: Connection, article: int) -> int:
    insert = tables.story.insert().values(first_article=article, size=1, sites=1)
    return cast(int, connection.execute(insert.returning(tables.story.c.id)).scalar_one())


def _empty(connection: Connection, story: int | None) -> int | None:
    """The story that the article was in, where it was there alone: it is its own again."""
    if story is None or connection.execute(select(_ARTICLE.id).where(_ARTICLE.story == story).limit(1)).first() is not None:
        return None
    return story


def _write_member(connection: Connection, article: int, told: Telling, kind: Kind | None, related: dict[int, Relation]) -> None:
    same = [other for other, found in related.items() if found.kind is Kind.SAME]
    values = {"article": article, "joined_as": kind, "versions": len(same), "is_roundup": told.is_roundup, "version": VERSION}
    connection.execute(tables.member.insert().values(values))
    if same:
        connection.execute(update(tables.member).where(_MEMBER.article.in_(same)).values(versions=_MEMBER.versions + 1))
    if related:
        edges = [
            {"article": article, "other": other, "relation": found.kind, "share": round(found.share, 3)} for other, found in related.items()
        ]
        connection.execute(tables.edge.insert(), edges)


def _take_out(connection: Connection, article: int, story: int) -> None:
    """Undo the place of an article that is to be placed again. What its story is found by stays with the story."""
    touching = or_(_EDGE.article == article, _EDGE.other == article)
    same = select(_EDGE.article, _EDGE.other).where(touching, _EDGE.relation == Kind.SAME)
    others = {one if other == article else other for one, other in connection.execute(same)}
    connection.execute(update(tables.member).where(_MEMBER.article.in_(others)).values(versions=_MEMBER.versions - 1))
    connection.execute(delete(tables.edge).where(touching))
    connection.execute(delete(tables.member).where(_MEMBER.article == article))
    connection.execute(update(tables.article).where(_ARTICLE.id == article).values(story=None))
    revision = tables.revision.c
    before = select(revision.title, revision.body).where(revision.article == article).order_by(revision.number.desc()).limit(1)
    keys = [key for row in connection.execute(before) for key in telling(*row).keys]
    own = (_POSTING.key.in_(keys), _POSTING.story == story, _POSTING.article == article)
    heir = connection.execute(select(func.min(_ARTICLE.id)).where(_ARTICLE.story == story)).scalar_one()
    connection.execute(delete(tables.posting).where(*own) if heir is None else update(tables.posting).where(*own).values(article=heir))


def _merge(connection: Connection, story: int, into: int, now: datetime) -> None:
    """Fold a story into another."""
    articles = connection.execute(select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.story == story)).all()
    connection.execute(update(tables.article).where(_ARTICLE.story == story).values(story=into))
    for number, *told in articles:
        had = (_POSTING.key.in_(telling(*told).keys), _POSTING.story == story)
        postings = connection.execute(delete(tables.posting).where(*had).returning(_POSTING.key, _POSTING.article)).mappings().all()
        if postings:
            connection.execute(_POST, [{**posting, "story": into} for posting in postings])
        record_change(connection, number, "moved", now, ["story"])
    connection.execute(delete(tables.story).where(tables.story.c.id == story))


class _Neighbour(NamedTuple):
    """A stored article, as far as placing asks for it."""

    member: Member
    title: str | None
    body: str
    at: datetime | None


class _Around:
    """The articles around a new one (`unioncrawl.stories.Neighbours`): read when they are asked for, compared once."""

    def __init__(self, connection: Connection, article: int, told: Fingerprint) -> None:
        self._connection = connection
        self._article = article
        self._at: datetime | None = connection.execute(select(_ARTICLE.published_at).where(_ARTICLE.id == article)).scalar_one()
        self._texts = {article: told}
        self._known: dict[int, _Neighbour] = {}
        self._relations: dict[int, Relation | None] = {}

    def candidates(self, postings: Iterable[Row[Any, Any]], keys: Collection[int]) -> Sequence[Member]:
        """The articles that share most of the keys, most first."""
        shared = Counter(posting.article for posting in postings if posting.key in keys)
        most = sorted(shared, key=lambda article: (-shared[article], article))[:CANDIDATES]
        if most:
            self._read(_neighbours().where(_ARTICLE.id.in_(most)))
        return [self._known[article].member for article in most if article in self._known]

    def head(self, story: int) -> Member:
        return self._read(_neighbours().where(_ARTICLE.story == story).order_by(_ARTICLE.id).limit(1))[0]

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        rest = _neighbours().where(_ARTICLE.story == story, _ARTICLE.id.not_in(known))
        return self._read(rest.order_by(_MEMBER.versions.desc(), _ARTICLE.id).limit(most))

    def kind(self, article: int) -> Kind | None:
        if article not in self._relations:
            self._relations[article] = self._relation(self._article, self._at, article)
        found = self._relations[article]
        return found and found.kind

    def kind_between(self, article: int, other: int) -> Kind | None:
        found = self._relation(article, self._known[article].at, other)
        return found and found.kind

    def related(self) -> dict[int, Relation]:
        """The articles that the new one was found to be something to."""
        return {article: found for article, found in self._relations.items() if found is not None}

    def _relation(self, article: int, at: datetime | None, other: int) -> Relation | None:
        then = self._known[other].at
        return relation(self._text(article), self._text(other), at - then if at and then else None)

    def _text(self, article: int) -> Fingerprint:
        if article not in self._texts:
            known = self._known[article]
            self._texts[article] = telling(known.title, known.body).text
        return self._texts[article]

    def _read(self, query: Select[Any]) -> list[Member]:
        found = [
            _Neighbour(Member(row.id, row.story, row.joined_as and Kind(row.joined_as), row.versions, row.is_roundup), *row[-3:])
            for row in self._connection.execute(query)
        ]
        self._known |= {neighbour.member.article: neighbour for neighbour in found}
        return [neighbour.member for neighbour in found]


def _neighbours() -> Select[Any]:
    told = (_ARTICLE.title, _ARTICLE.body, _ARTICLE.published_at)
    query = select(_ARTICLE.id, _ARTICLE.story, _MEMBER.joined_as, _MEMBER.versions, _MEMBER.is_roundup, *told)
    return query.join_from(tables.article, tables.member, _MEMBER.article == _ARTICLE.id)
