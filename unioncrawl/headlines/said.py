"""What a page calls its article elsewhere than in the line that shows the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unioncrawl.items import Article, Block
from unioncrawl.lines.folding import letters
from unioncrawl.lines.titles import read_original, tidy, without_site
from unioncrawl.text import HAN

_METAS = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
# How features of the agency begin: 新华社某市5月2日电 题:….
_DISPATCHED = re.compile(rf"新[华華]社[{HAN}]{{2,10}}\d{{1,2}}月\d{{1,2}}日[电電]\s{{0,3}}[题題][:：]\s?(?P<title>.{{4,60}})")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…{1,2})$")


def said_titles(article: Article) -> list[str]:
    """What the head of the page, and the list that led to it, call the article; the surest first."""
    metas = article.hints.metas
    said: list[str | None] = [content for name in _METAS for content in metas.get(name, [])[:1]]
    listing = article.hints.listing
    said += [article.hints.jsonld.get("headline"), listing.title if listing else None, article.hints.title]
    return [tidy(title) for title in dict.fromkeys(said) if title and title.strip()]


def original_titles(blocks: list[Block]) -> Iterator[tuple[str, Block]]:
    """The titles that lines call the original one, or the one of a dispatch."""
    return ((original["title"], block) for block in blocks if (original := read_original(block.text) or _DISPATCHED.fullmatch(block.text)))


def completed(title: str, said: Iterable[str]) -> str:
    """A title that the template cut short (免...), whole where the page says it elsewhere."""
    if not _CUT_SHORT.search(title):
        return title
    begin = letters(title)
    longer = (other for other in map(without_site, said) if len(letters(other)) > len(begin) and letters(other).startswith(begin))
    return next(longer, title)
