"""What a story's articles say of it: who had it first, how many copies there are, how long it took to spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from unioncrawl.db import tables
from unioncrawl.stories import Kind

_ARTICLE = tables.article.c
# What a stored time may be short of the true one.
_SHORT = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=31)}


class Spread(NamedTuple):
    """The columns of a story, by their names."""

    first_article: int
    size: int
    sites: int
    spread_hours: float | None


_SPREAD = (
    update(tables.story)
    .where(tables.story.c.id == bindparam("number"))
    .values({name: bindparam(name, type_=tables.story.c[name].type) for name in Spread._fields})
)


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
    if articles:
        write_spreads(connection, {story: spread(articles)})
    else:
        connection.execute(delete(tables.story).where(tables.story.c.id == story))


def write_spreads(connection: Connection, spreads: Mapping[int, Spread]) -> None:
    """Bring the rows of stories, by their numbers, to that."""
    if spreads:
        connection.execute(_SPREAD, [{"number": story, **found._asdict()} for story, found in spreads.items()])


class Story(NamedTuple):
    """All that is stored of a story."""

    row: Any
    articles: Sequence[Any]
    forms: Sequence[Any]  # story and title of articles that were found to be filled from the same form, one for each other story


def find_story(connection: Connection, number: int, *, of_article: bool) -> Story | None:
    """The story of a number, or of the article of that number."""
    wanted = select(_ARTICLE.story).where(_ARTICLE.id == number).scalar_subquery() if of_article else number
    row = connection.execute(select(tables.story).where(tables.story.c.id == wanted)).one_or_none()
    if row is None:
        return None
    articles = connection.execute(select(tables.article).where(_ARTICLE.story == row.id)).all()
    numbers, edge = [article.id for article in articles], tables.edge.c
    forms: dict[int, Any] = {}
    for one, other in ((edge.article, edge.other), (edge.other, edge.article)):
        query = select(_ARTICLE.story, _ARTICLE.title).join(tables.edge, other == _ARTICLE.id).order_by(_ARTICLE.id)
        for form in connection.execute(query.where(one.in_(numbers), edge.relation == Kind.TEMPLATE, _ARTICLE.story != row.id)):
            forms.setdefault(form.story, form)
    return Story(row, articles, list(forms.values()))
