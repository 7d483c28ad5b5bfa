"""TRS WCM (拓尔思), the system of most government portals.

    …/xwdt/ghyw/                          a column; its pages are static
    …/xwdt/ghyw/202009/t20200929_547180.html       an article: the day of its document, which need not be that of publication, and its id
    …/t3714581.htm                        an older one

How many pages there are, and how they are called, says a script's call at the foot of a column: createPageHTML(120, 0, "index", "html").
The page after is index_1.html: names count from zero. Columns may have other names than index. In the call with the id of an element
before it, createPageHTML('page_div', 11, 1, 'list', 'shtml', 154), both the current page and the names count from one (gfex.com.cn,
kunshan.gov.cn); the page after is list_2.shtml. Either way the name after has the current page's number in the call plus one. The same
call parts a long article: createPageHTML(3, 0, "t3714581", "htm"). Links in lists are relative (./202009/t2020….html), tags of old
templates upper-case, which the reading of HTML takes care of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import TextResponse

from unioncrawl.site import MOST_PAGES, SiteSpider

ARTICLE = r"/(?:t\d{8}_\d{1,12}|t\d{5,8})\.s?html?$"
MARKS = re.compile(
    r"createPageHTML(?=\s{0,4}\()|TRS_Editor|trs_editor_view|Custom_UnionStyle|TRS\s?WCM|/t20\d{6}_\d{1,12}\.s?html?"
)  # in the source of its pages
BODY = ".TRS_Editor, .trs_editor_view, .Custom_UnionStyle"

_CALL = re.compile(r"createPageHTML\s{0,4}\(([^()<>]{5,200})\)")
_FURTHER = re.compile(r"(/(?:t\d{8}_\d{1,12}|t\d{5,8}))(?:_\d{1,2})?(\.s?html?)$")


class Pager(NamedTuple):
    """A call of createPageHTML."""

    total: int  # pages
    current: int  # this page, from zero or from one
    name: str
    ending: str

    def page(self, number: int) -> str:
        """The file of the page that the call gives this number."""
        return f"{self.name}_{number}.{self.ending}"


def pager(page: TextResponse) -> Pager | None:
    """The call that parts a page's list or article; the function of that name, which stands before it, is no call."""
    for call in _CALL.finditer(page.text):
        words = [word.strip().strip("'\"") for word in call[1].split(",")]
        if words and not words[0].isdecimal():
            words = words[1:]  # the id of the element that shows it
        if len(words) >= 4 and words[0].isdecimal() and words[1].isdecimal() and re.fullmatch(r"[\w./-]{1,80}", words[2]):
            return Pager(int(words[0]), int(words[1]), words[2], words[3])
    return None


def next_lists(page: TextResponse, number: int) -> list[str]:
    """The page of a column after the one of that number, from 1."""
    found = pager(page)
    return [urljoin(page.url, found.page(found.current + 1))] if found and number < found.total else []


def further_pages(page: TextResponse) -> list[str]:
    """The second page of an article, and the following. A call that parts something else on its page, a list, is none of its."""
    found = pager(page)
    if found is None or urljoin(page.url, f"{found.name}.{found.ending}") != canonical(page.url):
        return []
    return [urljoin(page.url, found.page(found.current + step)) for step in range(1, min(found.total, MOST_PAGES))]


def canonical(url: str) -> str:
    """A page of an article (t2020…_547180_1.html) gives the first one. Queries say nothing: firewalls add them."""
    return _FURTHER.sub(r"\1\2", url.partition("#")[0].partition("?")[0])


class Trs(SiteSpider, platform=True):
    """A site on TRS WCM."""

    system = "TRS WCM"
    article_url = ARTICLE
    body: ClassVar[str | None] = BODY

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        return next_lists(page, number) or super().next_lists(page, number)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return further_pages(page)

    def canonical(self, url: str) -> str:
        return canonical(url) if re.search(r"/t\d", url) else super().canonical(url)
