"""The lines that may be the title of a page: those that are nothing else, and stand where titles do."""

from __future__ import annotations

import re

from unioncrawl.headlines.page import Page
from unioncrawl.lines.folding import letters
from unioncrawl.lines.furniture import is_comment_heading, is_related_heading
from unioncrawl.lines.lead_ins import is_lead_alone, lead_in
from unioncrawl.lines.names import is_officeholder
from unioncrawl.lines.outlets import is_mast
from unioncrawl.lines.titles import SHORTEST, read_dated
from unioncrawl.text import HAN

LONGEST = 100  # letters of a title
LONGEST_QUESTION = 45  # characters of a title that ends as sentences do

_OPENING = re.compile("(?:近日|日前|昨[日天]|今[日天]|据悉|据介绍|近年来|连日来|目前|此外|同时|其中|截至[^,]{2,12}),")
_BRACKETS = (("“", "”"), ("《", "》"), ("(", ")"), ("【", "】"))
_OPENED = re.compile("[“《(【]")  # quick to try
_UNFINISHED = ("——", "。", "；", ";", "，", ",", "、", "：", ":")
_QUOTE = re.compile("[“「][^“”「」]{1,60}[。!?…][”」]")  # a speech that a text begins with
_COLUMN = re.compile(f"[{HAN}]{{0,4}}(?:新闻|动态|要闻|资讯|快讯|专题|专栏|频道|播报)")  # of a site
_YEAR = re.compile(r"(?:19|20)\d\d")  # of a dateline; the labels of the makers stand below a text, too
_POINT = re.compile("[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十])")  # of a notice; 二、三线城市 is none
_ANNEX = re.compile(r"附件[一二三\d]{0,2}:")  # below its text
_SIGNATURE = re.compile(rf"[“”{HAN}]{{2,30}}(?:[会委局部厅办社室组]|中心|公司|政府|学校|大学)(?:\([代盖]?章\))?")


def candidates(page: Page) -> list[int]:
    """The places of the lines that may be the title; on a page without a paragraph the first of them needs no mark."""
    found: list[int] = []
    for at, line in enumerate(page.letters):
        if not SHORTEST <= len(line) <= LONGEST or (page.is_paragraph[at] and not _asks(page, at)):
            continue
        is_above = at < page.first_paragraph if page.has_text else not found
        if (is_above or _is_marked(page, at)) and not _is_other(page, at):
            found.append(at)
    return found


def _is_marked(page: Page, at: int) -> bool:
    """Whether a line below the text may still be the title."""
    if page.blocks[at].tag in {"h1", "h2"} or page.agreement(at) >= 3:
        return True
    if not page.dateline_below(at):
        return False
    return not page.has_text or True in page.is_paragraph[at:] or _YEAR.search(" ".join(page.plain[at + 1 : at + 7])) is not None


def _is_other(page: Page, at: int) -> bool:
    """Whether a line is something else than a title."""
    return (
        page.furniture(at) is not None
        or (page.is_dateline(at) and not _is_dated_title(page, at))
        or page.is_deck(at)
        or _is_no_title(page.plain[at])
        or _is_listed(page, at)
        or _is_column(page, at)
        or _signs(page, at)
        or page.is_credit(at)
        or (not page.agreement(at) and _POINT.match(page.plain[at]) is not None)
        or (at > page.first_paragraph and _ANNEX.match(page.plain[at]) is not None)
        or (not page.has_text and at > len(page.blocks) / 2)
    )


def _is_no_title(line: str) -> bool:
    """Whether a line is none by its own shape."""
    return (
        line.isascii()
        or "。" in line
        or line.endswith(_UNFINISHED)
        or _OPENING.match(line) is not None
        or _is_open(line)
        or _QUOTE.fullmatch(line) is not None
        or is_officeholder(line)
        or is_related_heading(line)
        or is_comment_heading(line)
        or is_mast(line)
        or is_lead_alone(line)
        or _is_lead(line)
    )


def _is_open(line: str) -> bool:
    """Whether a bracket of a line does not close."""
    return _OPENED.search(line) is not None and any(line.rfind(left) > line.rfind(right) for left, right in _BRACKETS)


def _is_lead(line: str) -> bool:
    """Whether a line begins as stories do: 本报讯 记者…, 新华社北京5月1日电 …; 最新消息:… is a title."""
    lead = lead_in(line)
    return lead is not None and (lead.credit is not None or line[: lead.end].rstrip("】] ").endswith(("讯", "电")))


def _asks(page: Page, at: int) -> bool:
    """Whether a line that ends as a sentence does may still be a title: 爱出油快秃顶?你知道什么该吃吗?"""
    if not page.plain[at].rstrip("”’\"'|").endswith(("?", "!", "…", "...")):
        return False
    if page.blocks[at].tag in {"h1", "h2"} or page.agreement(at) >= 3:
        return True
    return at <= page.first_paragraph and len(page.plain[at]) <= LONGEST_QUESTION and page.dateline_below(at) == 1


def _is_dated_title(page: Page, at: int) -> bool:
    """Whether a line is a title with its date behind."""
    dated = read_dated(page.plain[at])
    least, share = (5, 0.15) if at == 0 else (8, 0.3)
    return (
        dated is not None
        and not is_mast(dated["title"])
        and len(letters(dated["title"])) >= least
        and page.wording.share(dated["title"]) >= share
    )


def _is_listed(page: Page, at: int) -> bool:
    """Whether a line is one of a list of links with bullets."""
    bullet = page.plain[at][0]
    if bullet not in "·•●◆■*":
        return False
    near = range(max(0, at - 4), min(len(page.plain), at + 5))
    return sum(page.plain[place][:1] == bullet and not page.is_dateline(place) for place in near) >= 4


def _is_column(page: Page, at: int) -> bool:
    """Whether a line names a column of the site, and nothing says that it is the title."""
    return _COLUMN.fullmatch(page.plain[at]) is not None and not page.agreement(at) and not page.dateline_below(at)


def _signs(page: Page, at: int) -> bool:
    """Whether a line below the text is the body that signs it."""
    return at > page.first_paragraph and not page.agreement(at) and _SIGNATURE.fullmatch(page.plain[at]) is not None
