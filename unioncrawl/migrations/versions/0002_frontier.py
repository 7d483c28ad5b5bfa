"""The frontier: every address known, and when to ask for it."""

import sqlalchemy as sa
from alembic import op

from unioncrawl.db.types import BigId, Json, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and the columns that runs and articles need beside it."""
    for column in ("crawl", "pid"):
        op.add_column("run", sa.Column(column, sa.BigInteger))
    for column in ("arguments", "host", "finish"):
        op.add_column("run", sa.Column(column, sa.Text))
    op.add_column("article", sa.Column("gone_at", UtcDateTime))
    op.create_table(
        "frontier",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("site", sa.Text, sa.ForeignKey("site.name"), nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("callback", sa.Text, nullable=False),
        sa.Column("cb_kwargs", Json),
        sa.Column("request", Json),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("next_at", UtcDateTime),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("visits", sa.Integer, nullable=False),
        sa.Column("visited_at", UtcDateTime),
        sa.Column("is_list", sa.Boolean, nullable=False),
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id")),
        sa.Column("crawl", sa.BigInteger, nullable=False),
        sa.Column("leased_by", sa.BigInteger),
        sa.Column("leased_until", UtcDateTime),
        sa.UniqueConstraint("site", "fingerprint"),
    )
    indexes: tuple[tuple[str, list[str | sa.TextClause], str], ...] = (
        ("ix_frontier_pending", ["site", sa.text("priority DESC"), "id"], "state = 'pending'"),
        ("ix_frontier_due", ["site", "next_at"], "state <> 'pending' AND next_at IS NOT NULL"),
        ("ix_frontier_leased", ["leased_by"], "leased_by IS NOT NULL"),
    )
    for name, columns, where in indexes:
        op.create_index(name, "frontier", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
