"""A provincial sub-site of workercn.cn, of the generation to 2021, crawled by itself. The site `workercn` walks these lists, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from scrapy.http import TextResponse

from unioncrawl.listing import Link
from unioncrawl.platforms.workercn import addresses, classic
from unioncrawl.site import SiteSpider


class Subsite(SiteSpider, platform=True):
    """A sub-site: everything but its host and columns is the generation's."""

    system = "中工网 to 2021"
    article_url: ClassVar[str] = addresses.ARTICLE

    def links(self, page: TextResponse) -> Iterable[Link]:
        return classic.links(page)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str]:
        return classic.next_lists(page, number)

    def parts(self, page: TextResponse) -> dict[str, str]:
        return classic.parts(page)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return classic.further_pages(page)

    def canonical(self, url: str) -> str:
        return addresses.canonical(url)
