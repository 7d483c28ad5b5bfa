"""Sites whose system is not known, or known in part: what a page itself shows is used, whichever system it is of.

A page is read as a list by its links to what looks like an article: an address of one of the known systems, or a file or a query with a
number long enough to be an id, under a title long enough to be a headline. It goes on where one of the known pagers says so, or a link
that is called the next page. What a site declares (article_url, next_list, parts) is used before all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

from scrapy import Request
from scrapy.http import TextResponse

from unioncrawl.listing import Link, html_links
from unioncrawl.platforms import dedecms, dtcms, founder, hanweb, jpaas, trs, vsb, xunrui
from unioncrawl.site import SiteSpider

_FILE = r"/(?!(?:index|list|node|col|page)[_-]?\d|\w{0,8}more)[a-z_-]{0,24}(?:\d{4,40}|[0-9a-f]{32})\.(?:s?html?|jhtml|aspx|jsp|php)$"
_QUERY = r"[?&](?:a|art|article|content|info|news)?_?id=(?:\d{1,24}|[0-9a-f]{32})(?:&|$)"
_NODE = r"/(?:node|article|detail|content|news)/(?:\d{3,24}|[0-9a-f]{32})$"
SHAPES = (_FILE, _QUERY, _NODE)
KNOWN = (dedecms.ARTICLE, dtcms.ARTICLE, founder.ARTICLE, hanweb.ARTICLE, jpaas.ARTICLE, trs.ARTICLE, vsb.ARTICLE, xunrui.ARTICLE)
ARTICLE = "|".join(f"(?:{shape})" for shape in (*KNOWN, *SHAPES))
HEADLINE = 7  # characters at least: 联系我们 and 领导介绍 are pages, not articles


def links(page: TextResponse, site: SiteSpider) -> list[Link]:
    """What looks like articles on a page."""
    lines = hanweb.records(page) if hanweb.is_data(page) else page
    return [link for link in html_links(lines, site.is_article) if link.date or len(link.title or "") >= HEADLINE]


def next_lists(page: TextResponse, number: int) -> list[str]:
    """Where a list goes on, by the pager of a known system that the page has."""
    return trs.next_lists(page, number) or hanweb.next_groups(page)


class Unknown(SiteSpider, platform=True):
    """A site whose system is not known."""

    lists: ClassVar[Mapping[str, str]] = {}
    article_url: ClassVar[str] = ARTICLE

    def links(self, page: TextResponse) -> Iterable[Link]:
        return links(page, self)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        return next_lists(page, number) or super().next_lists(page, number)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return trs.further_pages(page) if re.search(trs.ARTICLE, page.url) else []
