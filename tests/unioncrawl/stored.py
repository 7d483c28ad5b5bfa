"""Articles in a database, for the tests of what reads them."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, update

from unioncrawl.db import record_site, save_article, tables, write
from unioncrawl.db.articles import mark_gone
from unioncrawl.db.changes import record_change
from unioncrawl.db.spread import refresh_story
from unioncrawl.items import Article, Block, Image

BEIJING = ZoneInfo("Asia/Shanghai")
SEEN = datetime(2024, 5, 10, 3, 4, 5, tzinfo=UTC)


def declare(engine: Engine, name: str, title: str, region: str) -> None:
    """A site of the test."""
    write(engine, partial(record_site, name=name, title=title, region=region, state="active"))


def put(engine: Engine, number: int, site: str = "gansu", *, seen_at: datetime = SEEN, **fields: Any) -> int:
    """Store article so-and-so of a site, or its change; its row's number. `day` and `clock` are Beijing's, `body` is lines of text."""
    body: str = fields.pop("body", "工会送清凉。\n职工得实惠。")
    day: date | None = fields.pop("day", date(2024, 5, 1))
    clock: time | None = fields.pop("clock", time(8, 30))
    article = Article(
        url=f"http://{site}.example.cn/c/{number}.shtml",
        fetched_at=seen_at,
        blocks=[Block(at, line) for at, line in enumerate(body.split("\n"))],
        title=fields.pop("title", f"送清凉 {number}"),
        published_at=None if day is None else datetime.combine(day, clock or time(), BEIJING),
        published_precision=None if day is None else "minute" if clock else "day",
        images=[Image(f"http://{site}.example.cn/{number}.jpg", "现场", 0)],
    )
    for name, value in fields.items():
        setattr(article, name, value)
    return write(engine, lambda connection: save_article(connection, article, site, seen_at).number)


def lose(engine: Engine, row: int, at: datetime = SEEN) -> None:
    """Find an article's page gone."""
    write(engine, partial(mark_gone, number=row, at=at))


def tell_story(engine: Engine, *rows: int) -> int:
    """Make one story of stored articles, the first its head; the story's number."""

    def work(connection: Connection) -> int:
        story = connection.execute(
            tables.story.insert().values(first_article=rows[0], size=len(rows), sites=1).returning(tables.story.c.id)
        ).scalar_one()
        for row in rows:
            connection.execute(update(tables.article).where(tables.article.c.id == row).values(story=story))
            record_change(connection, row, "moved", SEEN + timedelta(hours=1), ["story"])
        refresh_story(connection, story)
        connection.execute(update(tables.story).where(tables.story.c.id == story).values(first_article=rows[0]))
        return int(story)

    return write(engine, work)
