"""The first schema."""

import sqlalchemy as sa
from alembic import op

from unioncrawl.db.types import BigId, Json, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "site",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("home", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
    )
    op.create_table(
        "page",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("fetched_at", UtcDateTime, nullable=False),
        sa.Column("last_seen_at", UtcDateTime, nullable=False),
        sa.Column("archive_file", sa.Text),
        sa.Column("archive_offset", sa.BigInteger),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.UniqueConstraint("url", "digest"),
    )
    op.create_index("ix_page_digest", "page", ["digest"])
    op.create_table(
        "story",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("first_article", sa.BigInteger, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
    )
    op.create_table(
        "article",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("site", sa.Text, sa.ForeignKey("site.name"), nullable=False),
        sa.Column("url", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text),
        sa.Column("published_at", UtcDateTime),
        sa.Column("published_on", sa.Date),
        sa.Column("published_precision", sa.Text),
        sa.Column("published_from", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("authors", Json),
        sa.Column("editor", Json),
        sa.Column("section", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_hash", sa.Text, nullable=False),
        sa.Column("script", sa.Text),
        sa.Column("flags", Json),
        sa.Column("page", sa.BigInteger, sa.ForeignKey("page.id")),
        sa.Column("story", sa.BigInteger, sa.ForeignKey("story.id")),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("first_seen_at", UtcDateTime, nullable=False),
        sa.Column("last_seen_at", UtcDateTime, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False, unique=True),
    )
    op.create_index("ix_article_site_published_on", "article", ["site", "published_on"])
    op.create_index("ix_article_published_on", "article", ["published_on"])
    op.create_index("ix_article_body_hash", "article", ["body_hash"])
    op.create_index("ix_article_story", "article", ["story"])
    op.create_table(
        "revision",
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("published_at", UtcDateTime),
        sa.Column("published_precision", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("authors", Json),
        sa.Column("editor", Json),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("images", Json),
        sa.Column("changed", Json, nullable=False),
        sa.Column("page", sa.BigInteger, sa.ForeignKey("page.id")),
        sa.Column("seen_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "sighting",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("listed_on", sa.Text),
        sa.Column("first_seen_at", UtcDateTime, nullable=False),
        sa.Column("last_seen_at", UtcDateTime, nullable=False),
    )
    op.create_index("uq_sighting_article_url_listed_on", "sighting", ["article", "url", sa.text("coalesce(listed_on, '')")], unique=True)
    op.create_table(
        "image",
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("caption", sa.Text),
    )
    op.create_table(
        "rejection",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("site", sa.Text, sa.ForeignKey("site.name"), nullable=False),
        sa.Column("url", sa.Text, nullable=False, unique=True),
        sa.Column("page", sa.BigInteger, sa.ForeignKey("page.id")),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("site", sa.Text, sa.ForeignKey("site.name"), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sa.Column("verdict", sa.Text),
        sa.Column("counts", Json),
    )
    op.create_index("ix_run_site_started_at", "run", ["site", "started_at"])
    op.create_table(
        "counter",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.execute("INSERT INTO counter (name, value) VALUES ('seq', 0)")
