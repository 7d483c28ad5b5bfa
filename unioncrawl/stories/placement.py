"""Which story an article belongs to, by what it is to the articles that share its keys.

The guard rule: a page that holds several stories must not glue them. That a text lies in a longer one, or holds a shorter one, is weak
proof; that it is the same as another, as long and saying the same, is strong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from unioncrawl.stories.relations import Kind

CANDIDATES = 10  # articles that share most keys: those that are looked at
MOST_STORIES = 50  # that may share a key: a key of more is a slogan, or a site's own words: not searched, not added to

_WITNESSES = 2  # more articles of a story that are asked where those that share keys leave it open
_PARTS = 3  # articles that a story may have at most to be taken for a part of another


@dataclass(frozen=True, slots=True)
class Member:
    """An article that has its place in a story."""

    article: int
    story: int
    joined_as: Kind | None = None  # what it was to the story; None for its head
    versions: int = 0  # articles that it is the same as
    is_roundup: bool = False


class Neighbours(Protocol):
    """What the rule asks about the articles around a new one."""

    def head(self, story: int) -> Member:
        """The first article of a story."""

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        """At most so many articles of a story beside those known, most versions first."""

    def kind(self, article: int) -> Kind | None:
        """What the new article is to another; None for nothing."""

    def kind_between(self, article: int, other: int) -> Kind | None:
        """What an article is to another."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article goes."""

    story: int | None  # None: it is the head of a new one
    kind: Kind | None = None  # what it is to the story
    merged: list[int] = field(default_factory=list)  # other stories that it shows to be this one


def place(candidates: Sequence[Member], neighbours: Neighbours, *, is_roundup: bool = False) -> Placement:
    """The story of an article. A roundup goes only with copies of itself, and no other article goes with one."""
    if is_roundup:
        copy = next((member for member in candidates if member.is_roundup and neighbours.kind(member.article) is Kind.SAME), None)
        return Placement(copy.story, Kind.SAME) if copy else Placement(None)
    stories = dict.fromkeys(member.story for member in candidates if not member.is_roundup)
    evidence = [_Evidence(story, [member for member in candidates if member.story == story], neighbours) for story in stories]
    found = {kind: [each for each in evidence if each.verdict is kind] for kind in Kind}
    if found[Kind.SAME]:
        best = max(found[Kind.SAME], key=_Evidence.weight)
        merged = [each.story for each in found[Kind.SAME] if each is not best and each.is_story_of(best)]
        merged += [each.story for each in found[Kind.LONGER] if each.is_part()]
        return Placement(best.story, Kind.SAME, merged)
    if found[Kind.EXCERPT]:
        return Placement(max(found[Kind.EXCERPT], key=_Evidence.weight).story, Kind.EXCERPT)
    if len(found[Kind.LONGER]) == 1:
        return Placement(found[Kind.LONGER][0].story, Kind.LONGER)
    return Placement(None)


class _Evidence:
    """What an article is to the articles of one story."""

    def __init__(self, story: int, members: list[Member], neighbours: Neighbours) -> None:
        self.story = story
        self._neighbours = neighbours
        self._head = neighbours.head(story)
        self._kinds: dict[Kind | None, list[Member]] = {kind: [] for kind in (*Kind, None)}
        self._ask(members if self._head in members else [*members, self._head])
        if len(self._kinds[Kind.SAME]) < 2 and not self._kinds[None]:
            self._ask(neighbours.others(story, self._known(), _WITNESSES))
        self.verdict = self._verdict()

    def weight(self) -> tuple[int, int]:
        """For the best of several stories: how many articles speak for it, then how early it began."""
        return len(self._related()), -self._head.article

    def is_story_of(self, best: _Evidence) -> bool:
        """Whether the article shows two stories to be one: it is the same as both, and their heads are no two fillings of a form."""
        heads = self._neighbours.kind_between(self._head.article, best._head.article)
        return self._is_plain() and best._is_plain() and heads is not Kind.TEMPLATE

    def _is_plain(self) -> bool:
        """Whether the head speaks for the story, and nothing against it."""
        return not self._kinds[Kind.TEMPLATE] and self._head in self._related()

    def is_part(self) -> bool:
        """Whether the whole story lies in the article, and none of its few articles was told again."""
        self._ask(self._neighbours.others(self.story, self._known(), _PARTS))
        parts = self._kinds[Kind.LONGER]
        return len(parts) == len(self._known()) <= _PARTS and not any(member.versions for member in parts)

    def _ask(self, members: Sequence[Member]) -> None:
        for member in members:
            self._kinds[self._neighbours.kind(member.article)].append(member)

    def _known(self) -> set[int]:
        return {member.article for members in self._kinds.values() for member in members}

    def _related(self) -> list[Member]:
        return self._kinds[Kind.SAME] + self._kinds[Kind.EXCERPT] + self._kinds[Kind.LONGER]

    def _verdict(self) -> Kind | None:
        related, forms, strangers = len(self._related()), len(self._kinds[Kind.TEMPLATE]), len(self._kinds[None])
        if forms > related:
            return None
        is_most = related > forms + strangers
        # One that only contained the story's head may be a roundup: being the same as it alone proves nothing.
        if any(member.joined_as is not Kind.LONGER or member.versions for member in self._kinds[Kind.SAME]) or (
            self._kinds[Kind.SAME] and is_most
        ):
            return Kind.SAME
        # So may one that contains the article, unless it was told again.
        told_again = [member for member in self._kinds[Kind.EXCERPT] if member.versions]
        if self._kinds[Kind.EXCERPT] and (is_most or self._head in told_again or len(told_again) > 1):
            return Kind.EXCERPT
        if self._kinds[Kind.LONGER] and (is_most or self._head in self._kinds[Kind.LONGER]):
            return Kind.LONGER
        return None
