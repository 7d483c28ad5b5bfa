"""A site is a class: its attributes declare where its news stands, and the walk over lists and articles is the same for all.

A platform (one content management system, many sites) is a base class in unioncrawl.platforms that overrides the hooks: first_lists,
links, next_lists, parts, further_pages and canonical.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urldefrag

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest, UsageError
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.declaration import Site
from unioncrawl.doors import is_within
from unioncrawl.items import Article, Listing
from unioncrawl.listing import Link, day_of, feed_links, html_links, is_feed, link_address
from unioncrawl.multipage import append_page
from unioncrawl.page import html_article
from unioncrawl.paging import next_pages, numbered_list
from unioncrawl.period import Period, today_in_beijing
from unioncrawl.responses import content_type, decoded, page_of
from unioncrawl.robots import NO_ANSWER
from unioncrawl.stopping import Stopped

PARTS = ("headline", "dateline", "body")

INCOMPLETE = "incomplete"  # flag of an article that lacks a further page

MOST_LINKS = 2_000  # of a list page
MOST_PAGES = 30  # of an article
MOST_NAMED = 3  # lists without a link whose addresses the summary names
FETCH_FAULTS = (*NO_ANSWER, IgnoreRequest)

Fetch = Callable[[str, Response], Awaitable[Response | None]]  # a further page by its address and the page that names it


class SiteSpider(Site, Spider, platform=True):
    """The base of every site.

    Spider arguments
      since, until
        The first and the last day of the articles asked for (YYYY-MM-DD, in Beijing). Without until: today; without since: `horizon`
        days before until. Lists are walked until a whole page is older than since, `most_lists` pages at most. An article whose list
        and address give no date is asked for.
      limit
        Stop after that many articles.
    """

    arguments: ClassVar[Sequence[str]] = ("since", "until", "limit")

    def __init__(self, since: str | None = None, until: str | None = None, limit: str | None = None, **kwargs: Any) -> None:
        unknown = [name for name in kwargs if not name.startswith("_")]  # scrapyd hands in _job
        if unknown:
            raise UsageError(f"{self.name} takes no argument {', '.join(unknown)}; it takes {', '.join(self.arguments)}")
        super().__init__()
        try:
            self.period = Period.parse(since, until, today=today_in_beijing(), days=self.horizon)
        except ValueError as fault:
            raise UsageError(str(fault)) from None
        if limit is not None and not (limit.isascii() and limit.isdigit() and int(limit)):
            raise UsageError(f"limit={limit!r} is no number of articles: write it like 20")
        self.limit = int(limit) if limit else None

    async def start(self) -> AsyncIterator[Request]:
        """The first lists, without dont_filter: a redirect from one does not leave the site."""
        for request in self.first_lists():
            yield request

    # Hooks of platforms. Pages come decoded, whatever their labels claim.

    def first_lists(self) -> Iterator[Request]:
        """The requests that the walk begins with."""
        for address, section in self.columns.items():
            yield self.list_request(address, section)
        if self.issue:
            for day in self.period:
                front = Request(day.strftime(self.issue), meta={"handle_httpstatus_list": [404]})  # no issue on some days
                yield self.list_request(front, "")

    def links(self, page: TextResponse) -> Iterable[Link]:
        """What a list page lists, articles or not. A feed is a list, too."""
        return feed_links(page) if is_feed(page) else html_links(page, self.is_article)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        """Where a list goes on after its page of that number, from 1."""
        if not self.next_list:
            return next_pages(page) or numbered_list(page, number)
        hrefs = page.css(self.next_list).xpath("@href").getall()
        return [url for href in hrefs if (url := link_address(get_base_url(page), href))][:1]

    def parts(self, page: TextResponse) -> dict[str, str]:
        """CSS of the parts of an article page, by the names of PARTS."""
        return {part: css for part in PARTS if (css := getattr(self, part))}

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        """The addresses of an article's second page and the following ones."""
        return []

    def canonical(self, url: str) -> str:
        """The one address of an article, of the several that it is met under."""
        return urldefrag(url).url

    # The walk over lists.

    def list_request(self, to: str | Request, section: str, number: int = 1, before: Sequence[str] = ()) -> Request:
        """A request for a list page. A list beyond its first page may end with a 404; no list counts as depth."""
        request = to if isinstance(to, Request) else Request(to)
        ends = {"handle_httpstatus_list": [404]} if number > 1 else {}
        return request.replace(
            callback=self.parse_list,
            cb_kwargs={"section": section, "number": number, "before": list(before)},
            meta={"depth_reset": True, **ends, **request.meta},
        )

    def parse_list(self, response: Response, section: str, number: int, before: list[str]) -> Iterator[Request]:
        """Ask for the articles of a list page, then for the next page.

        Links that the page before has too are its frame: pinned items and side boxes do not hold up the walk, and a pager that stands
        still ends it.
        """
        if response.status == 404:
            return
        page = decoded(response)
        links = self.listed(page)
        self.crawler.stats.inc_value("unioncrawl/lists")
        self.crawler.stats.inc_value("unioncrawl/listed", len(links))
        if not links and response.request is not None and response.request.url in self.columns:
            self.crawler.stats.inc_value("unioncrawl/lists/empty")
            named = self.crawler.stats.get_value("unioncrawl/lists/empty/at", [])
            self.crawler.stats.set_value("unioncrawl/lists/empty/at", [*named, response.url][:MOST_NAMED])
            self.logger.warning("no article is listed on %s", response.url)

        now = page_of(response).fetched_at
        days = {url: day_of(links[url], now) for url in links.keys() - set(before)}
        for url, link in links.items():
            if url in days and self.period.covers(days[url]):
                said = Listing(response.url, link.title, link.date, link.source, link.section or section)
                yield self.article_request(url, said, link.url)
        if not days or self.period.passed_by(days.values()):
            return
        if number == self.most_lists:
            self.logger.warning("%s: not walked beyond page %d, though %s is not reached", response.url, number, self.period.since)
            return
        for following in self.next_lists(page, number):
            yield self.list_request(following, section, number + 1, list(links))

    def listed(self, page: TextResponse) -> dict[str, Link]:
        """The articles on a list page by their canonical addresses, in the list's order."""
        links = {self.canonical(link.url): link for link in islice(self.links(page), MOST_LINKS)}
        return {url: link for url, link in links.items() if self.is_article(url)}

    # Articles.

    def article_request(self, url: str, said: Listing, met: str) -> Request:
        """A request for an article, before more lists are asked for: so a limit is reached soon, and the queue stays short."""
        return Request(url, self.parse_article, cb_kwargs={"listing": asdict(said), "met": met}, priority=1)

    async def parse_article(self, response: Response, listing: dict[str, str | None], met: str) -> AsyncIterator[Article]:
        """The page's article, its further pages joined, its lines not yet read."""
        fetched = self.crawler.stats.get_value("unioncrawl/fetched", 0)
        if self.limit is not None and fetched >= self.limit:
            raise CloseSpider("limit")  # a mere return would say that the page was read
        self.crawler.stats.inc_value("unioncrawl/fetched")
        said = Listing(**listing)  # type: ignore[arg-type]
        yield await self.whole_article(response, said, met, self.fetch)
        if fetched + 1 == self.limit:
            raise CloseSpider("limit")

    async def whole_article(self, response: Response, said: Listing | None, met: str, fetch: Fetch) -> Article:
        """A page's article with its further pages, which `fetch` gets; what a list said of it comes along."""
        page = decoded(response)
        article = self.article(response, page)
        article.url_met = met
        article.hints.listing = said
        article.section = (said and said.section) or None
        if not self.is_article(response.url):
            elsewhere = response.url != met
            article.refuse(*(("redirected", f"{met} leads to {response.url}") if elsewhere else ("list", "no address of an article")))
        for address in islice(self.further_pages(page), MOST_PAGES - 1):
            further = await fetch(address, response)
            if further is None:
                article.flags.append(INCOMPLETE)
                break
            article.further.append(page_of(further))
            append_page(article, self.article(further, decoded(further)))
        return article

    async def fetch(self, address: str, referrer: Response) -> Response | None:
        """A further page of an article, within the callback, so that a crawl killed in between loses nothing. None where there is none."""
        try:
            response = await self.crawler.engine.download_async(Request(address, headers={"Referer": referrer.url}))
        except Stopped as fault:  # the whole article is the next run's
            self.crawler.stats.inc_value("unioncrawl/fetched", -1)
            raise CloseSpider("cancelled") from fault
        except FETCH_FAULTS as fault:
            self.logger.warning("%s: page %s of the article is missing: %r", referrer.url, address, fault)
            return None
        if response.status != 200:
            self.logger.warning("%s: page %s of the article is missing: status %d", referrer.url, address, response.status)
            return None
        return response

    def article(self, response: Response, page: TextResponse) -> Article:
        """The lines of an article page: the response as served, and decoded."""
        kept = page_of(response)
        article = html_article(response.body, response.url, content_type(response), fetched_at=kept.fetched_at, parts=self.parts(page))
        article.url, article.site, article.page = self.canonical(response.url), self.name, kept
        return article

    def is_article(self, url: str) -> bool:
        """Whether an address, as met or canonical, is one of the site's articles."""
        url = self.canonical(url)
        return re.search(self.article_url, url) is not None and is_within(url, self.allowed_domains)
