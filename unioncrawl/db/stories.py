"""Stories in SQL: articles find their places among the others in the transaction that stores them.

One placement runs at a time: on SQLite since there is one writer, on PostgreSQL since it holds the change log (`hold_log`), which the
articles have taken anyway to get their numbers. So several crawlers place the copies that they store at once as one would. Locks on the
keys would let two placements run side by side, but not their commits, which stand in line for the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from unioncrawl.db import tables
from unioncrawl.db.articles import Saved
from unioncrawl.db.changes import hold_log, record_change
from unioncrawl.db.members import delete_member
from unioncrawl.db.placing import Newcomers
from unioncrawl.db.postings import hand_down_postings
from unioncrawl.db.spread import refresh_story
from unioncrawl.stories import Telling, telling

# Fields that the place of an article, or the first one of its story, depends on.
JUDGED = frozenset({"title", "body", "published_at", "published_precision"})

_ARTICLE = tables.article.c


def tell(connection: Connection, saved: Saved, told: Telling, now: datetime) -> None:
    """Bring the stories up to date with an article that was just stored, new or changed."""
    tell_all(connection, [(saved, told)], now)


def tell_all(connection: Connection, stored: Iterable[tuple[Saved, Telling]], now: datetime) -> None:
    """The same for many."""
    stored = list(stored)
    new = {saved.number: told for saved, told in stored if saved.outcome == "new"}
    if new:
        hold_log(connection)
        Newcomers(connection, new, now).place_all()
    for saved, told in stored:
        if saved.outcome == "changed" and JUDGED & set(saved.fields):
            place_article(connection, saved.number, told, now)


def place_article(connection: Connection, article: int, told: Telling, now: datetime) -> int:
    """Find the story of an article that stands there already, and return its number; `told` is of its title and body as stored.

    Whoever goes to another story than before, because of its own revision or because two stories prove to be one, gets a numbered change.
    """
    hold_log(connection)
    former: int | None = connection.execute(select(_ARTICLE.story).where(_ARTICLE.id == article)).scalar_one()
    if former is not None:
        _take_out(connection, article, former)
    Newcomers(connection, {article: told}, now).place_all(_empty(connection, former))
    story: int = connection.execute(select(_ARTICLE.story).where(_ARTICLE.id == article)).scalar_one()
    if story != former:
        record_change(connection, article, "moved", now, ["story"])
        if former is not None:
            refresh_story(connection, former)
    return story


def _empty(connection: Connection, story: int | None) -> int | None:
    """The story that the article was in, where it was there alone: it is its own again."""
    if story is None or connection.execute(select(_ARTICLE.id).where(_ARTICLE.story == story).limit(1)).first() is not None:
        return None
    return story


def _take_out(connection: Connection, article: int, story: int) -> None:
    """Undo the place of an article that is to be placed again. What its story is found by stays with the story."""
    delete_member(connection, article)
    connection.execute(update(tables.article).where(_ARTICLE.id == article).values(story=None))
    revision = tables.revision.c
    before = select(revision.title, revision.body).where(revision.article == article).order_by(revision.number.desc()).limit(1)
    keys = [key for row in connection.execute(before) for key in telling(*row).keys]
    hand_down_postings(connection, keys, story, article)
