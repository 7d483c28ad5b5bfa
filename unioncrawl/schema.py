"""docs/schema.md from the code: python -m unioncrawl.schema writes it; a test holds the two against each other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, Table, Text
from sqlalchemy.types import TypeEngine

from unioncrawl.db import tables, views
from unioncrawl.db.types import UtcDateTime
from unioncrawl.queries import QUERIES

PATH = Path(__file__).parents[1] / "docs" / "schema.md"

_INTRODUCTION = """\
# The schema

Made by `make schema` from the code (`unioncrawl/db/tables.py`, `views.py`, `unioncrawl/queries.py`): edit those, not this page.

People read the views; programs read the tables. Times in tables are instants: UTC text on SQLite (`2024-05-01 08:30:00`), `timestamptz`
on PostgreSQL. Times in views are Beijing's clock. Lists are JSON on SQLite, `jsonb` on PostgreSQL. A key is in **bold**; → names the
row that a column points to. An empty value is null: what a page does not show is not made up.

An analysis database that `scrapy feed` fills has the tables site, article, image and revision, without the columns `page` and
`last_seen_at`, and a table `feed` with the change number that it has reached. What changes without a number (`published_from`, `flags`)
comes with the article's next numbered change.

Beside these tables stands the index of `scrapy search`: the FTS5 table `search` on SQLite, the table `search (article, terms)` on
PostgreSQL. It holds pairs of characters; ask it through the command, or as `unioncrawl/search.py` writes its queries.
"""


def document() -> str:
    """The page."""
    parts = [_INTRODUCTION, "## Views\n", *map(_section, views.metadata.sorted_tables), "## Tables\n", _diagram()]
    parts += map(_section, tables.metadata.sorted_tables)
    parts += ["## Questions that analysts ask\n", "On SQLite and PostgreSQL alike; each is run in the tests.\n"]
    parts += [f"**{question}**\n\n```sql\n{query}\n```\n" for question, query in QUERIES.items()]
    return "\n".join(parts)


def _section(table: Table) -> str:
    rows = [f"| {_name(column)} | {_kind(column.type)} | {'' if column.nullable else 'yes'} | {_about(column)} |" for column in table.c]
    head = ["| column | type | never null | |", "|---|---|---|---|"]
    return "\n".join([f"### {table.name}\n", f"{table.comment}\n", *head, *rows, ""])


def _name(column: Column[object]) -> str:
    return f"**{column.name}**" if column.primary_key else column.name


def _about(column: Column[object]) -> str:
    comment = (column.comment or "").replace("|", "\\|")
    return "; ".join([comment, *(f"→ {key.target_fullname}" for key in sorted(column.foreign_keys, key=str))])


def _kind(kind: TypeEngine[object]) -> str:
    words = {
        UtcDateTime: "instant",
        DateTime: "Beijing time",
        Date: "date",
        Boolean: "boolean",
        Float: "number",
        Integer: "integer",
        Text: "text",
    }
    return next((word for of, word in words.items() if isinstance(kind, of)), "JSON")


def _diagram() -> str:
    """Which table points to which."""
    pointing = [
        f"    {table.name} }}o--{'o|' if column.nullable else '||'} {key.column.table.name} : {column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
    ]
    return "\n".join(["```mermaid", "erDiagram", *pointing, "```", ""])


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
