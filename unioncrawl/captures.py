"""What an archive holds of sites that a spider knows: read as their crawls read it.

A crawl's archive has lists, second pages and other addresses of articles too. Read page by page they would be articles of their own, or
take the whole article's place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.spiderloader import SpiderLoaderProtocol
from w3lib.url import canonicalize_url

from unioncrawl.archive import Record, page_of
from unioncrawl.documents import Document
from unioncrawl.finding import find_spider
from unioncrawl.items import Article, Page
from unioncrawl.replay import Recording
from unioncrawl.site import Fetch, SiteSpider


def served(url: str, body: bytes, content_type: str, page: Page) -> Response:
    """The response as a spider gets it: decompressed."""
    headers = Headers({"Content-Type": content_type} if content_type else {})
    return Response(url, page.status, headers, body, request=Request(url, meta={"page": page}))


def served_again(record: Record, page: Page) -> Response:
    """A record's response as a spider gets it."""
    return served(page.url, record.body, record.header("content-type") or "", page)


Find = Callable[[Request], Record | None]


async def article_of(site: SiteSpider, response: Response, find: Find, fetch: Fetch) -> Article:
    """The article of a page that no crawl asked for, with its further pages; refused where it is one of them, or a copy."""
    first = site.canonical(response.url)
    if canonicalize_url(first) != canonicalize_url(response.url) and find(Request(first)) is not None:
        article = Article(response.url, site=site.name, page=response.meta["page"])
        article.refuse("copy", f"another page or address of {first}, which the archive holds")
        return article
    return await site.whole_article(response, None, response.url, fetch)


class Captures:
    """The pages of one archive file."""

    def __init__(self, file: Path, archive: Path, spiders: SpiderLoaderProtocol) -> None:
        self.file = file
        self.archive = archive
        self.spiders = spiders
        classes = {name: spiders.load(name) for name in spiders.list()}
        self.sites = {name: site for name, site in classes.items() if issubclass(site, SiteSpider) and site.state == "active"}

    @cached_property
    def recording(self) -> Recording:
        """Where in the file each address is; the whole file is looked through for it, and only where an article needs another page."""
        return Recording([self.file])

    def site(self, url: str) -> SiteSpider | None:
        """The site whose addresses are known well enough to tell its articles by."""
        name = find_spider(url, self.spiders, self.sites)
        return self.sites[name]() if name else None

    async def article(self, document: Document) -> Article | None:
        """The article of a page, with its further pages; None where its site is not known so well."""
        site = self.site(document.url)
        if site is None or document.page is None or document.refusal is not None:
            return None
        response = served(document.url, document.body, document.content_type, document.page)
        return await article_of(site, response, self.recording.find, self.fetch)

    async def fetch(self, address: str, referrer: Response) -> Response | None:
        """A further page of an article, from the same file."""
        record = self.recording.find(Request(address))
        return None if record is None or record.status != 200 else served_again(record, page_of(record, self.archive))
