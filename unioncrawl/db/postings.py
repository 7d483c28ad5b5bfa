"""The inverted index of stories: the keys of their texts' sketches, each with the stories that it is found in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, func, select, text, update

from unioncrawl.db import tables

Postings = defaultdict[int, dict[int, int]]  # key -> story -> the article that brought it first

_POSTING = tables.posting.c

# One parameter for all keys: they come by the thousand, and the statement stays the same.
_FIND = {
    "sqlite": text("SELECT key, story, article FROM posting WHERE key IN (SELECT value FROM json_each(:keys))"),
    "postgresql": text("SELECT key, story, article FROM posting WHERE key = ANY(CAST(:keys AS bigint[]))"),
}
_INSERT = {
    "sqlite": "INSERT INTO posting (key, story, article) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO posting (key, story, article)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
}


def find_postings(connection: Connection, keys: Collection[int]) -> Postings:
    """What stands at these keys."""
    found: Postings = defaultdict(dict)
    if keys:
        name, wanted = connection.dialect.name, sorted(keys)
        for key, story, article in connection.execute(_FIND[name], {"keys": json.dumps(wanted) if name == "sqlite" else wanted}):
            found[key][story] = article
    return found


def insert_postings(connection: Connection, postings: Collection[tuple[int, int, int]]) -> None:
    """Write (key, story, article), in the order of the keys: that of the table."""
    if postings:
        rows = sorted(postings)
        name = connection.dialect.name
        connection.exec_driver_sql(_INSERT[name], rows if name == "sqlite" else tuple(map(list, zip(*rows, strict=True))))


def move_postings(connection: Connection, keys: Sequence[int], story: int, into: int) -> None:
    """What stands at these keys for a story stands there for another, unless that has its own."""
    had = (_POSTING.key.in_(keys), _POSTING.story == story)
    postings = connection.execute(delete(tables.posting).where(*had).returning(_POSTING.key, _POSTING.article)).all()
    insert_postings(connection, [(key, into, article) for key, article in postings])


def hand_down_postings(connection: Connection, keys: Sequence[int], story: int, article: int) -> None:
    """What an article brought its story at these keys is the story's first article's; without one it goes."""
    own = (_POSTING.key.in_(keys), _POSTING.story == story, _POSTING.article == article)
    heir = connection.execute(select(func.min(tables.article.c.id)).where(tables.article.c.story == story)).scalar_one()
    connection.execute(delete(tables.posting).where(*own) if heir is None else update(tables.posting).where(*own).values(article=heir))
