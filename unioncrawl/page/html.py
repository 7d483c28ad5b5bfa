"""HTML to an Article: one pass of lxml's parser over the page, a block a line.

The parser reports what it reads (`unioncrawl.page.events`) and builds no tree: that is faster, knows no limit of depth, and text after an
`</html>` in mid-page, or after a script, has nowhere to get lost.
"""

from __future__ import annotations

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
    walk = SiteWalk(article, parts) if parts else PageWalk(article)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast(Any, walk))
    page = decode_page(without_code(body), content_type)
    with suppress(etree.XMLSyntaxError):  # nothing in it
        etree.fromstring(page.utf8.replace(b"\0", b"").replace(b"\r", b""), parser)
    walk.finish()
    vars(walk).clear()  # lxml's parser and its context hold each other, and the walk, until the garbage collector comes
    metas = article.hints.metas
    if (WEIXIN in (url or "") or WEIXIN_SITE in metas.get("og:site_name", [])) and (clock := weixin_time(body)):
        metas["ct"] = [clock]
    within = cut_within(body)
    if within is not None:
        article.refuse("cut", f"{len(body)} bytes that end within {within}")
    return article
