"""Where on a page its article stands: the evidence of title, date, running text and the elements around them.

Nothing here goes by the names of elements alone, and never against an element that holds the article: a template may well put a whole
page into div.nav. Positions are places in Article.blocks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from unioncrawl.items import Article, Block
from unioncrawl.page.landmarks import find_dateline, find_title
from unioncrawl.page.signs import is_links, is_signature, prose

Path = tuple[int, ...]

LEAST = 15  # what the running text below the title must count for; else any line must do
BEFORE = 0.1  # what running text before the title counts: templates introduce their site there
DECAY = 150  # characters of anything but running text, after which that which follows counts half: comments and teasers follow at the end
INTERRUPTION = 40  # the most that one line counts for that
SIGNED = 600  # characters for which one that names the editor counts: it ends an article
SHARES = (1.0, 0.9, 0.75, 0.6)  # what a line counts for the element it stands in, for the one around that, ...
DISTANT = 40  # characters of running text since the title, after which an element counts half
FOREIGN = 0.2  # what an element counts whose name says that it is not the article

_FOREIGN = re.compile(
    r"comment|pinglun|liuyan|gentie|discuss|reply|recommend|tuijian|related|copyright|disclaimer|statement|sidebar|(?<![a-z])(?:cmt|foot|footer)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Region:
    """Where the article's text stands."""

    title: int | None  # position of its title line
    dateline: int | None
    element: Path  # the elements around the whole of its text
    first: int  # position of the first line of its text
    last: int
    mass: list[int]  # of every line of the page, its characters of running text
    is_marked: bool = False  # the site or its template says where the text stands: its lines have the part "body"
    is_little: bool = False  # too little to look for more of it


@lru_cache(maxsize=10_000)
def is_foreign(label: str) -> bool:
    """Whether an element's name says that it does not hold an article."""
    return _FOREIGN.search(label) is not None


def find_region(article: Article) -> Region | None:
    """Where the article's text stands on an HTML page; None on a page without any."""
    blocks = article.blocks
    mass = [0 if block.link_chars * 2 >= len(block.text) else prose(block) for block in blocks]  # most lines are links
    marked = _marked(blocks)
    title = _unless_late(marked["headline"][0] if "headline" in marked else find_title(article), mass)
    dateline = _unless_late(find_dateline(blocks, title), mass)
    if body := marked.get("body"):
        return Region(title, dateline, _around_all(blocks, body), body[0], body[-1], mass, is_marked=True)
    anchor = max((position for position in (title, dateline) if position is not None), default=None)
    runs = _runs(article, mass, anchor)
    if anchor is not None and _is_little(runs) and (few := _lines_below(article, anchor)):
        return Region(title, dateline, _around_all(blocks, few), few[0], few[-1], mass, is_little=True)
    heart = _heart(runs)
    if heart is None:
        return None
    element = _innermost(runs, heart)
    first, last = _lines_in(element[-1], blocks, next(run.first for run in runs if element[-1] in run.path))
    return Region(title, dateline, element, first, last, mass)


def _marked(blocks: list[Block]) -> dict[str, list[int]]:
    """The positions of the lines that the site or its template marks, by the part that it calls them."""
    marked: dict[str, list[int]] = {}
    for position, block in enumerate(blocks):
        if block.part is not None:
            marked.setdefault(block.part, []).append(position)
    return marked


def _unless_late(position: int | None, mass: list[int]) -> int | None:
    """A line above the text; None for one below it, where templates print title and date once more."""
    return None if position is None or sum(mass[:position]) > 2 * sum(mass[position:]) else position


@dataclass(slots=True)
class _Run:
    """Lines of running text that follow each other in one element, whatever else stands between them."""

    path: Path
    is_below: bool  # the title
    foreign: int | None  # the outermost element around it that is named as foreign
    first: int  # position
    chars: int = 0  # of running text
    weight: float = 0.0  # what they count


