"""What is found of a site."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scrapy.http import Response

from unioncrawl.discovery.asking import Fault
from unioncrawl.discovery.columns import Column
from unioncrawl.discovery.declaring import Declaration
from unioncrawl.discovery.feeds import Feed
from unioncrawl.items import Article


@dataclass(slots=True)
class Listed:
    """A column that the declared class reads."""

    url: str
    name: str
    addresses: tuple[str, ...]  # of its articles
    days: tuple[date, ...]  # of those that show one
    response: Response | None  # as served
    following: str | None = None  # the address of its second page
    further: int | None = None  # new articles on that; None where it was not asked for


@dataclass(slots=True)
class Sample:
    """An article that the declared class reads, or why it does not."""

    url: str
    article: Article | None
    fault: Fault | None
    response: Response | None  # as served


@dataclass(slots=True)
class Findings:
    """All of it."""

    home: str
    asked: int = 0
    forbidden: list[str] = field(default_factory=list)  # addresses that robots.txt forbids
    fault: Fault | None = None
    title: str = ""
    system: str | None = None
    marks: list[str] = field(default_factory=list)
    generator: str | None = None
    columns: list[Listed] = field(default_factory=list)
    others: list[Column] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)
    fitting: tuple[int, int] = (0, 0)  # of the addresses in lists, those that are articles, and all
    samples: list[Sample] = field(default_factory=list)
    declaration: Declaration | None = None
