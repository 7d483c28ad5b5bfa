"""`scrapy search`: the articles that words are found in, the best first."""

from __future__ import annotations

import argparse
import sys

from rich.text import Text
from scrapy.exceptions import UsageError

from unioncrawl.command import DatabaseCommand, add_narrowing, at_least, require_narrowing
from unioncrawl.db.search import Found, find
from unioncrawl.search import Query, QueryError, parse, snippet
from unioncrawl.terminal import Terminal


def shown(article: Found, query: Query) -> Text:
    """Day, site and title; the lines found; the address. What was searched for is bold on a terminal, and stands in 【】 elsewhere."""
    head = f"{article.published_on or 'undated   '}  {article.site}  {article.title or ''}"
    lines = Text(f"{head}\n  {snippet(article.body, query)}\n  {article.url}\n")
    lines.highlight_regex("【[^】]+】", "bold")
    return lines


class Command(DatabaseCommand):
    """Reads."""

    def syntax(self) -> str:
        """For --help."""
        return "[options] WORDS"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Search the articles' titles and texts"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Search the articles' titles and texts, the best first, in simplified and traditional characters alike. All words must be "
            'there, and "words in quotes" as they stand; OR stands between alternatives, - before what must not be there, parentheses '
            "group. One character alone is found wherever it stands. Put the search into single quotes where it has signs that the shell "
            "reads. Examples: scrapy search 工会 送清凉 --since 2024-01-01; "
            "scrapy search '(劳模 OR \"大国工匠\") -招聘' --site workercn"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        add_narrowing(parser)
        parser.add_argument("--limit", type=at_least(1), default=20, metavar="N", help="how many (default: 20)")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them; exit code 1 where there are none, as grep has it."""
        try:
            query = parse(" ".join(args))
        except QueryError as error:
            raise UsageError(str(error)) from error
        with self.open_engine().connect() as connection:
            require_narrowing(connection, opts)
            found = find(connection, query, site=opts.site, since=opts.since, until=opts.until, limit=opts.limit)
        console = Terminal(soft_wrap=True, highlight=False)
        for article in found:
            console.print(shown(article, query))
        if not found:
            print("scrapy search: nothing found", file=sys.stderr)
            self.exitcode = 1
