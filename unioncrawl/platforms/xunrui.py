"""The PHP systems whose every page is index.php (迅睿 and its forerunner FineCMS), as 青海 runs it.

    …/index.php?c=show&id=17026        an article; its address says nothing of its day

How lists are called is not known; what links to articles is read as one, and its pager's link (下一页) is followed. A box about the
federation, ending in 更多>, stands before the article's text; it is for the reading to leave it.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from unioncrawl.site import SiteSpider

ARTICLE = r"/index\.php\?c=show&id=\d{1,10}$"
MARKS = re.compile(r"[Xx]unrui(?:[Cc][Mm][Ss])?|迅睿|[Ff]ine[Cc][Mm][Ss]|index\.php\?c=(?:show|category)")  # in the source of its pages


def canonical(url: str) -> str:
    """Of an article's query, controller and id alone."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    number = query.get("id", [""])[0]
    if query.get("c") != ["show"] or not re.fullmatch(r"\d{1,10}", number):
        return url.partition("#")[0]
    return f"{parts.scheme}://{parts.netloc}/index.php?c=show&id={number}"


class Xunrui(SiteSpider, platform=True):
    """A site whose every page is index.php."""

    system = "迅睿/FineCMS"
    article_url: ClassVar[str] = ARTICLE

    def canonical(self, url: str) -> str:
        return canonical(url)
