"""`scrapy db upgrade`: bring a database's schema to what this code expects."""

from __future__ import annotations

import argparse
from typing import Any, ClassVar, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.db.engine import SchemaError, connect, revision, upgrade


class Command(ScrapyCommand):
    """The schema's command. A crawl upgrades SQLite by itself and fills an empty PostgreSQL; an older PostgreSQL waits for this."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """For --help."""
        return "upgrade"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Bring the database's schema up to date"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Bring the schema of DATABASE_URL to what this code expects. Stop crawls on it first. "
            "Example: DATABASE_URL=postgresql+psycopg://user@host/name scrapy db upgrade"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Upgrade, and say from where to where; exit 1 with a line of text where it cannot be done."""
        if args != ["upgrade"]:
            raise UsageError
        try:
            engine = connect(cast(Settings, self.settings)["DATABASE_URL"])
            before = revision(engine)
            upgrade(engine)
            after = revision(engine)
        except (SchemaError, SQLAlchemyError, OSError) as error:
            print(f"scrapy db upgrade: {error}")
            self.exitcode = 1
            return
        print(f"{engine.url.render_as_string()}: schema {after}" + (", as before" if before == after else f", before: {before or 'none'}"))
