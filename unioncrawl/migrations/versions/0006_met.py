"""Addresses that wait remember where else they were met."""

import sqlalchemy as sa
from alembic import op

from unioncrawl.db.types import Json

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("frontier", sa.Column("met", Json))
