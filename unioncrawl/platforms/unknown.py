"""Sites whose system is not known, or known in part: what a page itself shows is used, whichever system it is of.

A page is read as a list by its links to what looks like an article: an address of one of the known systems, or a file or a query with a
number long enough to be an id, under a title long enough to be a headline. It goes on where one of the known pagers says so, or else the
site's next_list, or a link that is called the next page. An article_url or parts that a site declares take the place of all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

from scrapy import Request
from scrapy.http import TextResponse

from unioncrawl.listing import Link
from unioncrawl.platforms import dedecms, dtcms, founder, hanweb, jpaas, trs, vsb, xunrui

_FILE = r"/(?!(?:index|list|node|col|page)[_-]?\d|\w{0,8}more)[a-z_-]{0,24}(?:\d{4,40}|[0-9a-f]{32})\.(?:s?html?|jhtml|aspx|jsp|php)$"
_QUERY = r"[?&](?:a|art|article|content|info|news)?_?id=(?:\d{1,24}|[0-9a-f]{32})(?:&|$)"
_NODE = r"/(?:node|article|detail|content|news)/(?:\d{3,24}|[0-9a-f]{32})$"
SHAPES = (_FILE, _QUERY, _NODE)
KNOWN = (dedecms.ARTICLE, dtcms.ARTICLE, founder.ARTICLE, hanweb.ARTICLE, jpaas.ARTICLE, trs.ARTICLE, vsb.ARTICLE, xunrui.ARTICLE)
ARTICLE = "|".join(f"(?:{shape})" for shape in (*KNOWN, *SHAPES))
HEADLINE = 7  # characters at least: 联系我们 and 领导介绍 are pages, not articles


class Unknown(jpaas.Jpaas, platform=True):
    """A site whose system is not known. Of Hanweb's it takes over what shows itself: lists in scripts, in parts, in XML."""

    system = None
    lists: ClassVar[Mapping[str, str]] = {}
    article_url: ClassVar[str] = ARTICLE
    body: ClassVar[str | None] = None

    def links(self, page: TextResponse) -> Iterable[Link]:
        return (link for link in super().links(page) if link.date or len(link.title or "") >= HEADLINE)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        return trs.next_lists(page, number) or super().next_lists(page, number)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return trs.further_pages(page) if re.search(trs.ARTICLE, page.url) else []

    def canonical(self, url: str) -> str:
        """Without a query, where the address is an article's without it."""
        bare = url.partition("#")[0].partition("?")[0]
        return super().canonical(bare if re.search(self.article_url, bare) else url)
