"""The choice of the title: the line for which most speaks, or what no line of its own shows."""

from __future__ import annotations

from collections.abc import Iterator

from unioncrawl.headlines.candidates import LONGEST, candidates
from unioncrawl.headlines.page import Page
from unioncrawl.headlines.points import MOST_OF_WORDING, REPEATED, is_named, least_of_wording, points_of_place, points_of_wording
from unioncrawl.items import Block
from unioncrawl.lines.folding import letters
from unioncrawl.lines.sections import last_crumb
from unioncrawl.lines.titles import SHORTEST, without_site

ENOUGH = 2.5  # points that a line needs where no mark of the page names it
SPEAKS = 0.3  # share of a title's wording that its text has at least
VERSES = 3  # short lines in a row above what could be the title


def best_line(page: Page) -> Block | None:
    """The line with most points; of lines that follow each other, the first one that speaks of what the text does (decks follow)."""
    possible = candidates(page)
    if not possible:
        return None
    points = {at: points_of_place(page, at, is_first=at == possible[0]) for at in possible}
    best = _most(points)
    rival = max([ENOUGH, *(points[at] + MOST_OF_WORDING for at in possible if at != best)])
    if is_named(page, best) and points[best] + least_of_wording(page, best) > rival:
        return page.blocks[best]  # whatever the text speaks of
    for at in possible:
        points[at] += points_of_wording(page, at)
    best = _most(points)
    if points[best] < ENOUGH:
        return None
    if is_named(page, best):
        return page.blocks[best]
    return None if _is_verse(page, best) else page.blocks[_without_deck(page, points, best)]


def hidden_titles(page: Page, said: list[str]) -> Iterator[str]:
    """Titles that no line of their own shows: what the head of the page says, the end of the breadcrumb."""
    for title in map(without_site, said):
        if SHORTEST < len(letters(title)) <= LONGEST and page.wording.share(title) >= SPEAKS:
            yield title
    for at in range(page.first_paragraph):
        crumb = last_crumb(page.blocks[at].text) if page.furniture(at) == "breadcrumb" else ""
        if REPEATED <= len(letters(crumb)) <= LONGEST and page.wording.share(crumb) >= SPEAKS:
            yield crumb


def _most(points: dict[int, float]) -> int:
    """The place with most points; the first of several."""
    return max(points, key=lambda at: (points[at], -at))


def _without_deck(page: Page, points: dict[int, float], best: int) -> int:
    """The place of the title where the best line is its deck, or a heading of the text below it."""
    first = min(points)
    while best - 1 in points and _leads(page, best - 1, 0.2 if best - 1 == first else 0.25) and points[best - 1] >= ENOUGH:
        if page.is_in_foot(best) and not page.is_in_foot(best - 1):
            return best  # the line above it is no title, but leads to it
        best -= 1
    return best - 1 if best - 1 in points and _is_one_of_many(page, best) else best


def _leads(page: Page, at: int, least: float) -> bool:
    """Whether a line speaks of what the text does, as titles above their decks do."""
    return len(page.letters[at]) >= 7 and page.wording.share(page.plain[at]) >= least


def _is_verse(page: Page, at: int) -> bool:
    """Whether a line stands among those that a text in verse begins with, as posts of accounts do."""
    if at < VERSES or page.dateline_below(at) or page.credit_below(at) or page.is_printed_again(at):
        return False
    above = range(at - VERSES, at)
    return all(page.furniture(place) is None and not page.is_dateline(place) and 5 <= len(page.plain[place]) <= 24 for place in above)


def _is_one_of_many(page: Page, at: int) -> bool:
    """Whether a line is the first heading of a text that has two more, each with its paragraph below."""
    headed = [
        place
        for place in range(at, len(page.blocks) - 1)
        if page.is_paragraph[place + 1] and not page.is_paragraph[place] and SHORTEST <= len(page.letters[place]) <= 40
    ]
    return headed[:1] == [at] and len(headed) >= 3
