"""What lxml's parser reports of a page (a parser target), and what it does there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from unioncrawl.items import Article, Image
from unioncrawl.page.captions import alt_caption
from unioncrawl.page.elements import BLOCKS, NAMING, SKIPPED, TABLES
from unioncrawl.page.hints import jsonld_fields
from unioncrawl.page.images import MAX_URL, absolute, image_url
from unioncrawl.page.markers import MARKERS
from unioncrawl.page.outline import MAX_NAME
from unioncrawl.page.tables import Table
from unioncrawl.page.walk import Walk
from unioncrawl.page.wrapping import one_line

MAX_IMAGES = 1_000
MAX_METAS = 200
MAX_META = 2_000  # characters of a content, or of the title


class PageWalk(Walk):
    """A walk that finds pictures, tables of data, what the page says beside its lines, and the parts that its template marks.

    It is called for every tag of a page, most of which need nothing: what a tag does stands in the tables _STARTS and _ENDS.
    """

    def begin(self, article: Article) -> None:
        """A page begins."""
        super().begin(article)
        self.marker_start = 0  # the first line of the part that a template's marker has opened
        self.skipped: tuple[str, Mapping[str, str]] | None = None  # the element that is open here and whose text is not the page's
        self.skipped_nested = 0  # open elements of its tag, itself among them
        self.skipped_start = 0  # the piece at which its text begins
        self.tables: list[Table] = []  # that are open here
        self.metas = 0  # kept so far
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

    def start_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins whose text is not the page's; nothing in it does anything."""
        self.skipped, self.skipped_nested, self.skipped_start = (tag, attributes), 1, len(self.pieces)
        self.starts, self.ends = _SKIPPING[tag]

    def nest_skipped(self, *_: object) -> None:
        """Another of the kind begins in it."""
        self.skipped_nested += 1

    def end_skipped(self, *_: object) -> None:
        """An element ends whose text is not the page's, or one of the kind in it."""
        self.skipped_nested -= 1
        if self.skipped and not self.skipped_nested:
            self.leave_skipped(*self.skipped)

    def leave_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Its text may tell something about the page."""
        hints = self.article.hints
        if tag == "title" and hints.title is None:
            hints.title = one_line("".join(self.pieces[self.skipped_start :])[:MAX_META]) or None
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
        elif name and content and self.metas < MAX_METAS:
            self.metas += 1
            self.article.hints.metas.setdefault(name, []).append(one_line(content[:MAX_META]))

    def rebase(self, _: str, attributes: Mapping[str, str]) -> None:
        """A base: what the page's relative addresses are relative to."""
        href = attributes.get("href", "")
        if len(href) <= MAX_URL:  # or each picture would have so long an address
            self.base = absolute(self.base, href) or self.base

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

    def picture(self, _: str, attributes: Mapping[str, str]) -> None:
        """An img."""
        if self.tables:
            self.tables[-1].data = False
        url = image_url(attributes, self.base)
        if url and len(self.images) < MAX_IMAGES:
            caption = alt_caption(attributes.get("alt", ""), self.article.hints.title)
            position = len(self.lines) - (0 if self.pieces else 1)
            self.images.append(Image(url, caption, position, self.path()))
            self.pictured = position + 1

    def close(self) -> None:
        """The page ends."""

    def finish(self) -> None:
        """End what the page, or the parser, left open."""
        if self.skipped:
            self.leave_skipped(*self.skipped)
        self.end_line()
        self.unmark()
        self.begin(Article(None))  # the page is its reader's alone


_Starts = dict[str, Callable[[PageWalk, str, Mapping[str, str]], None]]
_Ends = dict[str, Callable[[PageWalk, str], None]]

_STARTS: _Starts = {
    **dict.fromkeys(SKIPPED, PageWalk.start_skipped),
    **dict.fromkeys(BLOCKS, PageWalk.start_block),
    **dict.fromkeys(NAMING, PageWalk.start_naming),
    **dict.fromkeys(TABLES, PageWalk.start_in_table),
    "a": PageWalk.start_link,
    "base": PageWalk.rebase,
    "br": PageWalk.rule,
    "hr": PageWalk.rule,
    "img": PageWalk.picture,
    "meta": PageWalk.meta,
}
_ENDS: _Ends = {
    **dict.fromkeys(BLOCKS, PageWalk.end_block),
    **dict.fromkeys(NAMING, PageWalk.end_naming),
    **dict.fromkeys(TABLES, PageWalk.end_in_table),
    "a": PageWalk.end_link,
}
# Inside an element that is skipped, only those of its kind do anything.
_SKIPPING: dict[str, tuple[_Starts, _Ends]] = {tag: ({tag: PageWalk.nest_skipped}, {tag: PageWalk.end_skipped}) for tag in SKIPPED}
