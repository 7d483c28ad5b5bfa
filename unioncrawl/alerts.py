"""When a site's verdict turns bad, or our own trouble ends a run: one line in the log, and a POST to ALERT_WEBHOOK where that is set."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self

import aiohttp
from scrapy import signals
from scrapy.crawler import Crawler

from unioncrawl.health import ENDED_BY_HAND, GOOD
from unioncrawl.progress import counted, trouble
from unioncrawl.records import plain

PATIENCE = 10  # seconds that a webhook may take in all

logger = logging.getLogger(__name__)


def turned_bad(stats: Mapping[str, Any]) -> bool:
    """Whether a run's verdict is bad and the one before was not, or there was none. A run that was ended by hand turns nothing.

    A run that our own trouble ended has no verdict and is told of each time.
    """
    verdict = stats.get("unioncrawl/verdict")
    before = stats.get("unioncrawl/verdict/before")
    if trouble(stats) is not None:
        return True
    bad = verdict is not None and verdict not in GOOD
    return bad and (before is None or before in GOOD) and stats.get("finish_reason") not in ENDED_BY_HAND


def notice(site: str, title: str | None, stats: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What a webhook is told, as JSON: site, title, verdict, before (either may be null), at (ISO 8601, Beijing), and a text for people."""
    verdict, before = stats.get("unioncrawl/verdict"), stats.get("unioncrawl/verdict/before")
    was = f", was {before}" if before else ", its first"
    cause = f", {stats['unioncrawl/cause']}" if "unioncrawl/cause" in stats else ""
    ended = f"verdict {verdict}{was}{cause}" if verdict else f"no verdict, {trouble(stats)}"
    text = f"{site}{f' ({title})' if title else ''}: {ended}: {counted(stats)}"
    return {"site": site, "title": title, "verdict": verdict, "before": before, "at": plain(now), "text": text}


async def tell(url: str, said: Mapping[str, Any], patience: float = PATIENCE) -> None:
    """POST a notice. What goes wrong is logged, without the address: it may hold a key."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience), trust_env=True) as session,
            session.post(url, json=said, allow_redirects=False) as answer,
        ):
            if answer.status >= 300:
                logger.warning("ALERT_WEBHOOK was not told: it answers %d", answer.status)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        logger.warning("ALERT_WEBHOOK was not told: %s", type(error).__name__)


class Alerts:
    """The extension. It speaks when the run is closed, and never fails it; under REPLAY nothing goes out."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        alerts = cls(crawler)
        crawler.signals.connect(alerts.engine_stopped, signals.engine_stopped)
        return alerts

    async def engine_stopped(self) -> None:
        """Look at the verdict."""
        stats = self.crawler.stats.get_stats()
        if not turned_bad(stats):
            return
        spider = self.crawler.spidercls
        said = notice(spider.name, getattr(spider, "title", None), stats, datetime.now(UTC).replace(microsecond=0))
        logger.warning("ALERT %s", said["text"])
        url = self.crawler.settings["ALERT_WEBHOOK"]
        if url and not self.crawler.settings["REPLAY"]:
            await tell(url, said)
