"""Work on the database beside the crawl."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler

from unioncrawl.memory import Memory

logger = logging.getLogger(__name__)

WAKE = Request("data:,wake", dont_filter=True)  # is refused by the scheduler: handing it to the engine makes it look for requests


class Background:
    """The crawl does not end before this work is done; where it fails, the crawl ends."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.memory = cast(Memory, crawler.get_extension(Memory))
        self.tasks: set[asyncio.Task[None]] = set()
        self.ending: asyncio.Task[None] | None = None

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin with something."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ran)

    def _ran(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            self.crawler.engine.crawl(WAKE)
        elif self.ending is None and self.memory.ending is None:  # going on would lose the addresses that this was about
            logger.error("the crawl ends, since the frontier cannot go on: %r", error)
            self.stop("frontier")

    def stop(self, reason: str) -> None:
        """End the crawl; what is not done stays to be asked for."""
        if self.ending is None:
            self.ending = asyncio.create_task(self.crawler.engine.close_spider_async(reason=reason))
