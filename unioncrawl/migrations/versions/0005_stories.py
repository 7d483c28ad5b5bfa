"""Stories: what an article shares with others, and its place among them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; `scrapy restory` places the articles that are there."""
    op.add_column("story", sa.Column("sites", sa.Integer, nullable=False, server_default="1"))
    op.add_column("story", sa.Column("spread_hours", sa.Float))
    op.drop_index("ix_article_story", "article")
    op.create_index("ix_article_story_id", "article", ["story", "id"])
    op.create_table(
        "member",
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("joined_as", sa.Text),
        sa.Column("versions", sa.Integer, nullable=False),
        sa.Column("is_roundup", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "posting",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("story", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edge",
        sa.Column("article", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("other", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_edge_other", "edge", ["other"])
    given = sa.text("article IS NOT NULL")
    op.create_index("ix_frontier_article", "frontier", ["article"], sqlite_where=given, postgresql_where=given)
