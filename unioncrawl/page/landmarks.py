"""The lines by which an article is found on its page: the title and the dateline. Positions are places in Article.blocks."""

from __future__ import annotations

import re

from unioncrawl.items import Article, Block
from unioncrawl.page.signs import is_dated, is_links

SHORTEST_LINE = 4  # characters of a title
LONGEST_TITLE = 120
CERTAIN = 1.25  # score of a title's line: no later one can be better by 0.05, for 1.3 is the most
DATELINE_WITHIN = 12  # lines after the title

_TITLE_TAGS = frozenset(("h1", "h2"))
_DATELINE = re.compile("来源|來源|发布|發佈|发表|时间|時間|日期|作者|编辑|編輯|记者|記者|浏览|点击|點擊|阅读|字号|字体|稿源|出处")


def find_title(article: Article) -> int | None:
    """The position of the line that prints the page's title: the likest to what its head calls it, headings preferred."""
    named = _head_titles(article)
    beginnings = "\n".join(named)
    best, score = None, 0.0
    for position, block in enumerate(article.blocks):
        heading = block.tag in _TITLE_TAGS
        if not heading and (block.text[:2] not in beginnings or is_links(block)):
            continue
        text = "".join(block.text.split())
        if not SHORTEST_LINE <= len(text) <= LONGEST_TITLE:
            continue
        likeness = max([_likeness(text, title) for title in named], default=0.0) or (0.2 if block.tag == "h1" and len(text) >= 8 else 0.0)
        if likeness and likeness + 0.3 * heading > score + 0.05:
            best, score = position, likeness + 0.3 * heading
            if score >= CERTAIN:
                break
    return best


def _head_titles(article: Article) -> list[str]:
    hints = article.hints
    titles = [hints.jsonld.get("headline", ""), hints.title or ""]
    for name in ("articletitle", "og:title", "twitter:title", "title"):
        titles += hints.metas.get(name, [])
    return list(dict.fromkeys("".join(title.split()) for title in titles if title))


def _likeness(text: str, title: str) -> float:
    """How much of a title a line is, from 0.35 to 1; the site's name after the title (at most 40 % of all) does not count against it."""
    text = text.removesuffix("...").removesuffix("…")  # cut by the template
    if text in title:
        share = min(1.0, len(text) / (0.6 * len(title)))
    elif text.startswith(title):
        share = len(title) / len(text)
    else:
        return 0.0
    return share if share >= 0.35 else 0.0


def find_dateline(blocks: list[Block], title: int | None) -> int | None:
    """The position of the line with the date: soon after the title; without a title, the first that says what the date is."""
    lines = range(len(blocks)) if title is None else range(title + 1, min(title + 1 + DATELINE_WITHIN, len(blocks)))
    for position in lines:
        block = blocks[position]
        if block.part == "dateline" or (is_dated(block) and "。" not in block.text and (title is not None or _is_labelled(block))):
            return position
    return None


def _is_labelled(block: Block) -> bool:
    return not is_links(block) and _DATELINE.search(block.text) is not None
