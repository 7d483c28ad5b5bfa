"""Where articles were met: a row for each address and list page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from unioncrawl.db import tables

_SIGHTING = tables.sighting.c


class Met(NamedTuple):
    """An address as met, and the list page that it was met on; None where it was met otherwise."""

    url: str
    listed_on: str | None


def record_sightings(connection: Connection, sightings: Collection[tuple[int, Met]], seen_at: datetime) -> None:
    """Keep that the articles of these numbers were met there."""
    wanted = dict.fromkeys(sightings)
    if not wanted:
        return
    query = select(tables.sighting).where(_SIGHTING.article.in_({article for article, _ in wanted}))
    known = {(row.article, Met(row.url, row.listed_on)): row for row in connection.execute(query)}
    new = [
        {"article": article, "url": met.url, "listed_on": met.listed_on, "first_seen_at": seen_at, "last_seen_at": seen_at}
        for article, met in wanted
        if (article, met) not in known
    ]
    if new:
        connection.execute(tables.sighting.insert(), new)
    later = [known[one].id for one in wanted if one in known and known[one].last_seen_at < seen_at]
    if later:
        connection.execute(update(tables.sighting).where(_SIGHTING.id.in_(later)).values(last_seen_at=seen_at))
