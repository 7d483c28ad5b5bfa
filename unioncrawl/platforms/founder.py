"""Founder's e-papers (方正), a day an issue, in two shapes.

    …/content/2025-11/13/node_3.htm                 a page of the paper, its articles, and the other pages of the issue
    …/content/2025-11/13/content_161580.htm         an article; also …/html/2020-06/15/content_2712498.htm?div=-1

    …/tsldrb/pc/col/202302/22/node_3.html           the same since about 2020; also …/pc/layout/202501/08/col01.html
    …/tsldrb/pc/content/202302/22/content_57459.html        also …/pc/con/202501/08/c202436.html

Which page is the front one (node_2, node_3, node_2577, col01) is the paper's own: a site declares it in `issue`. Articles stand in
<founder-content> or #ozoom, between comments (<!--enpcontent-->) that the reading of pages knows. A page of the paper shows its articles
as areas of a picture, too; the list beside it has their titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.listing import MOST_ANCHORS, Link, html_links, line, link_address
from unioncrawl.site import SiteSpider

ARTICLE = r"/\d{4}-\d{2}/\d{2}/content_\d{1,12}\.html?$|/pc/con(?:tent)?/\d{6}/\d{2}/c(?:ontent_)?\d{1,12}\.html?$"
MARKS = re.compile(r"<founder-content|enpcontent|/node_\d{1,6}\.html?|/pc/(?:layout|col)/")  # in the source of its pages
BODY = "founder-content, #ozoom"

_PAGE = re.compile(r"(.{1,300}/(?:\d{4}-\d{2}|\d{6})/\d{2}/)(?:node_|col)\w{1,10}\.html?")
_NUMBER = re.compile(r"^第?\s{0,2}[A-Z]?\d{1,3}\s{0,2}版?[：:\s]{0,3}")  # 第01版：要闻


def issue_pages(page: TextResponse) -> dict[str, str]:
    """The pages of the issue that a page belongs to: the name by the address, in their order."""
    found: dict[str, str] = {}
    here = _PAGE.fullmatch(page.url)
    for anchor in page.xpath(f"(//a[@href])[position() <= {MOST_ANCHORS}]") if here else ():
        address = (link_address(get_base_url(page), anchor.attrib["href"]) or "").partition("#")[0]
        named = _PAGE.fullmatch(address)
        if here and named and named[1] == here[1]:
            found[address] = max(found.get(address, ""), _NUMBER.sub("", line(anchor.get())), key=len)
    return found


def canonical(url: str) -> str:
    """Without query and fragment."""
    return url.partition("#")[0].partition("?")[0]


class Founder(SiteSpider, platform=True):
    """An e-paper of Founder's. Its sections are the names of the paper's pages."""

    system = "Founder e-paper"
    kind: ClassVar[str] = "press"
    lists: ClassVar[Mapping[str, str]] = {}
    article_url: ClassVar[str] = ARTICLE
    body: ClassVar[str | None] = BODY
    horizon: ClassVar[int] = 7

    def links(self, page: TextResponse) -> Iterator[Link]:
        section = issue_pages(page).get(page.url) or None
        for link in html_links(page, self.is_article):
            yield replace(link, section=section)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str]:
        return [address for address in issue_pages(page) if address != page.url] if number == 1 else []

    def canonical(self, url: str) -> str:
        return canonical(url)
