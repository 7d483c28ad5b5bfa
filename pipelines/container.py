"""Step 150, HTML only: takes what stands outside the article.

It leaves the article's text (with what of it stands in neighbouring elements: behind 展开全文, after an advertisement), the lines between
the title and the text, and the lines about editor and source at its foot: the later steps read those by their shape. Inside, it
takes lists of links, boxes of the template, and figcaptions, which their pictures keep.
"""

from __future__ import annotations

import re
from collections import defaultdict

from unioncrawl.items import Article, Attachment, Block, Image
from unioncrawl.lines.labels import read_fields
from unioncrawl.page.boxes import Boxes, stands_in
from unioncrawl.page.extent import Extent, is_named
from unioncrawl.page.region import Region, find_region
from unioncrawl.page.signs import is_dated, is_links, is_listed

STEP = "container"
ABOVE_TITLE = 3  # lines
ABOVE_TEXT = 12  # lines, where no title is found
BELOW_TEXT = 8  # lines
CREDITS = frozenset({"source", "author", "editor", "reviewer", "crew", "date"})

_MAY_CREDIT = re.compile("[:：编編]")  # one of them is in every credit
_ATTACHED = re.compile("附件|附表|附：|文件下载")
_LIST_HEAD = re.compile(r"[^，。！？；]{2,16}[:：]|[\W_]{0,3}(?:相关|相關|延伸|推荐|推薦|更多|热点|熱點|热门|熱門|精彩)[^，。！？；]{0,10}")


class Container:
    """Leaves the article's region."""

    def process_item(self, item: Article) -> Article:
        if item.outline and (region := find_region(item)):
            around = Surroundings(item, region)
            taken = around.taken()
            item.images = around.shown(item.images)
            item.attachments = around.attached(item.attachments) if item.attachments else []
            item.take_each(taken, STEP)
        return item


class Surroundings:
    """What stands in and around the region of an article's text."""

    def __init__(self, article: Article, region: Region) -> None:
        self.blocks = article.blocks
        self.region = region
        self.captions = {image.caption for image in article.images if image.caption}
        self.boxes = Boxes(article, region)
        extent = Extent(article.blocks, region, self.boxes)
        self.element = extent.element
        self.first, self.last = extent.first, extent.last
        if not (region.is_marked or region.is_little):
            self.boxes.add_asides(self.first, self.last)
        self.lists = self._find_lists()
        self.head = self._head()
        labels = map(article.outline.__getitem__, reversed(self.element))
        innermost = article.outline[self.element[-1]]
        self.outside = f"outside {next(filter(is_named, labels), innermost)}"  # the innermost around the text that has a name

    def taken(self) -> dict[str, list[Block]]:
        """The lines to take, by the reason why."""
        end = min(len(self.blocks), self.last + 1 + BELOW_TEXT)
        taken = defaultdict(list, {self.outside: self.blocks[: self.head]})
        for position, block in enumerate(self.blocks[self.head : end], self.head):
            if why := self._reason(position, block):
                taken[why].append(block)
        taken[self.outside] += self.blocks[end:]
        return taken

    def shown(self, images: list[Image]) -> list[Image]:
        """The pictures that stand with the text, or above it with a caption."""
        first, last = self.blocks[self.head].number - 1, self.blocks[self.last].number
        return [
            image
            for image in images
            if first <= image.position <= last
            and (image.caption is not None or stands_in(image.path, self.element))
            and not self.boxes.is_known(image.path)
        ]

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
        held = [one for one in attachments if one.position in lines and not self.boxes.holds(one.path)]
        files = {one.url.partition("#")[0]: one for one in reversed(held)}  # its name and the button beside it lead to one file
        return list(reversed(files.values()))

    def _page_lists(self, linking: set[int]) -> set[int]:
        """The elements that hold a list of links to pages, by the lines in the lists that link to no file."""
        pages = [self.blocks[position] for position in self.lists if self.blocks[position].number not in linking]
        return {element for block in pages if is_links(block) for element in block.path if element in self.boxes.links}

    def _reason(self, position: int, block: Block) -> str | None:
        """Why a line between the title and the foot is to be taken; nothing for one that stays."""
        if position == self.region.title:
            return None
        if block.tag == "figcaption":
            return "caption"
        if position < self.first:
            return self._reason_above(position, block)
        if position > self.last:
            return None if is_credit(block) else self.outside
        if self.region.is_marked and block.part != "body":
            return self.outside
        return "links" if position in self.lists else self.boxes.around(block.path)

    def _reason_above(self, position: int, block: Block) -> str | None:
        """Why a line between the title and the text is to be taken."""
        if block.text in self.captions:
            return "caption"
        if is_links(block) or self.boxes.around(block.path) or self._is_aside(position, block):
            return None if is_dated(block) or is_credit(block) else self.outside
        return None

    def _is_aside(self, position: int, block: Block) -> bool:
        """Whether a line above the text is running text with links in an element of its own: a template's invitation."""
        return block.link_chars > 0 and self.region.mass[position] > 0 and self.boxes.depth_shared(block.path) < len(block.path)

    def _find_lists(self) -> set[int]:
        """The positions of the links of lists in the text, and of the lines that head them; their elements are boxes."""
        inside = enumerate(self.blocks[self.first : self.last + 1], self.first)
        links = [position for position, block in inside if block.link_chars and is_listed(block)]
        self.boxes.add_links(self.blocks[position] for position in links)
        heads = {position - 1 for position in links if position - 1 > self.first}
        return {*links, *(head for head in heads if _LIST_HEAD.fullmatch(self.blocks[head].text))}

    def _head(self) -> int:
        """The position of the first line above the text that may belong to it."""
        title, dateline = self.region.title, self.region.dateline
        if title is None:
            return max(0, self.first - ABOVE_TEXT if dateline is None or dateline >= self.first else dateline - ABOVE_TITLE)
        if title > self.first:
            return self.first
        head = title
        while head > 0 and title - head < ABOVE_TITLE and stands_in(self.blocks[head - 1].path, self.blocks[title].path):
            head -= 1
        return head


def is_credit(block: Block) -> bool:
    """Whether a line says who edited, wrote or printed the article, or when."""
    return _MAY_CREDIT.search(block.text) is not None and any(field.kind in CREDITS and field.value for field in read_fields(block.text))
