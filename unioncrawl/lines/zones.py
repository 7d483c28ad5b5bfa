"""Where a line stands on its page: above the title, between it and the text, in the text, or below it."""

from __future__ import annotations

from unioncrawl.items import Article, Block
from unioncrawl.lines.furniture import is_paragraph

HEAD = 12  # lines after the title that stand before the text, where no paragraph comes first
BESIDE = 4  # lines after the title that are beside it
BY_TITLE = frozenset({"marked", "above", "head"})


class Zones:
    """The zones of an article's page; the text reaches from its first paragraph to its last."""

    def __init__(self, article: Article) -> None:
        title = -1 if article.title_line is None else article.title_line
        below = [block for block in article.blocks if block.number > title]
        head = below[: HEAD + 1]
        latest = head[HEAD].number if len(head) > HEAD else title + HEAD
        self.title = title
        self.beside = frozenset(range(title + 1, title + 1 + BESIDE) if title >= 0 else ())
        self.first = next((block.number for block in head if is_paragraph(block.text)), latest)
        self.last = next((block.number for block in reversed(below) if is_paragraph(block.text)), self.first)

    def of(self, block: Block) -> str:
        """The line's: "above", "head", "body", "foot", or "marked" where a site's selector or a template's marker says that it dates."""
        if block.part == "dateline":
            return "marked"
        if block.number < self.title:
            return "above"
        if block.number < self.first:
            return "head"
        return "foot" if block.number > self.last else "body"

    def by_title(self, blocks: list[Block]) -> list[Block]:
        """The lines of the zones BY_TITLE."""
        return [block for block in blocks if block.number < self.first or block.part == "dateline"]
