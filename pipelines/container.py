"""Step 150, HTML only: takes what stands outside the article.

It leaves the article's text (with what of it stands in neighbouring elements: behind 展开全文, after an advertisement), the lines between
the title and the text, and the lines about editor and source at its foot: the later steps read those by their shape. Inside, it
takes lists of links, boxes of the template, and captions, which their pictures keep.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from pipelines.labels import read_fields
from pipelines.region import Path, Region, depth_shared, find_region, is_dated, is_foreign, is_links, is_listed, is_signature
from unioncrawl.items import Article, Block, Image

STEP = "container"
PART = 0.2  # the least share of the text that an element beside it must add to be a part of it, unless it looks like its twin
LONE_PART = 100  # characters that it must have if it is but one line: an invitation of the template is shorter
GAP_LINES, GAP_CHARS = 8, 150  # the most that may stand between two parts of a text
ABOVE_TITLE = 3  # lines
ABOVE_TEXT = 12  # lines, where no title is found
BELOW_TEXT = 8  # lines
CREDITS = frozenset({"source", "author", "editor", "reviewer", "crew", "date"})
SIGNED = 3  # lines at a text's end: an editor named there closes it

_BOX = re.compile(  # names of a template's boxes; asked only of elements inside or beside the article that hold little of its text
    r"relative|xiangguan|breadcrumb|qr_?code|erweima|toolbar|tool_?box|share|advert|reward|dashang|subscribe|keyword|loading|popup|modal|dialog|toast|summary|zhaiyao|abstract|promo"
    r"|(?<![a-z])(?:ads?|hot|nav|tags?|rank|more|pager|vote|like|zan|tools?|menu|login|tips?|ewm|print|player|intro|introduction"
    r"|follow|xg|ding)(?![a-z])",
    re.IGNORECASE,
)
_MAY_CREDIT = re.compile("[:：编編]")  # one of them is in every credit
_LIST_HEAD = re.compile(r"[^，。！？；]{2,16}[:：]|[\W_]{0,3}(?:相关|延伸|推荐|更多|热点|热门|精彩)[^，。！？；]{0,10}")


class Container:
    """Leaves the article's region."""

    def process_item(self, item: Article) -> Article:
        if item.outline and (region := find_region(item)):
            around = Surroundings(item, region)
            taken = around.taken()
            item.images = [image for image in item.images if around.holds(image)]
            for why, blocks in taken.items():
                item.take_all(blocks, STEP, why)
        return item


