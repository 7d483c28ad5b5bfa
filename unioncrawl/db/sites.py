"""The sites."""

from __future__ import annotations

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


def is_site(connection: Connection, name: str) -> bool:
    """Whether the database knows a site of that name."""
    return connection.execute(select(tables.site.c.name).where(tables.site.c.name == name)).first() is not None
