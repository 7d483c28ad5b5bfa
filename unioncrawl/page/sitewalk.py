"""A walk over a page of a site that declares where the parts of its articles stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from unioncrawl.items import Article
from unioncrawl.page.events import PageWalk
from unioncrawl.page.selectors import Parts

NO_PARTS: Mapping[str, str] = MappingProxyType({})


class SiteWalk(PageWalk):
    """A walk that looks out for the parts that a site declares."""

    def begin(self, article: Article, parts: Mapping[str, str] = NO_PARTS) -> None:
        """A page begins, of a site that declares these parts."""
        super().begin(article)
        self.parts = Parts(parts)
        self.line_part: str | None = None  # of the line, from inline elements that have ended

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins: may be a part."""
        super().start(tag, attributes)
        self.parts.start(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends: what it is the part of, its line still is."""
        super().end(tag)
        if self.pieces and self.parts.part:
            self.line_part = self.parts.part
        self.parts.end()

    def end_line(self) -> None:
        """The line that is open here ends."""
        super().end_line()
        self.line_part = None

    def part(self) -> str | None:
        """The innermost part by the site's selectors, or else by the template's markers."""
        return self.line_part or self.parts.part or self.marker
