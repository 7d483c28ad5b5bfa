"""Which elements in and around an article's text are boxes of the template: by their names, as invitations, as lists of links.

A name says nothing against an element that holds the title, the text's beginning or much of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from unioncrawl.items import Article, Block
from unioncrawl.page.region import Path, Region, depth_shared, is_foreign

PART = 0.2  # the share of the text from which on an element holds much of it

_BOX = re.compile(  # names of a template's boxes; asked only of elements inside or beside the article that hold little of its text
    r"relative|xiangguan|breadcrumb|qr_?code|erweima|toolbar|tool_?box|share|advert|reward|dashang|subscribe|keyword|loading|popup|modal|dialog"
    r"|toast|summary|zhaiyao|abstract|promo|(?<![a-z])(?:ads?|hot|nav|tags?|rank|more|pager|vote|like|zan|tools?|menu|login|tips?|ewm|print|player"
    r"|intro|introduction|follow|xg|ding)(?![a-z])",
    re.IGNORECASE,
)


class Boxes:
    """The template's boxes in and around an article's text."""

    def __init__(self, article: Article, region: Region) -> None:
        self.blocks, self.outline, self.region = article.blocks, article.outline, region
        self.text = sum(region.mass[region.first : region.last + 1])  # characters of running text in the article
        lead = next((position for position in range(region.first, region.last) if region.mass[position]), region.first)
        self.lead_path = self.blocks[lead].path
        self.title_path = () if region.title is None else self.blocks[region.title].path
        self.links: set[int] = set()  # elements that hold links of a list and no running text
        self._is_box: dict[int, bool] = {}
        self._around: dict[Path, str] = {}  # what `around` said

    def around(self, path: Path) -> str:
        """The box that these elements are in, as the reason to take a line ("in div.share"); empty where there is none."""
        found = self._around.get(path)
        if found is None:
            inner = path[self.depth_shared(path) :]
            box = next((element for element in inner if element in self.links or self.is_box(element)), None)
            found = self._around[path] = "" if box is None else f"in {self.outline[box]}"
        return found

    def holds(self, path: Path) -> bool:
        """Whether one of the elements that do not stand around the text is a box, a list of links aside."""
        return any(map(self.is_box, path[self.depth_shared(path) :]))

    def is_known(self, path: Path) -> bool:
        """Whether one of these elements has been found to be a box or a list of links."""
        return any(map(self._is_box.get, path)) or not self.links.isdisjoint(path)

    def is_box(self, element: int) -> bool:
        """Whether an element is a box: by its name, where it does not hold the text's beginning or much of the text."""
        if element not in self._is_box:
            label = self.outline[element]
            is_beside = is_foreign(label) and element not in self.lead_path
            self._is_box[element] = is_beside or (is_box_name(label) and self._is_small(element))
        return self._is_box[element]

    def depth_shared(self, path: Path) -> int:
        """How many of these elements stand around the text or the title too; such are no boxes."""
        return max(depth_shared(path, self.region.element), depth_shared(path, self.title_path))

    def add_links(self, listed: Iterable[Block]) -> None:
        """Note the elements that hold these links of a list, if they hold no running text."""
        outermost = {element for block in listed for element in block.path[self.depth_shared(block.path) :][:1]}
        if outermost:
            self.links |= outermost.difference(*self.direct_prose)
        self._around.clear()

    def add_asides(self, first: int, last: int) -> None:
        """Note the template's invitations at the text's ends: running text with links, in an element whose like holds no other text."""
        depth = len(self.region.element)
        ends = [block for block in (self.blocks[first], self.blocks[last]) if block.link_chars and len(block.path) > depth]
        for block in ends:
            element = block.path[depth]
            like = [other for other in self._children(first, last) if self.outline[other] == self.outline[element]]
            if stands_in(block.path, self.region.element) and like == [element] and self._is_small(element):
                self._is_box[element] = True

    def _children(self, first: int, last: int) -> list[int]:
        """The elements directly in the text's that hold running text."""
        depth = len(self.region.element)
        inside = zip(self.blocks[first : last + 1], self.region.mass[first : last + 1], strict=True)
        return list(dict.fromkeys(block.path[depth] for block, mass in inside if mass and len(block.path) > depth))

    def _is_small(self, element: int) -> bool:
        return self._prose[element] < PART * self.text

    @cached_property
    def _prose(self) -> defaultdict[int, int]:
        """The characters of running text inside each element that does not stand around the text."""
        held: defaultdict[int, int] = defaultdict(int)
        for path, mass in self.direct_prose.items():
            for element in path[depth_shared(path, self.region.element) :]:
                held[element] += mass
        return held

    @cached_property
    def direct_prose(self) -> defaultdict[Path, int]:
        """The characters of running text that stand directly in each element."""
        held: defaultdict[Path, int] = defaultdict(int)
        for block, mass in zip(self.blocks, self.region.mass, strict=True):
            if mass:
                held[block.path] += mass
        return held


@lru_cache(maxsize=10_000)
def is_box_name(label: str) -> bool:
    """Whether an element's name is that of a template's box, or it is hidden."""
    return label.endswith("[hidden]") or _BOX.search(label) is not None


def stands_in(path: Path, element: Path) -> bool:
    """Whether the innermost of these elements stands in, or is, the innermost of those."""
    return not element or (len(path) >= len(element) and path[len(element) - 1] == element[-1])
