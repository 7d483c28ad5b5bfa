"""Feeds and sitemaps that a site offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.doors import is_within
from unioncrawl.listing import MOST_ANCHORS, Link, feed_links, is_feed, link_address

MOST_LINES = 5_000  # of robots.txt

_SITEMAP = re.compile(r"\s{0,9}sitemap\s{0,9}:\s{0,9}(\S{1,1000})", re.IGNORECASE)


@dataclass(slots=True, frozen=True)
class Feed:
    """RSS, Atom or a sitemap."""

    url: str
    links: tuple[Link, ...]
    is_sitemap: bool = False


def feed_addresses(page: TextResponse, domains: Sequence[str]) -> list[str]:
    """The feeds that a page names: <link rel="alternate" type="application/rss+xml">."""
    hrefs = page.xpath("//link[@rel='alternate' and (contains(@type, 'rss') or contains(@type, 'atom'))]/@href").getall()
    return list(_own((link_address(get_base_url(page), href) for href in hrefs), domains))


def sitemap_addresses(robots: TextResponse, domains: Sequence[str]) -> list[str]:
    """The sitemaps that robots.txt names."""
    lines = robots.text.splitlines()[:MOST_LINES]
    return list(_own((link_address(robots.url, found[1]) for line in lines if (found := _SITEMAP.fullmatch(line.strip()))), domains))


def _own(addresses: Iterator[str | None], domains: Sequence[str]) -> Iterator[str]:
    return (address for address in dict.fromkeys(addresses) if address and is_within(address, domains))


def read_feed(page: TextResponse) -> Feed:
    """What a feed or a sitemap has; nothing where it is neither."""
    if is_feed(page):
        return Feed(page.url, tuple(feed_links(page)))
    sitemap = Selector(page.text, type="xml")
    sitemap.remove_namespaces()
    entries = sitemap.xpath(f"(/urlset/url)[position() <= {MOST_ANCHORS}]")
    said = (
        (link_address(page.url, entry.xpath("string(loc)").get("").strip()), entry.xpath("string(lastmod)").get("").strip())
        for entry in entries
    )
    return Feed(page.url, tuple(Link(url, None, day or None) for url, day in said if url), is_sitemap=True)
