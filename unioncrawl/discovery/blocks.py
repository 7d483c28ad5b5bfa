"""List blocks by their shape: siblings alike, each with a link under a headline, most with a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsel import Selector
from scrapy.http import HtmlResponse, TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.listing import Link, addressed, around, date_of, line, link_address, title_of
from unioncrawl.platforms import hanweb, jpaas

HEADLINE = 8  # characters at least: 联系我们 and 领导介绍 are no headlines
FEWEST = 3  # items of a block
NAME = 12  # characters of a column's name at most
HEADING = 60  # characters of the line above a block at most
HEIGHT = 3  # elements around a block whose neighbours above may be its heading

MORE = re.compile(r"[\s\[【(（<>《》»›+·]{0,4}(?:查?看?更多|more)[\s\]】)）<>《》»›+.…·]{0,6}", re.IGNORECASE)
_HAN = re.compile(r"[一-鿿]")
_EDGES = " \t\r\n\u3000[]【】()（）<>《》»›|丨·•:：/-—+"


@dataclass(slots=True, frozen=True)
class Block:
    """A list on a page."""

    links: tuple[Link, ...]
    kind: str  # how the items and what holds them are marked up: blocks of one kind may be one list, parted by rules
    name: str | None = None  # the heading above
    more: str | None = None  # the address that its heading, or its foot, leads to

    @property
    def dated(self) -> int:
        """The items with a date."""
        return sum(link.date is not None for link in self.links)


def shown(page: TextResponse) -> TextResponse:
    """A page with the lists that its scripts would show: Hanweb's XML; a part of JPaaS as the markup that it holds."""
    if jpaas.is_unit(page.url):
        return jpaas.markup(page)
    if not hanweb.is_data(page):
        return page
    listed = hanweb.records(page).text
    return HtmlResponse(page.url, body=(page.text + listed).encode("utf-8", "replace"), encoding="utf-8")


def blocks(page: TextResponse) -> list[Block]:
    """The lists on a page, in its order, those of one kind and name joined."""
    heads = [(address, anchor, around(anchor), title) for address, anchor in addressed(page) if len(title := title_of(anchor)) >= HEADLINE]
    leads: dict[object, set[str]] = {}  # by element: the addresses that it leads to
    for address, _, outer, _ in heads:
        for element in outer:
            leads.setdefault(element.root, set()).add(address)
    holders: dict[object, tuple[Selector, dict[str, Link], Selector]] = {}
    dates: dict[object, str | None] = {}  # by item, which may have thousands of links to one address
    for address, anchor, outer, title in heads:
        item = next((element for element in outer if len(leads[element.root]) == 1), anchor)
        if item.root not in dates:
            dates[item.root] = date_of(item)
        for holder in item.xpath("parent::*"):
            _, links, _ = holders.setdefault(holder.root, (holder, {}, item))
            known = links.get(address, Link(address))
            links[address] = Link(address, max(known.title or "", title, key=len), known.date or dates[item.root])
    return list(_joined(_block(page, *found) for found in holders.values()))


def all_dated(listed: Sequence[Block]) -> list[Block]:
    """The dated lists of a page as one: a home page shows a few items of each of its columns."""
    links = {link.url: link for block in listed if block.dated * 2 >= len(block.links) for link in block.links}
    return [Block(tuple(links.values()), "all")]


def _block(page: TextResponse, holder: Selector, links: dict[str, Link], item: Selector) -> Block:
    name, more = _heading(page, holder)
    return Block(tuple(links.values()), f"{_mark(holder)} {_mark(item)}", name, more)


def _joined(found: Iterable[Block]) -> Iterator[Block]:
    """Blocks of one kind under no other heading are one; what is too short then is none."""
    joined: dict[tuple[str, str | None], Block] = {}
    for block in found:
        key = (block.kind, block.name)
        known = joined.get(key)
        joined[key] = block if known is None else replace(known, links=(*known.links, *block.links), more=known.more or block.more)
    return (block for block in joined.values() if len(block.links) >= FEWEST)


def _mark(element: Selector) -> str:
    names = element.attrib.get("class", "").split()
    return ".".join([str(element.root.tag), *sorted(names[:4])])


def _heading(page: TextResponse, holder: Selector) -> tuple[str | None, str | None]:
    """What stands above a block, where it is short, and where that or the line below leads to."""
    for element in [holder, *reversed(holder.xpath(f"ancestor::*[position() < {HEIGHT}]"))]:
        for below in element.xpath("following-sibling::*[1]"):
            more = _more(page, below)
            if more and len(line(below.get()[:5_000])) <= HEADING:
                return _above_name(element), more
        for above in element.xpath("preceding-sibling::*[1]"):
            words = line(above.get()[:5_000])
            name = column_name(MORE.sub("", words))
            if words and len(words) <= HEADING:
                return name, _more(page, above) or (_only_link(page, above) if name else None)
            if words:
                return None, None
    return None, None


def _above_name(element: Selector) -> str | None:
    words = [line(above.get()[:5_000]) for above in element.xpath("preceding-sibling::*[1]")]
    return column_name(words[0]) if words else None


def _more(page: TextResponse, element: Selector) -> str | None:
    """Where 更多 leads."""
    for anchor in element.xpath("descendant-or-self::a[@href]")[:10]:
        if MORE.fullmatch(line(anchor.get()[:500]) or anchor.attrib.get("title", "")):
            return link_address(get_base_url(page), anchor.attrib["href"])
    return None


def _only_link(page: TextResponse, element: Selector) -> str | None:
    found = {link_address(get_base_url(page), href) for href in element.xpath("descendant-or-self::a/@href").getall()[:10]}
    return found.pop() if len(found) == 1 else None


def column_name(words: str) -> str | None:
    """The words as a column's name; None for what is none."""
    name = MORE.sub("", words).strip(_EDGES)
    return name if len(name) <= NAME and _HAN.search(name) else None
