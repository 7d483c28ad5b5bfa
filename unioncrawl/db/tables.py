"""The tables. docs/design.md says what they are for; the migrations make them, and a test holds the two against each other."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from unioncrawl.db.types import BigId, Json, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

site = Table(
    "site",
    metadata,
    Column("name", Text, primary_key=True, comment="its spider's"),
    Column("title", Text, comment="as people call it"),
    Column("region", Text, comment="GB/T 2260 code"),
    Column("kind", Text, comment="what it is: union, paper, portal ..."),
    Column("home", Text, comment="address of its home page"),
    Column("state", Text, nullable=False, comment="active, blocked, needs_browser, unverified"),
    Column("why", Text, comment="the reason for a state that is not active"),
    comment="The sites: a row each, as its spider's class declares it.",
)

page = Table(
    "page",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("url", Text, nullable=False, comment="as asked for"),
    Column("digest", Text, nullable=False, comment="of the body as served, as in the WARC record: sha1:BASE32"),
    Column("status", Integer, nullable=False, comment="of HTTP"),
    Column("fetched_at", UtcDateTime, nullable=False, comment="when these bytes first came"),
    Column("last_seen_at", UtcDateTime, nullable=False, comment="when they last came"),
    Column("archive_file", Text, comment="WARC file, relative to ARCHIVE_DIR"),
    Column("archive_offset", BigInteger, comment="of the record in that file, in bytes"),
    Column("etag", Text, comment="as the server gave it"),
    Column("last_modified", Text, comment="as the server gave it"),
    UniqueConstraint("url", "digest"),
    Index(None, "digest"),
    comment="The responses: a row for each address and body, with its place in the archive.",
)

story = Table(
    "story",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("first_article", BigInteger, nullable=False, comment="article.id of the earliest by publication"),
    Column("size", Integer, nullable=False, comment="number of its articles"),
    Column("sites", Integer, nullable=False, comment="number of sites that have it"),
    Column("spread_hours", Float, comment="from the first publication to the last; null where no article has a date"),
    comment="The stories: articles of one text, printed again, shortened or lengthened.",
)

article = Table(
    "article",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("site", Text, ForeignKey("site.name"), nullable=False, comment="that it is on"),
    Column("url", Text, nullable=False, unique=True, comment="canonical"),
    Column("title", Text, comment="the headline"),
    Column("published_at", UtcDateTime, comment="00:00 Beijing time of the day where no clock is known"),
    Column("published_on", Date, comment="the Beijing date"),
    Column("published_precision", Text, comment="second, minute, hour, day, month"),
    Column("published_from", Text, comment="the kind of evidence: label, line, meta, url, listing"),
    Column("source", Text, comment="来源, the outlet that the page names"),
    Column("authors", Json, comment="list of names, or null"),
    Column("editor", Json, comment="list of names, or null"),
    Column("section", Text, comment="column of the site"),
    Column("body", Text, nullable=False, comment="paragraphs, one a line"),
    Column("body_hash", Text, nullable=False, comment="of the letters alone: one width, one script, no punctuation"),
    Column("script", Text, comment="hans or hant; null where no character tells"),
    Column("flags", Json, comment="list of what an analyst should know, or null"),
    Column("page", BigInteger, ForeignKey("page.id"), comment="the response it was read from"),
    Column("story", BigInteger, ForeignKey("story.id"), comment="that it belongs to"),
    Column("revision", Integer, nullable=False, comment="1, and one more with each visible change"),
    Column("first_seen_at", UtcDateTime, nullable=False, comment="when it was first read"),
    Column("last_seen_at", UtcDateTime, nullable=False, comment="when it was last found there"),
    Column("seq", BigInteger, nullable=False, unique=True, comment="number of its latest visible change, over all articles"),
    Column("gone_at", UtcDateTime, comment="when its address was first found to be gone; null where it is there"),
    Index(None, "site", "published_on"),
    Index(None, "published_on"),
    Index(None, "body_hash"),
    Index(None, "story", "id"),
    comment="The articles as they are now: a row for each canonical address.",
)

member = Table(
    "member",
    metadata,
    Column("article", BigInteger, ForeignKey("article.id"), primary_key=True, comment="that came"),
    Column("joined_as", Text, comment="what it was to its story when it came: same, excerpt of, longer version of; null where it began it"),
    Column("versions", Integer, nullable=False, comment="number of articles that it was found to be the same as"),
    Column("is_roundup", Boolean, nullable=False, comment="by its title, a page of several stories"),
    Column("version", Integer, nullable=False, comment="stories.VERSION of the rules that placed it"),
    comment="How an article came into its story.",
)

# Rows by the dozen for an article: no foreign keys.
posting = Table(
    "posting",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="hash of a 12-gram of a text's sketch"),
    Column("story", BigInteger, primary_key=True, autoincrement=False, comment="story.id"),
    Column("article", BigInteger, nullable=False, comment="of the story, the one that brought the key first"),
    sqlite_with_rowid=False,
    comment="The index by which a text finds its story.",
)

edge = Table(
    "edge",
    metadata,
    Column("article", BigInteger, primary_key=True, autoincrement=False, comment="the later one"),
    Column("other", BigInteger, primary_key=True, autoincrement=False, comment="article.id of the earlier one"),
    Column("relation", Text, nullable=False, comment="what the article is to the other: same, excerpt of, longer version of, template"),
    Column("share", Float, nullable=False, comment="of the shorter text, that is in the other"),
    Index(None, "other"),
    sqlite_with_rowid=False,
    comment="Pairs of articles that share text.",
)

revision = Table(
    "revision",
    metadata,
    Column("article", BigInteger, ForeignKey("article.id"), primary_key=True, comment="whose state it was"),
    Column("number", Integer, primary_key=True, comment="article.revision at that time"),
    Column("title", Text, comment="as it was"),
    Column("published_at", UtcDateTime, comment="as it was"),
    Column("published_precision", Text, comment="as it was"),
    Column("source", Text, comment="as it was"),
    Column("authors", Json, comment="as it was"),
    Column("editor", Json, comment="as it was"),
    Column("body", Text, nullable=False, comment="as it was"),
    Column("images", Json, comment="list of position, url, caption; or null"),
    Column("changed", Json, nullable=False, comment="names of the fields that the next revision has otherwise"),
    Column("page", BigInteger, ForeignKey("page.id"), comment="the response it was read from"),
    Column("seen_at", UtcDateTime, nullable=False, comment="when it was last seen so"),
    comment="The articles as they were: a row for each state before a visible change.",
)

change = Table(
    "change",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False, comment="1, 2, 3 ... without a gap, in the order of commits"),
    Column("article", BigInteger, ForeignKey("article.id"), nullable=False, comment="that changed"),
    Column("op", Text, nullable=False, comment="new, revised (also: there again), moved (to another story), gone"),
    Column("at", UtcDateTime, nullable=False, comment="when it was seen"),
    Column("changed", Json, comment="list of the fields' names; null for a new article"),
    Index(None, "article"),
    comment="The log of visible changes: what each change number stands for.",
)

sighting = Table(
    "sighting",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("article", BigInteger, ForeignKey("article.id"), nullable=False, comment="that was met"),
    Column("url", Text, nullable=False, comment="as met"),
    Column("listed_on", Text, comment="the list page; null where it was met otherwise"),
    Column("first_seen_at", UtcDateTime, nullable=False, comment="when it was first met so"),
    Column("last_seen_at", UtcDateTime, nullable=False, comment="when it was last met so"),
    comment="Where articles were met: a row for each address and list page.",
)
Index("uq_sighting_article_url_listed_on", sighting.c.article, sighting.c.url, func.coalesce(sighting.c.listed_on, ""), unique=True)

image = Table(
    "image",
    metadata,
    Column("article", BigInteger, ForeignKey("article.id"), primary_key=True, comment="that it is in"),
    Column("number", Integer, primary_key=True, comment="from 1, in reading order"),
    Column("position", Integer, nullable=False, comment="number of the body's paragraphs before it"),
    Column("url", Text, nullable=False, comment="its address"),
    Column("caption", Text, comment="the words under it"),
    comment="The articles' pictures, in reading order.",
)

attachment = Table(
    "attachment",
    metadata,
    Column("article", BigInteger, ForeignKey("article.id"), primary_key=True, comment="that links to it"),
    Column("number", Integer, primary_key=True, comment="from 1, in reading order"),
    Column("url", Text, nullable=False, comment="its address"),
    Column("text", Text, comment="the words of the link; null where it has none"),
    comment="The files that articles link to (附件), as they do now: pdf, doc, xls, zip and the like. They are not fetched.",
)

rejection = Table(
    "rejection",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("site", Text, ForeignKey("site.name"), nullable=False, comment="that the address is on"),
    Column("url", Text, nullable=False, unique=True, comment="canonical; goes when the address gives an article after all"),
    Column("page", BigInteger, ForeignKey("page.id"), comment="the response"),
    Column("reason", Text, nullable=False, comment="one word of a small set"),
    Column("detail", Text, nullable=False, comment="what showed it"),
    Column("seen_at", UtcDateTime, nullable=False, comment="when it was last refused"),
    comment="What gave no article, and why: so that nothing is lost silently.",
)

run = Table(
    "run",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("site", Text, ForeignKey("site.name"), nullable=False, comment="whose spider it is"),
    Column("started_at", UtcDateTime, nullable=False, comment="when it began"),
    Column("finished_at", UtcDateTime, comment="null while it runs, and for ever where it was killed"),
    Column("verdict", Text, comment="ok, quiet, drift, blocked, unreachable"),
    Column("counts", Json, comment="what health.counts says"),
    Column("crawl", BigInteger, comment="the run that began the walk over the lists: itself, or one that was cut short or still runs"),
    Column("pid", BigInteger, comment="its process"),
    Column("arguments", Text, comment="the days asked for"),
    Column("host", Text, comment="its computer"),
    Column("finish", Text, comment="why it ended, in Scrapy's word; finished where nothing was left to do"),
    Index(None, "site", "started_at"),
    comment="The runs of the spiders: a row each, with how it ended.",
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True, comment="of the number"),
    Column("value", BigInteger, nullable=False, comment="the number"),
    comment="Numbers kept: seq, of the latest change; identity, by which feeds know the database; bundled, of the last change in a bundle.",
)

frontier = Table(
    "frontier",
    metadata,
    Column("id", BigId, primary_key=True, comment="its number"),
    Column("site", Text, ForeignKey("site.name"), nullable=False, comment="that it is on"),
    Column("fingerprint", Text, nullable=False, comment="of method, canonical address without its scheme, and body"),
    Column("url", Text, nullable=False, comment="the address"),
    Column("callback", Text, nullable=False, comment="method of the spider that reads the response"),
    Column("cb_kwargs", Json, comment="what else the method is given"),
    Column("request", Json, comment="method, headers, body, meta where they are not the usual"),
    Column("priority", Integer, nullable=False, comment="higher ones first"),
    Column("state", Text, nullable=False, comment="pending, done, failed, gone"),
    Column("next_at", UtcDateTime, comment="when to ask for it, or ask again; null: when a list names it again, or never"),
    Column("attempts", Integer, nullable=False, comment="that failed since it last came"),
    Column("error", Text, comment="of the last attempt"),
    Column("visits", Integer, nullable=False, comment="how often it came"),
    Column("visited_at", UtcDateTime, comment="when it last came"),
    Column("is_list", Boolean, nullable=False, comment="gave no article, only further addresses: is asked for once in every crawl"),
    Column("article", BigInteger, ForeignKey("article.id"), comment="that it gave"),
    Column("crawl", BigInteger, nullable=False, comment="run.crawl of the crawl that last asked for it"),
    Column("met", Json, comment="while it has given no article: list of address and list page where it was met once more"),
    Column("leased_by", BigInteger, comment="the run at work on it"),
    Column("leased_until", UtcDateTime, comment="others may take it then"),
    UniqueConstraint("site", "fingerprint"),
    comment="Every address known, and when to ask for it.",
)


def _partial_index(name: str, where: ColumnElement[bool], *columns: ColumnElement[Any]) -> None:
    Index(name, *columns, sqlite_where=where, postgresql_where=where)


_pending = frontier.c.state == text("'pending'")
_partial_index("ix_frontier_pending", _pending, frontier.c.site, frontier.c.priority.desc(), frontier.c.id)
_partial_index("ix_frontier_due", ~_pending & frontier.c.next_at.is_not(None), frontier.c.site, frontier.c.next_at)
_partial_index("ix_frontier_article", frontier.c.article.is_not(None), frontier.c.article)
_partial_index("ix_frontier_leased", frontier.c.leased_by.is_not(None), frontier.c.leased_by)
