"""Titles as pages print them: with a date, the names of channel and site behind, mark-up around, and the words that mirrors add."""

from __future__ import annotations

import re

from unioncrawl.lines.folding import fold, letters

SHORTEST = 4  # letters of a title
LONGEST_PRINTED = 500  # characters that are looked at, with all that is printed around it

_ELEMENT = re.compile("<[^<>]{1,80}>")
_WRAPPING = re.compile(  # of forums, of old templates: ----…//----[ ]
    r"^(?:(?:[标標]\s{0,4}[题題]|(?:信息|文件|公文)?名\s{0,4}[称稱])[:：]\s?|-{3,})|(?:\s?[\[【](?:打印本页|复制链接)[\]】]|/{0,2}-{2,}(?:\[\s?\])?)$"
)
_ADDRESS = re.compile(r"(?:https?:)?//[\w./-]{4,60}$")  # glued behind
_SEPARATOR = re.compile(r"\s?(?<![-—–_])(?:[-_|–—丨｜]|--|__|>>|<<)(?![-—–_])\s?")
_SITE = re.compile(
    r"[^。]{0,24}(?:网|官网|网站|频道|新闻|日报|晚报|工人报|时报|商报|晨报|在线|门户|客户端|电视台|广播|政府|总工会|工会|资讯|要闻|传媒|中心|杂志|博客|论坛|com|cn)",
    re.IGNORECASE,
)
_OUTLET_BEHIND = re.compile(r"\s?(?<![-—_])[-_](?![-—_])\s?[^\s\-_|]{1,10}(?:网|官网|网站|频道|日报|晚报|门户|客户端)$")
# Mirrors put words like 世界即时看 or 热讯 before or behind a title.
_FILLER = (
    "(?:世界|全球|环球|天天|每日|今日|当前|即时|实时|最新|焦点|热点|热门|今热|新|热|快|速|微|最|独家|滚动|资讯|信息|消息|新闻|短讯|简讯|快讯|讯息|讯|闻|"
    "看点|看|时讯|动态|头条|关注|聚焦|观察|观点|观|热评|评|热议|速递|快播|播|播报|报道|报|推荐|精选|百事通|新视野){2,5}"
)
_FILL_MARK = re.compile("[:：!！|｜丨_＿\\-－]")  # quick to try
_FILLED = re.compile(rf"(?:{_FILLER})[:!|丨]\s?(?P<title>.{{6,}})|(?P<before>.{{6,}}?)\s?[|丨_-](?:{_FILLER})")
_DATED = re.compile(  # …工作会议 2017-07-11, …工作会议时间:2017-07-11
    r"(?P<title>.{6,70}?)(?:\s{1,4}|(?P<label>\s{0,4}(?:发布|发表)?(?:时间|日期)[:：]\s?))(?P<date>(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_COLON = re.compile("[:：]")
_ORIGINAL = re.compile(
    r"[(（【\[]?(?:本文)?(?:原文?标题|原題|原標題|原题|来源标题)[:：;；为]《?(?P<title>[^)）】\]》]{4,120}?)[)）】\]》]?"
    r"(?P<rest>\s+[来來]源[:：].{2,60})?"
)


def read_dated(line: str) -> re.Match[str] | None:
    """The `title` and the `date` behind it, of a line that is both."""
    dated = _DATED.fullmatch(line)
    return None if dated and dated["label"] and _COLON.search(dated["title"]) else dated  # 作者:王红 时间:… has no title


def read_original(line: str) -> re.Match[str] | None:
    """The `title` under which a text came out first, and the source as the `rest`, of a line that says so: 原标题:…."""
    return _ORIGINAL.fullmatch(line)


def without_site(title: str) -> str:
    """A <title> without the names of channel and site behind it, one to four parts; a title that contains the separator keeps it."""
    bare = title.strip()
    for _ in range(4):
        cuts = list(_SEPARATOR.finditer(bare))
        if not cuts:
            break
        rest, tail = bare[: cuts[-1].start()].strip(), bare[cuts[-1].end() :].strip()
        stripped_before = bare != title.strip()
        is_site = _SITE.fullmatch(fold(tail)) is not None or (stripped_before and len(tail) <= 6) or tail.isascii()
        if len(letters(rest)) < SHORTEST or not is_site:
            break
        bare = rest
    return bare


def without_outlet(title: str) -> str:
    """A title as a line shows it, without the outlet that its template sets behind it: …-某某网."""
    while (outlet := _OUTLET_BEHIND.search(fold(title))) and len(letters(title[: outlet.start()])) >= SHORTEST:
        title = title[: outlet.start()].strip()
    return title


def shorter_forms(title: str) -> list[str]:
    """A title, and what stands before each of its separators, the longest first."""
    title = title[:LONGEST_PRINTED]
    return [title, *(title[: cut.start()].strip() for cut in reversed(list(_SEPARATOR.finditer(title))))]


def tidy(title: str) -> str:
    """A title without the mark-up that metas carry, and the words that mirrors put around it."""
    bare = title[:LONGEST_PRINTED]
    bare = _WRAPPING.sub("", _ELEMENT.sub("", bare) if "<" in bare else bare)
    bare = (_ADDRESS.sub("", bare) if "//" in bare else bare).strip(" |·•*\t")
    filled = _FILLED.fullmatch(fold(bare)) if _FILL_MARK.search(bare) else None
    if filled:
        start, end = filled.span("title") if filled["title"] else filled.span("before")
        bare = bare[start:end]
    return bare.strip()
