"""The e-paper of 工人日报: https://www.workercn.cn/papers/grrb/2026/11/03/1/page.html is page 1 of a day's issue.

A page of the paper lists its articles (…/1/news-2.html) and the other pages of the issue. The archive reaches back to 2012.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from scrapy.http import TextResponse

from unioncrawl.listing import Link, line

PARTS = {"headline": "#ctitle", "body": "#ccontent"}


def issue(day: date) -> str:
    """The front page of a day."""
    return f"https://www.workercn.cn/papers/grrb/{day:%Y/%m/%d}/1/page.html"


def links(page: TextResponse) -> Iterator[Link]:
    """The articles of a page; their section is the page's name (要闻, 工会新闻)."""
    section = next((name for address, name in _pages(page) if address == page.url), None)
    for anchor in page.css("ul#pageTitle li a[href]"):
        yield Link(page.urljoin(anchor.attrib["href"]), line(anchor.get()) or None, section=section)


def next_lists(page: TextResponse, number: int) -> Iterable[str]:
    """The other pages of the issue, all of them named on the first one."""
    return [address for address, _ in _pages(page) if address != page.url] if number == 1 else []


def _pages(page: TextResponse) -> Iterator[tuple[str, str]]:
    """Address and name of every page of the issue; 第01版：要闻 is called 要闻."""
    for anchor in page.css("ul#pageUrl li a[href]:not(.pdf)"):
        name = line(anchor.get())
        yield page.urljoin(anchor.attrib["href"]), name.replace("：", ":").rpartition(":")[2].strip()
