"""Views for people: Beijing time, names joined. They are made anew whenever the schema is upgraded."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Date, DateTime, Float, Integer, MetaData, Table, Text, text

from unioncrawl.regions import PROVINCES


class _Words(NamedTuple):
    """What SQLite and PostgreSQL say differently."""

    beijing: str  # an instant as Beijing's clock shows it; UTC+8 all year since 1992
    names: str  # a JSON list as one text, or null
    hours: str  # from an instant to a later one
    next_day: str  # of a date
    lesser: str  # of two values


_WORDS = {
    "sqlite": _Words(
        beijing="datetime({}, '+8 hours')",
        names="(SELECT group_concat(value, '、') FROM json_each({}))",
        hours="round((julianday({1}) - julianday({0})) * 24, 1)",
        next_day="date({}, '+1 day')",
        lesser="min",
    ),
    "postgresql": _Words(
        beijing="({} AT TIME ZONE 'Asia/Shanghai')",
        names="(SELECT string_agg(name, '、' ORDER BY place) FROM jsonb_array_elements_text({}) WITH ORDINALITY AS listed (name, place))",
        hours="round(extract(epoch FROM {1} - {0}) / 3600, 1)::float8",
        next_day="({} + 1)",
        lesser="least",
    ),
}

metadata = MetaData()  # the views as SQLAlchemy reads them

articles = Table(
    "articles",
    metadata,
    Column("id", BigInteger, primary_key=True, comment="article.id"),
    Column("site", Text, comment="its name"),
    Column("site_title", Text, comment="site.title"),
    Column("region", Text, comment="GB/T 2260 code of the site"),
    Column("region_name", Text, comment="its province; 全国 for the whole country"),
    Column("published_on", Date, comment="the Beijing date"),
    Column("published_at", DateTime, comment="Beijing time; null where only the day or the month is known"),
    Column("title", Text, comment="the headline"),
    Column("source", Text, comment="来源, the outlet that the page names"),
    Column("authors", Text, comment="names, joined with 、"),
    Column("editor", Text, comment="names, joined with 、"),
    Column("section", Text, comment="column of the site"),
    Column("body", Text, comment="paragraphs, one a line"),
    Column("url", Text, comment="canonical"),
    Column("story", BigInteger, comment="story.id"),
    Column("revision", Integer, comment="1, and one more with each visible change"),
    Column("first_seen_at", DateTime, comment="Beijing time"),
    Column("last_seen_at", DateTime, comment="Beijing time"),
    Column("gone_at", DateTime, comment="Beijing time; null where its page is there"),
    Column("seq", BigInteger, comment="number of its latest change"),
    comment="The articles: an article a row, in Beijing time, with its site's title and region.",
)

stories = Table(
    "stories",
    metadata,
    Column("id", BigInteger, primary_key=True, comment="story.id"),
    Column("title", Text, comment="of its first article, as all that follows up to url"),
    Column("site", Text, comment="who published first"),
    Column("site_title", Text, comment="site.title"),
    Column("source", Text, comment="来源, where its page claims to have it from"),
    Column("published_on", Date, comment="the Beijing date"),
    Column("published_at", DateTime, comment="Beijing time; null where only the day or the month is known"),
    Column("url", Text, comment="canonical"),
    Column("copies", Integer, comment="number of its articles, the first one included"),
    Column("sites", Integer, comment="number of sites that have it"),
    Column("spread_hours", Float, comment="from the first publication to the last; days without a clock count from 00:00"),
    comment="The stories: one a row, with who published it first, how often it was printed and how long it took to spread.",
)

daily = Table(
    "daily",
    metadata,
    Column("site", Text, primary_key=True, comment="its name"),
    Column("site_title", Text, comment="site.title"),
    Column(
        "day",
        Date,
        primary_key=True,
        comment="Beijing date: every one from the site's first article to the last day that the crawler saw any site",
    ),
    Column("articles", Integer, comment="published on that day; 0 is a gap"),
    Column("runs", Integer, comment="crawls of the site begun on that day: a gap without any says nothing of the site"),
    comment="Articles per site and day of publication, the days without any included.",
)

reposts = Table(
    "reposts",
    metadata,
    Column("original_site", Text, primary_key=True, comment="of the story's first article"),
    Column("original_title", Text, comment="title of that site"),
    Column("site", Text, primary_key=True, comment="that printed it again"),
    Column("site_title", Text, comment="site.title"),
    Column("stories", Integer, comment="number of stories so taken over"),
    Column("articles", Integer, comment="number of articles in which: a site may print a story twice"),
    Column("first_on", Date, comment="publication of the first of them"),
    Column("last_on", Date, comment="publication of the last of them"),
    Column("mean_hours", Float, comment="from the first publication to the copy"),
    comment="Who republishes whom: a pair of sites a row.",
)


def _articles(words: _Words) -> str:
    province = " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in PROVINCES.items())
    return f"""
        SELECT article.id, article.site, site.title AS site_title, site.region,
               CASE substr(site.region, 1, 2) {province} END AS region_name,
               article.published_on,
               CASE WHEN article.published_precision NOT IN ('day', 'month')
                    THEN {words.beijing.format("article.published_at")} END AS published_at,
               article.title, article.source,
               {words.names.format("article.authors")} AS authors,
               {words.names.format("article.editor")} AS editor,
               article.section, article.body, article.url, article.story, article.revision,
               {words.beijing.format("article.first_seen_at")} AS first_seen_at,
               {words.beijing.format("article.last_seen_at")} AS last_seen_at,
               {words.beijing.format("article.gone_at")} AS gone_at,
               article.seq
        FROM article JOIN site ON site.name = article.site"""  # noqa: S608 (words of our own)


def _stories(words: _Words) -> str:
    return f"""
        SELECT story.id, head.title, head.site, site.title AS site_title, head.source, head.published_on,
               CASE WHEN head.published_precision NOT IN ('day', 'month')
                    THEN {words.beijing.format("head.published_at")} END AS published_at,
               head.url, story.size AS copies, story.sites, story.spread_hours
        FROM story
        JOIN article AS head ON head.id = story.first_article
        JOIN site ON site.name = head.site"""  # noqa: S608


def _daily(words: _Words) -> str:
    return f"""
        WITH RECURSIVE
        seen AS (SELECT date({words.beijing.format("max(last_seen_at)")}) AS until FROM article),
        calendar (site, day) AS (
            SELECT site, {words.lesser}(min(published_on), (SELECT until FROM seen))
            FROM article WHERE published_on IS NOT NULL GROUP BY site
            UNION ALL
            SELECT site, {words.next_day.format("day")} FROM calendar WHERE day < (SELECT until FROM seen)),
        printed AS (SELECT site, published_on AS day, count(*) AS articles FROM article GROUP BY site, published_on),
        begun AS (SELECT site, date({words.beijing.format("started_at")}) AS day, count(*) AS runs
                  FROM run GROUP BY site, date({words.beijing.format("started_at")}))
        SELECT calendar.site, site.title AS site_title, calendar.day,
               coalesce(printed.articles, 0) AS articles, coalesce(begun.runs, 0) AS runs
        FROM calendar
        JOIN site ON site.name = calendar.site
        LEFT JOIN printed ON printed.site = calendar.site AND printed.day = calendar.day
        LEFT JOIN begun ON begun.site = calendar.site AND begun.day = calendar.day"""  # noqa: S608


def _reposts(words: _Words) -> str:
    return f"""
        SELECT head.site AS original_site, original.title AS original_title, copy.site, site.title AS site_title,
               count(DISTINCT copy.story) AS stories, count(*) AS articles,
               min(copy.published_on) AS first_on, max(copy.published_on) AS last_on,
               avg({words.hours.format("head.published_at", "copy.published_at")}) AS mean_hours
        FROM article AS copy
        JOIN story ON story.id = copy.story
        JOIN article AS head ON head.id = story.first_article AND head.site <> copy.site
        JOIN site AS original ON original.name = head.site
        JOIN site ON site.name = copy.site
        GROUP BY head.site, original.title, copy.site, site.title"""  # noqa: S608


_QUERIES: dict[str, Callable[[_Words], str]] = {"articles": _articles, "stories": _stories, "daily": _daily, "reposts": _reposts}


def create_views(connection: Connection) -> None:
    """Make all views."""
    for name, query in _QUERIES.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query(_WORDS[connection.dialect.name])}"))


def drop_views(connection: Connection) -> None:
    """Take all views away, so that the tables under them can be changed."""
    for name in reversed(_QUERIES):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
