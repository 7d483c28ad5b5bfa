"""Where on a page its article stands: the evidence of title, date, running text and the elements around them.

Nothing here goes by the names of elements alone, and never against an element that holds the article: a template may well put a whole
page into div.nav. Positions are places in Article.blocks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from unioncrawl.items import Article, Block

Path = tuple[int, ...]

SHORTEST_PROSE = 10  # characters beside links; a shorter line is a heading, a button, a name
SHORTEST_SENTENCE = 5  # characters beside links of a line that ends as a sentence
LINKS = 5  # times that the share of links in a line counts against it
LINKED = 0.25  # what a line counts at the least, however much of it is links
SHORTEST_LINE = 4  # characters of a title
LEAST = 15  # what the running text below the title must count for; else any line must do
LONGEST_TITLE = 120
CERTAIN = 1.25  # score of a title's line: no later one can be better by 0.05, for 1.3 is the most
LONGEST_DATELINE = 100
DATELINE_WITHIN = 12  # lines after the title
BEFORE = 0.1  # what running text before the title counts: templates introduce their site there
DECAY = 150  # characters of anything but running text, after which that which follows counts half: comments and teasers follow at the end
INTERRUPTION = 40  # the most that one line counts for that
LONGEST_SIGNATURE = 40  # characters of a line that names the editor
SIGNED = 600  # characters for which such a line counts: it ends an article
SHARES = (1.0, 0.9, 0.75, 0.6)  # what a line counts for the element it stands in, for the one around that, ...
DISTANT = 40  # characters of running text since the title, after which an element counts half
FOREIGN = 0.2  # what an element counts whose name says that it is not the article

_TITLE_TAGS = frozenset(("h1", "h2"))
_PROSE = re.compile("[，。！？；,!?;]")
_SENTENCE_END = re.compile("[。！？!?”…][”’）)」』]?$")
_DATE = re.compile(r"(?:19|20)\d\d ?[-年/.] ?\d{1,2}|(?<!\d)\d{1,2}[-/月.]\d{1,2}日?[/.]?(?:20\d\d)? {0,2}-? ?\d{1,2}:\d\d")
_DATELINE = re.compile("来源|來源|发布|發佈|发表|时间|時間|日期|作者|编辑|編輯|记者|記者|浏览|点击|點擊|阅读|字号|字体|稿源|出处")
_SIGNATURE = re.compile("编辑|編輯|责编|責編")
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


def is_links(block: Block) -> bool:
    """Whether half of a line or more is links: a menu, a list of titles."""
    return block.link_chars * 2 >= len(block.text)


def is_listed(block: Block) -> bool:
    """Whether a line among the text is a link of a list, rather than a sentence with a link in it."""
    return is_links(block) and not (_SENTENCE_END.search(block.text) and block.link_chars < len(block.text))


def is_dated(block: Block) -> bool:
    """Whether a line shows a date, short enough to be about the article rather than of it."""
    return len(block.text) <= LONGEST_DATELINE and _DATE.search(block.text) is not None


def is_signature(block: Block) -> bool:
    """Whether a line names the editor, as the last of an article."""
    text = block.text
    return len(text) <= LONGEST_SIGNATURE and ("编" in text or "編" in text) and not is_links(block) and _SIGNATURE.search(text) is not None


@lru_cache(maxsize=10_000)
def is_foreign(label: str) -> bool:
    """Whether an element's name says that it does not hold an article."""
    return _FOREIGN.search(label) is not None


def prose(block: Block) -> int:
    """The characters of running text in a line that is not half links; a link in it counts against them: sentences seldom have one."""
    text, links = block.text, block.link_chars
    free = len(text) - links
    if free < SHORTEST_SENTENCE or block.tag == "tr":
        return 0
    if not (_PROSE.search(text) if free >= SHORTEST_PROSE else text[-1] in "。！？"):
        return 0
    return free if not links else int(free * max(LINKED, 1 - LINKS * links / len(text)))


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
    holder = element[-1]
    first = next(position for position, block in enumerate(blocks) if holder in block.path)
    last = next(position for position in range(len(blocks) - 1, -1, -1) if holder in blocks[position].path)
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


