"""Stories found anew, into the tables: only what differs is written, in one transaction, with those that came or changed meanwhile."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, select, true, update

from unioncrawl.db import tables
from unioncrawl.db.changes import hold_log, record_changes
from unioncrawl.db.spread import spread
from unioncrawl.db.stories import place_article
from unioncrawl.stories import VERSION, Kind, telling
from unioncrawl.stories.clusters import Shelf

SLICE = 100_000  # rows of a table compared at a time

_ARTICLE = tables.article.c
_STORY = tables.story.c

Keys = NDArray[np.int64]
_Rows = dict[tuple[int, ...], tuple[Any, ...]]  # of a table: what stands in each beside its key
_Sorted = TypeVar("_Sorted", Sequence[int], NDArray[np.int64])


class Standing(NamedTuple):
    """What to place, and the change number after which others have written."""

    numbers: list[int]  # article.id, ascending
    seq: int


class Restoried(NamedTuple):
    """The articles on the shelf of their stories; it counts them from 0."""

    numbers: Sequence[int]  # article.id
    keys: Sequence[Keys]  # their sketches
    shelf: Shelf  # whose postings lack the keys that only one article has: nothing is found by them


class Repaired(NamedTuple):
    """What came of it."""

    stories: int  # that there are
    moved: int  # articles that went to another story
    late: int  # articles that came or changed meanwhile, and were placed one by one


def standing(connection: Connection) -> Standing:
    """All articles as they are now."""
    counter = tables.counter.c
    seq = connection.execute(select(counter.value).where(counter.name == "seq")).scalar_one()
    return Standing(list(connection.execute(select(_ARTICLE.id).order_by(_ARTICLE.id)).scalars()), seq)


def write_stories(connection: Connection, found: Restoried, seq: int, now: datetime) -> Repaired:
    """Bring the tables to what was found of the articles as they were at a change number."""
    hold_log(connection)
    columns = (_ARTICLE.id, _ARTICLE.site, _ARTICLE.published_at, _ARTICLE.published_precision, _ARTICLE.story)
    articles = {row.id: row for row in connection.execute(select(*columns).where(_ARTICLE.seq <= seq))}
    late = list(connection.execute(select(_ARTICLE.id).where(_ARTICLE.seq > seq).order_by(_ARTICLE.id)).scalars())
    wanted = _numbered(connection, found, articles)
    moved = [article for story, members in wanted.items() for article in members if articles[article].story != story]
    story_of = {article: story for story, members in wanted.items() for article in members}
    if moved:
        move = update(tables.article).where(_ARTICLE.id == bindparam("number")).values(story=bindparam("into"))
        connection.execute(move, [{"number": article, "into": story_of[article]} for article in moved])
    record_changes(connection, sorted(moved), "moved", now, ["story"])
    _write_relations(connection, found, articles)
    _write_postings(connection, found, story_of)
    kept = set(connection.execute(select(_ARTICLE.story).where(_ARTICLE.seq > seq, _ARTICLE.story.is_not(None))).scalars()) - wanted.keys()
    for part, within in _slices(sorted(wanted), _STORY.id):
        rows: _Rows = {(story,): tuple(spread([articles[article] for article in wanted[story]])) for story in part}
        _bring(connection, tables.story, rows, within & _STORY.id.not_in(kept))
    for article in late:
        text = connection.execute(select(_ARTICLE.title, _ARTICLE.body).where(_ARTICLE.id == article)).one()
        place_article(connection, article, telling(*text), now)
    return Repaired(len(wanted), len(moved), len(late))


def _numbered(connection: Connection, found: Restoried, articles: Mapping[int, Any]) -> dict[int, list[int]]:
    """The stories by their numbers, with their articles: each keeps the number that most of them have, the larger stories choose first."""
    told = [[found.numbers[at] for at in members if found.numbers[at] in articles] for members in found.shelf.stories.values()]
    wanted: dict[int, list[int]] = {}
    nameless: list[list[int]] = []
    for members in sorted(filter(None, told), key=lambda members: (-len(members), members[0])):
        had = Counter(articles[article].story for article in members if articles[article].story is not None)
        story = next((story for story, _ in had.most_common() if story not in wanted), None)
        if story is None:
            nameless.append(members)
        else:
            wanted[story] = members
    if nameless:
        rows = [{"first_article": members[0], "size": len(members), "sites": 1} for members in nameless]
        insert = tables.story.insert().returning(_STORY.id, sort_by_parameter_order=True)
        wanted |= zip(connection.execute(insert, rows).scalars(), nameless, strict=True)
    return wanted


def _write_relations(connection: Connection, found: Restoried, articles: Collection[int]) -> None:
    """What articles are to each other, and how each came into its story."""
    versions: Counter[int] = Counter()
    for article, record in zip(found.numbers, found.shelf.records, strict=True):
        same = [found.numbers[at] for at, relation in record.relations.items() if relation.kind is Kind.SAME]
        versions.update(number for other in same if article in articles and other in articles for number in (article, other))
    records = iter(zip(found.numbers, found.shelf.records, strict=True))
    for (part, of_edges), (_, of_members) in zip(
        _slices(found.numbers, tables.edge.c.article), _slices(found.numbers, tables.member.c.article), strict=True
    ):
        edges: _Rows = {}
        members: _Rows = {}
        for article, record in islice(records, len(part)):
            if article in articles:
                members[article,] = record.joined_as and str(record.joined_as), versions[article], record.is_roundup, VERSION
                for at, relation in record.relations.items():
                    if found.numbers[at] in articles:
                        edges[article, found.numbers[at]] = str(relation.kind), round(relation.share, 3)
        _bring(connection, tables.edge, edges, of_edges)
        _bring(connection, tables.member, members, of_members)


def _write_postings(connection: Connection, found: Restoried, story_of: Mapping[int, int]) -> None:
    """By what the stories are found."""
    keys, articles = _posted(found, story_of)
    start = 0
    for part, within in _slices(keys, tables.posting.c.key):
        end = start + len(part)
        held = zip(part.tolist(), articles[start:end].tolist(), strict=True)
        _bring(connection, tables.posting, {(key, story_of[article]): (article,) for key, article in held if article in story_of}, within)
        start = end


def _slices(keys: _Sorted, column: ColumnElement[int]) -> Iterator[tuple[_Sorted, ColumnElement[bool]]]:
    """Sorted keys in parts, the same keys in one part, each with the condition that is true of its part of the table; one part at least."""
    bounds: list[int | None] = [0]
    start = 0
    while start + SLICE < len(keys):
        start = bisect_right(keys, keys[start + SLICE - 1])
        if start < len(keys):
            bounds.append(start)
    for low, high in pairwise([*bounds, None]):
        above = column >= int(keys[low]) if low else true()
        below = true() if high is None else column < int(keys[high])
        yield keys[low:high], and_(above, below)


def _posted(found: Restoried, story_of: Mapping[int, int]) -> tuple[Keys, Keys]:
    """The keys in their order, each with an article that is posted under it; one that is not at hand leaves it to the next of its story."""
    numbers, shelf = np.array(found.numbers, np.int64), found.shelf
    heirs = {story: next((found.numbers[at] for at in told if found.numbers[at] in story_of), -1) for story, told in shelf.stories.items()}
    held = [
        (key, number if (number := found.numbers[at]) in story_of else heirs[story])
        for key, holders in shelf.postings.items()
        for story, at in holders.items()
    ]
    shared = np.array(held, np.int64).reshape(-1, 2)
    all_keys = np.concatenate([np.zeros(0, np.int64), *found.keys])
    own = ~np.isin(all_keys, shared[:, 0])
    keys = np.concatenate([all_keys[own], shared[:, 0]])
    articles = np.concatenate([np.repeat(numbers, [len(each) for each in found.keys])[own], shared[:, 1]])
    order = keys.argsort()
    return keys[order], articles[order]


def _bring(connection: Connection, table: Table, wanted: _Rows, where: ColumnElement[bool]) -> None:
    """Make the rows of the part of a table where that is true those that are wanted: by their keys, what else they hold."""
    keys, values = list(table.primary_key.columns), [column for column in table.columns if not column.primary_key]
    held = {tuple(row[: len(keys)]): tuple(row[len(keys) :]) for row in connection.execute(select(*keys, *values).where(where))}
    names = [column.name for column in (*keys, *values)]
    gone = [dict(zip([f"old_{column.name}" for column in keys], key, strict=True)) for key in held.keys() - wanted.keys()]
    new = [dict(zip(names, (*key, *row), strict=True)) for key, row in wanted.items() if key not in held]
    other = [key for key, row in wanted.items() if key in held and held[key] != row]
    same = and_(*(column == bindparam(f"old_{column.name}") for column in keys))
    if gone:
        connection.execute(delete(table).where(same), gone)
    if other:
        bound = {f"old_{column.name}": at for at, column in enumerate(keys)}
        changed = [{name: key[at] for name, at in bound.items()} | dict(zip(names[len(keys) :], wanted[key], strict=True)) for key in other]
        connection.execute(update(table).where(same).values({column.name: bindparam(column.name) for column in values}), changed)
    if new:
        connection.execute(table.insert(), new)
