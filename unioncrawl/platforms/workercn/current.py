"""www.workercn.cn since 2021: columns as HTML, whose further pages are JSON; for a while (2021-12) JSON from the first page.

    https://www.workercn.cn/acftu/                     HTML, the first page
    https://www.workercn.cn/json/acftu/index_2.json    JSON, the following ones
    http://www.workercn.cn/json/ghgz/34165_1.json      JSON from the first page (2021)

The site's own pages add ?t=MILLISECONDS to the JSON against caches; it answers without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from unioncrawl.listing import Link, html_links, json_links, line
from unioncrawl.platforms.workercn.addresses import is_article

# The body's name holds in all years, the date's in 2021; that of a headline is not known.
PARTS = {"body": "div.ccontent", "dateline": "span.time"}

_NUMBERED = re.compile(r"_\d{1,5}\.json$")


def links(page: TextResponse) -> Iterable[Link]:
    """The items of a list page; in another shape than the known ones, its links to articles."""
    if urlsplit(page.url).path.endswith(".json"):
        return json_links(page)
    return [_item(page, item) for item in page.css("li[id^=li_]:has(a[href])")] or html_links(page, is_article)


def _item(page: TextResponse, item: Selector) -> Link:
    """Title, time to the second and source. The type that an item shows too (滚动, 视频, 原创) is no source."""
    said = (item.css("h3 > a").get(), item.css("div.info2").get(), item.css("span[style*='float:right']").get())
    return Link(page.urljoin(item.css("a::attr(href)").get("")), *(line(markup or "") or None for markup in said))


def next_lists(page: TextResponse, number: int) -> Iterable[str]:
    """The JSON of the next page; beyond the last one the site answers 404 or an empty list."""
    address = urlsplit(page.url)
    if address.path.endswith(".json"):
        return [_NUMBERED.sub(f"_{number + 1}.json", page.url)]
    return [page.urljoin(f"/json/{address.path.strip('/')}/index_{number + 1}.json")]
