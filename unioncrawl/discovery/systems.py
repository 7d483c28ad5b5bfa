"""Which content management system published a page: by its marks in the page, and by the addresses of articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from scrapy.http import TextResponse

from unioncrawl.platforms import dedecms, dtcms, founder, hanweb, jpaas, trs, vsb, xunrui
from unioncrawl.site import SiteSpider

LEAST = 0.8  # share of the articles' addresses that have the system's form
GENERATOR = 60  # characters


class System(NamedTuple):
    """A platform, and what its pages are known by."""

    base: type[SiteSpider]
    marks: re.Pattern[str]


SYSTEMS = (
    System(trs.Trs, trs.MARKS),
    System(jpaas.Jpaas, jpaas.MARKS),
    System(hanweb.Hanweb, hanweb.MARKS),
    System(vsb.Vsb, vsb.MARKS),
    System(dtcms.DtCms, dtcms.MARKS),
    System(dedecms.DedeCms, dedecms.MARKS),
    System(xunrui.Xunrui, xunrui.MARKS),
    System(founder.Founder, founder.MARKS),
)


def marks(pages: Sequence[TextResponse]) -> dict[System, list[str]]:
    """The systems whose marks the pages show, with the marks."""
    found: dict[System, list[str]] = {}
    for system in SYSTEMS:
        alike: dict[str, str] = {}  # addresses differ in numbers alone
        for mark in (mark[0] for page in pages for mark in system.marks.finditer(page.text)):
            alike.setdefault(re.sub(r"\d+", "0", mark), mark)
        if alike:
            found[system] = list(alike.values())
    return found


def system_of(pages: Sequence[TextResponse], addresses: Collection[str]) -> tuple[System | None, list[str]]:
    """The system whose form most articles' addresses have and whose marks the pages show, with these; where there is none, all marks."""
    seen = marks(pages)
    fits = [
        system
        for system in seen
        if addresses and sum(re.search(system.base.article_url, address) is not None for address in addresses) >= LEAST * len(addresses)
    ]
    best = max(fits, key=lambda system: len(seen[system]), default=None)
    return best, seen[best] if best else [mark for found in seen.values() for mark in found]


def generator(page: TextResponse) -> str | None:
    """What a page's meta says that made it."""
    said = page.xpath("//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content").get("").strip()
    return said[:GENERATOR] or None
