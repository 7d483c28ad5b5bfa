"""All articles' stories anew, from the stored titles and bodies: the rules of a crawl, in memory, with all cores at the texts.

Workers read and fingerprint the articles and hold those that share keys against each other; one process places them in the order of their
numbers, as if they had come so. What it asks beyond the pairs that the workers looked at, it looks at itself.
"""

from __future__ import annotations

import os
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from itertools import islice
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, select

from unioncrawl.db import open_engine, tables
from unioncrawl.db.restory import Keys, Restoried
from unioncrawl.stories import CANDIDATES, Fingerprint, Relation, relation, telling
from unioncrawl.stories.clusters import Shelf
from unioncrawl.workers import in_order, workers

CHUNK = 200  # articles handed to a worker at a time
AHEAD = 4  # chunks for each worker that are asked for before their results are needed
HOLDERS = 8  # of a key, whom a later article with the key is held against beforehand
CACHED = 2000  # fingerprints that a process keeps, some 30 KB each

_ARTICLE = tables.article.c

Seen = Callable[[str, int], None]  # a step, and so many articles more are through it
Asked = TypeVar("Asked")


class _Told(NamedTuple):
    """What of a stored article is held against others."""

    text: Fingerprint
    at: datetime | None


class _Texts:
    """A process's way to the stored articles' texts: the latest stay at hand."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._told: OrderedDict[int, _Told] = OrderedDict()

    def read(self, articles: Collection[int]) -> None:
        """Have these at hand, until CACHED others are."""
        missing = [article for article in articles if article not in self._told]
        for article in set(articles) - set(missing):
            self._told.move_to_end(article)
        query = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body, _ARTICLE.published_at).where(_ARTICLE.id.in_(missing))
        if missing:
            with self.engine.connect() as connection:
                self._told |= {number: _Told(telling(*text).text, at) for number, *text, at in connection.execute(query)}
        while len(self._told) > max(CACHED, len(articles)):
            self._told.popitem(last=False)

    def relation(self, article: int, other: int) -> Relation | None:
        """What an article at hand is to another."""
        one, two = self._told[article], self._told[other]
        return relation(one.text, two.text, one.at - two.at if one.at and two.at else None)


@cache
def _texts(database_url: str) -> _Texts:
    """Of a worker."""
    return _Texts(open_engine(database_url))


def _sketched(database_url: str, articles: Sequence[int]) -> list[tuple[Keys, bool]]:
    """The keys of each article, and whether it is a roundup."""
    query = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).where(_ARTICLE.id.in_(articles))
    with _texts(database_url).engine.connect() as connection:
        told = {number: telling(*text) for number, *text in connection.execute(query)}
    return [(np.array(told[article].keys, np.int64), told[article].is_roundup) for article in articles]


def _related(database_url: str, asked: Sequence[tuple[int, Sequence[int]]]) -> list[dict[int, Relation | None]]:
    """What each article is to some others."""
    texts, found = _texts(database_url), []
    for article, others in asked:
        texts.read([article, *others])
        found.append({other: texts.relation(article, other) for other in others})
    return found


def restory(engine: Engine, numbers: Sequence[int], seen: Seen, cores: int | None = None) -> Restoried:
    """Place the articles of these numbers, in their order, which is ascending. They are read several times: hold what they say still."""
    cores = cores or os.cpu_count() or 1
    url = engine.url.render_as_string(hide_password=False)
    with workers(cores) as pool:
        keys: list[Keys] = []
        roundups: list[bool] = []
        for chunk, sketched in in_order(pool, partial(_sketched, url), _chunks(numbers), AHEAD * cores):
            for own, is_roundup in sketched:
                keys.append(own)
                roundups.append(is_roundup)
            seen("fingerprints", len(chunk))
        shared = _shared(keys)
        known: dict[int, Relation | None] = {}  # what the article being placed is to others
        texts = _Texts(engine)

        def relate(article: int, other: int) -> Relation | None:
            one, two = numbers[article], numbers[other]
            if article == len(shelf.records) - 1 and two in known:
                return known[two]
            texts.read([one, two])
            return texts.relation(one, two)

        shelf = Shelf(relate)
        asked = ((numbers[at], [numbers[other] for other in others]) for at, others in enumerate(_met(shared)))
        for _, found in in_order(pool, partial(_related, url), _chunks(asked), AHEAD * cores):
            for related in found:
                known, at = related, len(shelf.records)
                shelf.add(shared[at].tolist(), is_roundup=roundups[at])
            seen("stories", len(found))
    return Restoried(numbers, keys, shelf)


def _chunks(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    rest = iter(asked)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _shared(keys: Sequence[Keys]) -> list[Keys]:
    """The keys of each article that others have too."""
    if not keys:
        return []
    found, counts = np.unique(np.concatenate(keys), return_counts=True)
    several = found[counts > 1]
    return [own[_holds(several, own)] for own in keys]


def _holds(several: Keys, own: Keys) -> NDArray[np.bool_]:
    """Which of an article's keys are among the sorted ones."""
    if not len(several):
        return np.zeros(len(own), np.bool_)
    held: NDArray[np.bool_] = several[np.minimum(np.searchsorted(several, own), len(several) - 1)] == own
    return held


def _met(shared: Sequence[Keys]) -> Iterator[list[int]]:
    """For each article the earlier ones that it is likely to be held against."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for article, keys in enumerate(shared):
        met = Counter(other for key in keys.tolist() for other in holders[key])
        yield sorted(met, key=lambda other: (-met[other], other))[:CANDIDATES]
        for key in keys.tolist():
            if len(holders[key]) < HOLDERS:
                holders[key].append(article)