def find_title(article: Article) -> int | None:
    """The position of the line that prints the page's title: the likest to what its head calls it, headings preferred."""
    named = _head_titles(article)
    beginnings = "\n".join(named)
    best, score = None, 0.0
    for position, block in enumerate(article.blocks):
        heading = block.tag in _TITLE_TAGS
        if not heading and (block.text[:2] not in beginnings or is_links(block)):
            continue
        text = "".join(block.text.split())
        if not SHORTEST_LINE <= len(text) <= LONGEST_TITLE:
            continue
        likeness = max([_likeness(text, title) for title in named], default=0.0) or (0.2 if block.tag == "h1" and len(text) >= 8 else 0.0)
        if likeness and likeness + 0.3 * heading > score + 0.05:
            best, score = position, likeness + 0.3 * heading
            if score >= CERTAIN:
                break
    return best


def _head_titles(article: Article) -> list[str]:
    hints = article.hints
    titles = [hints.jsonld.get("headline", ""), hints.title or ""]
    for name in ("articletitle", "og:title", "twitter:title", "title"):
        titles += hints.metas.get(name, [])
    return list(dict.fromkeys("".join(title.split()) for title in titles if title))


def _likeness(text: str, title: str) -> float:
    """How much of a title a line is, from 0.35 to 1; the site's name after the title (at most 40 % of all) does not count against it."""
    text = text.removesuffix("...").removesuffix("…")  # cut by the template
    if text in title:
        share = min(1.0, len(text) / (0.6 * len(title)))
    elif text.startswith(title):
        share = len(title) / len(text)
    else:
        return 0.0
    return share if share >= 0.35 else 0.0


def find_dateline(blocks: list[Block], title: int | None) -> int | None:
    """The position of the line with the date: soon after the title; without a title, the first that says what the date is."""
    lines = range(len(blocks)) if title is None else range(title + 1, min(title + 1 + DATELINE_WITHIN, len(blocks)))
    for position in lines:
        block = blocks[position]
        if block.part == "dateline" or (is_dated(block) and "。" not in block.text and (title is not None or _is_labelled(block))):
            return position
    return None


def _is_labelled(block: Block) -> bool:
    return not is_links(block) and _DATELINE.search(block.text) is not None


@dataclass(slots=True)
class _Run:
    """Lines of running text that follow each other in one element, whatever else stands between them."""

    path: Path
    is_below: bool  # the title
    foreign: int | None  # the outermost element around it that is named as foreign
    chars: int = 0  # of running text
    weight: float = 0.0  # what they count


def _runs(article: Article, mass: list[int], anchor: int | None) -> list[_Run]:
    """The running text. It counts less before the title, in foreign elements, and ever less as other lines come between."""
    blocks, outline = article.blocks, article.outline
    known = set(blocks[anchor].path) if anchor is not None else set()  # a name says nothing about what holds the title
    runs: list[_Run] = []
    other = 0
    passed = len(blocks) if anchor is None else anchor + 1  # what stands from here on comes between; without a title, after the first run
    for position, chars in enumerate(mass):
        if not chars:
            continue
        block, is_below = blocks[position], anchor is None or position > anchor
        if is_below:
            for between in blocks[passed:position]:
                other += _interruption(between)
            passed = position + 1
        if not runs or runs[-1].path != block.path or runs[-1].is_below != is_below:
            foreign = next((element for element in block.path if element not in known and is_foreign(outline[element])), None)
            runs.append(_Run(block.path, is_below, foreign))
        run = runs[-1]
        run.chars += chars
        run.weight += chars / (1 + other / DECAY) * (1 if is_below else BEFORE) * (1 if run.foreign is None else FOREIGN)
    return runs


def _interruption(block: Block) -> int:
    """What a line of anything but running text counts for against that which follows."""
    return SIGNED if is_signature(block) else min(len(block.text), INTERRUPTION)


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
    paths: dict[int, Path] = {}
    passed = 0
    for run in runs:
        path = run.path
        for share, depth in zip(SHARES, range(len(path), 0, -1), strict=False):
            element = path[depth - 1]
            if element not in since:
                since[element], paths[element] = passed, path[:depth]
            credit[element] += run.weight * share
        if run.is_below:
            passed += run.chars
    return paths[max(credit, key=lambda element: credit[element] / (1 + since[element] / DISTANT))] if credit else None


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