def _runs(article: Article, mass: list[int], anchor: int | None) -> list[_Run]:
    """The running text. It counts less before the title, in foreign elements, and ever less as other lines come between."""
    blocks, outline = article.blocks, article.outline
    own = set(blocks[anchor].path) if anchor is not None else set()  # not foreign: a name says nothing about what holds the title
    runs: list[_Run] = []
    other = 0
    passed = len(blocks) if anchor is None else anchor + 1  # what stands from here on comes between; without a title, after the first run
    for position in compress(range(len(mass)), mass):
        block, chars, is_below = blocks[position], mass[position], anchor is None or position > anchor
        if is_below:
            other += sum(map(_interruption, blocks[passed:position]))
            passed = position + 1
        if not runs or runs[-1].path != block.path or runs[-1].is_below != is_below:
            runs.append(_Run(block.path, is_below, _foreign(block.path, outline, own), position))
        run = runs[-1]
        run.chars += chars
        run.weight += chars / (1 + other / DECAY) * (1 if is_below else BEFORE) * (1 if run.foreign is None else FOREIGN)
    return runs


def _interruption(block: Block) -> int:
    """What a line counts that comes between running text."""
    text = block.text
    if ("编" in text or "編" in text) and is_signature(block):  # quick to try
        return SIGNED
    if len(text) > INTERRUPTION:
        return INTERRUPTION
    return len(text)


def _foreign(path: Path, outline: Sequence[str], own: set[int]) -> int | None:
    """The outermost of these elements that is named as foreign; those outside it join the article's own."""
    for element in path:
        if element not in own:
            if is_foreign(outline[element]):
                return element
            own.add(element)
    return None


def _is_little(runs: list[_Run]) -> bool:
    """Whether there is next to no running text below the title: the article is a few words, a table, a list of names."""
    return sum(run.weight for run in runs if run.is_below and run.foreign is None) < LEAST


def _lines_below(article: Article, anchor: int) -> list[int]:
    """The positions of the lines right below the title, up to a list of links, the editor's name or a foreign element."""
    positions: list[int] = []
    for position in range(anchor + 1, len(article.blocks)):
        block = article.blocks[position]
        if is_links(block):
            if positions:
                break
        elif is_signature(block) or any(is_foreign(article.outline[element]) for element in block.path):
            break
        else:
            positions.append(position)
    return positions


def _heart(runs: list[_Run]) -> Path | None:
    """The element with most of the running text, the nearest to the title if there are several."""
    credit: defaultdict[int, float] = defaultdict(float)
    since: dict[int, int] = {}  # running text between the title and the element's first line
    paths: dict[int, Path] = {}  # of the element's first line
    passed = 0
    for run in runs:
        for share, element in zip(SHARES, reversed(run.path), strict=False):
            if element not in since:
                since[element], paths[element] = passed, run.path
            credit[element] += run.weight * share
        if run.is_below:
            passed += run.chars
    if not credit:
        return None
    heart = max(credit, key=lambda element: credit[element] / (1 + since[element] / DISTANT))
    return paths[heart][: paths[heart].index(heart) + 1]


def _innermost(runs: list[_Run], element: Path) -> Path:
    """The innermost element inside with half of its running text, foreign elements left out unless they hold the first line of it."""
    held = [run for run in runs if run.path[: len(element)] == element]
    lead = next((run.path for run in held if run.is_below), ())
    inside = [(run.path, run.weight) for run in held if run.foreign is None or run.foreign in lead]
    whole = sum(weight for _, weight in inside)
    while True:
        depth = len(element)
        children: defaultdict[int, float] = defaultdict(float)
        for path, weight in inside:
            if len(path) > depth:
                children[path[depth]] += weight
        child = max(children, key=children.__getitem__, default=None)
        if child is None or children[child] * 2 < whole:
            return element
        inside = [(path, weight) for path, weight in inside if len(path) > depth and path[depth] == child]
        element, whole = (*element, child), children[child]


def _lines_in(element: int, blocks: list[Block], position: int) -> tuple[int, int]:
    """The positions of the first and the last line in an element, which stand together, by one of them."""
    first = last = position
    while first > 0 and element in blocks[first - 1].path:
        first -= 1
    while last + 1 < len(blocks) and element in blocks[last + 1].path:
        last += 1
    return first, last


def depth_shared(one: Path, other: Path) -> int:
    """How many elements stand around both. An element has but one place on the page: the innermost that they share tells of all."""
    depth = min(len(one), len(other))
    while depth and one[depth - 1] != other[depth - 1]:
        depth -= 1
    return depth


def _around_all(blocks: list[Block], positions: list[int]) -> Path:
    """The elements around all of some lines. Elements are numbered in the order of the page, so the first and the last tell."""
    paths = [blocks[position].path for position in positions]
    return paths[0][: depth_shared(min(paths), max(paths))]
