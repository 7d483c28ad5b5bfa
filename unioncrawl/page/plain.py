"""A flattened page text to an Article: one block a line."""

from __future__ import annotations

import re
from datetime import datetime

from unioncrawl.items import Article, Block
from unioncrawl.text import clean

MAX_SIZE = 8 * 1024 * 1024  # characters of a text, bytes of a page: the most that the crawler downloads
MAX_LINES = 20_000  # a long page has a few hundred
_DATED = re.compile(r"date (?:19|20)\d\d-\d\d-\d\d(?= \S)")  # what a flattener puts before the first line
# The page of an app in one line: TITLE ©原创 2022-01-19 15:53 作者:王红 0 TEXT.
_HEAD = re.compile(
    r"(?:首页 )?(?P<title>[^。!?;！？；]{6,80}?) (?P<dateline>(?:©\S{2,4} )?(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d(?::\d\d)?"
    r"(?: (?:作者|记者|来源|编辑|责编)[:：]\S{1,20}| \d{1,6}| 分享){0,4}) (?P<notice>凡本.{20,300}?法律责任。 )?(?=\S.{40})"
)
# The issue of a newspaper before the text that it printed: 《某某工人报》(2023年07月14日 第A2版)本报讯 ….
_ISSUE = re.compile(r"(《[^《》]{2,12}》 ?[(（](?:19|20)\d\d年\d{1,2}月\d{1,2}日 [^()（）]{1,8}版[)）]) ?(?=\S.{40})")


def text_article(text: str, url: str | None, *, fetched_at: datetime | None = None) -> Article:
    """A flattened page text to an Article whose blocks are its lines.

    Block.number is the line's place in the text, empty lines counted, so a gap in the numbers is an empty line. A text
    beyond the bounds is refused as "oversize", with the lines up to the bound.
    """
    article = Article(url=url, fetched_at=fetched_at)
    if len(text) > MAX_SIZE:
        article.refuse("oversize", f"{len(text)} characters")
        return article
    lines = _unglued(_ISSUE.sub(r"\1\n", clean(text).rstrip("\n")).split("\n"))
    if len(lines) > MAX_LINES:
        article.refuse("oversize", f"{len(lines)} lines")
    article.blocks = [Block(number, line) for number, line in enumerate(lines[:MAX_LINES]) if line]
    return article


def _unglued(lines: list[str]) -> list[str]:
    """Lines, the first one cut where it is several."""
    first = lines[0]
    if dated := _DATED.match(first):
        return [dated[0], first[dated.end() :].lstrip(), *lines[1:]]
    if head := _HEAD.match(first):
        return [
            head["title"],
            head["dateline"],
            (head["notice"] or "").rstrip(),
            first[head.end() :],
            *lines[1:],
        ]
    return lines
