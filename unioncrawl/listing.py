"""List pages: the links on them, and what is said beside each. HTML and JSON, read defensively: what is not there is None."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url
from w3lib.html import remove_tags

from unioncrawl.page.images import absolute
from unioncrawl.text import clean

MOST_ANCHORS = 5_000  # of a page; hostile ones have 300,000
ITEM_HEIGHT = 4  # elements from a link up to its item at most: a < h3 < div < li
NODE_LIMIT = 50_000  # of a JSON reply

_PRINTED = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}\s?月\s?\d{1,2}|\d{2}[-/]\d{2})(?:\s?日)?"
    r"(?:[\sT]{0,3}\d{1,2}:\d{2}(?::\d{2})?)?(?!\d|[./-]\d|%)"
)
LABEL = 12  # characters beside a date that are no prose yet: [发布时间：2026-11-03]
_BLANK = re.compile(r"\s+")

# Names met in replies of list services, in the order of trust.
_ADDRESS = ("url", "href", "artUrl", "link", "htmlurl")
_TITLE = ("title", "artTitle", "name", "linkTitle")
_DATE = ("publishDate", "pubDate", "publishTime", "releasetime", "time", "date", "addTime")
_SOURCE = ("source", "media", "agentname")
_SECTION = ("catalogName", "columnName")


@dataclass(slots=True, frozen=True)
class Link:
    """What a list says of an article."""

    url: str  # absolute, as met
    title: str | None = None
    date: str | None = None  # as printed
    source: str | None = None
    section: str | None = None  # where it differs from the list's


def html_links(page: TextResponse, wanted: Callable[[str], bool]) -> Iterator[Link]:
    """Every wanted address that a page links to, once, in page order, with its title and the date of its item.

    An item is the highest element around the link, within reach, that leads to no other wanted address.
    """
    base = get_base_url(page)
    found = ((link_address(base, anchor.attrib["href"]), anchor) for anchor in page.xpath(f"(//a[@href])[position() <= {MOST_ANCHORS}]"))
    anchors = [(address, anchor, _around(anchor)) for address, anchor in found if address and wanted(address)]
    leads: dict[object, set[str]] = {}  # by element: the addresses that it leads to
    for address, _, around in anchors:
        for element in around:
            leads.setdefault(element.root, set()).add(address)
    items: dict[str, list[tuple[str, str | None]]] = {}  # title and date, by address
    for address, anchor, around in anchors:
        item = next((element for element in around if len(leads[element.root]) == 1), anchor)
        items.setdefault(address, []).append((_title(anchor), _date(item)))
    for address, said in items.items():
        title = max((title for title, _ in said), key=len)
        yield Link(address, title or None, next((day for _, day in said if day), None))


def json_links(reply: TextResponse) -> Iterator[Link]:
    """Every object of a JSON reply that has an address, at any depth, in the reply's order. Titles may hold tags and references."""
    waiting, met = [json.loads(reply.text)], 0
    while waiting and met < NODE_LIMIT:
        node = waiting.pop()
        met += 1
        if isinstance(node, Mapping):
            address = link_address(reply.url, _value(node, _ADDRESS) or "")
            if address and address != reply.url:
                yield Link(address, *(_value(node, names) for names in (_TITLE, _DATE, _SOURCE, _SECTION)))
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def link_address(base: str, href: str) -> str | None:
    """The address that a link leads to, None where that is no address of the web: javascript:, a bracket in the host, port 99999."""
    address = absolute(base, href) or ""
    try:
        parts = urlsplit(address)
        return address if parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def line(markup: str) -> str:
    """A fragment of HTML as one line of text."""
    return _BLANK.sub(" ", clean(remove_tags(clean(markup)))).strip()


def _around(anchor: Selector) -> list[Selector]:
    """The elements around a link, outermost first, below body."""
    return list(anchor.xpath(f"ancestor::*[position() <= {ITEM_HEIGHT}][not(self::html or self::body)]"))


def _title(anchor: Selector) -> str:
    """The title attribute where there is one: the text may be cut short. The alternative text of a picture comes last."""
    texts = [clean(text) for text in anchor.xpath(".//text()").getall()]
    words = " ".join(text for text in texts if not _PRINTED.fullmatch(text.strip("[]()（） ")))
    return clean(anchor.attrib.get("title", "")) or _BLANK.sub(" ", words).strip() or clean(anchor.xpath("string(.//img/@alt)").get(""))


def _date(item: Selector) -> str | None:
    """The date printed beside the title, or at the end of the link itself; one in a teaser's prose is none."""
    for texts in (item.xpath(".//text()[not(ancestor::a or ancestor::script)]"), item.xpath("descendant-or-self::a//*/text()")):
        for text in map(clean, texts.getall()):
            printed = _PRINTED.search(text)
            if printed and len(text) - len(printed[0]) <= LABEL:
                return printed[0]
    return None


def _value(node: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    found = (node.get(name) for name in names)
    return next((line(str(value)) for value in found if isinstance(value, str | int) and line(str(value))), None)
