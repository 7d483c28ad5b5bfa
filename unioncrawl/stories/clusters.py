"""Stories in memory: the rules of the index over SQL on a list of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from unioncrawl.stories.fingerprint import Fingerprint, is_roundup
from unioncrawl.stories.placement import CANDIDATES, MOST_STORIES, Member, place
from unioncrawl.stories.relations import Kind, relation


def cluster(texts: Iterable[tuple[str, str]], dates: Iterable[datetime | None] = ()) -> list[int]:
    """(id, text) pairs to story labels, in their order: texts of one label tell one story.

    A text's first line is its title. `dates`, where given, are the times of publication, one for each text, None where not known.
    """
    shelf = _Shelf()
    times = iter(dates)
    for _, text in texts:
        shelf.add(text, next(times, None))
    return [record.story for record in shelf.records]


@dataclass(slots=True)
class _Record:
    """An article on the shelf."""

    text: Fingerprint
    at: datetime | None
    is_roundup: bool
    story: int = -1
    joined_as: Kind | None = None
    versions: int = 0
    kinds: dict[int, Kind | None] = field(default_factory=dict)  # what it is to the earlier articles that it was held against


class _Shelf:
    """All articles so far, their stories, and where the keys stand."""

    def __init__(self) -> None:
        self.records: list[_Record] = []
        self._stories: dict[int, list[int]] = {}  # story -> its articles, in their order
        self._postings: defaultdict[int, dict[int, int]] = defaultdict(dict)  # key -> story -> the article that brought it first
        self._keys: dict[int, list[int]] = {}

    def add(self, text: str, at: datetime | None) -> None:
        """Put an article to its story."""
        article = len(self.records)
        record = _Record(Fingerprint(text), at, is_roundup(text.lstrip().split("\n", 1)[0]))
        keys = [key for key in record.text.sketch() if len(self._postings[key]) < MOST_STORIES]
        shared = Counter(other for key in keys for other in self._postings[key].values())
        self.records.append(record)
        candidates = [self._member(other) for other, _ in shared.most_common(CANDIDATES)]
        placement = place(candidates, self, is_roundup=record.is_roundup)

        record.story = article if placement.story is None else placement.story
        record.joined_as = placement.kind
        for story in placement.merged:
            self._merge(story, record.story)
        for other, kind in record.kinds.items():
            if kind is Kind.SAME:
                record.versions += 1
                self.records[other].versions += 1
        self._stories.setdefault(record.story, []).append(article)
        self._keys[article] = keys
        for key in keys:
            self._postings[key].setdefault(record.story, article)

    def head(self, story: int) -> Member:
        return self._member(self._stories[story][0])

    def others(self, story: int, known: Collection[int], most: int) -> Sequence[Member]:
        members = [self._member(article) for article in self._stories[story] if article not in known]
        return sorted(members, key=lambda member: -member.versions)[:most]

    def kind(self, article: int) -> Kind | None:
        return self.kind_between(len(self.records) - 1, article)

    def kind_between(self, article: int, other: int) -> Kind | None:
        one, two = self.records[article], self.records[other]
        if other not in one.kinds:
            found = relation(one.text, two.text, one.at - two.at if one.at and two.at else None)
            one.kinds[other] = found and found.kind
        return one.kinds[other]

    def _member(self, article: int) -> Member:
        record = self.records[article]
        return Member(article, record.story, record.joined_as, record.versions, record.is_roundup)

    def _merge(self, story: int, into: int) -> None:
        articles = self._stories.pop(story)
        self._stories[into] = sorted([*self._stories[into], *articles])
        for article in articles:
            self.records[article].story = into
            for key in self._keys[article]:
                if story in self._postings[key]:
                    self._postings[key].setdefault(into, self._postings[key].pop(story))
