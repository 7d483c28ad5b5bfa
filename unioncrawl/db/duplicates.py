"""Exact copies: an article of a site that comes once more, under another address of the same site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from unioncrawl.db import tables
from unioncrawl.db.fields import Fields
from unioncrawl.text import letters

COPY_LETTERS = 100  # fewest letters of a body that tell an exact copy

_ARTICLE = tables.article.c
_COMPARED = (
    _ARTICLE.id,
    _ARTICLE.site,
    _ARTICLE.title,
    _ARTICLE.body_hash,
    _ARTICLE.published_at,
    _ARTICLE.published_precision,
    _ARTICLE.published_on,
)
_SAME_LETTERS = select(*_COMPARED).where(_ARTICLE.body_hash.in_(bindparam("hashes", expanding=True))).order_by(_ARTICLE.id)


def find_originals(connection: Connection, coming: Iterable[Fields]) -> dict[str, int]:
    """By their addresses, the articles of the site that these give once more: an older or newer generation of addresses, the e-paper, a
    traditional twin.

    Title and body have the same letters, in either script, and the date is the same day, and the same minute where both show one;
    or neither has a date. A body of few letters proves nothing: it may be a form (详见附件) that is filled elsewhere. When the page
    under the other address comes to differ, it is an article of its own.
    """
    telling = {fields["body_hash"]: fields for fields in coming if fields["title"] and len(letters(fields["body"])) >= COPY_LETTERS}
    originals: dict[str, int] = {}
    if telling:
        for stored in connection.execute(_SAME_LETTERS, {"hashes": [*telling]}).mappings():
            fields = telling[stored["body_hash"]]
            if _is_copy({**stored}, fields):
                originals.setdefault(fields["url"], stored["id"])
    return originals


def _is_copy(stored: Fields, fields: Fields) -> bool:
    minutes = {_minute(stored), _minute(fields)} - {None}
    if len(minutes) > 1 or any(stored[name] != fields[name] for name in ("site", "published_on")):
        return False
    return letters(stored["title"] or "") == letters(fields["title"])


def _minute(fields: Fields) -> datetime | None:
    """Of publication, where the page shows it."""
    return fields["published_at"].replace(second=0) if fields["published_precision"] in ("minute", "second") else None
