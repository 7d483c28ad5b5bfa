"""What a story's articles say of it: who had it first, how many copies there are, how long it took to spread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from unioncrawl.db import tables

_ARTICLE = tables.article.c
# What a stored time may be short of the true one.
_SHORT = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=31)}


class Spread(NamedTuple):
    """The columns of a story, by their names."""

    first_article: int
    size: int
    sites: int
    spread_hours: float | None


def in_order(articles: Sequence[Any]) -> list[Any]:
    """Articles (id, published_at, published_precision) in the order of their publication, the earliest first, those without a date last.

    Earlier is what surely stood there before: at 08:30 is before on the same day, at a time not known. Equals are as they were stored.
    """
    dated = [article for article in articles if article.published_at is not None]
    undated = [article for article in articles if article.published_at is None]
    dated.sort(key=lambda article: (_surely(article.published_at, article.published_precision), article.id))
    return [*dated, *sorted(undated, key=lambda article: article.id)]


def spread(articles: Sequence[Any]) -> Spread:
    """Of the articles (id, site, published_at, published_precision) of one story, one at least."""
    first = in_order(articles)[0]
    last = max((article.published_at for article in articles if article.published_at is not None), default=None)
    hours = None if last is None else round((last - first.published_at) / timedelta(hours=1), 1)
    return Spread(first.id, len(articles), len({article.site for article in articles}), hours)


def _surely(at: datetime, precision: str | None) -> datetime:
    """By when it was published."""
    return at + _SHORT.get(precision or "", timedelta())


def refresh_story(connection: Connection, story: int) -> None:
    """Bring a story's row up to date with its articles; without any, it goes."""
    query = select(_ARTICLE.id, _ARTICLE.site, _ARTICLE.published_at, _ARTICLE.published_precision).where(_ARTICLE.story == story)
    articles = connection.execute(query).all()
    row = tables.story.c.id == story
    connection.execute(update(tables.story).where(row).values(spread(articles)._asdict()) if articles else delete(tables.story).where(row))
