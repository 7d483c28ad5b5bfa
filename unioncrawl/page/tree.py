"""HTML to an Article: one pass of lxml's parser over the page, a block a line.

A line is what stands between two breaks: <br> and the elements that browsers show as blocks break, others do not. Cells are lines of
their own (old pages lay out with tables), except in a table of data, where a row is one line, its cells parted by tabs. Text of
hidden elements is read too, for sites unfold it by script; the outline marks such an element "[hidden]". The parser reports what it
reads and builds no tree: that is faster, knows no limit of depth, and text after an `</html>` in mid-page, or after a script, has
nowhere to get lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

from lxml import etree

from unioncrawl.items import Article, Attachment, Block, Image
from unioncrawl.page.attachments import MAX_TEXT, attachment_url
from unioncrawl.page.code import without_code
from unioncrawl.page.cut import cut_within
from unioncrawl.page.decoding import decode_page
from unioncrawl.page.elements import BLOCKS, NAMING, PARAGRAPHS, SKIPPED, TABLES
from unioncrawl.page.hints import WEIXIN, WEIXIN_SITE, jsonld_fields, weixin_time
from unioncrawl.page.images import (
    MAX_CAPTION,
    absolute,
    alt_caption,
    image_url,
    is_caption_class,
    is_picture_class,
    is_worded_caption,
)
from unioncrawl.page.plain import MAX_LINES, MAX_SIZE
from unioncrawl.page.selectors import Parts
from unioncrawl.page.tables import Table
from unioncrawl.text import clean

MAX_PATH = 100  # elements; what is nested deeper is read, its path stops there
MAX_IMAGES = 1_000
MAX_ATTACHMENTS = 200
MAX_METAS = 200
MAX_META = 2_000  # characters of a content
MAX_NAME = 40  # characters of an id or of classes in the outline

MARKERS = {  # comments and metas that open and close a part: Hanweb, its ZJEG_RSS, Founder, the government sites' standard
    "<$[标题]>begin": "headline",
    "<$[标题]>end": None,
    "<$[标题名称(html)]>begin": "headline",
    "<$[标题名称(html)]>end": None,
    "<$[信息内容]>begin": "body",
    "<$[信息内容]>end": None,
    "zjeg_rss.title.begin": "headline",
    "zjeg_rss.title.end": None,
    "zjeg_rss.content.begin": "body",
    "zjeg_rss.content.end": None,
    "enpcontent": "body",
    "/enpcontent": None,
    "contentstart": "body",
    "contentend": None,
}

SHORT = 20  # characters of lines that may be a template's: it prints them on every page, so they are worth remembering

_INDENT = "\n\u3000\u3000"  # a new paragraph in text that was typed in as it stands
_BREAK = "\x01"  # where a line ends, in text of which the page's controls will go
_CHINESE = "\u2e80"  # the characters from here on are written without blanks
_HIDDEN = re.compile(r"(?i:display)\s{0,4}:\s{0,4}none")


def html_article(
    body: bytes, url: str | None, content_type: str | None, *, fetched_at: datetime | None = None, parts: Mapping[str, str] | None = None
) -> Article:
    """A page's bytes to an Article whose blocks are its lines, all of them.

    parts maps "headline", "dateline" or "body" to a site's CSS (`unioncrawl.page.selectors` says how much of it); the lines inside
    what it matches get that Block.part. No bytes raise. A page beyond the bounds is refused as "oversize", with what was read before, and
    one that ends too early as "cut".
    """
    article = Article(url=url, fetched_at=fetched_at)
    if len(body) > MAX_SIZE:
        article.refuse("oversize", f"{len(body)} bytes")
        return article
    walk = _SiteWalk(article, parts) if parts else _Walk(article)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast(Any, walk))
    page = decode_page(without_code(body), content_type)
    with suppress(etree.XMLSyntaxError):  # nothing in it
        etree.fromstring(page.utf8.replace(b"\0", b"").replace(b"\r", b""), parser)
    walk.finish()
    vars(walk).clear()  # lxml's parser and its context hold each other, and the walk, until the garbage collector comes
    metas = article.hints.metas
    if (WEIXIN in (url or "") or WEIXIN_SITE in metas.get("og:site_name", [])) and (clock := weixin_time(body)):
        metas["ct"] = [clock]
    within = cut_within(body)
    if within is not None:
        article.refuse("cut", f"{len(body)} bytes that end within {within}")
    return article


_Element = tuple[str, Mapping[str, str]]  # tag, attributes


class _Walk:
    """What lxml's parser reports to (a parser target): where the parser stands, and what has been found.

    It is called for every tag of a page, most of which need nothing: what a tag does stands in the tables _STARTS and _ENDS.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.base = article.url if (article.url or "").startswith("http") else None  # a saved page's own is not known
        self.lines = article.blocks
        self.images = article.images
        self.marker: str | None = None  # the part that a template's marker has opened
        self.marker_start = 0  # its first line

        self.pieces: list[str] = []  # of the line that is open here
        self.data = self.pieces.append  # what the parser calls for text: no call of ours is faster
        self.link: int | None = None  # the piece at which the open link begins
        self.link_end = -1  # the piece before which the last link ended
        self.link_chars = 0  # of the line, in links that have ended
        self.attached: Attachment | None = None  # the file that the open link leads to

        self.around: list[_Element] = []  # the blocks that are open here, outermost first
        self.naming: list[str] = []  # the tags of those that name the lines inside
        article.outline.append("body")
        self.paths: list[tuple[int, ...]] = [(0,)]  # the path outside them all, inside the first, ... as far as lines asked for it
        self.skipped: _Element | None = None
        self.skipped_nested = 0  # open elements of its tag, itself among them
        self.skipped_start = 0  # the piece at which its text begins
        self.tables: list[Table] = []  # that are open here
        self.starts, self.ends = _STARTS, _ENDS  # what begins and ends of elements do here

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        action = self.starts.get(tag)
        if action:
            action(self, tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        action = self.ends.get(tag)
        if action:
            action(self, tag)

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

    def start_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins whose text is not the page's; nothing in it does anything."""
        self.skipped, self.skipped_nested, self.skipped_start = (tag, attributes), 1, len(self.pieces)
        self.starts, self.ends = _SKIPPING[tag]

    def nest_skipped(self, *_: object) -> None:
        """Another of the kind begins in it."""
        self.skipped_nested += 1

    def path(self) -> tuple[int, ...]:
        """The path here. Only elements that a line or a picture asked for come into the outline."""
        paths = self.paths
        path = paths[-1]
        if len(paths) <= len(self.around):
            outline = self.article.outline
            for tag, attributes in self.around[len(paths) - 1 : MAX_PATH]:
                if tag not in PARAGRAPHS:
                    path = (*path, len(outline))
                    outline.append(_label(tag, attributes) if attributes else tag)
                paths.append(path)
        return path

    def part(self) -> str | None:
        """The part of the article that the line here belongs to."""
        return self.marker

    def start_link(self, _: str, attributes: Mapping[str, str]) -> None:
        """A link begins, unless it is but the target of one."""
        if self.link_end == len(self.pieces):
            self.pieces.append(" ")  # 首页新闻评论: the template parts them by style
        href = attributes.get("href", "") if attributes else ""
        if href or "href" in attributes or "name" not in attributes:
            self.link = len(self.pieces)
            if href and (url := attachment_url(href, self.base)):
                self.attach(url)

    def end_link(self, *_: object) -> None:
        """A link ends, in the line where it began or in a later one."""
        if self.link is not None:
            pieces, end = self.pieces, len(self.pieces)
            linked = pieces[self.link] if end == self.link + 1 else "".join(pieces[self.link :])
            self.link_chars += len(linked.strip())
            self.link, self.link_end = None, end
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
        text = (pieces[0] if len(pieces) == 1 else "".join(pieces)).strip()
        if text:
            linked = self.link is not None
            if linked:
                self.end_link()
            if "\n" in text:
                for line in _lines(pieces, preformatted="pre" in self.naming):
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
        if self.images and self.images[-1].position == number - 1 and len(text) <= MAX_CAPTION:
            self.caption(self.images[-1], line)

    def caption(self, image: Image, line: Block) -> None:
        """The first line below a picture may be its caption: by its element, by the one that holds both, or by its words."""
        attributes = (self.around[-1][1] if self.around else None) or {}  # an empty one of the parser's is slow to ask
        within = self.around[-2][1] if line.tag in PARAGRAPHS and len(self.around) > 1 else attributes
        if (
            line.tag == "figcaption"
            or is_caption_class(attributes.get("class", "")[:MAX_NAME])
            or (line.path == image.path and is_picture_class(within.get("class", "")[:MAX_NAME]))
            or is_worded_caption(line.text, attributes)
        ):
            image.caption = line.text

    def start_in_table(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A table, row or cell begins."""
        self.start_block(tag, attributes)
        if tag == "table":
            if self.tables:
                self.tables[-1].data = False
            self.tables.append(Table(len(self.lines)))
        elif self.tables:
            self.tables[-1].begin(tag, len(self.lines))

    def end_in_table(self, tag: str) -> None:
        """A table, row or cell ends."""
        self.end_block(tag)
        if not self.tables:
            return
        if tag == "table":
            moved = self.tables.pop().join_rows(self.lines)
            for attachment in self.article.attachments if moved else ():
                attachment.position = moved.get(attachment.position, attachment.position)
        elif tag != "tr":
            self.tables[-1].end_cell(len(self.lines))

    def comment(self, text: str) -> None:
        """A comment: a template's may open or close a part."""
        name = text[:MAX_NAME].strip().lower()
        if name in MARKERS and not self.skipped:
            self.mark(MARKERS[name])

    def mark(self, part: str | None) -> None:
        """A template's marker opens a part, or closes the one that is open."""
        self.end_line()
        if part is None:
            self.marker = None
        elif part != self.marker:
            self.unmark()
            self.marker, self.marker_start = part, len(self.lines)

    def unmark(self) -> None:
        """Forget the part that was opened and never closed: nothing says where it ends."""
        if self.marker:
            for line in self.lines[self.marker_start :]:
                line.part = None
            self.marker = None

    def end_skipped(self, *_: object) -> None:
        """An element ends whose text is not the page's, or one of the kind in it."""
        self.skipped_nested -= 1
        if self.skipped and not self.skipped_nested:
            self.leave_skipped(*self.skipped)

    def leave_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Its text may tell something about the page."""
        hints = self.article.hints
        if tag == "title" and hints.title is None:
            hints.title = _one_line("".join(self.pieces[self.skipped_start :])) or None
        elif tag == "script" and not hints.jsonld and "ld+json" in attributes.get("type", ""):
            hints.jsonld = jsonld_fields("".join(self.pieces[self.skipped_start :]))
        del self.pieces[self.skipped_start :]
        self.skipped, self.starts, self.ends = None, _STARTS, _ENDS

    def meta(self, _: str, attributes: Mapping[str, str]) -> None:
        """A meta with a name, or one that marks a part."""
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        name, content = name[:MAX_NAME].strip().lower(), attributes.get("content")
        if name in MARKERS:
            self.mark(MARKERS[name])
        elif name and content and len(self.article.hints.metas) < MAX_METAS:
            self.article.hints.metas.setdefault(name, []).append(_one_line(content[:MAX_META]))

    def rebase(self, _: str, attributes: Mapping[str, str]) -> None:
        """A base: what the page's relative addresses are relative to."""
        self.base = absolute(self.base, attributes.get("href", "")) or self.base

    def picture(self, _: str, attributes: Mapping[str, str]) -> None:
        """An img."""
        if self.tables:
            self.tables[-1].data = False
        url = image_url(attributes, self.base)
        if url and len(self.images) < MAX_IMAGES:
            caption = alt_caption(attributes.get("alt", ""), self.article.hints.title)
            position = len(self.lines) - (0 if self.pieces else 1)
            self.images.append(Image(url, caption, position, self.path()))

    def close(self) -> None:
        """The page ends."""

    def finish(self) -> None:
        """End what the page, or the parser, left open."""
        if self.skipped:
            self.leave_skipped(*self.skipped)
        self.end_line()
        self.unmark()


_Starts = dict[str, Callable[[_Walk, str, Mapping[str, str]], None]]
_Ends = dict[str, Callable[[_Walk, str], None]]

_STARTS: _Starts = {
    **dict.fromkeys(SKIPPED, _Walk.start_skipped),
    **dict.fromkeys(BLOCKS, _Walk.start_block),
    **dict.fromkeys(NAMING, _Walk.start_naming),
    **dict.fromkeys(TABLES, _Walk.start_in_table),
    "a": _Walk.start_link,
    "base": _Walk.rebase,
    "br": _Walk.rule,
    "hr": _Walk.rule,
    "img": _Walk.picture,
    "meta": _Walk.meta,
}
_ENDS: _Ends = {
    **dict.fromkeys(BLOCKS, _Walk.end_block),
    **dict.fromkeys(NAMING, _Walk.end_naming),
    **dict.fromkeys(TABLES, _Walk.end_in_table),
    "a": _Walk.end_link,
}
# Inside an element that is skipped, only those of its kind do anything.
_SKIPPING: dict[str, tuple[_Starts, _Ends]] = {tag: ({tag: _Walk.nest_skipped}, {tag: _Walk.end_skipped}) for tag in SKIPPED}


class _SiteWalk(_Walk):
    """A walk that looks out for the parts that a site declares."""

    def __init__(self, article: Article, parts: Mapping[str, str]) -> None:
        super().__init__(article)
        self.parts = Parts(parts)
        self.line_part: str | None = None  # of the line, from inline elements that have ended

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        self.parts.start(tag, attributes)

    def end(self, tag: str) -> None:
        super().end(tag)
        if self.pieces and self.parts.part:
            self.line_part = self.parts.part
        self.parts.end()

    def end_line(self) -> None:
        super().end_line()
        self.line_part = None

    def part(self) -> str | None:
        return self.line_part or self.parts.part or self.marker


_cleaned = lru_cache(maxsize=20_000)(clean)


def _label(tag: str, attributes: Mapping[str, str]) -> str:
    """An element as CSS names it: div#zoom.main-txt."""
    label, style = _named(tag, attributes.get("id"), attributes.get("class")), attributes.get("style")
    if "hidden" in attributes or (style and "none" in style and _HIDDEN.search(style)):
        label += "[hidden]"
    return label


@lru_cache(maxsize=20_000)
def _named(tag: str, name: str | None, names: str | None) -> str:
    label = tag[:MAX_NAME]
    if name:
        label = f"{label}#{name[:MAX_NAME]}"
    if names:
        label = f"{label}.{names[:MAX_NAME].strip().replace(' ', '.')}"
    return label


def _lines(pieces: list[str], *, preformatted: bool) -> list[str]:
    """The lines in the pieces of text between two breaks: one, unless newlines or indents in the source part them."""
    if preformatted:
        return "".join(pieces).split("\n")
    text = "".join(_unwrapped(piece.replace(_INDENT, _BREAK)) if "\n" in piece else piece for piece in pieces)
    return text.split(_BREAK)


def _one_line(text: str) -> str:
    """A text of the page's head, fit to store."""
    return clean(_unwrapped(text) if "\n" in text else text.strip()).replace("\n", " ")


def _unwrapped(text: str) -> str:
    """Text in one line: a newline is a blank, but nothing between two Chinese characters (CSS Text 3, segment breaks)."""
    if not text.strip():
        return " "
    words = [word for line in text.split("\n") if (word := line.strip())]
    pieces = [words[0]]
    for before, word in pairwise(words):
        pieces.append(word if before[-1] >= _CHINESE and word[0] >= _CHINESE else " " + word)
    return f"{' ' if text[0].isspace() else ''}{''.join(pieces)}{' ' if text[-1].isspace() else ''}"
