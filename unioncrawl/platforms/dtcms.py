"""DTcms, on ASP.NET; seen as the template of a city's union (潍坊).

A list is ul.sub_list, an item a link and the day in square brackets; beside it stand other lists, of notices, without days. The pager,
div.page-box > div.digg, links to the next page. An article is shown by a page called …_show; in which of its forms the address comes, the
site's settings say:

    …/news_show.aspx?id=326      …/news_show/326.aspx      …/news_show-326.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from scrapy.http import HtmlResponse, TextResponse

from unioncrawl.listing import Link, html_links
from unioncrawl.site import SiteSpider

ARTICLE = r"/(?:[a-z]\w{0,30}_)?show(?:\.aspx\?id=\d{1,10}$|[/_-]\d{1,10}\.(?:aspx|html?)$)"
MARKS = re.compile(r"[Dd][Tt]cms|sub_left_bt|\bsub_list\b")  # in the source of its pages
LIST = "ul.sub_list"

_QUERY = re.compile(r"(_?show\.aspx)\?(?:[^#]{0,300}&)?(id=\d{1,10})\b.*$")


def list_of(page: TextResponse) -> TextResponse:
    """The page's list, without what stands beside it; the whole page where it has none."""
    lists = page.css(LIST).getall()
    return HtmlResponse(page.url, body="".join(lists).encode("utf-8", "replace"), encoding="utf-8") if lists else page


def canonical(url: str) -> str:
    """Of the query, the id alone."""
    return _QUERY.sub(r"\1?\2", url.partition("#")[0])


class DtCms(SiteSpider, platform=True):
    """A site on DTcms."""

    system = "DTcms"
    article_url: ClassVar[str] = ARTICLE

    def links(self, page: TextResponse) -> Iterable[Link]:
        return html_links(list_of(page), self.is_article)

    def canonical(self, url: str) -> str:
        return canonical(url)
