"""The change log: what each change number stands for."""

import sqlalchemy as sa
from alembic import op

from unioncrawl.db.types import Json, UtcDateTime

revision = "0003"
down_revision = "0002"

# Of an article's changes before this log only the latest has left a number.
LOG = """
    INSERT INTO change (seq, article, op, at)
    SELECT seq, id, CASE WHEN gone_at IS NOT NULL THEN 'gone' WHEN revision > 1 THEN 'revised' ELSE 'new' END, last_seen_at
    FROM article
"""


def upgrade() -> None:
    """Make the table, and fill it with what is known."""
    op.create_table(
        "change",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("op", sa.Text, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("changed", Json),
    )
    op.create_index("ix_change_article", "change", ["article"])
    op.execute(LOG)
