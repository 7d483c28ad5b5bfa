"""Where on a page its article stands: the evidence of title, date, running text and the elements around them.

Nothing here goes by the names of elements alone, and never against an element that holds the article: a template may well put a whole
page into div.nav. Positions are places in Article.blocks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from unioncrawl.items import Article, Block

Path = tuple[int, ...]

SHORTEST_PROSE = 10  # characters beside links; a shorter line is a heading, a button, a name
LONGEST_TITLE = 120
LONGEST_DATELINE = 120
DATELINE_WITHIN = 12  # lines after the title
BEFORE = 0.1  # what running text before the title counts: templates introduce their site there
DECAY = 150  # characters of anything but running text, after which that which follows counts half: comments and teasers follow at the end
INTERRUPTION = 40  # the most that one line counts for that
SHARES = (1.0, 0.9, 0.75, 0.6)  # what a line counts for the element it stands in, for the one around that, ...
DISTANT = 40  # characters of running text since the title, after which an element counts half

_PROSE = re.compile("[，。！？；,!?;]")
_SENTENCE_END = re.compile("[。！？!?”…][”’）)」』]?$")
_DATE = re.compile(r"(?:19|20)\d\d ?[-年/.] ?\d{1,2}|(?<!\d)\d{1,2}[-/月.]\d{1,2}日?[/.]?(?:20\d\d)? {0,2}-? ?\d{1,2}:\d\d")
_DATELINE = re.compile("来源|來源|发布|發佈|发表|时间|時間|日期|作者|编辑|編輯|记者|記者|浏览|点击|点擊|阅读|字号|字体|稿源|出处")
_SEPARATORS = re.compile(r"\s|[|_｜丨\-–—·>]")
_COMMENTS = re.compile(r"comment|pinglun|liuyan|gentie|discuss|reply|(?<![a-z])cmt", re.IGNORECASE)


@dataclass(slots=True)
class Region:
    """Where the article's text stands."""

    title: int | None  # position of its title line
    dateline: int | None
    element: Path  # the elements around the whole of its text
    first: int  # position of the first line of its text
    last: int
    mass: list[int]  # of every line of the page, its characters of running text


def is_links(block: Block) -> bool:
    """Whether most of a line is links: a menu, a list of titles."""
    return block.link_chars * 2 > len(block.text)


def is_listed(block: Block) -> bool:
    """Whether a line among the text is a link of a list, rather than a sentence with a link in it."""
    return is_links(block) and not (_SENTENCE_END.search(block.text) and block.link_chars < len(block.text))


def is_dated(block: Block) -> bool:
    """Whether a line shows a date, short enough to be about the article rather than of it."""
    return len(block.text) <= LONGEST_DATELINE and _DATE.search(block.text) is not None


def prose(block: Block) -> int:
    """The characters of running text in a line."""
    free = len(block.text) - block.link_chars
    return free if free >= SHORTEST_PROSE and not is_links(block) and _PROSE.search(block.text) else 0


def find_region(article: Article) -> Region | None:
    """Where the article's text stands on an HTML page; None where there is no running text."""
    blocks = article.blocks
    title = find_title(article)
    marked = [position for position, block in enumerate(blocks) if block.part == "body"]
    mass = [prose(block) for block in blocks]
    if title is not None and sum(mass[:title]) > 2 * sum(mass[title:]):
        title = None  # a print of the title below the text
    dateline = find_dateline(blocks, title)
    if marked:
        return Region(title, dateline, _around_all([blocks[position].path for position in marked]), marked[0], marked[-1], mass)
    anchor = max((position for position in (title, dateline) if position is not None), default=None)
    weights = _weights(blocks, mass, anchor or 0)
    element = _heart(article, weights, anchor)
    if element is None:
        return None
    inside = [position for position, block in enumerate(blocks) if block.path[: len(element)] == element]
    return Region(title, dateline, element, inside[0], inside[-1], mass)


