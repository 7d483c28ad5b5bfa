"""博达 VSB (Visual SiteBuilder), the system of universities, whose unions publish on it.

    …/xwdt.htm                the first page of a column
    …/xwdt/12.htm             its second page, of thirteen: further pages are numbered from the end, so that the oldest ones never move
    …/info/1053/6730.htm      an article: its column and id

Where no link leads on (下页), the page after number 12 is 11, down to 1. The count of readers is written by a script. Pages say
<!--Announced by Visual SiteBuilder 9-->.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from scrapy.http import TextResponse

from unioncrawl.paging import next_pages
from unioncrawl.site import SiteSpider

ARTICLE = r"/info/\d{1,8}/\d{1,10}\.htm$"
MARKS = re.compile(r"Visual SiteBuilder|_?vsb_content\w{0,8}|_showDynClicks|_sitegray|/system/resource/")  # in the source of its pages
BODY = "[id^=vsb_content], .v_news_content"

_FALLING = re.compile(r"/(\d{1,5})\.htm$")


def next_lists(page: TextResponse, number: int) -> list[str]:
    """The page that is linked as the next one, or else the one of the next lower number."""
    falling = _FALLING.search(page.url)
    lower = [f"{page.url[: falling.start()]}/{int(falling[1]) - 1}.htm"] if falling and int(falling[1]) > 1 else []
    return next_pages(page) or lower


def canonical(url: str) -> str:
    """Without query and fragment."""
    return url.partition("#")[0].partition("?")[0]


class Vsb(SiteSpider, platform=True):
    """A site on VSB."""

    system = "博达 VSB"
    article_url = ARTICLE
    body: ClassVar[str | None] = BODY

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str]:
        return next_lists(page, number)

    def canonical(self, url: str) -> str:
        return canonical(url)
