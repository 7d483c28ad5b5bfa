"""Step 150, HTML only: takes what stands outside the article.

It leaves the article's text (with what of it stands in neighbouring elements: behind 展开全文, after an advertisement), the lines between
the title and the text, and the lines about editor and source at its foot: the later steps read those by their shape. Inside, it
takes lists of links, boxes of the template, and figcaptions, which their pictures keep.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import groupby

from unioncrawl.items import Article, Attachment, Block, Image
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import is_comment_heading, is_related_heading
from unioncrawl.lines.labels import read_fields
from unioncrawl.page.region import Path, Region, depth_shared, find_region, is_dated, is_foreign, is_links, is_listed, is_signature

STEP = "container"
PART = 0.2  # the least share of the text that an element beside it must add to be a part of it, unless it looks like its twin
LONE_PART = 100  # characters that it must have if it is but one line: an invitation of the template is shorter
GAP_LINES, GAP_CHARS = 8, 150  # the most that may stand between two parts of a text
ABOVE_TITLE = 3  # lines
ABOVE_TEXT = 12  # lines, where no title is found
BELOW_TEXT = 8  # lines
LONGEST_HEADING = 24  # characters
SIGNED = 3  # lines at a text's end: an editor named there closes it
CREDITS = frozenset({"source", "author", "editor", "reviewer", "crew", "date"})

_BOX = re.compile(  # names of a template's boxes; asked only of elements inside or beside the article that hold little of its text
    r"relative|xiangguan|breadcrumb|qr_?code|erweima|toolbar|tool_?box|share|advert|reward|dashang|subscribe|keyword|loading|popup|modal|dialog"
    r"|toast|summary|zhaiyao|abstract|promo|(?<![a-z])(?:ads?|hot|nav|tags?|rank|more|pager|vote|like|zan|tools?|menu|login|tips?|ewm|print|player"
    r"|intro|introduction|follow|xg|ding)(?![a-z])",
    re.IGNORECASE,
)
_MAY_CREDIT = re.compile("[:：编編]")  # one of them is in every credit
_ATTACHED = re.compile("附件|附表|附：|文件下载")
_LIST_HEAD = re.compile(r"[^，。！？；]{2,16}[:：]|[\W_]{0,3}(?:相关|相關|延伸|推荐|推薦|更多|热点|熱點|热门|熱門|精彩)[^，。！？；]{0,10}")


class Container:
    """Leaves the article's region."""

    def process_item(self, item: Article) -> Article:
        if item.outline and (region := find_region(item)):
            around = Surroundings(item, region)
            taken = around.taken()
            item.images = [image for image in item.images if around.holds(image)]
            item.attachments = around.attached(item.attachments) if item.attachments else []
            item.take_each(taken, STEP)
        return item


