"""A site explored over the network: a spider that asks what exploring wants, and stores nothing."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest

from unioncrawl.archive import payload_digest
from unioncrawl.command import OVER_ALL
from unioncrawl.discovery.asking import Answer, Fault
from unioncrawl.discovery.declaring import domain_of
from unioncrawl.discovery.exploring import Start, explore
from unioncrawl.discovery.findings import Findings
from unioncrawl.health import TURNED_AWAY
from unioncrawl.items import Page
from unioncrawl.responses import decoded
from unioncrawl.robots import RobotsUnreachable
from unioncrawl.site import FETCH_FAULTS


class Prober(Spider):
    """Explores one site. Robots, delay and doors are those of a crawl; database and archive are left alone."""

    name = "prober"

    def __init__(self, start: Start, found: list[Findings]) -> None:
        super().__init__()
        self.begin = start
        self.found = found
        self.allowed_domains = list(start.domains) or [domain_of(start.home)]

    async def start(self) -> AsyncIterator[Request]:
        """Explore; the engine is asked for each page in turn, and nothing is left to schedule."""
        self.found.append(await explore(self.begin, self.ask, datetime.now(UTC)))
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def ask(self, at: str | Request) -> Answer:
        """An address's answer."""
        try:
            request = at if isinstance(at, Request) else Request(at)
            response = await self.crawler.engine.download_async(request)
        except (*FETCH_FAULTS, ValueError) as fault:
            return Answer(None, None, fault_of(fault))
        if str(response.status) in TURNED_AWAY:
            return Answer(None, None, Fault("blocked", f"status {response.status} of {response.url}"))
        if response.status != 200:
            state = "unreachable" if response.status >= 500 else "missing"
            return Answer(None, None, Fault(state, f"status {response.status} of {response.url}"))
        page = Page(response.url, payload_digest(response.body), response.status, datetime.now(UTC).replace(microsecond=0))
        response = response.replace(request=request.replace(meta={**request.meta, "page": page}))
        return Answer(response, decoded(response))


def fault_of(fault: BaseException) -> Fault:
    """What a request that got no response says of the page."""
    if isinstance(fault, RobotsUnreachable | CannotResolveHostError):
        return Fault("unreachable", str(fault))
    if isinstance(fault, IgnoreRequest):
        words = str(fault)
        if words.startswith("not asked"):
            return Fault("elsewhere", words)
        return Fault("robots", words)
    return Fault("unreachable", f"{type(fault).__name__}: {fault}")


def probe(process: AsyncCrawlerProcess, start: Start) -> Findings:
    """Explore a site in the process, which ends with it."""
    settings = process.settings.copy()
    middlewares: dict[str, Any] = {**settings.getwithbase("DOWNLOADER_MIDDLEWARES"), "unioncrawl.archive.Archive": None}
    chosen = {
        "DOWNLOADER_MIDDLEWARES": middlewares,
        "SPIDER_MIDDLEWARES": {},
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {},
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "RETRY_TIMES": 1,
    }
    for name, value in chosen.items():
        settings.set(name, value, OVER_ALL)
    for name in ("retry", "robotstxt"):
        logging.getLogger(f"scrapy.downloadermiddlewares.{name}").setLevel(logging.CRITICAL)  # the findings say who does not answer
    found: list[Findings] = []
    crawl = process.crawl(Crawler(Prober, settings), start=start, found=found)
    process.start()
    if crawl.done():  # not after a second Ctrl-C
        crawl.result()
    return found[0] if found else Findings(start.home, fault=Fault("unreachable", "the probe was stopped"))
