"""The search index: FTS5 without content on SQLite, tsvector with GIN on PostgreSQL, over the same terms (unioncrawl.search)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Float, Label, Select, cast, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from unioncrawl.db import tables
from unioncrawl.search import Query, fts5, terms, tsquery, tsvector

PAGE = 200  # articles indexed at a time
RANKED = 10_000  # articles that a search compares
_ARTICLE = tables.article.c

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
) -> Sequence[Found]:
    """The articles that a search asks for, the best first (title before body, many before few), the latest first among equals.

    Of more than RANKED only those stored last are compared: what so many articles have says little of any.
    """
    matches = matching(connection, query)
    if site is not None:
        matches = matches.where(_ARTICLE.site == site)
    if since is not None:
        matches = matches.where(_ARTICLE.published_on >= since)
    if until is not None:
        matches = matches.where(_ARTICLE.published_on <= until)
    latest = matches.limit(RANKED).subquery()
    rank: ColumnElement[float] = (
        latest.c.rank if connection.dialect.name == "sqlite" else -func.ts_rank(latest.c.terms, cast(tsquery(query), TSQUERY), 1)
    )
    best = select(latest.c.id).order_by(rank, latest.c.published_at.desc().nulls_last(), latest.c.id.desc()).limit(limit)
    numbers = list(connection.execute(best).scalars())
    columns = [_ARTICLE[name] for name in Found._fields]
    found = {row.id: Found(*row) for row in connection.execute(select(*columns).where(_ARTICLE.id.in_(numbers)))}
    return [found[number] for number in numbers]


def matching(connection: Connection, query: Query) -> Select[Any]:
    """All articles that a search asks for, those stored last first, with what to rank them by: `rank`, or `terms`."""
    if connection.dialect.name == "sqlite":
        index = table("search", column("rowid"))
        rank: Label[float] = literal_column("bm25(search, 8.0, 1.0)", Float()).label("rank")
        matches = select(_ARTICLE.id, _ARTICLE.published_at, rank).join_from(index, tables.article, index.c.rowid == _ARTICLE.id)
        return matches.where(text("search MATCH :query").bindparams(query=fts5(query))).order_by(index.c.rowid.desc())
    index = table("search", column("article"), column("terms"))
    hit = select(index.c.article, index.c.terms).where(index.c.terms.op("@@")(cast(tsquery(query), TSQUERY)))
    hits = hit.cte("hits").prefix_with("MATERIALIZED")  # or PostgreSQL walks all articles in their order, and reads the terms of each
    matches = select(_ARTICLE.id, _ARTICLE.published_at, hits.c.terms).join_from(hits, tables.article, hits.c.article == _ARTICLE.id)
    return matches.order_by(_ARTICLE.id.desc())
