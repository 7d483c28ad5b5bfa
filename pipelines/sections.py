"""Sections: the column of a site that an article stands in, from the breadcrumb."""

from __future__ import annotations

import re

from pipelines.lines import fold, letters
from unioncrawl.text import simplified

LONGEST = 12  # characters of a section's name

_PLACE = re.compile("^.{0,10}位置(?:是|为)?:? ?")
_CRUMB = re.compile(r" ?(?:>{1,2}|»|›|→|/| - |-|:) ?")
_GLUED = re.compile("^.{0,12}?(?:首页|频道)|正文$|详情$")
_NO_SECTION = re.compile("|首页|正文|详情|内容|返回|文章|当前位置|新闻详情|.{0,12}(?:网|网站|门户|首页)")


def read_section(breadcrumb: str, title: str | None) -> str | None:
    """The innermost section that a breadcrumb names: 首页 > 新闻 > 基层 > 正文 → 基层."""
    plain = fold(breadcrumb)
    place = _PLACE.match(plain)
    start = place.end() if place else 0
    crumbs = []
    at = start
    for cut in [*_CRUMB.finditer(plain, start), None]:
        end = cut.start() if cut else len(plain)
        crumbs.append((at, end))
        at = cut.end() if cut else end
    for at, end in reversed(crumbs):
        words = plain[at:end].split()
        glued = _GLUED.match(plain[at:end]) if len(words) == 1 else None
        name = breadcrumb[at + (glued.end() if glued else 0) : end].strip()
        name = re.sub(r"(?:正文|詳情|详情)$", "", name.split()[0] if name else "").strip("[]【】<>|!() ")
        is_name = 2 <= len(name) <= LONGEST and not _NO_SECTION.fullmatch(simplified(name))
        if is_name and letters(name) not in letters(title or ""):
            return name
    return None
