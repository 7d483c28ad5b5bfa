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
LONGEST_LINK = 500  # characters of its markup


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


def numbered_list(page: TextResponse, number: int) -> list[str]:
    """The page of a list after the one of that number, from 1, where its pager shows numbers alone: 1 2 3 … 20.

    The address with the number as its words has it as its last number, too, or one less; a lone number is no pager.
    """
    base, numbers = get_base_url(page), (str(number), str(number + 1), str(number + 2))
    found: dict[str, str] = {}
    for anchor in page.xpath(f"(//a[@href])[position() <= {MOST_ANCHORS}]"):
        words = line(anchor.get()) if len(anchor.get()) <= LONGEST_LINK else ""
        address = link_address(base, anchor.attrib["href"]) if words in numbers else None
        if address and address != page.url and _last_number(address) in (int(words), int(words) - 1):
            found.setdefault(words, address)
    following = found.get(str(number + 1))
    return [following] if following and (len(found) > 1 or _current(page, number)) else []


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


def _last_number(address: str) -> int | None:
    numbers = re.findall(r"\d{1,6}", address)
    return int(numbers[-1]) if numbers else None


def _current(page: TextResponse, number: int) -> bool:
    """Whether the page shows its own number as what is no link: <span class="current">1</span>."""
    shown = page.xpath("//*[self::span or self::em or self::strong or self::b or self::li or self::a[not(@href)]][not(.//a[@href])]/text()")
    return any(text.strip() == str(number) for text in shown.getall())


def _is_next(anchor: str) -> bool:
    """Whether a link's words, or its title, say so."""
    return len(anchor) <= LONGEST_LINK and any(len(text) <= LABEL and _NEXT.fullmatch(text) for text in (line(anchor), _title(anchor)))


def _title(anchor: str) -> str:
    found = re.search(r"\btitle\s{0,4}=\s{0,4}[\"']([^\"']{1,20})[\"']", anchor)
    return found[1] if found else ""
