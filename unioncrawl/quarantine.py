"""A step that fails over a page is a fault of ours: the page is refused and kept, for `scrapy reparse --rejected` after the fix."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import cast

from scrapy.exceptions import DropItem
from scrapy.pipelines import ItemPipelineManager
from scrapy.utils.defer import ensure_awaitable

from unioncrawl.health import FAULT
from unioncrawl.items import Article

logger = logging.getLogger(__name__)


class Quarantine(ItemPipelineManager):
    """Scrapy's item pipelines, of which the last stores; Scrapy's own would lose the article to a line of the log."""

    async def process_item_async(self, item: Article) -> Article:
        """Through the steps. Where one of them raises, the article goes to the last of them, refused."""
        try:
            passed: Article = await super().process_item_async(item)
            return passed
        except DropItem:
            raise
        except (Exception, SystemExit) as fault:  # a library may well leave that way
            logger.exception("a step fails over %s", item.url)
            item.refuse(FAULT, f"{type(fault).__name__}: {fault}")
            store = cast(Callable[[Article], Awaitable[Article]], self.methods["process_item"][-1])
            stored: Article = await ensure_awaitable(store(item))  # which drops it
            return stored
