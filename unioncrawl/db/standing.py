"""How the sites stand: their latest runs and articles, for `scrapy health`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from unioncrawl.db import tables

GOOD = ("ok", "quiet")
WEEK, WEEKS = timedelta(days=7), 4  # a week is held against so many before it

_SITE, _RUN, _ARTICLE = tables.site.c, tables.run.c, tables.article.c


class Past(NamedTuple):
    """A run that has ended; without a verdict where our own trouble ended it."""

    verdict: str | None
    finished_at: datetime
    counts: Mapping[str, Any]  # health.counts, with why it ended


class Record(NamedTuple):
    """What the database has of a site."""

    name: str
    title: str | None
    home: str | None  # null where no web site is crawled
    state: str
    runs: list[Past]  # newest first
    last_good: datetime | None
    last_new: datetime | None  # when an article was last seen that had not been seen before
    this_week: int  # articles published on the last seven days in Beijing, today not counted
    weeks_before: int  # in the WEEKS before these


def site_records(connection: Connection, today: date, latest: int) -> list[Record]:
    """Every site, by name, with the `latest` of its runs that ended. `today` is Beijing's date."""
    runs = _latest_runs(connection, latest)
    finished = func.max(_RUN.finished_at)
    good = _by_site(connection, select(_RUN.site, finished.label("at")).where(_RUN.verdict.in_(GOOD)).group_by(_RUN.site))
    new = _by_site(connection, select(_ARTICLE.site, func.max(_ARTICLE.first_seen_at).label("at")).group_by(_ARTICLE.site))
    week = _published(connection, today - WEEK, today)
    before = _published(connection, today - (WEEKS + 1) * WEEK, today - WEEK)
    return [
        Record(
            site.name, site.title, site.home, site.state, runs.get(site.name, []), good.get(site.name), new.get(site.name),
            week.get(site.name, 0), before.get(site.name, 0),
        )
        for site in connection.execute(select(tables.site).order_by(_SITE.name))
    ]  # fmt: skip


def _latest_runs(connection: Connection, latest: int) -> dict[str, list[Past]]:
    place = func.row_number().over(partition_by=_RUN.site, order_by=_RUN.id.desc()).label("place")
    judged = select(_RUN.site, _RUN.verdict, _RUN.finished_at, _RUN.counts, place).where(_RUN.finished_at.is_not(None)).subquery()
    found: dict[str, list[Past]] = {}
    for row in connection.execute(select(judged).where(judged.c.place <= latest).order_by(judged.c.site, judged.c.place)):
        found.setdefault(row.site, []).append(Past(row.verdict, row.finished_at, row.counts))
    return found


def _by_site(connection: Connection, query: Any) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _published(connection: Connection, since: date, until: date) -> dict[str, int]:
    """Articles by site, published on these days, the last one not counted."""
    on = _ARTICLE.published_on
    return _by_site(connection, select(_ARTICLE.site, func.count()).where(on >= since, on < until).group_by(_ARTICLE.site))
