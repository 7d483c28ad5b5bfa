"""Sections: the column of a site that an article stands in, from the breadcrumb."""

from __future__ import annotations

import re

from unioncrawl.lines.folding import fold, letters
from unioncrawl.text import HAN

SHORTEST, LONGEST = 2, 12  # characters of a section's name

_PLACE = re.compile("^.{0,10}位置(?:是|为)?:? ?")
_CUT = re.compile(r" ?(?:>{1,2}|»|›|→|/|:) ?| - ")
_EDGES = "[]【】<>|!()- "
_HAN = re.compile(f"[{HAN}]")
_GLUED = re.compile(r"^.{0,12}?(?:首页|频道)(?=.)|[-·]?(?:正文|详情)$")  # 首页学习正文, 中工网工会频道产业工会-正文
_NO_SECTION = re.compile(
    "(?:进入|查看|点击|返回|更多).*|打印|关闭|详细(?:内容|信息)|(?:文章|新闻|信息)(?:内容|正文)|首页|正文(?:阅读)?|详情|内容|返回|文章|新闻详情|"
    ".{0,12}(?:网|网站|门户|首页)"
)


def last_crumb(breadcrumb: str) -> str:
    """What a breadcrumb ends with: the title, on pages that show it nowhere else."""
    cuts = list(_CUT.finditer(fold(breadcrumb)))
    return breadcrumb[cuts[-1].end() :].strip(_EDGES) if cuts else ""


def read_section(breadcrumb: str, title: str | None) -> str | None:
    """The innermost section that a breadcrumb names: 首页 > 新闻 > 基层 > 正文 → 基层. Names of sites and the title itself are none."""
    line = fold(breadcrumb)
    place = _PLACE.match(line)
    start = place.end() if place else 0
    cuts = [match.span() for match in _CUT.finditer(line, start)]
    starts = [start, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(line)]
    for begin, end in sorted(zip(starts, ends, strict=True), reverse=True):
        crumb = breadcrumb[begin:end].strip(_EDGES).split(" ")[0]
        if _NO_SECTION.fullmatch(fold(crumb)):
            continue
        for glued in reversed(list(_GLUED.finditer(fold(crumb)))):
            crumb = crumb[: glued.start()] + crumb[glued.end() :]
        is_name = _HAN.search(crumb) and SHORTEST <= len(crumb) <= LONGEST and not _NO_SECTION.fullmatch(fold(crumb))
        if is_name and not letters(title or "").startswith(letters(crumb)):
            return crumb
    return None
