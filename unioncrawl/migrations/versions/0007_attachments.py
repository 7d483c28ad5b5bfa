"""The files that articles link to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "attachment",
        sa.Column("article", sa.BigInteger, sa.ForeignKey("article.id", name="fk_attachment_article"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("text", sa.Text),
    )
