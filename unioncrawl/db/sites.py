"""The sites and their runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, select, update

from unioncrawl.db import tables

SITE_COLUMNS = ("title", "region", "kind", "home", "state", "why")


def record_site(connection: Connection, name: str, **declared: str | None) -> None:
    """Keep a site as its class declares it (SITE_COLUMNS); a site that is only named stays as known."""
    site = tables.site
    known = connection.execute(select(site).where(site.c.name == name)).mappings().one_or_none()
    if known is None:
        connection.execute(site.insert().values({"state": "unverified"} | declared | {"name": name}))
    elif any(known[column] != value for column, value in declared.items()):
        connection.execute(update(site).where(site.c.name == name).values(declared))


def start_run(connection: Connection, site: str, started_at: datetime) -> int:
    """The id of a new run's row."""
    statement = tables.run.insert().values(site=site, started_at=started_at).returning(tables.run.c.id)
    return cast(int, connection.execute(statement).scalar_one())


def finish_run(connection: Connection, number: int, finished_at: datetime, verdict: str, counts: dict[str, Any]) -> None:
    """Say how a run ended."""
    connection.execute(update(tables.run).where(tables.run.c.id == number).values(finished_at=finished_at, verdict=verdict, counts=counts))


def past_counts(connection: Connection, site: str, limit: int) -> list[dict[str, Any]]:
    """The counts of a site's latest good runs, newest first: those that fetched from its lists and ended well."""
    run = tables.run.c
    query = select(run.counts).where(run.site == site, run.verdict.in_(("ok", "quiet"))).order_by(run.id.desc()).limit(limit)
    return list(connection.execute(query).scalars())
