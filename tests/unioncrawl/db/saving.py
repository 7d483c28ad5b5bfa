"""An article of the site `here`, stored as it is and changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from unioncrawl.db import save_article, tables, write
from unioncrawl.items import Article, Block, Hints, Image, Listing, Page

BEIJING = ZoneInfo("Asia/Shanghai")
SEEN = datetime(2024, 5, 2, 3, 4, 5, tzinfo=UTC)
LATER = SEEN + timedelta(days=1)
PAGE = Page("http://www.example.cn/c/1.shtml", "sha1:AAAA", 200, SEEN, file="a.warc.gz", offset=0, etag='"1"')

Row = dict[str, Any]


def an_article(**fields: Any) -> Article:
    paragraphs = fields.pop("paragraphs", ["工会送清凉。", "职工得实惠。"])
    article = Article(
        url="http://www.example.cn/c/1.shtml?utm_source=wx",
        blocks=[Block(number, text) for number, text in enumerate(paragraphs)],
        hints=Hints(listing=Listing("http://www.example.cn/list/")),
        title="送清凉",
        published_at=datetime(2024, 5, 1, 0, 30, tzinfo=BEIJING),
        published_precision="minute",
        published_from="line",
        source="工人日报",
        authors=["张三", "李四"],
        images=[Image("http://www.example.cn/1.jpg", "现场", position=0)],
        page=PAGE,
    )
    return replace(article, **fields)


def save(engine: Engine, article: Article, at: datetime = SEEN) -> str:
    return write(engine, lambda connection: save_article(connection, article, "here", at).outcome)


def rows(engine: Engine, name: str) -> list[Row]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tables.metadata.tables[name])).mappings()]
