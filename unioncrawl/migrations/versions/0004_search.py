"""The search index, filled with the articles that are there."""

from alembic import op

from unioncrawl.db.search import rebuild

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make it. FTS5 must split at blanks alone: to its `ascii` tokenizer whatever is not ASCII is a letter, also what is new in Unicode."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '', tokenize = 'ascii')")
        rebuild(connection)
        return
    op.execute("CREATE TABLE search (article bigint PRIMARY KEY REFERENCES article (id), terms tsvector NOT NULL)")
    rebuild(connection)
    op.execute("CREATE INDEX ix_search_terms ON search USING gin (terms)")
