"""Views for people: Beijing time, names joined. They are made anew whenever the schema is upgraded."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, text


class _Words(NamedTuple):
    """What SQLite and PostgreSQL say differently."""

    beijing: str  # an instant as Beijing's clock shows it; UTC+8 all year since 1992
    names: str  # a JSON list as one text, or null


_WORDS = {
    "sqlite": _Words(
        beijing="datetime({}, '+8 hours')",
        names="(SELECT group_concat(value, '、') FROM json_each({}))",
    ),
    "postgresql": _Words(
        beijing="({} AT TIME ZONE 'Asia/Shanghai')",
        names="(SELECT string_agg(name, '、' ORDER BY place) FROM jsonb_array_elements_text({}) WITH ORDINALITY AS listed (name, place))",
    ),
}


def _articles(words: _Words) -> str:
    """The articles with their sites' titles; the clock is null where only the day or the month is known."""
    return f"""
        SELECT article.id, article.site, site.title AS site_title, site.region,
               article.published_on,
               CASE WHEN article.published_precision NOT IN ('day', 'month')
                    THEN {words.beijing.format("article.published_at")} END AS published_at,
               article.title, article.source,
               {words.names.format("article.authors")} AS authors,
               {words.names.format("article.editor")} AS editor,
               article.section, article.body, article.url, article.story, article.revision,
               {words.beijing.format("article.first_seen_at")} AS first_seen_at,
               {words.beijing.format("article.last_seen_at")} AS last_seen_at,
               article.seq
        FROM article JOIN site ON site.name = article.site"""  # noqa: S608 (words of our own)


_VIEWS = {"articles": _articles}


def create_views(connection: Connection) -> None:
    """Make all views."""
    for name, query in _VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query(_WORDS[connection.dialect.name])}"))


def drop_views(connection: Connection) -> None:
    """Take all views away, so that the tables under them can be changed."""
    for name in reversed(_VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
