"""What was refused, and why: a row for each address, until it gives an article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, update

from unioncrawl.db import tables
from unioncrawl.db.addresses import twins
from unioncrawl.db.fields import LONGEST_ADDRESS, article_address
from unioncrawl.db.pages import pages_of
from unioncrawl.items import Article, Refusal
from unioncrawl.text import clean

DETAIL_CHARS = 500

_REJECTION = tables.rejection.c
_LIFT = delete(tables.rejection).where(_REJECTION.url.in_(bindparam("urls", expanding=True)))


def reject(connection: Connection, article: Article, site: str, refusal: Refusal, seen_at: datetime) -> None:
    """Keep what was refused, and why; a further refusal of the address takes the place of the former."""
    url = refused_address(article)
    detail = clean(refusal.detail)[:DETAIL_CHARS]
    [page] = pages_of(connection, [article])
    values = {"site": site, "page": page, "reason": refusal.reason, "detail": detail, "seen_at": seen_at}
    if not connection.execute(update(tables.rejection).where(_REJECTION.url.in_(twins(url))).values(values)).rowcount:
        connection.execute(tables.rejection.insert().values(url=url, **values))


def refused_address(article: Article) -> str:
    """What a refused page is known under: its canonical address, and where it has none the address as it came."""
    try:
        return article_address(article)
    except ValueError:
        if article.url is None:
            raise
        return clean(article.url).encode()[:LONGEST_ADDRESS].decode(errors="ignore")


def lift_rejections(connection: Connection, urls: Sequence[str], page: int | None = None) -> None:
    """These addresses give articles: what was refused of them, or of one page of them, is no more."""
    connection.execute(_LIFT if page is None else _LIFT.where(_REJECTION.page == page), {"urls": urls})
