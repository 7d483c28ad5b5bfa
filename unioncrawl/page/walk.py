"""The lines of a page, while it streams by.

A line is what stands between two breaks: <br> and the elements that browsers show as blocks break, others do not. Cells are lines of
their own (old pages lay out with tables), except in a table of data, where a row is one line, its cells parted by tabs. Text of
hidden elements is read too, for sites unfold it by script; the outline marks such an element "[hidden]".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from unioncrawl.items import Article, Attachment, Block
from unioncrawl.page.attachments import MAX_TEXT, attachment_url
from unioncrawl.page.captions import MAX_CAPTION, is_caption
from unioncrawl.page.elements import PARAGRAPHS
from unioncrawl.page.outline import Element, Outline
from unioncrawl.page.plain import MAX_LINES
from unioncrawl.page.wrapping import lines_in
from unioncrawl.text import clean

MAX_PATH = 100  # elements; what is nested deeper is read, its path stops there
MAX_ATTACHMENTS = 200
SHORT = 20  # characters of lines that may be a template's: it prints them on every page, so they are worth remembering
_cleaned = lru_cache(maxsize=20_000)(clean)


class Walk:
    """Where the parser stands among blocks and links, and the lines so far."""

    def __init__(self) -> None:
        self.pieces: list[str] = []  # of the line that is open here
        self.data = self.pieces.append  # what the parser calls for text: no call of ours is faster
        self.begin(Article(None))

    def begin(self, article: Article) -> None:
        """A page begins. A walk goes over many, one after the other."""
        self.article = article
        self.base = article.url if (article.url or "").startswith("http") else None  # a saved page's own is not known
        self.lines = article.blocks
        self.images = article.images
        self.marker: str | None = None  # the part that a template's marker has opened

        self.pieces.clear()
        self.link: int | None = None  # the piece at which the open link begins
        self.link_end = -1  # the piece before which the last link ended
        self.link_chars = 0  # of the line, in links that have ended
        self.attached: Attachment | None = None  # the file that the open link leads to

        self.around: list[Element] = []  # the blocks that are open here, outermost first
        self.naming: list[str] = []  # the tags of those that name the lines inside
        self.elements: list[str | Element] = ["body"]  # that a line or a picture asked for
        article.outline = Outline(self.elements)
        self.paths: list[tuple[int, ...]] = [(0,)]  # the path outside them all, inside the first, ... as far as lines asked for it
        self.pictured = -1  # the number of the line that a picture may be captioned by

    def part(self) -> str | None:
        """The part of the article that the line here belongs to."""
        return self.marker

    def start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A block begins."""
        if self.pieces:
            self.end_line()
        self.around.append((tag, attributes))

    def end_block(self, _: str) -> None:
        """A block ends."""
        if self.pieces:
            self.end_line()
        if len(self.paths) > len(self.around):
            self.paths.pop()
        self.around.pop()

    def start_naming(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A block begins that names its lines."""
        self.start_block(tag, attributes)
        self.naming.append(tag)

    def end_naming(self, tag: str) -> None:
        """A block ends that names its lines."""
        self.end_block(tag)
        self.naming.pop()

    def path(self) -> tuple[int, ...]:
        """The path here."""
        paths, elements = self.paths, self.elements
        path = paths[-1]
        for element in self.around[len(paths) - 1 : MAX_PATH]:
            if element[0] not in PARAGRAPHS:
                path = (*path, len(elements))
                elements.append(element)
            paths.append(path)
        return path

    def start_link(self, _: str, attributes: Mapping[str, str]) -> None:
        """A link begins, unless it is but the target of one."""
        if self.link_end == len(self.pieces):
            self.pieces.append(" ")  # 首页新闻评论: the template parts them by style
        href = attributes.get("href")
        if href is not None or "name" not in attributes:
            self.link = len(self.pieces)
            if href and (url := attachment_url(href, self.base)):
                self.attach(url)

    def end_link(self, _: str = "a") -> None:
        """A link ends, in the line where it began or in a later one."""
        if self.link is not None:
            linked = "".join(self.pieces[self.link :])
            self.link_chars += len(linked.strip())
            self.link, self.link_end = None, len(self.pieces)
            if self.attached:
                self.attached.text = clean(linked[:MAX_TEXT]).replace("\n", " ").strip()
                self.attached = None

    def attach(self, url: str) -> None:
        """The link that begins leads to a file."""
        if len(self.article.attachments) < MAX_ATTACHMENTS:
            self.attached = Attachment(url, "", len(self.lines), self.path())
            self.article.attachments.append(self.attached)

    def rule(self, *_: object) -> None:
        """A break."""
        if self.pieces:
            self.end_line()

    def end_line(self) -> None:
        """The line that is open here ends, even if a link goes on."""
        pieces = self.pieces
        text = "".join(pieces).strip()
        if text:
            linked = self.link is not None
            if linked:
                self.end_link()
            if "\n" in text:
                for line in lines_in(pieces, preformatted="pre" in self.naming):
                    self.add(line, self.link_chars * len(line) // len(text))
            else:
                self.add(text, self.link_chars)
            self.link, self.link_end, self.link_chars = 0 if linked else None, -1, 0
        elif self.link:
            self.link = 0
        pieces.clear()

    def add(self, text: str, link_chars: int) -> None:
        """A line of the page."""
        text = _cleaned(text) if len(text) <= SHORT else clean(text)
        if "\n" in text:
            text = " ".join(text.split("\n")).strip()
        if not text:
            return
        number = len(self.lines)
        if number == MAX_LINES:
            self.article.refuse("oversize", f"more than {MAX_LINES} lines")
            return
        tag = self.naming[0] if self.naming else self.around[-1][0] if self.around else "p"
        path = self.paths[-1] if len(self.paths) > len(self.around) else self.path()
        line = Block(number, text, tag, min(link_chars, len(text)) if link_chars else 0, path, self.part())
        self.lines.append(line)
        if number == self.pictured and len(text) <= MAX_CAPTION and is_caption(line, self.images[-1], self.around):
            self.images[-1].caption = text
