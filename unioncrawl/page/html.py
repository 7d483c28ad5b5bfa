"""HTML to an Article: one pass of lxml's parser over the page, a block a line.

The parser reports what it reads (`unioncrawl.page.events`) and builds no tree: that is faster, knows no limit of depth, and text after an
`</html>` in mid-page, or after a script, has nowhere to get lost.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from lxml import etree

from unioncrawl.items import Article
from unioncrawl.page.code import without_code
from unioncrawl.page.cut import cut_within
from unioncrawl.page.decoding import decode_page
from unioncrawl.page.events import PageWalk
from unioncrawl.page.hints import WEIXIN, WEIXIN_SITE, weixin_time
from unioncrawl.page.plain import MAX_SIZE
from unioncrawl.page.sitewalk import SiteWalk

MOSTLY_CODE = 500_000  # bytes: from here on it takes less to find a page's code than to decode and parse it
MAX_TAGS = 100_000  # libxml2 looks for what each end tag ends among all elements that are open: so many take it ten seconds at the worst


class _Walks(threading.local):
    """Each thread's, with their parsers: to make a parser takes as long as to parse a small page."""

    def __init__(self) -> None:
        self.page, self.site = PageWalk(), SiteWalk()
        self.page_parser, self.site_parser = _parser(self.page), _parser(self.site)


def _parser(walk: PageWalk) -> Any:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast(Any, walk))


_WALKS = _Walks()


def html_article(
    body: bytes, url: str | None, content_type: str | None, *, fetched_at: datetime | None = None, parts: Mapping[str, str] | None = None
) -> Article:
    """A page's bytes to an Article whose blocks are its lines, all of them.

    parts maps "headline", "dateline" or "body" to a site's CSS (`unioncrawl.page.selectors` says how much of it); the lines inside
    what it matches get that Block.part. No bytes raise. A page beyond the bounds is refused as "oversize", with what was read before, and
    one that ends too early as "cut".
    """
    article = Article(url=url, fetched_at=fetched_at)
    if len(body) > MAX_SIZE:
        article.refuse("oversize", f"{len(body)} bytes")
        return article
    markup = without_code(body) if len(body) > MOSTLY_CODE else body
    if len(markup) > MAX_TAGS * len("<b>") and (tags := markup.count(b"<")) > MAX_TAGS:
        article.refuse("oversize", f"{tags} tags")
        return article
    page = decode_page(markup, content_type)
    if parts:
        _WALKS.site.begin(article, parts)
        _go(_WALKS.site, _WALKS.site_parser, page.utf8)
    else:
        _WALKS.page.begin(article)
        _go(_WALKS.page, _WALKS.page_parser, page.utf8)
    metas = article.hints.metas
    if (WEIXIN in (url or "") or WEIXIN_SITE in metas.get("og:site_name", [])) and (clock := weixin_time(body)):
        metas["ct"] = [clock]
    within = cut_within(body)
    if within is not None:
        article.refuse("cut", f"{len(body)} bytes that end within {within}")
    return article


def _go(walk: PageWalk, parser: Any, utf8: bytes) -> None:
    with suppress(etree.XMLSyntaxError):  # nothing in it
        etree.fromstring(utf8.replace(b"\0", b"").replace(b"\r", b""), parser)
    walk.finish()
