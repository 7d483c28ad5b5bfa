"""robots.txt by RFC 9309: what cannot be had for the server's fault forbids all for now; Crawl-delay is honoured, too."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

LONGEST = 500 * 1024  # bytes that are read (RFC 9309, 2.5); Scrapy reads all, and 400,000 rules take it 282 MB
AGAIN = 45  # seconds until a robots.txt that could not be had is asked for again; the first retry of a page comes later
NO_ANSWER = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError, ResponseDataLossError)
LONGEST_DELAY = 300  # seconds between requests that a site may ask for


class RobotsUnreachable(IgnoreRequest):
    """Whether a page may be asked for is not known now; it may be later."""


class Unreachable(RobotParser):
    """In place of a robots.txt that could not be had: nothing is allowed until it can (RFC 9309, 2.3.1.4)."""

    def __init__(self) -> None:
        self.since = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Any, robotstxt_body: bytes) -> Unreachable:
        """Scrapy's way to make one."""
        return cls()

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Nothing is."""
        return False


def _without_traceback(record: logging.LogRecord) -> bool:
    """A filter that lets every record pass: that nobody answers is one line, which names the error; faults of ours keep their traceback."""
    if record.exc_info and isinstance(record.exc_info[1], NO_ANSWER):
        record.exc_info = None
    return True


logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(_without_traceback)


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, which fetches pages where robots.txt answers 5xx or not at all, and knows no Crawl-delay."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules forbid, and all while they are unknown; space requests out as far as the site asks."""
        if isinstance(rp, Unreachable):
            self._stats.inc_value("robotstxt/unreachable")
            raise RobotsUnreachable(f"robots.txt of {urlparse_cached(request).netloc} cannot be had")
        if rp is not None:
            self._keep_distance(rp, request)
        super().process_request_2(rp, request)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; those that could not be had are asked for anew after a while."""
        known = self._parsers.get(urlparse_cached(request).netloc)
        if isinstance(known, Unreachable) and monotonic() - known.since > AGAIN:
            del self._parsers[urlparse_cached(request).netloc]
        return await super().robot_parser(request)

    def _keep_distance(self, rules: RobotParser, request: Request) -> None:
        delay = rules.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if delay and slot is not None and not self.crawler.settings["REPLAY"]:
            slot.delay = max(slot.delay, min(delay, LONGEST_DELAY))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """4xx: there are no rules, whatever the error page says; 5xx: there may be."""
        if response.status >= 500:
            self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
            self._settle(netloc)
            return
        body = b"" if response.status >= 400 else response.body[:LONGEST]
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Unreachable, unless it was us who would not ask (another site, another port)."""
        if isinstance(exc, IgnoreRequest):
            super()._robots_error(exc, netloc)
            return
        self._stats.inc_value(f"robotstxt/exception_count/{type(exc)}")
        self._settle(netloc)

    def _settle(self, netloc: str) -> None:
        waiting: Any = self._parsers[netloc]
        self._parsers[netloc] = Unreachable()
        waiting.callback(self._parsers[netloc])
