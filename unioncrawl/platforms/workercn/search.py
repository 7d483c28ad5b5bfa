"""The site's search, which answers for any day what its lists no longer show.

A reply: {"status": 1, "data": {"total": 31, "data": [{"url" or "artUrl", "title" with tags, "source", "publishDate", ...}]}}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from scrapy.http import TextResponse

from unioncrawl.listing import Link, json_links

SERVICE = "https://www.workercn.cn/cms/front/search/result"
SITE = "122"  # 中工网 in its system
PAGE = 10  # results

_INDEX = re.compile(r"(?<=[?&]pageIndex=)\d{1,5}")


def asked(words: str, day: date) -> str:
    """The first page of a day's articles whose title or text has the words."""
    query = f"title:{words}|content:{words}"
    fixed = {"siteID": SITE, "type": "", "sort": "publishDate", "startDate": day, "endDate": day, "catalogID": ""}
    return f"{SERVICE}?{urlencode({'query': query, **fixed, 'pageIndex': 0, 'pageSize': PAGE})}"


def links(page: TextResponse) -> Iterator[Link]:
    """The results."""
    return json_links(page)


def next_lists(page: TextResponse, number: int) -> Iterable[str]:
    """The next ten, while the total is not reached. pageIndex counts from 0."""
    total = json.loads(page.text)["data"]["total"]
    return [_INDEX.sub(str(number), page.url)] if number * PAGE < int(total) else []
