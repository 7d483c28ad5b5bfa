"""Lifts the title: from the site's own marks, the headings, what the head of the page says, or the first lines of a plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from unioncrawl.headlines.choice import best_line, hidden_titles
from unioncrawl.headlines.page import Page
from unioncrawl.headlines.prints import around_text, broken, repeats_of
from unioncrawl.headlines.said import completed, original_titles, said_titles
from unioncrawl.items import Article, Block
from unioncrawl.lines.folding import letters
from unioncrawl.lines.titles import SHORTEST, read_dated, shorter_forms, tidy, without_outlet

STEP = "headlines"


@dataclass(slots=True)
class Headline:
    """A title, and the line that shows it."""

    text: str
    block: Block | None
    more: list[Block] = field(default_factory=list)  # the lines that continue it


def find_headline(article: Article) -> Headline | None:
    """The title of an article; None where the page shows none."""
    marked = next((block for block in article.blocks if block.part == "headline" and len(letters(block.text)) >= SHORTEST), None)
    if marked:
        return Headline(tidy(marked.text), marked)
    said = said_titles(article)
    blocks = around_text(article.blocks)
    page = Page(article, blocks, said)
    whole = next(broken((shorter for title in said for shorter in shorter_forms(title)), blocks, page.letters), None)
    if whole:
        return Headline(tidy(whole[0]), whole[1][0], whole[1][1:])
    originals = original_titles(article.blocks)
    best = best_line(page)
    if best:
        return Headline(completed(without_outlet(tidy(best.text)), chain(said, (title for title, _ in originals))), best)
    hidden = next(hidden_titles(page, said), None)
    if hidden:
        return Headline(tidy(hidden), None)
    original = next(originals, None)
    return Headline(tidy(original[0]), original[1]) if original else None


class Headlines:
    """The step."""

    def process_item(self, item: Article) -> Article:
        headline = find_headline(item)
        if headline is None:
            return item
        dated = read_dated(headline.text)
        item.title = dated["title"] if dated else headline.text
        shown = headline.more
        if headline.block is not None:
            item.title_line = headline.block.number
            if dated:
                item.change(headline.block, dated["date"], STEP, "title")
            else:
                shown = [headline.block, *headline.more]
        item.take_all(shown, STEP, "title")
        again = repeats_of(item.title, item.blocks)
        for block, rest in again:
            if rest:
                item.change(block, rest, STEP, "title again")
        item.take_all([block for block, rest in again if not rest], STEP, "title again")
        return item
