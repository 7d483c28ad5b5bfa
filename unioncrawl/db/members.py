"""How articles came into their stories, and what they are to others: the rows of `member` and `edge`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from unioncrawl.db import tables
from unioncrawl.db.neighbourhood import Placed
from unioncrawl.stories import VERSION, Kind, Relation

_MEMBER = tables.member.c
_EDGE = tables.edge.c

_JOIN = tables.member.insert()
_RELATE = tables.edge.insert()
_TOLD_AGAIN = update(tables.member).where(_MEMBER.article == bindparam("number")).values(versions=_MEMBER.versions + bindparam("more"))


def insert_members(connection: Connection, joined: Sequence[tuple[Placed, Mapping[int, Relation]]]) -> None:
    """Write down newcomers, each with what it is to others."""
    members = [
        {"article": one.id, "joined_as": one.joined_as, "versions": one.versions, "is_roundup": one.is_roundup, "version": VERSION}
        for one, _ in joined
    ]
    connection.execute(_JOIN, members)
    edges = [
        {"article": one.id, "other": other, "relation": found.kind, "share": round(found.share, 3)}
        for one, related in joined
        for other, found in related.items()
    ]
    new = {one.id for one, _ in joined}
    more = Counter(edge["other"] for edge in edges if edge["relation"] is Kind.SAME and edge["other"] not in new)
    if more:
        connection.execute(_TOLD_AGAIN, [{"number": other, "more": times} for other, times in sorted(more.items())])
    if edges:
        connection.execute(_RELATE, edges)


def delete_member(connection: Connection, article: int) -> None:
    """Forget how an article came in, and what it is to others."""
    touching = or_(_EDGE.article == article, _EDGE.other == article)
    same = select(_EDGE.article, _EDGE.other).where(touching, _EDGE.relation == Kind.SAME)
    others = {one if other == article else other for one, other in connection.execute(same)}
    connection.execute(update(tables.member).where(_MEMBER.article.in_(others)).values(versions=_MEMBER.versions - 1))
    connection.execute(delete(tables.edge).where(touching))
    connection.execute(delete(tables.member).where(_MEMBER.article == article))
