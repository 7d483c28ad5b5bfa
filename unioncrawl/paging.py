"""Where a list, or an article on several pages, goes on: what any page shows, whatever system made it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.listing import MOST_ANCHORS, line, link_address

_NEXT = re.compile(r"[\s<>«»‹››]{0,6}(?:下一?[页頁]|后一?[页頁]|next(?: page)?)[\s<>«»‹›]{0,6}", re.IGNORECASE)
_CALLED = "//a[@href][contains(., '页') or contains(., '頁') or contains(@title, '页') or contains(., 'ext') or contains(., 'EXT')]"
LABEL = 20  # characters of a link to the next page at most


def next_pages(page: TextResponse) -> list[str]:
    """The page that a link calls the next one (下一页, 下页, Next, rel=next).

    None where the link is a script's, or leads to the page itself.
    """
    marked = page.xpath("(//link[@rel='next' and @href] | //a[@rel='next' and @href])[1]")
    named = (anchor for anchor in page.xpath(f"({_CALLED})[position() <= {MOST_ANCHORS}]") if _is_next(anchor.get()))
    for anchor in (*marked, *named):
        address = link_address(get_base_url(page), anchor.attrib["href"])
        if address and address.partition("#")[0] != page.url.partition("#")[0]:
            return [address]
    return []


def numbered_pages(page: TextResponse, mark: str) -> list[str]:
    """The further pages of an article that it links to: 12_2.html, 12_3.html of 12.html where the mark is `_`, in their order."""
    stem, dot, ending = page.url.partition("?")[0].rpartition(".")
    further = re.compile(rf"{re.escape(stem + mark)}(\d{{1,2}}){re.escape(dot + ending)}")
    found = {int(match[1]): address for address in _addresses(page) if (match := further.fullmatch(address.partition("?")[0]))}
    return [found[number] for number in sorted(found) if number > 0]


def _addresses(page: TextResponse) -> Iterator[str]:
    base = get_base_url(page)
    for href in page.xpath(f"(//a/@href)[position() <= {MOST_ANCHORS}]").getall():
        if address := link_address(base, href):
            yield address


def _is_next(anchor: str) -> bool:
    """Whether a link's words, or its title, say so."""
    return len(anchor) <= 500 and any(len(text) <= LABEL and _NEXT.fullmatch(text) for text in (line(anchor), _title(anchor)))


def _title(anchor: str) -> str:
    found = re.search(r"\btitle\s{0,4}=\s{0,4}[\"']([^\"']{1,20})[\"']", anchor)
    return found[1] if found else ""
