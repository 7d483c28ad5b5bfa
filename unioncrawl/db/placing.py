"""Articles find their stories among those in the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, delete, select, update

from unioncrawl.db import tables
from unioncrawl.db.changes import record_changes
from unioncrawl.db.members import insert_members
from unioncrawl.db.neighbourhood import Around, Neighbourhood, Placed, Texts, read_newcomers
from unioncrawl.db.postings import find_postings, insert_postings, move_postings
from unioncrawl.db.spread import spread, write_spreads
from unioncrawl.stories import CANDIDATES, MOST_STORIES, Kind, Relation, Telling, place, telling

_ARTICLE = tables.article.c
_BEGIN = tables.story.insert().returning(tables.story.c.first_article, tables.story.c.id)
_PUT = update(tables.article).where(_ARTICLE.id == bindparam("number")).values(story=bindparam("into", type_=BigInteger()))


class Newcomers:
    """Articles without a story, next to what the tables hold around them. What comes of it is written at the end.

    A story that begins here has the number of its first article, negative, until it is written.
    """

    def __init__(self, connection: Connection, told: Mapping[int, Telling], now: datetime) -> None:
        self._connection = connection
        self._told = told
        self._now = now
        self._newcomers = read_newcomers(connection, told)
        self._waiting = dict.fromkeys(told)
        self._texts = Texts(connection, {article: one.text for article, one in told.items()})
        self._numbers: dict[int, int] = {}  # of the stories that began here
        self._lay_out()

    def _lay_out(self) -> None:
        """Read what the newcomers that wait share keys with."""
        self._neighbourhood = Neighbourhood(self._connection, self._texts)
        self._postings = find_postings(self._connection, {key for article in self._waiting for key in self._told[article].keys})
        self._grown: dict[int, None] = {}  # stories that newcomers went to
        self._posted: list[tuple[int, int, int]] = []
        self._joined: list[tuple[Placed, dict[int, Relation]]] = []
        likely = {candidate for article in self._waiting for candidate in self._candidates(self._keys(article))}
        self._neighbourhood.read({story for story, _ in likely})
        heads = {articles[0].id for story, _ in likely if (articles := self._neighbourhood.story(story))}
        self._texts.read({article for _, article in likely} | heads)

    def place_all(self, empty: int | None = None) -> None:
        """Find the stories of the newcomers, in their order; `empty` is a story without articles, which is theirs if they find no other."""
        for article in self._told:
            self._place(article, empty)
        self._write()

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
        self._neighbourhood.read({story for story, _ in candidates})
        around, articles = Around(self._neighbourhood, newcomer), self._neighbourhood.articles
        members = [articles[other].member() for _, other in candidates if other in articles]
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

    def _join(self, newcomer: Placed, story: int, kind: Kind | None, told: Telling, related: dict[int, Relation]) -> None:
        same = [other for other, found in related.items() if found.kind is Kind.SAME]
        newcomer.story, newcomer.joined_as, newcomer.versions, newcomer.is_roundup = story, kind, len(same), told.is_roundup
        for other in same:
            if other in self._neighbourhood.articles:  # or a merge has put it away
                self._neighbourhood.articles[other].versions += 1
        self._neighbourhood.join(newcomer)
        self._grown[story] = None
        self._joined.append((newcomer, related))

    def _merge(self, story: int, into: int) -> int:
        """Fold a story into another in the tables, where all is written first; the number that this one has then."""
        self._write()
        story, into = (self._numbers.get(number, number) for number in (story, into))
        _merge_stories(self._connection, story, into, self._now)
        self._lay_out()
        return into

    def _write(self) -> None:
        if not self._joined:
            return
        connection, began = self._connection, [story for story in self._grown if story < 0]
        spreads = {story: spread(self._neighbourhood.story(story)) for story in self._grown}
        if began:
            rows = [spreads[story]._asdict() for story in began]
            numbers: dict[int, int] = dict(connection.execute(_BEGIN, rows).all())  # by their first articles, in any order
            self._numbers |= {story: numbers[spreads[story].first_article] for story in began}
        number = self._numbers.get
        connection.execute(_PUT, [{"number": one.id, "into": number(one.story, one.story)} for one, _ in self._joined])
        insert_members(connection, self._joined)
        insert_postings(connection, [(key, number(story, story), article) for key, story, article in self._posted])
        write_spreads(connection, {story: found for story, found in spreads.items() if story > 0})


def _merge_stories(connection: Connection, story: int, into: int, now: datetime) -> None:
    """Fold a story into another."""
    articles = connection.execute(
        select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.story == story).order_by(_ARTICLE.id)
    ).all()
    connection.execute(update(tables.article).where(_ARTICLE.story == story).values(story=into))
    for _, *told in articles:
        move_postings(connection, telling(*told).keys, story, into)
    record_changes(connection, [row.id for row in articles], "moved", now, ["story"])
    connection.execute(delete(tables.story).where(tables.story.c.id == story))
