"""What speaks for a line as the title: points for how it stands on the page, and for what it speaks of."""

from __future__ import annotations

import re

from unioncrawl.headlines.page import Page
from unioncrawl.items import Block
from unioncrawl.lines.folding import kept

REPEATED = 8  # letters of a line that is likelier the title for being printed again; shorter ones are columns
MOST_OF_WORDING = 4.0  # points that a line's wording may bring it

_HEADING = {"h1": 2.5, "h2": 1.5, "h3": 1.0}
_TITLE_CLASS = re.compile(r"(?:^|[^a-z])(?:[a-z]{0,12}(?:title|headline|tit|biaoti|heading)[a-z]{0,8}|bt\d?)(?:$|[^a-z])", re.IGNORECASE)
_LABELLED = re.compile("(?:标 {0,4}题|(?:信息|文件|公文)?名 {0,4}称): ?.{6}")
_LISTED = re.compile(r"\S(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$")  # an item of a list, its date glued to it


def is_named(page: Page, at: int) -> bool:
    """Whether the head of the page, or its mark-up, calls a line its title."""
    return page.agreement(at) > 0 or page.blocks[at].tag in _HEADING


def points_of_place(page: Page, at: int, *, is_first: bool) -> float:
    """The points of a line for where and how it stands on the page."""
    block, line = page.blocks[at], page.plain[at]
    size = len(page.letters[at])
    points = page.agreement(at) * (1 + min(size, 20) / 40)
    points += _HEADING.get(block.tag, 0) + (1.0 if _has_title_class(page, block) else 0)
    lines_to_date = page.dateline_below(at)
    points += (0.0, 3.0, 2.0, 1.5)[lines_to_date]
    points -= 2.0 if at < page.last_crumb and not page.is_dated_before(at, page.last_crumb) else 0
    points += 1.0 if 8 <= size <= 45 else 0.5 if size >= 6 else 0.0
    points += 2.0 if size >= REPEATED and page.is_printed_again(at) else 0
    points += 2.0 if not page.has_text and page.stands_alone(at) else 0
    points += 1.0 if page.paragraph_below(at) else 0
    points += 1.0 if page.tools_below(at) else 0
    points += 2.0 if page.deck_below(at) else 0
    points += 1.5 if not lines_to_date and page.credit_below(at) else 0
    points += 4.0 if _LABELLED.match(line) else 0
    points += 0.5 if is_first else 0
    points -= 2.0 if page.is_caption(at) or _LISTED.search(line) else 0
    points -= 2.0 if block.link_chars >= 0.8 * len(block.text) > 0 else 0
    return points


def points_of_wording(page: Page, at: int) -> float:
    """The points of a line for how far it speaks of what the text does."""
    share = page.wording.share(page.plain[at])
    return MOST_OF_WORDING * share + (_if_foreign(page, at) if share < 0.05 else 0) + (_if_below(page, at) if share < 0.6 else 0)


def least_of_wording(page: Page, at: int) -> float:
    """The points of a line that spoke of nothing that the text does: quick to tell."""
    return _if_foreign(page, at) + _if_below(page, at)


def _if_foreign(page: Page, at: int) -> float:
    """What a line loses that speaks of nothing that the text does, where nothing around it speaks for it either."""
    is_first = at - 1 in {-1, page.last_crumb}
    is_backed = is_first or not page.has_text or page.agreement(at) > 0 or page.dateline_below(at) > 0 or page.deck_below(at)
    return 0.0 if is_backed else -1.5


def _if_below(page: Page, at: int) -> float:
    """What a line loses that speaks too little of what the text does, where it stands below the text."""
    return -2.0 if at > page.first_paragraph else 0.0


def _has_title_class(page: Page, block: Block) -> bool:
    return any(_is_title_class(page.article.outline[at]) for at in block.path[-3:])


@kept
def _is_title_class(element: str) -> bool:
    return _TITLE_CLASS.search(element) is not None
