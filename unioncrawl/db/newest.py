"""The articles as people want to see them first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from unioncrawl.db import tables


def newest_articles(
    connection: Connection, limit: int, site: str | None = None, since: date | None = None, until: date | None = None
) -> Sequence[RowMapping]:
    """The latest published articles, the latest first, those without a date last; of one site, or of all, or of a period in Beijing."""
    article = tables.article.c
    query = select(tables.article).order_by(article.published_at.desc().nulls_last(), article.id.desc()).limit(limit)
    if site is not None:
        query = query.where(article.site == site)
    if since is not None:
        query = query.where(article.published_on >= since)
    if until is not None:
        query = query.where(article.published_on <= until)
    return connection.execute(query).mappings().all()