class Surroundings:
    """What stands in and around the region of an article's text."""

    def __init__(self, article: Article, region: Region) -> None:
        self.blocks = article.blocks
        self.outline = article.outline
        self.region = region
        self.element = region.element  # the elements around the text with its parts
        self.first, self.last = region.first, region.last  # of the text with its parts
        self.text = sum(region.mass[region.first : region.last + 1])
        self.lead = next((position for position in range(self.first, self.last) if region.mass[position]), self.first)
        self.title_path = () if region.title is None else self.blocks[region.title].path
        self.captions = {image.caption for image in article.images if image.caption}
        self.boxes: dict[int, bool] = {}  # whether an element is a box of the template, by its name or as an aside
        self.link_boxes: set[int] = set()  # elements that hold links of a list and no running text
        self.boxed: dict[Path, str | None] = {}  # what `box` said of the lines in an element
        self.lists: set[int] = set()  # positions of links and of the lines that head them
        if not (region.is_marked or region.is_little):
            self._widen(range(self.last + 1, len(self.blocks)))
            self._widen(range(self.first - 1, max(region.title or -1, region.dateline or -1), -1))
            self._find_asides()
        self._find_lists()
        self.boxed.clear()  # lists are boxes, too
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

    def holds(self, image: Image) -> bool:
        """Whether a picture stands with the text, or above it with a caption."""
        if not self.blocks[self.head].number - 1 <= image.position <= self.blocks[self.last].number:
            return False
        is_boxed = any(map(self.boxes.get, image.path)) or not self.link_boxes.isdisjoint(image.path)
        return (stands_in(image.path, self.element) or image.caption is not None) and not is_boxed

    def attached(self, attachments: list[Attachment]) -> list[Attachment]:
        """The files that the text links to, but not among links to pages; any file in or below it under a line that says so (附件下载)."""
        linking = {attachment.position for attachment in attachments}
        among_pages = self._page_lists(linking)
        lines: set[int] = set()
        said = False
        for position, block in enumerate(self.blocks[self.first : self.last + 1 + BELOW_TEXT], self.first):
            said = _ATTACHED.search(block.text) is not None or (said and block.number in linking)
            if said or (position <= self.last and among_pages.isdisjoint(block.path)):
                lines.add(block.number)
        held = [one for one in attachments if one.position in lines and not self._is_boxed(one.path)]
        files = {one.url.partition("#")[0]: one for one in reversed(held)}  # its name and the button beside it lead to one file
        return list(reversed(files.values()))

    def _page_lists(self, linking: set[int]) -> set[int]:
        """The elements that hold a list of links to pages, by the lines in the lists that link to no file."""
        pages = [self.blocks[position] for position in self.lists if self.blocks[position].number not in linking]
        return {element for block in pages if is_links(block) for element in block.path if element in self.link_boxes}

    def _is_boxed(self, path: Path) -> bool:
        """Whether one of the elements that do not stand around the text is a box of the template."""
        return any(map(self._is_box, path[self._depth_shared(path) :]))

    def box(self, block: Block) -> str | None:
        """The box of the template that a line inside or beside the article stands in: "in div.share"."""
        if block.path not in self.boxed:
            inner = block.path[self._depth_shared(block.path) :]
            box = next((element for element in inner if element in self.link_boxes or self._is_box(element)), None)
            self.boxed[block.path] = None if box is None else f"in {self.outline[box]}"
        return self.boxed[block.path]

    def _reason(self, position: int, block: Block) -> str | None:
        """Why a line between the title and the foot is to be taken; None for one that stays."""
        if position == self.region.title:
            return None
        if block.tag == "figcaption":
            return "caption"
        if position < self.first:
            return self._reason_above(position, block)
        if position <= self.last:
            return self._reason_inside(position, block)
        return None if is_credit(block) else self.outside

    def _reason_above(self, position: int, block: Block) -> str | None:
        """Why a line between the title and the text is to be taken."""
        if block.text in self.captions:
            return "caption"
        if is_links(block) or self.box(block) or self._is_aside(position, block):
            return None if is_dated(block) or is_credit(block) else self.outside
        return None

    def _reason_inside(self, position: int, block: Block) -> str | None:
        """Why a line of the text is to be taken."""
        if self.region.is_marked and block.part != "body":
            return self.outside
        return "links" if position in self.lists else self.box(block)

    def _is_box(self, element: int) -> bool:
        """Whether an element is a box of the template: by its name, where it does not hold the text's beginning or much of the text."""
        if element not in self.boxes:
            is_beside = is_foreign(self.outline[element]) and element not in self.blocks[self.lead].path
            self.boxes[element] = is_beside or (is_box_name(self.outline[element]) and self._is_small(element))
        return self.boxes[element]

    def _is_small(self, element: int) -> bool:
        return self._prose[element] < PART * self.text

    def _is_aside(self, position: int, block: Block) -> bool:
        """Whether a line above the text is running text with links in an element of its own: a template's invitation."""
        return block.link_chars > 0 and self.region.mass[position] > 0 and self._depth_shared(block.path) < len(block.path)

    def _depth_shared(self, path: Path) -> int:
        """How many of these elements stand around the text or the title too; such are no boxes."""
        return max(depth_shared(path, self.region.element), depth_shared(path, self.title_path))

    @cached_property
    def _prose(self) -> Counter[int]:
        """The characters of running text inside each element."""
        held: Counter[int] = Counter()
        for path, mass in self._direct_prose.items():
            for element in path:
                held[element] += mass
        return held

    @cached_property
    def _direct_prose(self) -> Counter[Path]:
        """The characters of running text that stand directly in each element."""
        held: Counter[Path] = Counter()
        for block, mass in zip(self.blocks, self.region.mass, strict=True):
            if mass:
                held[block.path] += mass
        return held

    def _widen(self, positions: Iterable[int]) -> None:
        """Take in the parts of the text that stand below or above its element."""
        gap_lines = gap_chars = 0
        for path, run in groupby(positions, key=lambda position: self._neighbour(self.blocks[position].path)):
            segment = list(run)
            if segment[0] > self.last and (self._is_signed() or self._heads_others(segment)):
                break
            if self._is_part(path, segment):
                self.first, self.last = min(self.first, *segment), max(self.last, *segment)
                self.element = self.element[: depth_shared(self.element, path)]
                gap_lines = gap_chars = 0
            else:
                gap_lines += len(segment)
                gap_chars += sum(len(self.blocks[position].text) for position in segment)
                if gap_lines > GAP_LINES or gap_chars > GAP_CHARS:
                    break

    def _neighbour(self, path: Path) -> Path:
        """The outermost element around a line that is not around the text; where there is none, the innermost around both."""
        return path[: depth_shared(path, self.region.element) + 1]

    def _is_part(self, path: Path, segment: list[int]) -> bool:
        """Whether the lines of a neighbouring element go on with the text: running text, much of it or in a twin of the text's."""
        blocks = [self.blocks[position] for position in segment]
        prose = [self.blocks[position] for position in segment if self.region.mass[position]]
        chars = sum(len(block.text) for block in prose)
        if len(prose) * 2 < len(blocks) or chars * 2 < sum(len(block.text) for block in blocks):
            return False
        if sum(block.link_chars for block in prose) * 8 > chars or sum(map(is_links, blocks)) * 4 > len(blocks) or self.box(blocks[0]):
            return False
        if stands_in(self.region.element, path):  # directly in an element around the text: other such lines speak for it
            return self._direct_prose[path] >= max(PART * self.text, LONE_PART)
        return self._is_twin(path) or (chars >= PART * self.text and (len(prose) > 1 or chars >= LONE_PART))

    def _is_twin(self, path: Path) -> bool:
        """Whether the element beside the text is one more of the text's own: of the same name, or next to it."""
        depth, text = len(path) - 1, self.region.element
        if depth >= len(text) or self.outline[path[depth]] != self.outline[text[depth]]:
            return False
        return _is_named(self.outline[path[depth]]) or depth >= len(text) - 2

    def _heads_others(self, segment: list[int]) -> bool:
        """Whether the first of these lines heads comments or other articles."""
        text = self.blocks[segment[0]].text
        if len(text) > LONGEST_HEADING:
            return False
        line = fold(text)
        return is_comment_heading(line) or is_related_heading(line)

    def _is_signed(self) -> bool:
        """Whether the text's last lines name its editor."""
        return any(map(is_signature, self.blocks[max(self.first, self.last - SIGNED + 1) : self.last + 1]))

    def _find_lists(self) -> None:
        """Note the lists of links in the text: the links, the line that heads them, and the elements that hold nothing else."""
        self.lists = {position for position in range(self.first, self.last + 1) if is_listed(self.blocks[position])}
        for position in sorted(self.lists):
            block, above = self.blocks[position], position - 1
            if above > self.first and above not in self.lists and _LIST_HEAD.fullmatch(self.blocks[above].text):
                self.lists.add(above)
            self.link_boxes |= {element for element in block.path[self._depth_shared(block.path) :][:1] if not self._prose[element]}

    def _find_asides(self) -> None:
        """Note the template's invitations at the text's ends: running text with links, in an element whose like holds no other text."""
        depth = len(self.region.element)
        ends = [block for block in (self.blocks[self.first], self.blocks[self.last]) if block.link_chars and len(block.path) > depth]
        for block in ends:
            element = block.path[depth]
            like = [other for other in self._children if self.outline[other] == self.outline[element]]
            if stands_in(block.path, self.region.element) and like == [element] and self._is_small(element):
                self.boxes[element] = True

    @cached_property
    def _children(self) -> list[int]:
        """The elements directly in the text's that hold running text."""
        depth = len(self.region.element)
        inside = zip(self.blocks[self.first : self.last + 1], self.region.mass[self.first : self.last + 1], strict=True)
        return list(dict.fromkeys(block.path[depth] for block, mass in inside if mass and len(block.path) > depth))

    def _head(self) -> int:
        """The position of the first line above the text that may belong to it."""
        title, dateline = self.region.title, self.region.dateline
        if title is None:
            return max(0, self.first - ABOVE_TEXT if dateline is None or dateline >= self.first else dateline - ABOVE_TITLE)
        if title > self.first:
            return self.first
        head = title
        while head > 0 and title - head < ABOVE_TITLE and stands_in(self.blocks[head - 1].path, self.title_path):
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


def stands_in(path: Path, element: Path) -> bool:
    """Whether the innermost of these elements stands in, or is, the innermost of those."""
    return not element or (len(path) >= len(element) and path[len(element) - 1] == element[-1])


def _is_named(label: str) -> bool:
    return "#" in label or "." in label
