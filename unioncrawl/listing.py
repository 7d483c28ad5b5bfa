"""List pages: the links on them, and what is said beside each. HTML, JSON and feeds, read defensively: what is not there is None."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url
from w3lib.html import remove_tags

from unioncrawl.dates import find_date
from unioncrawl.page.images import absolute
from unioncrawl.page.texts import first_texts
from unioncrawl.text import clean

MOST_ANCHORS = 5_000  # of a page; hostile ones have 300,000
ITEM_HEIGHT = 4  # elements from a link up to its item at most: a < h3 < div < li
BESIDE = 4  # nodes after an item without a wrapping of its own, of which one may be its date: <a>…</a> <span>2026-11-03</span><br>
MOST_NODES = 200  # of an item, in which its date is looked for; hostile ones hold one another
NODE_LIMIT = 50_000  # of a JSON reply

_PRINTED = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}\s?月\s?\d{1,2}|\d{2}[-/]\d{2})(?:\s?日)?"
    r"(?:[\sT]{0,3}\d{1,2}:\d{2}(?::\d{2})?)?(?!\d|[./-]\d|%)"
)
_PARTED = (  # a calendar's leaf: the day large, year and month small
    re.compile(r"(?P<day>\d{1,2})日?\s{1,5}(?P<year>20\d{2})\s?[-/.年]\s?(?P<month>\d{1,2})月?"),
    re.compile(r"(?P<year>20\d{2})\s?[-/.年]\s?(?P<month>\d{1,2})月?\s{1,5}(?P<day>\d{1,2})日?"),
)
LABEL = 12  # characters beside a date that are no prose yet: [发布时间：2026-11-03]
_BLOCK = re.compile(r"<(?:p|div|ul|ol|dl|table|h\d|form|section)\b")
_BLANK = re.compile(r"\s+")

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_ENTRY = ("title", "pubDate | date | published | updated", "source | author/name")  # of a feed: title, date, source

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
    anchors = [(address, anchor, around(anchor)) for address, anchor in addressed(page) if wanted(address)]
    leads: dict[object, set[str]] = {}  # by element: the addresses that it leads to
    for address, _, outer in anchors:
        for element in outer:
            leads.setdefault(element.root, set()).add(address)
    items: dict[str, list[tuple[str, str | None]]] = {}  # title and date, by address
    dates: dict[object, str | None] = {}  # by item, which may have thousands of links to one address
    for address, anchor, outer in anchors:
        item = next((element for element in outer if len(leads[element.root]) == 1), anchor)
        if item.root not in dates:
            dates[item.root] = date_of(item)
        items.setdefault(address, []).append((title_of(anchor), dates[item.root]))
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


def is_feed(page: TextResponse) -> bool:
    """Whether a page is RSS (of any version) or Atom."""
    return _FEED.match(page.text[:1_000]) is not None


def feed_links(page: TextResponse) -> Iterator[Link]:
    """The entries of a feed, in its order."""
    feed = Selector(page.text, type="xml")
    feed.remove_namespaces()
    for entry in feed.xpath(f"(//item | //entry)[position() <= {MOST_ANCHORS}]"):
        said = (line(entry.xpath(f"string({names})").get("")) for names in _ENTRY)
        href = entry.xpath("string(link[not(@rel) or @rel='alternate']/@href | link[not(@href)] | @about)").get("")
        address = link_address(page.url, href.strip())
        if address and address != page.url:
            yield Link(address, *(text or None for text in said))


def day_of(link: Link, now: datetime) -> date | None:
    """The day that a list, or the address itself, gives an article."""
    stamp = find_date(link.date or "", link.url, now)
    return stamp.at.date() if stamp else None


def addressed(page: TextResponse) -> Iterator[tuple[str, Selector]]:
    """The links of a page that lead somewhere: the address and the element. Of too many those in the middle are left out."""
    base, half = get_base_url(page), MOST_ANCHORS // 2
    for anchor in page.xpath(f"(//a[@href])[position() <= {half} or position() > last() - {half}]"):
        if address := link_address(base, anchor.attrib["href"]):
            yield address, anchor


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


def around(anchor: Selector) -> list[Selector]:
    """The elements around a link, outermost first, below body."""
    return list(anchor.xpath(f"ancestor::*[position() <= {ITEM_HEIGHT}][not(self::html or self::body)]"))


def title_of(anchor: Selector) -> str:
    """The title attribute where there is one: the text may be cut short; of a link around a whole item, its heading.

    The alternative text of a picture comes last.
    """
    heading = anchor.xpath("(.//h1 | .//h2 | .//h3 | .//h4 | .//h5)[1]") or [anchor]
    texts = [clean(text) for text, _, _ in first_texts(heading[0].root, MOST_NODES)]
    words = " ".join(text for text in texts if not _PRINTED.fullmatch(text.strip("[]()（） ")))
    return clean(anchor.attrib.get("title", "")) or _BLANK.sub(" ", words).strip() or clean(anchor.xpath("string(.//img/@alt)").get(""))


def date_of(item: Selector) -> str | None:
    """The date printed beside the title, after it, or at the end of the link itself; one in a teaser's prose is none."""
    said = list(first_texts(item.root, MOST_NODES))
    beside = [clean(text) for text, links, _ in said if not links]
    inside = [clean(text) for text, _, below in said if below]
    for texts in (beside, inside, list(_after(item))):
        for text in texts:
            printed = _PRINTED.search(text)
            if printed and len(text) - len(printed[0]) <= LABEL:
                return printed[0]
    return _parted(beside) or _parted(inside)


def _after(item: Selector) -> Iterator[str]:
    """The texts that follow an item, before the next link."""
    for place in range(1, BESIDE + 1):  # each by its number, at which libxml2 stops: of a range it goes through all that follow
        node = item.xpath(f"following-sibling::node()[{place}]")
        markup = node.get("")
        if "<a " in markup[:2_000].lower() or _BLOCK.match(markup):
            return
        yield line(markup[:200])


def _parted(texts: list[str]) -> str | None:
    """The date of two neighbouring texts: 18 and 2026-11."""
    said = [text.strip() for text in texts if text.strip()]
    for pair in pairwise(said):
        for shape in _PARTED:
            if len(pair[0]) + len(pair[1]) <= LABEL and (leaf := shape.fullmatch(" ".join(pair))):
                return f"{leaf['year']}-{leaf['month']}-{leaf['day']}"
    return None


def _value(node: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    found = (node.get(name) for name in names)
    return next((line(str(value)) for value in found if isinstance(value, str | int) and line(str(value))), None)