class Surroundings:
    """What stands in and around the region of an article's text."""

    def __init__(self, article: Article, region: Region) -> None:
        self.blocks = article.blocks
        self.outline = article.outline
        self.region = region
        self.text = sum(region.mass[region.first : region.last + 1])
        self.lead = next((position for position in range(region.first, region.last) if region.mass[position]), region.first)
        self.element = region.element  # the elements around the text with its parts
        self.first, self.last = region.first, region.last  # of the text with its parts
        self.boxes: dict[int, bool] = {}  # whether an element is a box of the template
        self._widen(range(self.last + 1, len(self.blocks)))
        self._widen(range(self.first - 1, max(region.title or -1, region.dateline or -1), -1))
        self._find_lists()
        self._find_asides()
        self.head = self._head()
        self.outside = f"outside {self._name()}"

    def taken(self) -> dict[str, list[Block]]:
        """The lines to take, by the reason why."""
        end = min(len(self.blocks), self.last + 1 + BELOW_TEXT)
        taken = defaultdict(list, {self.outside: self.blocks[: self.head]})
        for position in range(self.head, end):
            block = self.blocks[position]
            if why := self._reason(position, block):
                taken[why].append(block)
        taken[self.outside] += self.blocks[end:]
        return taken

    def _reason(self, position: int, block: Block) -> str | None:
        """Why a line between the title and the foot is to be taken; None for one that stays."""
        if position == self.region.title:
            return None
        if self.first <= position <= self.last:
            if block.tag == "figcaption":
                return "caption"
            return "links" if position in self.lists else self.box(block)
        if position < self.first:
            if not (is_links(block) or self.box(block) or self._is_aside(position, block)) or is_dated(block) or is_credit(block):
                return None
        elif is_credit(block):
            return None
        return self.outside

    def box(self, block: Block) -> str | None:
        """The box of the template that a line inside or beside the article stands in: "in div.share"."""
        for depth in range(self._depth_shared(block), len(block.path)):
            element = block.path[depth]
            if element not in self.boxes:
                label = self.outline[element]
                self.boxes[element] = (label.endswith("[hidden]") or _BOX.search(label) is not None) and self._is_small(
                    block.path[: depth + 1]
                )
            if self.boxes[element]:
                return f"in {self.outline[element]}"
        return None

    def _is_box(self, element: Path) -> bool:
        """Whether an element is a box of the template: by its name, where it does not hold the text's beginning or much of the text."""
        label = self.outline[element[-1]]
        if is_foreign(label) and self.blocks[self.lead].path[: len(element)] != element:
            return True
        return is_box_name(label) and self._is_small(element)

    def holds(self, image: Image) -> bool:
        """Whether a picture stands with the text."""
        return (
            self.blocks[self.head].number - 1 <= image.position <= self.blocks[self.last].number
            and image.path[: len(self.element)] == self.element
            and not any(self.boxes.get(element) for element in image.path)
        )

    def _depth_shared(self, block: Block) -> int:
        """How many of the elements around a line stand around the text or the title too; such are no boxes."""
        depth = depth_shared(block.path, self.region.element)
        return depth if self.region.title is None else max(depth, depth_shared(block.path, self.blocks[self.region.title].path))

    def _find_lists(self) -> None:
        """Note the lists of links in the text: the links, the line that heads them, and the elements that hold nothing else."""
        self.lists = {position for position in range(self.first, self.last + 1) if is_listed(self.blocks[position])}
        for position in sorted(self.lists):
            block, above = self.blocks[position], position - 1
            if above > self.first and above not in self.lists and _LIST_HEAD.fullmatch(self.blocks[above].text):
                self.lists.add(above)
            depth = self._depth_shared(block)
            if depth < len(block.path) and block.path[depth] not in self.boxes:
                self.boxes[block.path[depth]] = not self._prose(block.path[: depth + 1])

    def _find_asides(self) -> None:
        """Note the template's invitations at the text's ends: running text with links, in an element whose like holds no other text."""
        depth = len(self.region.element)
        children = Counter(self.outline[block.path[depth]] for block in self._prose_lines() if len(block.path) > depth)
        for block in (self.blocks[self.first], self.blocks[self.last]):
            if block.link_chars and depth_shared(block.path, self.region.element) == depth < len(block.path):
                element = block.path[depth]
                if children[self.outline[element]] <= 1 and self._is_small(block.path[: depth + 1]):
                    self.boxes[element] = True

    def _prose_lines(self) -> list[Block]:
        return [self.blocks[position] for position in range(self.first, self.last + 1) if self.region.mass[position]]

    def _prose(self, element: Path) -> int:
        """The characters of running text inside an element."""
        return sum(
            mass for block, mass in zip(self.blocks, self.region.mass, strict=True) if mass and block.path[: len(element)] == element
        )

    def _is_small(self, element: Path) -> bool:
        held = sum(
            mass for block, mass in zip(self.blocks, self.region.mass, strict=True) if mass and block.path[: len(element)] == element
        )
        return held < PART * self.text

    def _is_aside(self, position: int, block: Block) -> bool:
        """Whether a line above the text is running text with links in an element of its own: a template's invitation."""
        return block.link_chars > 0 and self.region.mass[position] > 0 and self._depth_shared(block) < len(block.path)

    def _widen(self, positions: Iterable[int]) -> None:
        """Take in the parts of the text that stand below or above its element."""
        gap_lines = gap_chars = 0
        for _, run in groupby(positions, key=lambda position: self._neighbour(self.blocks[position].path)):
            segment = list(run)
            if self._is_part(segment):
                if segment[0] > self.last and self._is_signed():
                    break
                self.first, self.last = min(self.first, *segment), max(self.last, *segment)
                self.element = self.element[: depth_shared(self.element, self.blocks[segment[0]].path)]
                gap_lines = gap_chars = 0
            else:
                gap_lines += len(segment)
                gap_chars += sum(len(self.blocks[position].text) for position in segment)
                if gap_lines > GAP_LINES or gap_chars > GAP_CHARS:
                    break

    def _neighbour(self, path: Path) -> Path:
        """The outermost element around a line that is not around the text."""
        return path[: depth_shared(path, self.region.element) + 1]

    def _is_part(self, segment: list[int]) -> bool:
        """Whether the lines of a neighbouring element go on with the text: running text, much of it or in a twin of the text's element."""
        blocks = [self.blocks[position] for position in segment]
        prose = [block for block, position in zip(blocks, segment, strict=True) if self.region.mass[position]]
        chars, links = sum(len(block.text) for block in prose), sum(block.link_chars for block in prose)
        if chars * 2 < sum(len(block.text) for block in blocks) or links * 8 > chars or sum(map(is_links, blocks)) * 4 > len(blocks):
            return False
        if self.box(blocks[0]):
            return False
        path = blocks[0].path
        if path == self.region.element[: len(path)]:  # directly in an element around the text, as other lines may be
            prose = [block for block, mass in zip(self.blocks, self.region.mass, strict=True) if mass and block.path == path]
            chars = sum(len(block.text) for block in prose)
        return self._is_twin(path) or (chars >= PART * self.text and (len(prose) > 1 or chars >= LONE_PART))

    def _is_twin(self, path: Path) -> bool:
        """Whether the element beside the text is one more of the text's own: of the same name, or next to it."""
        depth, text = depth_shared(path, self.region.element), self.region.element
        if depth == len(path) or depth == len(text) or self.outline[path[depth]] != self.outline[text[depth]]:
            return False
        return _is_named(self.outline[path[depth]]) or depth == len(text) - 1

    def _is_signed(self) -> bool:
        """Whether the text's last lines name its editor."""
        last = self.blocks[max(self.first, self.last - SIGNED + 1) : self.last + 1]
        return any(map(is_signature, last))

    def _head(self) -> int:
        """The position of the first line above the text that may belong to it."""
        title = self.region.title
        if title is None:
            dateline = self.region.dateline
            return max(0, dateline - ABOVE_TITLE if dateline is not None and dateline < self.first else self.first - ABOVE_TEXT)
        if title > self.first:
            return self.first
        head, around = title, self.blocks[title].path
        while head > 0 and title - head < ABOVE_TITLE and self.blocks[head - 1].path[: len(around)] == around:
            head -= 1
        return head

    def _name(self) -> str:
        """The innermost element around the text that has a name."""
        labels = [self.outline[element] for element in self.element]
        return next((label for label in reversed(labels) if _is_named(label)), labels[-1])


def is_credit(block: Block) -> bool:
    """Whether a line says who edited, wrote or printed the article, or when."""
    return _MAY_CREDIT.search(block.text) is not None and any(field.kind in CREDITS and field.value for field in read_fields(block.text))


@lru_cache(maxsize=10_000)
def is_box_name(label: str) -> bool:
    """Whether an element's name is that of a template's box, or it is hidden."""
    return label.endswith("[hidden]") or _BOX.search(label) is not None


def _is_named(label: str) -> bool:
    return "#" in label or "." in label
