"""DedeCMS (织梦), PHP; GBK as a rule, which decoding tells. University unions publish on it.

…/plus/list.php?tid=161            a list; its pager links to the next page (下一页)
…/plus/view.php?aid=5210           an article
…/a/ghdt/2026/1103/5210.html       the same, where the site makes its pages static; 5210_2.html is its second page
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from scrapy.http import TextResponse

from unioncrawl.paging import numbered_pages
from unioncrawl.site import SiteSpider

ARTICLE = r"/plus/view\.php\?aid=\d{1,10}$|/a/(?:[\w-]{1,40}/){1,6}\d{1,10}\.html$"
MARKS = re.compile(r"[Dd]ede[Cc][Mm][Ss]|[Dd]ede[Aa]jax|织梦|/plus/(?:list|view|count)\.php")  # in the source of its pages

_VIEW = re.compile(r"(/plus/view\.php)\?(?:[^#]{0,300}&)?(aid=\d{1,10})\b.*$")
_STATIC = re.compile(r"(/a/(?:[\w-]{1,40}/){1,6}\d{1,10})(?:_\d{1,2})?\.html(?:\?.*)?$")


def canonical(url: str) -> str:
    """Of a view's query, the id alone; of a static article, its first page."""
    return _STATIC.sub(r"\1.html", _VIEW.sub(r"\1?\2", url.partition("#")[0]))


class DedeCms(SiteSpider, platform=True):
    """A site on DedeCMS."""

    system = "DedeCMS"
    article_url: ClassVar[str] = ARTICLE

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return numbered_pages(page, "_")

    def canonical(self, url: str) -> str:
        return canonical(url)
