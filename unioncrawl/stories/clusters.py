"""Stories in memory: the rules of the index over SQL on a list of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from unioncrawl.stories.fingerprint import Fingerprint, is_roundup
from unioncrawl.stories.placement import CANDIDATES, MOST_STORIES, Member, place
from unioncrawl.stories.relations import Kind, Relation, relation


def cluster(texts: Iterable[tuple[str, str]], dates: Iterable[datetime | None] = ()) -> list[int]:
    """(id, text) pairs to story labels, in their order: texts of one label tell one story.

    A text's first line is its title. `dates`, where given, are the times of publication, one for each text, None where not known.
    """
    told: list[tuple[Fingerprint, datetime | None]] = []

    def relate(article: int, other: int) -> Relation | None:
        (one, at), (two, then) = told[article], told[other]
        return relation(one, two, at - then if at and then else None)

    shelf = Shelf(relate)
    times = iter(dates)
    for _, text in texts:
        fingerprint = Fingerprint(text)
        told.append((fingerprint, next(times, None)))
        shelf.add(fingerprint.sketch(), is_roundup=is_roundup(text.lstrip().split("\n", 1)[0]))
    return [record.story for record in shelf.records]


@dataclass(slots=True)
class Record:
    """An article on the shelf."""

    is_roundup: bool
    keys: Sequence[int]  # those that were no stop keys when it came
    story: int = -1
    joined_as: Kind | None = None
    versions: int = 0
    relations: dict[int, Relation] = field(default_factory=dict)  # what it was to earlier articles when it came


class Shelf:
    """All articles so far by their numbers, 0, 1, 2, ..., their stories, and where the keys stand.

    `relate` says what an article is to an earlier one; it is asked once for each pair but for heads of stories.
    """

    def __init__(self, relate: Callable[[int, int], Relation | None]) -> None:
        self._relate = relate
        self.records: list[Record] = []
        self.stories: dict[int, list[int]] = {}  # story -> its articles, in their order
        self.postings: defaultdict[int, dict[int, int]] = defaultdict(dict)  # key -> story -> the article that brought it first
        self._asked: dict[int, Relation | None] = {}  # what the article that is being placed is to others

    def add(self, keys: Sequence[int], *, is_roundup: bool) -> None:
        """Put the next article to its story."""
        article = len(self.records)
        keys = [key for key in keys if len(self.postings[key]) < MOST_STORIES]
        shared = Counter(other for key in keys for other in self.postings[key].values())
        record = Record(is_roundup, keys)
        self.records.append(record)
        self._asked = {}
        most = sorted(shared, key=lambda other: (-shared[other], other))[:CANDIDATES]
        placement = place([self._member(other) for other in most], self, is_roundup=is_roundup)

        record.story = article if placement.story is None else placement.story
        record.joined_as = placement.kind
        for story in placement.merged:
            self._merge(story, record.story)
        record.relations = {other: found for other, found in self._asked.items() if found is not None}
        for other, found in record.relations.items():
            if found.kind is Kind.SAME:
                record.versions += 1
                self.records[other].versions += 1
        self.stories.setdefault(record.story, []).append(article)
        for key in keys:
            self.postings[key].setdefault(record.story, article)

    def head(self, story: int) -> Member:
        """As `Neighbours` has it."""
        return self._member(self.stories[story][0])

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        """As `Neighbours` has it."""
        members = [self._member(article) for article in self.stories[story] if article not in known]
        return sorted(members, key=lambda member: -member.versions)[:most]

    def kind(self, article: int) -> Kind | None:
        """As `Neighbours` has it."""
        if article not in self._asked:
            self._asked[article] = self._relate(len(self.records) - 1, article)
        found = self._asked[article]
        return found and found.kind

    def kind_between(self, article: int, other: int) -> Kind | None:
        """As `Neighbours` has it."""
        found = self._relate(article, other)
        return found and found.kind

    def _member(self, article: int) -> Member:
        record = self.records[article]
        return Member(article, record.story, record.joined_as, record.versions, record.is_roundup)

    def _merge(self, story: int, into: int) -> None:
        articles = self.stories.pop(story)
        self.stories[into] = sorted([*self.stories[into], *articles])
        for article in articles:
            record = self.records[article]
            record.story = into
            for key in record.keys:
                if story in self.postings[key]:
                    self.postings[key].setdefault(into, self.postings[key].pop(story))
