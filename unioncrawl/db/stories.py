"""Stories in SQL: articles find their places among the others in the transaction that stores them.

One placement runs at a time: on SQLite since there is one writer, on PostgreSQL since it holds the change log (`hold_log`), which the
articles have taken anyway to get their numbers. So several crawlers place the copies that they store at once as one would. Locks on the
keys would let two placements run side by side, but not their commits, which stand in line for the log.
"""

from __future__ import annotations

import json
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, delete, func, or_, select, text, update

from unioncrawl.db import tables
from unioncrawl.db.articles import Saved
from unioncrawl.db.changes import hold_log, record_change, record_changes
from unioncrawl.db.spread import refresh_story, spread, write_spreads
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

# One parameter for all keys: they come by the thousand, and the statement stays the same.
_POSTED = {
    "sqlite": text("SELECT key, story, article FROM posting WHERE key IN (SELECT value FROM json_each(:keys))"),
    "postgresql": text("SELECT key, story, article FROM posting WHERE key = ANY(CAST(:keys AS bigint[]))"),
}
_POST = {
    "sqlite": "INSERT INTO posting (key, story, article) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO posting (key, story, article)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
}
_OWN = (_ARTICLE.id, _ARTICLE.site, _ARTICLE.published_at, _ARTICLE.published_precision)
_NEWCOMERS = select(*_OWN).where(_ARTICLE.id.in_(bindparam("articles", expanding=True)))
_OF_STORIES = (
    select(*_OWN, _ARTICLE.story, _MEMBER.joined_as, _MEMBER.versions, _MEMBER.is_roundup)
    .join_from(tables.article, tables.member, _MEMBER.article == _ARTICLE.id)
    .where(_ARTICLE.story.in_(bindparam("stories", expanding=True)))
    .order_by(_ARTICLE.id)
)
_TEXTS = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.id.in_(bindparam("articles", expanding=True)))
_BEGIN = tables.story.insert().returning(tables.story.c.first_article, tables.story.c.id)
_PUT = update(tables.article).where(_ARTICLE.id == bindparam("number")).values(story=bindparam("into", type_=BigInteger()))
_JOIN = tables.member.insert()
_TOLD_AGAIN = update(tables.member).where(_MEMBER.article == bindparam("number")).values(versions=_MEMBER.versions + bindparam("more"))
_RELATE = tables.edge.insert()


def tell(connection: Connection, saved: Saved, told: Telling, now: datetime) -> None:
    """Bring the stories up to date with an article that was just stored, new or changed."""
    tell_all(connection, [(saved, told)], now)


def tell_all(connection: Connection, stored: Iterable[tuple[Saved, Telling]], now: datetime) -> None:
    """The same for many."""
    stored = list(stored)
    new = {saved.number: told for saved, told in stored if saved.outcome == "new"}
    if new:
        hold_log(connection)
        _Desk(connection, new, now).place_all()
    for saved, told in stored:
        if saved.outcome == "changed" and JUDGED & set(saved.fields):
            place_article(connection, saved.number, told, now)


def place_article(connection: Connection, article: int, told: Telling, now: datetime) -> int:
    """Find the story of an article that stands there already, and return its number; `told` is of its title and body as stored.

    Whoever goes to another story than before, because of its own revision or because two stories prove to be one, gets a numbered change.
    """
    hold_log(connection)
    former: int | None = connection.execute(select(_ARTICLE.story).where(_ARTICLE.id == article)).scalar_one()
    if former is not None:
        _take_out(connection, article, former)
    _Desk(connection, {article: told}, now).place_all(_empty(connection, former))
    story: int = connection.execute(select(_ARTICLE.story).where(_ARTICLE.id == article)).scalar_one()
    if story != former:
        record_change(connection, article, "moved", now, ["story"])
        if former is not None:
            refresh_story(connection, former)
    return story


def _empty(connection: Connection, story: int | None) -> int | None:
    """The story that the article was in, where it was there alone: it is its own again."""
    if story is None or connection.execute(select(_ARTICLE.id).where(_ARTICLE.story == story).limit(1)).first() is not None:
        return None
    return story


def _post(connection: Connection, postings: Collection[tuple[int, int, int]]) -> None:
    """Write (key, story, article), in the order of the keys: that of the table."""
    if postings:
        rows = sorted(postings)
        name = connection.dialect.name
        connection.exec_driver_sql(_POST[name], rows if name == "sqlite" else tuple(map(list, zip(*rows, strict=True))))


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
    articles = connection.execute(
        select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.story == story).order_by(_ARTICLE.id)
    ).all()
    connection.execute(update(tables.article).where(_ARTICLE.story == story).values(story=into))
    for _, *told in articles:
        had = (_POSTING.key.in_(telling(*told).keys), _POSTING.story == story)
        postings = connection.execute(delete(tables.posting).where(*had).returning(_POSTING.key, _POSTING.article)).all()
        _post(connection, [(key, into, article) for key, article in postings])
    record_changes(connection, [row.id for row in articles], "moved", now, ["story"])
    connection.execute(delete(tables.story).where(tables.story.c.id == story))