def find_title(article: Article) -> int | None:
    """The position of the line that prints the page's title: what its head calls it, with a heading's element for a bonus."""
    named = _head_titles(article)
    best, score = None, 0.0
    for position, block in enumerate(article.blocks):
        if block.part == "headline":
            return position
        heading = block.tag in {"h1", "h2"}
        if len(block.text) > LONGEST_TITLE or (is_links(block) and not heading):
            continue
        text = _folded(block.text)
        found = max((_likeness(text, title) for title in named), default=0.0) or (0.2 if block.tag == "h1" and len(text) >= 8 else 0.0)
        if found and found + 0.3 * heading > score + 0.05:
            best, score = position, found + 0.3 * heading
    return best


def _head_titles(article: Article) -> list[str]:
    hints = article.hints
    titles = [hints.jsonld.get("headline", ""), hints.title or ""]
    for name in ("articletitle", "og:title", "twitter:title", "title"):
        titles += hints.metas.get(name, [])
    return [folded for title in titles if (folded := _folded(title))]


def _folded(text: str) -> str:
    return "".join(_SEPARATORS.sub("", text).removesuffix("...").removesuffix("…").split())


def _likeness(text: str, title: str) -> float:
    """The share of one that the other is, from 0.35 on; a site's name after the title counts little."""
    if len(text) < 4 or not (text in title or title in text):
        return 0.0
    share = min(len(text), len(title)) / max(min(len(text), len(title)), 0.6 * max(len(text), len(title)))
    return share if share >= 0.35 else 0.0


def find_dateline(blocks: list[Block], title: int | None) -> int | None:
    """The position of the line with the date: soon after the title; without a title, the first that says what the date is."""
    if title is None:
        return next((at for at, block in enumerate(blocks) if block.part == "dateline" or _is_labelled_date(block)), None)
    after = range(title + 1, min(title + 1 + DATELINE_WITHIN, len(blocks)))
    return next((at for at in after if blocks[at].part == "dateline" or is_dated(blocks[at])), None)


def _is_labelled_date(block: Block) -> bool:
    return is_dated(block) and not is_links(block) and _DATELINE.search(block.text) is not None


def _weights(blocks: list[Block], mass: list[int], start: int) -> list[float]:
    """What each line's running text counts: less before the title, and ever less as other lines come between."""
    weights: list[float] = []
    other, started = 0, False
    for position, block in enumerate(blocks):
        if mass[position] and position >= start:
            started = True
        elif started:
            other += min(len(block.text), INTERRUPTION)
        weights.append(mass[position] * (BEFORE if position < start else 1 / (1 + other / DECAY)))
    return weights


def _heart(article: Article, weights: list[float], anchor: int | None) -> Path | None:
    """The element with most of the running text, the nearest to the title if there are several, and in it the innermost with half of it."""
    blocks = article.blocks
    credit: defaultdict[int, float] = defaultdict(float)
    first: dict[int, int] = {}
    since: dict[int, float] = {}  # running text between the title and the element's first line
    passed = 0.0
    for position, weight in enumerate(weights):
        if not weight:
            continue
        path = blocks[position].path
        for share, element in zip(SHARES, reversed(path), strict=False):
            credit[element] += weight * share
            if element not in first:
                first[element], since[element] = position, passed
        if anchor is not None and position > anchor:
            passed += weight
    if not credit:
        return None
    title_path = blocks[anchor].path if anchor is not None else ()

    def score(element: int) -> float:
        path = blocks[first[element]].path
        own = path[depth_shared(path, title_path) : path.index(element) + 1]
        comments = any(_COMMENTS.search(article.outline[name]) for name in own)
        return credit[element] / (1 + since[element] / DISTANT) * (0.2 if comments else 1)

    best = max(credit, key=score)
    path = blocks[first[best]].path
    return _innermost(blocks, weights, path[: path.index(best) + 1])


def _innermost(blocks: list[Block], weights: list[float], element: Path) -> Path:
    """The innermost element inside with half of its running text."""
    inside = [
        (block.path, weight) for block, weight in zip(blocks, weights, strict=True) if weight and block.path[: len(element)] == element
    ]
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


def depth_shared(one: Path, other: Path) -> int:
    """How many elements stand around both."""
    depth = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        depth += 1
    return depth


def _around_all(paths: list[Path]) -> Path:
    """The elements around all of some lines. Elements are numbered in the order of the page, so the first and the last tell."""
    return paths[0][: depth_shared(min(paths), max(paths))]
