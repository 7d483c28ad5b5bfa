"""The images and attachments of articles: rows of tables of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, select

from unioncrawl.db import tables
from unioncrawl.db.fields import Fields

MEDIA = {"images": tables.image, "attachments": tables.attachment}  # by the article's field

_OF_ARTICLES = {
    name: select(table).where(table.c.article.in_(bindparam("articles", expanding=True))).order_by(table.c.article, table.c.number)
    for name, table in MEDIA.items()
}


def columns_alone(fields: Fields) -> Fields:
    """What stands in the article's own row."""
    return {name: value for name, value in fields.items() if name not in MEDIA}


def media_rows(fields: Fields, name: str) -> list[Fields]:
    """What stands in the rows of one of the others, in reading order."""
    return [{"number": number, **row} for number, row in enumerate(fields[name] or (), 1)]


def read_media(connection: Connection, articles: Sequence[Fields]) -> None:
    """Give rows of `article` the fields that are rows elsewhere."""
    numbers = {"articles": [article["id"] for article in articles]}
    for name, query in _OF_ARTICLES.items():
        rows: defaultdict[int, list[Fields]] = defaultdict(list)
        for row in connection.execute(query, numbers).mappings():
            rows[row["article"]].append({column: value for column, value in row.items() if column not in ("article", "number")})
        for article in articles:
            article[name] = rows.get(article["id"])


def insert_media(connection: Connection, name: str, articles: Mapping[int, Fields]) -> None:
    """Write one of the fields of articles, by their numbers."""
    rows = [{"article": article, **row} for article, fields in articles.items() for row in media_rows(fields, name)]
    if rows:
        connection.execute(MEDIA[name].insert(), rows)


def replace_media(connection: Connection, name: str, article: int, fields: Fields) -> None:
    """Bring one of the fields of a stored article up to date."""
    connection.execute(delete(MEDIA[name]).where(MEDIA[name].c.article == article))
    insert_media(connection, name, {article: fields})
