"""people.com.cn (人民网): its channels, of which acftu.people.com.cn is the unions' one.

    http://acftu.people.com.cn/n1/2026/0601/c67502-40731411.html          an article: its day, its column, its id
    http://acftu.people.com.cn/BIG5/n1/2026/0601/c67502-40731411.html     the same in traditional script
    …/c67502-40731411-2.html                                              its second page

The site asks crawlers for two minutes between requests. Two generations of templates are known by their bodies; others are left to the
generic reading. A list's pager links to the next page (下一页).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from scrapy.http import TextResponse

from unioncrawl.paging import numbered_pages
from unioncrawl.site import SiteSpider

ARTICLE = r"^http://[a-z0-9]{2,20}\.people\.com\.cn/n\d?/\d{4}/\d{4}/c\d{1,10}-\d{1,12}\.html$"
TEMPLATES = (  # the first whose body is there tells the template
    {"headline": "div.text_title > h1", "dateline": "div.box01 > div.fl", "body": "#rwb_zw"},  # 2016 to 2020
    {"body": ".show_c"},  # 2015
)

_ADDRESS = re.compile(
    r"^https?://([a-z0-9]{2,20}\.people\.com\.cn)(?:/BIG5)?(/n\d?/\d{4}/\d{4}/c\d{1,10}-\d{1,12})(?:-\d{1,2})?\.html(?:[?#].*)?$"
)


def canonical(url: str) -> str:
    """The simplified original, its first page, http as the site itself links it."""
    return _ADDRESS.sub(r"http://\1\2.html", url)


def parts(page: TextResponse) -> dict[str, str]:
    """The parts of the template that the page is written in; none where no one fits."""
    return next((template for template in TEMPLATES if page.css(template["body"])), {})


class People(SiteSpider, platform=True):
    """A channel of people.com.cn. At two minutes a page, no more than a week is asked for unless since says so."""

    system = "人民网"
    article_url: ClassVar[str] = ARTICLE
    horizon: ClassVar[int] = 7
    custom_settings: dict[str, Any] | None = {"DOWNLOAD_DELAY": 120}  # noqa: RUF012 (Scrapy's own annotation)

    def parts(self, page: TextResponse) -> dict[str, str]:
        return super().parts(page) or parts(page)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return numbered_pages(page, "-")

    def canonical(self, url: str) -> str:
        return canonical(super().canonical(url))
