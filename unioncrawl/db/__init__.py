"""SQL: the only memory. SQLite and PostgreSQL from the same code."""

from unioncrawl.db.addresses import canonical
from unioncrawl.db.articles import Arrival, Outcome, Saved, save_article, save_articles
from unioncrawl.db.engine import NoDatabaseError, SchemaError, open_engine, open_existing
from unioncrawl.db.newest import newest_articles
from unioncrawl.db.pages import find_digest, find_page, move_pages, record_page, record_pages
from unioncrawl.db.rejections import reject
from unioncrawl.db.sites import SITE_COLUMNS, record_site
from unioncrawl.db.transactions import read, write
from unioncrawl.db.types import UtcDateTime

__all__ = [
    "SITE_COLUMNS",
    "Arrival",
    "NoDatabaseError",
    "Outcome",
    "Saved",
    "SchemaError",
    "UtcDateTime",
    "canonical",
    "find_digest",
    "find_page",
    "move_pages",
    "newest_articles",
    "open_engine",
    "open_existing",
    "read",
    "record_page",
    "record_pages",
    "record_site",
    "reject",
    "save_article",
    "save_articles",
    "write",
]
