"""`scrapy stories ID`: a story's articles as a tree, each under the one that it is a copy of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rich.markup import escape
from rich.tree import Tree
from scrapy.exceptions import UsageError

from unioncrawl.command import CommandError, DatabaseCommand
from unioncrawl.db.spread import find_story, in_order
from unioncrawl.pinyin import strip_notes
from unioncrawl.records import in_beijing
from unioncrawl.stories import Fingerprint, Relation, relation, telling
from unioncrawl.terminal import Terminal
from unioncrawl.text import letters

SHOWN = 3  # lines of a difference
WIDTH = 40  # characters of a line
GRAM = 4  # letters by which a line is looked for

_CLOCKS = {"minute": "%Y-%m-%d %H:%M", "second": "%Y-%m-%d %H:%M:%S", "hour": "%Y-%m-%d %H:00", "month": "%Y-%m"}
_SCRIPTS = {"hans": "in simplified script", "hant": "in traditional script"}


class Copy(NamedTuple):
    """An article of a story, and what it is to an earlier one; the first is nothing to any."""

    article: Any
    of: int | None  # article.id
    relation: Relation | None


def copies(articles: Sequence[Any]) -> Iterator[Copy]:
    """The articles of a story in the order of their publication, each with the first before it that it is related to."""
    texts: dict[int, tuple[Fingerprint, Any]] = {}
    for article in in_order(articles):
        text, at = telling(article.title, article.body).text, article.published_at
        of, found = None, None
        for number, (other, then) in texts.items():
            found = relation(text, other, at - then if at and then else None)
            if found is not None and found.is_story:
                of = number
                break
        texts[article.id] = text, at
        yield Copy(article, of, found if of is not None else None)


def differences(article: Any, other: Any) -> Iterator[str]:
    """What an article has otherwise than another, a line each: lines of which the other has not even half the letters, in any script."""
    if _told(article.title or "") != _told(other.title or ""):
        yield f"title: {article.title or 'none'}"
    if article.script != other.script and article.script in _SCRIPTS:
        yield _SCRIPTS[article.script]
    lines, others = article.body.split("\n"), other.body.split("\n")
    text, other_text = _told(article.body), _told(other.body)
    for word, here, there in (("lacks", others, text), ("adds", lines, other_text)):
        only = [line for line in here if not _holds(there, _told(line))]
        yield from (f"{word}: {line[:WIDTH]}{'…' if len(line) > WIDTH else ''}" for line in only[:SHOWN])
        if len(only) > SHOWN:
            yield f"{word} {len(only) - SHOWN} more of {len(here)} lines"


def _holds(text: str, line: str) -> bool:
    """Whether a text has a line, or most of it."""
    grams = [line[at : at + GRAM] for at in range(max(1, len(line) - GRAM + 1))]
    return 2 * sum(gram in text for gram in grams) > len(grams)


def _told(text: str) -> str:
    return letters(strip_notes(text)[0])


def tree(story: Any, articles: Sequence[Any], forms: Sequence[Any]) -> Tree:
    """The story; its articles under each other; the stories that fill the same form for other events."""
    spread = "" if story.spread_hours is None else f", {story.spread_hours} hours"
    root = Tree(f"story {story.id}: {_many(story.size, 'article')}, {_many(story.sites, 'site')}{spread}")
    by_number = {article.id: article for article in articles}
    branches: dict[int, Tree] = {}
    for article, of, found in copies(articles):
        at = "no date" if article.published_at is None else _clock(article)
        source = f"  来源 {article.source}" if article.source else ""
        line = f"{at}  {article.site}{source}  {article.title or ''}"
        if of is None or found is None:
            branches[article.id] = root.add(escape(f"{line}  (article {article.id})"))
            continue
        branch = branches[of].add(escape(f"{line}  (article {article.id}): {found.kind} {by_number[of].site}'s, {found.share:.0%} shared"))
        branches[article.id] = branch
        for difference in differences(article, by_number[of]):
            branch.add(escape(difference))
    for form in forms:
        root.add(escape(f"the same form, another event: story {form.story}  {form.title or ''}"))
    return root


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _clock(article: Any) -> str:
    return in_beijing(article.published_at).strftime(_CLOCKS.get(article.published_precision, "%Y-%m-%d"))


class Command(DatabaseCommand):
    """Reads."""

    def syntax(self) -> str:
        """For --help."""
        return "ID"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show a story's copies as a tree"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Show the articles of a story, the first published on top, each under the one that it is a copy of: when and where it stood, "
            "what it is to the other, and what differs. ID is a story's number (column story of articles, id of stories), or an "
            "article's with --article. Examples: scrapy stories 12; scrapy stories --article 345"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--article", action="store_true", help="ID is the number of one of its articles")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it."""
        if len(args) != 1 or not args[0].isascii() or not args[0].isdigit():
            numbers = "the column id of the view stories has them: scrapy export --table stories --format csv"
            raise UsageError(f"which story? Give its number ({numbers}), or --article and the number of an article")
        number = int(args[0])
        with self.open_engine().connect() as connection:
            found = find_story(connection, number, of_article=opts.article)
        if found is None:
            raise CommandError(f"no story {'of article ' if opts.article else ''}{number}")
        width = None if sys.stdout.isatty() else 1000  # a tree cuts lines at a terminal's width; a file has none
        Terminal(highlight=False, width=width).print(tree(*found))
