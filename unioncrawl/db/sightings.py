"""Where articles were met: a row for each address and list page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from unioncrawl.db import tables

_SIGHTING = tables.sighting.c


class Met(NamedTuple):
    """An address as met, and the list page that it was met on; None where it was met otherwise."""

    url: str
    listed_on: str | None


_KNOWN = select(tables.sighting).where(_SIGHTING.article.in_(bindparam("articles", expanding=True)))
_NEW = tables.sighting.insert()
_AGAIN = update(tables.sighting).where(_SIGHTING.id == bindparam("number")).values(last_seen_at=bindparam("at"))


def record_sightings(connection: Connection, sightings: Iterable[tuple[int, Met, datetime]]) -> None:
    """Keep that the articles of these numbers were met there, and when."""
    wanted = {(article, met): at for article, met, at in sightings}
    if not wanted:
        return
    stored = connection.execute(_KNOWN, {"articles": sorted({article for article, _ in wanted})})
    known = {(row.article, Met(row.url, row.listed_on)): row for row in stored}
    new = [
        {"article": article, "url": met.url, "listed_on": met.listed_on, "first_seen_at": at, "last_seen_at": at}
        for (article, met), at in wanted.items()
        if (article, met) not in known
    ]
    if new:
        connection.execute(_NEW, new)
    later = [{"number": known[one].id, "at": at} for one, at in wanted.items() if one in known and known[one].last_seen_at < at]
    if later:
        connection.execute(_AGAIN, later)
