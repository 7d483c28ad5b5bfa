"""The search index: FTS5 without content on SQLite, tsvector with GIN on PostgreSQL, over the same terms (unioncrawl.search)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, column, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from unioncrawl.db import tables
from unioncrawl.search import Query, fts5, relevance, terms, tsquery, tsvector

PAGE = 200  # articles indexed at a time
RANKED = 1000  # articles that a search compares: reading them takes longer than finding them
PROBED, COMMON = 200, 0.2  # of so many articles stored last, this share has what is common
_ARTICLE = tables.article.c
_INDEX = table("search", column("article"), column("terms"))  # of PostgreSQL
_ROW = table("search", column("rowid", BigInteger)).c.rowid  # of SQLite: the article's number

_INSERT = {
    "sqlite": text("INSERT INTO search (rowid, title, body) VALUES (:article, :title, :body)"),
    "postgresql": text("INSERT INTO search (article, terms) VALUES (:article, CAST(:terms AS tsvector))"),
}
_DELETE = {
    "sqlite": text("INSERT INTO search (search, rowid, title, body) VALUES ('delete', :article, :title, :body)"),
    "postgresql": text("DELETE FROM search WHERE article = :article"),
}
_EMPTY = {"sqlite": "INSERT INTO search (search) VALUES ('delete-all')", "postgresql": "DELETE FROM search"}


class Found(NamedTuple):
    """An article that a search has found."""

    id: int
    site: str
    published_on: date | None
    title: str | None
    source: str | None
    url: str
    body: str


def index_article(connection: Connection, article: int, title: str | None, body: str) -> None:
    """Make a new article findable."""
    index_articles(connection, [(article, title, body)])


def index_articles(connection: Connection, articles: Iterable[tuple[int, str | None, str]]) -> None:
    """The same for many: their numbers, titles and bodies."""
    connection.execute(_INSERT[connection.dialect.name], [_row(connection, *article) for article in articles])


def forget_article(connection: Connection, article: int, title: str | None, body: str) -> None:
    """Make it not findable any more; FTS5 must be told the texts that it was indexed with."""
    connection.execute(_DELETE[connection.dialect.name], _row(connection, article, title, body))


def _row(connection: Connection, article: int, title: str | None, body: str) -> dict[str, Any]:
    if connection.dialect.name == "sqlite":
        return {"article": article, "title": " ".join(terms(title or "")), "body": " ".join(terms(body))}
    return {"article": article, "terms": tsvector(title or "", body)}


def rebuild(connection: Connection) -> None:
    """Index all articles anew: after a change of what `unioncrawl.search.terms` gives."""
    connection.execute(text(_EMPTY[connection.dialect.name]))
    after = 0
    page = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.body).order_by(_ARTICLE.id).limit(PAGE)
    while rows := connection.execute(page.where(_ARTICLE.id > after)).all():
        index_articles(connection, [tuple(row) for row in rows])
        after = rows[-1].id


def find(  # noqa: PLR0913 (the filters of a search)
    connection: Connection, query: Query, *, site: str | None = None, since: date | None = None, until: date | None = None, limit: int = 20
) -> list[Found]:
    """The articles that a search asks for, the best first (see `relevance`), the latest first among equals.

    Of more than RANKED only those stored last are compared: what so many articles have says little of any.
    """
    where: list[ColumnElement[bool]] = []
    if site is not None:
        where.append(_ARTICLE.site == site)
    if since is not None:
        where.append(_ARTICLE.published_on >= since)
    if until is not None:
        where.append(_ARTICLE.published_on <= until)
    compared = _ARTICLE.id.in_(_latest(connection, query, where))
    columns = [_ARTICLE[name] for name in Found._fields]
    found = connection.execute(select(_ARTICLE.published_at, *columns).where(compared)).all()
    scores = relevance([(row.title or "", row.body) for row in found], query)
    undated = datetime.min.replace(tzinfo=UTC)
    ranked = sorted(zip(scores, found, strict=True), key=lambda one: (one[0], one[1].published_at or undated, one[1].id), reverse=True)
    return [Found(*row[1:]) for _, row in ranked[:limit]]


def _latest(connection: Connection, query: Query, where: Sequence[ColumnElement[bool]]) -> Sequence[int]:
    """The numbers of the RANKED articles stored last that a search asks for, among those of which that is true.

    SQLite walks its index from there. PostgreSQL's index gives all hits or none: where a search finds many of the articles stored last, it
    is held against these, one by one.
    """
    if connection.dialect.name == "postgresql":
        share = 0 if where else len(_among_newest(connection, query, PROBED)) / PROBED
        if share >= COMMON:
            found = _among_newest(connection, query, int(1.5 * RANKED / share))
            if len(found) >= RANKED:
                return found[:RANKED]
        # It takes the reading of a row's terms for as cheap as that of a number, and would read those of all.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    latest: Select[Any] = matching(connection, query, where).limit(RANKED)
    return connection.execute(latest).scalars().all()


def _among_newest(connection: Connection, query: Query, count: int) -> Sequence[int]:
    """PostgreSQL: the matches among so many articles stored last."""
    newest = select(_INDEX.c.article, _INDEX.c.terms).order_by(_INDEX.c.article.desc()).limit(count).subquery()
    hits: Select[Any] = select(newest.c.article).where(newest.c.terms.op("@@")(cast(tsquery(query), TSQUERY)))
    return connection.execute(hits.order_by(newest.c.article.desc())).scalars().all()


def matching(connection: Connection, query: Query, where: Sequence[ColumnElement[bool]] = ()) -> Select[tuple[int]]:
    """The numbers of all articles that a search asks for, of which that is true, those stored last first."""
    if connection.dialect.name == "sqlite":
        found = select(_ROW).where(text("search MATCH :query").bindparams(query=fts5(query))).order_by(_ROW.desc())
        # Slow: a look into the row of each hit; or, but for the plus, one into the index for each article of which it is true.
        return found.where(literal_column("+search.rowid").in_(select(_ARTICLE.id).where(*where))) if where else found
    hit = select(_INDEX.c.article).where(_INDEX.c.terms.op("@@")(cast(tsquery(query), TSQUERY)))
    hits = hit.cte("hits").prefix_with("MATERIALIZED")  # or PostgreSQL walks all articles in their order, and reads the terms of each
    return select(_ARTICLE.id).join_from(hits, tables.article, hits.c.article == _ARTICLE.id).where(*where).order_by(_ARTICLE.id.desc())
