"""Addresses of workercn.cn: what is an article, and under which address it is known."""

from __future__ import annotations

import re
from urllib.parse import urldefrag

ARTICLE = (
    r"^https://www\.workercn\.cn/(?:c/\d{4}-\d{2}-\d{2}/\d{5,10}\.shtml"
    r"|papers/grrb/\d{4}/\d{1,2}/\d{1,2}/\d{1,2}/news-\d{1,3}\.html)$"
    r"|^http://(?!blog\.|search\.|big5\.)[a-z0-9]{2,20}\.workercn\.cn/\d{1,6}/\d{6}/\d{2}/\d{5,18}\.s?html?$"
)

_TWIN = re.compile(r"^https?://big5\.workercn\.cn/big5/([a-z0-9.]{4,60}/.*)$")
_CURRENT = re.compile(r"^https?://(?:www\.)?workercn\.cn/((?:c|papers)/.*)$")
_CLASSIC = re.compile(r"^https?://([a-z0-9]{2,20}\.)?workercn\.cn(/\d{1,6}/\d{6}/\d{2}/\d{5,18})(?:_\d{1,2})?(\.s?html?)$")


def canonical(url: str) -> str:
    """The address that an article is known under.

    The traditional twin (big5.workercn.cn/big5/HOST/PATH) gives its original, a further page (…_2.shtml) the first one, the bare host
    www. What came after 2021 is https, what was before http, as the site itself links them. Queries and fragments say nothing here.
    """
    url = urldefrag(url).url.partition("?")[0]
    twin = _TWIN.match(url)
    if twin:
        url = f"http://{twin[1]}"
    current = _CURRENT.match(url)
    if current:
        return f"https://www.workercn.cn/{current[1]}"
    classic = _CLASSIC.match(url)
    if classic:
        return f"http://{classic[1] or 'www.'}workercn.cn{classic[2]}{classic[3]}"
    return url


def is_article(url: str) -> bool:
    """Whether an address, in any of its forms, is an article's."""
    return re.search(ARTICLE, canonical(url)) is not None