@dataclass(slots=True)
class _Placed:
    """An article, as far as placing and `spread` ask for it."""

    id: int
    site: str
    published_at: datetime | None
    published_precision: str | None
    story: int = 0
    joined_as: Kind | None = None
    versions: int = 0
    is_roundup: bool = False

    def member(self) -> Member:
        """For `place`."""
        return Member(self.id, self.story, self.joined_as, self.versions, self.is_roundup)


class _Desk:
    """Newcomers, articles without a story, next to what the tables hold around them. What comes of it is written at the end.

    A story that begins here has the number of its first article, negative, until it is written.
    """

    def __init__(self, connection: Connection, told: Mapping[int, Telling], now: datetime) -> None:
        self._connection = connection
        self._told = told
        self._now = now
        self._newcomers = {row.id: _Placed(*row) for row in connection.execute(_NEWCOMERS, {"articles": [*told]})}
        self._waiting = dict.fromkeys(told)
        self._texts = {article: one.text for article, one in told.items()}
        self._unread: dict[int, str] = {}  # texts of which nobody has asked for the fingerprint
        self._numbers: dict[int, int] = {}  # of the stories that began here
        self._lay_out()

    def _lay_out(self) -> None:
        """Read what the newcomers that wait share keys with."""
        self._articles: dict[int, _Placed] = {}
        self._stories: dict[int, list[_Placed]] = {}
        self._postings: defaultdict[int, dict[int, int]] = defaultdict(dict)  # key -> story -> the article that brought it first
        self._grown: dict[int, None] = {}  # stories that newcomers went to
        self._posted: list[tuple[int, int, int]] = []
        self._joined: list[tuple[_Placed, dict[int, Relation]]] = []
        keys = sorted({key for article in self._waiting for key in self._told[article].keys})
        if keys:
            name = self._connection.dialect.name
            for key, story, article in self._connection.execute(_POSTED[name], {"keys": json.dumps(keys) if name == "sqlite" else keys}):
                self._postings[key][story] = article
        likely = {candidate for article in self._waiting for candidate in self._candidates(self._keys(article))}
        self._read_stories({story for story, _ in likely})
        self.read_texts({article for _, article in likely} | {self._stories[story][0].id for story, _ in likely if self._stories[story]})

    def place_all(self, empty: int | None = None) -> None:
        """Find the stories of the newcomers, in their order; `empty` is a story without articles, which is theirs if they find no other."""
        for article in self._told:
            self._place(article, empty)
        self._write()

    def story(self, number: int) -> list[_Placed]:
        """Its articles, in their order."""
        self._read_stories([number])
        return self._stories[number]

    def relation(self, one: _Placed, other: _Placed) -> Relation | None:
        """What an article is to another."""
        apart = one.published_at - other.published_at if one.published_at and other.published_at else None
        return relation(self._text(one.id), self._text(other.id), apart)

    def article(self, number: int) -> _Placed:
        """One of a story that was read."""
        return self._articles[number]

    def _keys(self, article: int) -> list[int]:
        """Those that are no stop keys."""
        return [key for key in self._told[article].keys if len(self._postings[key]) < MOST_STORIES]

    def _candidates(self, keys: Iterable[int]) -> list[tuple[int, int]]:
        """The articles that share most of the keys, most first, each behind its story."""
        shared = Counter(held for key in keys for held in self._postings[key].items())
        return sorted(shared, key=lambda held: (-shared[held], held[1]))[:CANDIDATES]

    def _place(self, article: int, empty: int | None) -> None:
        newcomer, told, keys = self._newcomers[article], self._told[article], self._keys(article)
        candidates = self._candidates(keys)
        self._read_stories({story for story, _ in candidates})
        around = _Around(self, newcomer)
        members = [self._articles[other].member() for _, other in candidates if other in self._articles]
        placement = place(members, around, is_roundup=told.is_roundup)
        del self._waiting[article]
        story = placement.story or empty or -article
        for merged in placement.merged:
            story = self._merge(merged, story)
        self._join(newcomer, story, placement.kind, told, around.related())
        for key in keys:
            if story not in self._postings[key]:
                self._postings[key][story] = article
                self._posted.append((key, story, article))

    def _join(self, newcomer: _Placed, story: int, kind: Kind | None, told: Telling, related: dict[int, Relation]) -> None:
        same = [other for other, found in related.items() if found.kind is Kind.SAME]
        newcomer.story, newcomer.joined_as, newcomer.versions, newcomer.is_roundup = story, kind, len(same), told.is_roundup
        for other in same:
            if other in self._articles:  # or a merge has put it away
                self._articles[other].versions += 1
        self._articles[newcomer.id] = newcomer
        insort(self.story(story), newcomer, key=lambda placed: placed.id)
        self._grown[story] = None
        self._joined.append((newcomer, related))

    def _merge(self, story: int, into: int) -> int:
        """Fold a story into another in the tables, where all is written first; the number that this one has then."""
        self._write()
        story, into = (self._numbers.get(number, number) for number in (story, into))
        _merge(self._connection, story, into, self._now)
        self._lay_out()
        return into

    def _write(self) -> None:
        if not self._joined:
            return
        connection, began = self._connection, [story for story in self._grown if story < 0]
        if began:
            rows = [spread(self._stories[story])._asdict() for story in began]
            numbers: dict[int, int] = dict(connection.execute(_BEGIN, rows).all())  # by their first articles, in any order
            self._numbers |= {story: numbers[row["first_article"]] for story, row in zip(began, rows, strict=True)}
        number = self._numbers.get
        connection.execute(_PUT, [{"number": one.id, "into": number(one.story, one.story)} for one, _ in self._joined])
        self._write_members()
        _post(connection, [(key, number(story, story), article) for key, story, article in self._posted])
        write_spreads(connection, {story: spread(self._stories[story]) for story in self._grown if story > 0})

    def _write_members(self) -> None:
        """How they came in, and what they are to others."""
        members = [
            {"article": one.id, "joined_as": one.joined_as, "versions": one.versions, "is_roundup": one.is_roundup, "version": VERSION}
            for one, _ in self._joined
        ]
        self._connection.execute(_JOIN, members)
        edges = [
            {"article": one.id, "other": other, "relation": found.kind, "share": round(found.share, 3)}
            for one, related in self._joined
            for other, found in related.items()
        ]
        new = {one.id for one, _ in self._joined}
        more = Counter(edge["other"] for edge in edges if edge["relation"] is Kind.SAME and edge["other"] not in new)
        if more:
            self._connection.execute(_TOLD_AGAIN, [{"number": other, "more": times} for other, times in sorted(more.items())])
        if edges:
            self._connection.execute(_RELATE, edges)

    def _read_stories(self, stories: Iterable[int]) -> None:
        missing = [story for story in stories if story not in self._stories]
        self._stories |= {story: [] for story in missing}
        if any(story > 0 for story in missing):
            for row in self._connection.execute(_OF_STORIES, {"stories": missing}):
                placed = self._articles[row.id] = _Placed(*row[:5], row.joined_as and Kind(row.joined_as), *row[6:])
                self._stories[row.story].append(placed)

    def read_texts(self, articles: Iterable[int]) -> None:
        """Have them at hand, which is cheaper for many at once."""
        missing = [article for article in articles if article not in self._texts and article not in self._unread]
        if missing:
            self._unread |= {row.id: f"{row.title or ''}\n{row.body}" for row in self._connection.execute(_TEXTS, {"articles": missing})}

    def _text(self, article: int) -> Fingerprint:
        if article not in self._texts:
            self.read_texts([article])
            self._texts[article] = Fingerprint(self._unread.pop(article))
        return self._texts[article]


class _Around:
    """The articles around a newcomer (`unioncrawl.stories.Neighbours`), compared once."""

    def __init__(self, desk: _Desk, newcomer: _Placed) -> None:
        self._desk = desk
        self._newcomer = newcomer
        self._relations: dict[int, Relation | None] = {}

    def head(self, story: int) -> Member:
        return self._desk.story(story)[0].member()

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        rest = [placed for placed in self._desk.story(story) if placed.id not in known]
        rest = sorted(rest, key=lambda placed: (-placed.versions, placed.id))[:most]
        self._desk.read_texts([placed.id for placed in rest])
        return [placed.member() for placed in rest]

    def kind(self, article: int) -> Kind | None:
        if article not in self._relations:
            self._relations[article] = self._desk.relation(self._newcomer, self._desk.article(article))
        found = self._relations[article]
        return found and found.kind

    def kind_between(self, article: int, other: int) -> Kind | None:
        found = self._desk.relation(self._desk.article(article), self._desk.article(other))
        return found and found.kind

    def related(self) -> dict[int, Relation]:
        """The articles that the newcomer was found to be something to."""
        return {article: found for article, found in self._relations.items() if found is not None}
