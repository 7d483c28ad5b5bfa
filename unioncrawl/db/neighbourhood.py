"""What is around articles that are being placed: the stories near them, and what one article is to another."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from unioncrawl.db import tables
from unioncrawl.stories import Fingerprint, Kind, Member, Relation, relation

_ARTICLE = tables.article.c
_MEMBER = tables.member.c

_OWN = (_ARTICLE.id, _ARTICLE.site, _ARTICLE.published_at, _ARTICLE.published_precision)
_NEWCOMERS = select(*_OWN).where(_ARTICLE.id.in_(bindparam("articles", expanding=True)))
_OF_STORIES = (
    select(*_OWN, _ARTICLE.story, _MEMBER.joined_as, _MEMBER.versions, _MEMBER.is_roundup)
    .join_from(tables.article, tables.member, _MEMBER.article == _ARTICLE.id)
    .where(_ARTICLE.story.in_(bindparam("stories", expanding=True)))
    .order_by(_ARTICLE.id)
)
_TEXTS = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.id.in_(bindparam("articles", expanding=True)))


@dataclass(slots=True)
class Placed:
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


def read_newcomers(connection: Connection, articles: Collection[int]) -> dict[int, Placed]:
    """Articles that have no story yet, by their numbers."""
    return {row.id: Placed(*row) for row in connection.execute(_NEWCOMERS, {"articles": [*articles]})}


class Texts:
    """The fingerprints of articles; those of stored ones are taken when they are asked for."""

    def __init__(self, connection: Connection, known: Mapping[int, Fingerprint]) -> None:
        self._connection = connection
        self._known = {**known}
        self._unread: dict[int, str] = {}  # texts of which nobody has asked for the fingerprint

    def read(self, articles: Iterable[int]) -> None:
        """Have them at hand, which is cheaper for many at once."""
        missing = [article for article in articles if article not in self._known and article not in self._unread]
        if missing:
            self._unread |= {row.id: f"{row.title or ''}\n{row.body}" for row in self._connection.execute(_TEXTS, {"articles": missing})}

    def fingerprint(self, article: int) -> Fingerprint:
        """Of one."""
        if article not in self._known:
            self.read([article])
            self._known[article] = Fingerprint(self._unread.pop(article))
        return self._known[article]


class Neighbourhood:
    """Stories with their articles, read where they are asked for; newcomers join them."""

    def __init__(self, connection: Connection, texts: Texts) -> None:
        self._connection = connection
        self._stories: dict[int, list[Placed]] = {}
        self.texts = texts
        self.articles: dict[int, Placed] = {}  # of the stories that were read

    def read(self, stories: Iterable[int]) -> None:
        """Have them at hand, which is cheaper for many at once."""
        missing = [story for story in stories if story not in self._stories]
        self._stories |= {story: [] for story in missing}
        if any(story > 0 for story in missing):
            for row in self._connection.execute(_OF_STORIES, {"stories": missing}):
                placed = self.articles[row.id] = Placed(*row[:5], row.joined_as and Kind(row.joined_as), *row[6:])
                self._stories[row.story].append(placed)

    def story(self, number: int) -> list[Placed]:
        """Its articles, in their order."""
        self.read([number])
        return self._stories[number]

    def join(self, newcomer: Placed) -> None:
        """Take an article into its story."""
        self.articles[newcomer.id] = newcomer
        insort(self.story(newcomer.story), newcomer, key=lambda placed: placed.id)

    def relation(self, one: Placed, other: Placed) -> Relation | None:
        """What an article is to another."""
        apart = one.published_at - other.published_at if one.published_at and other.published_at else None
        return relation(self.texts.fingerprint(one.id), self.texts.fingerprint(other.id), apart)


class Around:
    """The articles around a newcomer (`unioncrawl.stories.Neighbours`), compared once."""

    def __init__(self, neighbourhood: Neighbourhood, newcomer: Placed) -> None:
        self._neighbourhood = neighbourhood
        self._newcomer = newcomer
        self._relations: dict[int, Relation | None] = {}

    def head(self, story: int) -> Member:
        """As `Neighbours` has it."""
        return self._neighbourhood.story(story)[0].member()

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        """As `Neighbours` has it."""
        rest = [placed for placed in self._neighbourhood.story(story) if placed.id not in known]
        rest = sorted(rest, key=lambda placed: (-placed.versions, placed.id))[:most]
        self._neighbourhood.texts.read([placed.id for placed in rest])
        return [placed.member() for placed in rest]

    def kind(self, article: int) -> Kind | None:
        """As `Neighbours` has it."""
        if article not in self._relations:
            self._relations[article] = self._neighbourhood.relation(self._newcomer, self._neighbourhood.articles[article])
        found = self._relations[article]
        return found and found.kind

    def kind_between(self, article: int, other: int) -> Kind | None:
        """As `Neighbours` has it."""
        found = self._neighbourhood.relation(self._neighbourhood.articles[article], self._neighbourhood.articles[other])
        return found and found.kind

    def related(self) -> dict[int, Relation]:
        """The articles that the newcomer was found to be something to."""
        return {article: found for article, found in self._relations.items() if found is not None}
