"""www.workercn.cn since 2021: columns as HTML, whose further pages are JSON; for a while (2021-12) JSON from the first page.

    https://www.workercn.cn/acftu/                     HTML, the first page
    https://www.workercn.cn/json/acftu/index_2.json    JSON, the following ones
    http://www.workercn.cn/json/ghgz/34165_1.json      JSON from the first page (2021)

The site's own pages add ?t=MILLISECONDS to the JSON against caches; it answers without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from unioncrawl.listing import Link, json_links, line

PARTS = {
    "body": "div.ccontent",
    "dateline": "span.time",
}  # the body's name holds in all years, the date's in 2021; a headline's is not known

_NUMBERED = re.compile(r"_\d{1,5}\.json$")


def links(page: TextResponse) -> Iterator[Link]:
    """The items of a list page. The type that an item shows (滚动, 视频, 原创) is no source."""
    if urlsplit(page.url).path.endswith(".json"):
        yield from json_links(json.loads(page.text), page)
        return
    for item in page.css("li[id^=li_]"):
        href = item.css("h3 > a::attr(href), a::attr(href)").get()
        if href:
            said = (item.css("h3 > a").get(), item.css("div.info2").get(), item.css("span[style*='float:right']").get())
            title, date, source = (line(markup) or None if markup else None for markup in said)
            yield Link(page.urljoin(href), title, date, source)


def next_lists(page: TextResponse, number: int) -> Iterable[str]:
    """The JSON of the next page; beyond the last one the site answers 404 or an empty list."""
    address = urlsplit(page.url)
    if address.path.endswith(".json"):
        return [_NUMBERED.sub(f"_{number + 1}.json", page.url)]
    return [page.urljoin(f"/json/{address.path.strip('/')}/index_{number + 1}.json")]
