"""The downloader middleware that asks again for pages that came cut."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response, TextResponse

from unioncrawl.db.frontier import Visit
from unioncrawl.frontier.scheduler import Frontier
from unioncrawl.page.cut import cut_within


class Cuts:
    """A page that ends within a tag or a text counts as failed as long as there are tries; the last is read as it is, and refused there.

    It stands where bodies are decompressed, for a broken stream of gzip gives what came of it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response; ResponseDataLossError where it is to be asked for again."""
        visit, scheduler = request.meta.get("visit"), self.crawler.engine.scheduler
        if not isinstance(visit, Visit) or not isinstance(scheduler, Frontier) or visit.row["attempts"] >= len(scheduler.visits.delays):
            return response
        within = cut_within(response.body) if response.status == 200 and isinstance(response, TextResponse) else None
        if within is not None:
            raise ResponseDataLossError(f"{len(response.body)} bytes that end within {within}")
        return response
