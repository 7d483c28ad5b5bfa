"""The one data model: a page is a list of blocks; steps take blocks away or lift them into fields; what is left is the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Image:
    """A picture of the article."""

    url: str
    caption: str | None = None
    position: int = 0  # number of the block that it follows on the page, -1 before the first
    path: tuple[int, ...] = ()  # the elements around it, as in Block


@dataclass(slots=True)
class Attachment:
    """A file that the article links to."""

    url: str
    text: str  # of the link; empty where it is a picture's
    position: int = 0  # number of the block that the link stands in
    path: tuple[int, ...] = ()  # the elements around it, as in Block


@dataclass(slots=True)
class Block:
    """One line of text of a page, in reading order."""

    number: int  # its place on the page, from 0; never changes
    text: str
    tag: str = "p"  # the HTML element that holds the line; "p" throughout in plain text
    link_chars: int = 0  # characters of the text that stand inside links
    path: tuple[int, ...] = ()  # the elements around it, outermost first, as indexes of Article.outline; () in plain text
    part: str | None = None  # "headline", "dateline" or "body" where a site's selector or a template's marker says so


@dataclass(slots=True)
class Taken:
    """Why a block does not stay, or how its text was changed."""

    number: int  # Block.number; -1 for the page as a whole
    step: str  # the pipeline's name: "chrome"
    why: str  # "related list", "source"
    text: str  # the block's text before the step
    changed: str | None = None  # the text after it, where the block stayed


@dataclass(slots=True, frozen=True)
class Listing:
    """What a list page said of an article."""

    url: str  # the list page
    title: str | None = None
    date: str | None = None  # as printed
    source: str | None = None
    section: str | None = None


@dataclass(slots=True)
class Hints:
    """What a page says beside its visible lines."""

    title: str | None = None  # <title>
    metas: dict[str, list[str]] = field(default_factory=dict)  # lower-case name or property -> contents, in page order
    jsonld: dict[str, str] = field(default_factory=dict)  # of the page's NewsArticle: headline, datePublished, author
    listing: Listing | None = None


@dataclass(slots=True, frozen=True)
class Page:
    """One response, where its bytes are kept."""

    url: str
    digest: str  # "sha1:BASE32" of the body as served, as in the WARC record
    status: int
    fetched_at: datetime  # aware
    file: str | None = None  # WARC file, relative to ARCHIVE_DIR
    offset: int | None = None  # of the record in that file
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True, frozen=True)
class Refusal:
    """Why a page gives no article."""

    reason: str  # one word of a small set, counted: "empty", "script", "damaged", ...
    detail: str


@dataclass(slots=True)
class Article:
    """An article on its way from blocks to a row. What the page does not show is None or empty."""

    url: str | None
    site: str | None = None
    fetched_at: datetime | None = None  # aware; relative dates count from it
    blocks: list[Block] = field(default_factory=list)
    outline: Sequence[str] = ()  # "div#zoom.main-txt", by the index that Block.path uses
    hints: Hints = field(default_factory=Hints)

    title: str | None = None
    title_line: int | None = None  # the number of the line that was taken as the title
    published_at: datetime | None = None  # aware, Asia/Shanghai
    published_precision: str | None = None  # "second", "minute", "hour", "day", "month"
    published_from: str | None = None  # the kind of evidence: "label", "line", "meta", "url", "listing", ...
    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    section: str | None = None
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)  # what an analyst should know: "spun", "byte-shift", ...
    refusal: Refusal | None = None

    url_met: str | None = None  # the address as met, before it was made canonical
    page: Page | None = None
    further: list[Page] = field(default_factory=list)  # the pages that it goes on on
    trace: list[Taken] = field(default_factory=list)
    visit: object | None = None  # the frontier's: storing the article ends it
    telling: object | None = None  # the stories step's: storing the article finds its story by it

    @property
    def body(self) -> str:
        """The paragraphs that stayed, one a line."""
        return "\n".join(block.text for block in self.blocks)

    def take(self, block: Block, step: str, why: str) -> None:
        """Take a block off the page."""
        self.take_all([block], step, why)

    def take_all(self, blocks: list[Block], step: str, why: str) -> None:
        """Take several blocks off the page in one pass."""
        if blocks:
            self.take_each({why: blocks}, step)

    def take_each(self, taken: Mapping[str, list[Block]], step: str) -> None:
        """Take blocks off the page in one pass, those of each reason in turn."""
        gone = {block.number for blocks in taken.values() for block in blocks}
        if gone:
            self.blocks = [block for block in self.blocks if block.number not in gone]
            self.trace += [Taken(block.number, step, why, block.text) for why, blocks in taken.items() for block in blocks]

    def change(self, block: Block, text: str, step: str, why: str) -> None:
        """Give a block another text."""
        self.trace.append(Taken(block.number, step, why, block.text, text))
        block.text = text

    def refuse(self, reason: str, detail: str) -> None:
        """Mark the page as giving no article; the first reason stays."""
        if self.refusal is None:
            self.refusal = Refusal(reason, detail)
