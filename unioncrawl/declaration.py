"""What a site's class declares: who the site is, and where its articles are. A class that lacks what it needs cannot be made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from unioncrawl.doors import is_within

STATES = ("active", "blocked", "needs_browser", "unverified")
KINDS = ("federation", "press", "reposter")


class DeclarationError(TypeError):
    """A site's class lacks what it needs, or contradicts itself."""


class Site:
    """The attributes of a site's class; a platform (`platform=True`) may leave some to its sites."""

    # Who it is.
    name: str  # "gansu"
    title: ClassVar[str]  # "甘肃省总工会"
    region: ClassVar[str]  # GB/T 2260 code: "620000"; "100000" for the whole country
    kind: ClassVar[str] = "federation"  # of KINDS
    home: ClassVar[str]
    state: ClassVar[str] = "active"  # of STATES
    why: ClassVar[str | None] = None  # of a state other than active
    evidence: ClassVar[str | None] = None  # what its addresses are known from, for docs/sites.md
    about: ClassVar[str | None] = None  # a word: articles that do not speak of it are refused ("off-topic"), for general sites
    system: ClassVar[str | None] = None  # what publishes it, where that is known: "TRS WCM"

    # Where its articles are.
    allowed_domains: ClassVar[Sequence[str]]
    lists: ClassVar[Mapping[str, str]]  # address of a column's list, newest first: the column's name; none: the home page is read as one
    issue: ClassVar[str | None] = None  # of an e-paper: the front page of a day, with strftime's signs: "https://…/%Y-%m/%d/node_1.htm"
    article_url: ClassVar[str]  # regular expression that the address of an article, made canonical, matches somewhere
    next_list: ClassVar[str | None] = None  # CSS of the link to the next list page, where it is not called that (下一页)

    # CSS of the parts of an article page; the generic reading finds what is not declared, or not there.
    headline: ClassVar[str | None] = None
    dateline: ClassVar[str | None] = None
    body: ClassVar[str | None] = None

    horizon: ClassVar[int] = 30  # days
    most_lists: ClassVar[int] = 100  # pages of one list

    def __init_subclass__(cls, *, platform: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        faults = [] if platform else list(_faults(cls))
        if faults:
            raise DeclarationError(f"{cls.__module__}.{cls.__qualname__}: {'; '.join(faults)}")

    @property
    def columns(self) -> Mapping[str, str]:
        """The lists; the home page where nothing is known."""
        return self.lists or ({} if self.issue else {self.home: ""})


def _faults(site: type[Site]) -> Iterator[str]:
    """What keeps a class from being a site."""
    needed = ("name", "title", "region", "home", "allowed_domains", "lists", "article_url")
    missing = [name for name in needed if not hasattr(site, name) or not (getattr(site, name) or name == "lists")]
    if missing:
        yield f"lacks {', '.join(missing)}"
        return
    if site.state not in STATES:
        yield f"state is {site.state!r}, not one of {', '.join(STATES)}"
    if site.state != "active" and not site.why:
        yield f"state is {site.state!r}, and why does not say the reason"
    if site.state == "active" and not site.lists and not site.issue:
        yield "active, and lists names no list"
    if site.kind not in KINDS:
        yield f"kind is {site.kind!r}, not one of {', '.join(KINDS)}"
    if not re.fullmatch(r"\d{6}", site.region):
        yield f"region is {site.region!r}, not the six digits of GB/T 2260"
    if not isinstance(site.lists, Mapping):
        yield "lists is no mapping of addresses to the columns' names"
        return
    for address in (site.home, *site.lists, *([site.issue] if site.issue else [])):
        if not is_within(address, site.allowed_domains):
            yield f"{address} is not within allowed_domains"
    try:
        re.compile(site.article_url)
    except re.error as fault:
        yield f"article_url is no regular expression: {fault}"
