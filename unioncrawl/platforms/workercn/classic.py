"""The channels and provincial sub-sites to 2021 (acftu.workercn.cn, xz.workercn.cn, …): GBK, one template a few hosts.

http://acftu.workercn.cn/41/41.shtml       a list, newest first; then 41_2.shtml, until a page is missing or empty
http://acftu.workercn.cn/41/201803/08/180308091522417.shtml      an article; the name is its time to the millisecond
…/180308091522417_2.shtml                  its second page; how many there are stands in a hidden field of the first one
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapy.http import TextResponse

from unioncrawl.listing import Link, html_links
from unioncrawl.platforms.workercn.addresses import is_article

_LIST = re.compile(r"(?:_\d{1,4})?\.shtml$")
_COLUMN = "div.list_left > div:nth-of-type(2)"

# The first whose body is there tells the template.
TEMPLATES = (
    {"headline": "h1.ctitle", "dateline": "div.signdate, div.from", "body": "div.ccontent"},  # most channels
    {"dateline": "div.from", "body": "div.article"},  # auto
    {"dateline": "span.font-black1_12", "body": "div.detail_con div.hangao"},  # cq
    {
        "headline": f"{_COLUMN} > div:nth-of-type(1) > span",
        "dateline": f"{_COLUMN} > div:nth-of-type(2)",
        "body": f"{_COLUMN} > div:nth-of-type(3)",
    },  # xz
)


def links(page: TextResponse) -> Iterable[Link]:
    """The templates of lists differ (ul#leftList, ul.imgtxt1, div.list_left); the articles' addresses do not, and they hold the time."""
    return html_links(page, is_article)


def next_lists(page: TextResponse, number: int) -> Iterable[str]:
    """The next page's name follows from this one's."""
    return [_LIST.sub(f"_{number + 1}.shtml", page.url)]


def parts(page: TextResponse) -> dict[str, str]:
    """The parts of the template that the page is written in; none where no one fits."""
    return next((template for template in TEMPLATES if page.css(template["body"])), {})


def further_pages(page: TextResponse) -> Iterable[str]:
    """The following pages of an article."""
    total = page.css("input[name=__totalpage]::attr(value)").get("")
    stem, dot, ending = page.url.rpartition(".")
    return [f"{stem}_{number}{dot}{ending}" for number in range(2, int(total) + 1)] if re.fullmatch(r"\d{1,2}", total) else []
