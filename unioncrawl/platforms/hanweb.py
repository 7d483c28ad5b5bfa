"""Hanweb (大汉) jcms, the classic one, of provinces in the east.

    …/col/col3577/index.html                          a column
    …/module/web/jpage/dataproxy.jsp?page=2&columnid=3577&unitid=18462&…       its further items (also under /module/jslib/jquery/jpage/)
    …/art/2025/12/29/art_101583_10363084.html         an article: its day, unpadded, its column, its id

The first items are in the column's page, as XML within a script, where a browser shows none:
<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="…dataproxy.jsp?page=1&…">]]></nextgroup><recordset><record><![CDATA[<li>…
The XML need not be well-formed (an & in an address, closing tags that lack, a table between records), so it is read as text.

What follows is only what `nextgroup` leads to: of the proxy's parameters some are ignored (startrecord: it knows but page), some are cut
(perpage, from about 300), and on some sites all are encrypted. ?pageNum=2 of the column's own address changes nothing. The first group
that the proxy gives may repeat what the column's page shows.

An article may stand under several columns, each with an address of its own. Its page names one of them, if any, in the meta Url.
Its parts stand between comments (<!--<$[信息内容]>begin-->), which the reading of pages knows; the body is also called #zoom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from unioncrawl.items import Article
from unioncrawl.listing import Link, html_links, link_address
from unioncrawl.site import SiteSpider

ARTICLE = r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d{1,12}_\d{1,12}\.html$"
MARKS = re.compile(
    r"<datastore>|\w{0,8}dataproxy\.jsp|/module/(?:web|jslib)/|<!--<\$\[|[Hh]anweb|/art_\d{1,12}_\d{1,12}\.html"
)  # in the source of its pages
BODY = "#zoom, .TRS_Editor"

_ADDRESS = re.compile(r"/art/(\d{4})/0?(\d{1,2})/0?(\d{1,2})/art_(\d{1,12})_(\d{1,12})\.html$")
_OPEN, _CLOSE = "<![CDATA[", "]]>"


def is_data(page: TextResponse) -> bool:
    """Whether a page holds a list as XML: the proxy's replies, and columns."""
    return "<datastore>" in page.text


def records(page: TextResponse) -> TextResponse:
    """The records of a page's XML, as HTML."""
    return _html(page, "".join(_contents(page.text, "record")))


def next_groups(page: TextResponse) -> list[str]:
    """Where the page's XML says that its list goes on."""
    groups = _html(page, "".join(_contents(page.text, "nextgroup")))
    hrefs = groups.xpath("//a/@href").getall()
    return [address for href in hrefs[:1] if (address := link_address(page.url, href)) and address != page.url]


def canonical(url: str) -> str:
    """Without query, the day unpadded."""
    return _ADDRESS.sub(r"/art/\1/\2/\3/art_\4_\5.html", url.partition("#")[0].partition("?")[0])


def identity(url: str) -> str | None:
    """What the addresses of an article under several columns share: its day and id. None for other addresses."""
    found = _ADDRESS.search(url)
    return "/".join(found.group(1, 2, 3, 5)) if found else None


def _contents(text: str, tag: str) -> Iterator[str]:
    """What the CDATA of the elements of that name hold."""
    at = 0
    while (start := text.find(f"<{tag}>", at)) >= 0:
        opened = text.find(_OPEN, start)
        closed = text.find(_CLOSE, opened)
        if opened < 0 or closed < 0:
            return
        yield text[opened + len(_OPEN) : closed]
        at = closed


def _html(page: TextResponse, markup: str) -> TextResponse:
    return HtmlResponse(page.url, body=f"<html><body><ul>{markup}</ul></body></html>".encode("utf-8", "replace"), encoding="utf-8")


class Hanweb(SiteSpider, platform=True):
    """A site on the classic Hanweb."""

    system: ClassVar[str | None] = "Hanweb"
    article_url = ARTICLE
    body: ClassVar[str | None] = BODY

    def links(self, page: TextResponse) -> Iterable[Link]:
        return html_links(records(page), self.is_article) if is_data(page) else super().links(page)

    def listed(self, page: TextResponse) -> dict[str, Link]:
        """An article that stands on the page under several columns is listed once."""
        by_identity: dict[str, str] = {}
        links = super().listed(page)
        return {url: link for url, link in links.items() if by_identity.setdefault(identity(url) or url, url) == url}

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        return next_groups(page) or super().next_lists(page, number)

    def list_request(self, to: str | Request, section: str, number: int = 1, before: Sequence[str] = ()) -> Request:
        """The second page may repeat the first; that does not end the walk."""
        return super().list_request(to, section, number, before if number > 2 else ())

    def canonical(self, url: str) -> str:
        return canonical(url) if "/art/" in url else super().canonical(url)

    def article(self, response: Response, page: TextResponse) -> Article:
        """Under the address that the page itself names, if that is one of the same article."""
        article = super().article(response, page)
        for named in article.hints.metas.get("url", [])[:1]:
            if self.is_article(named) and article.url and identity(self.canonical(named)) == identity(article.url):
                article.url = self.canonical(named)
        return article
