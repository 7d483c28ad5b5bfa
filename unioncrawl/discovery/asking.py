"""Pages asked for, each once, within a budget. How they are fetched is the caller's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scrapy import Request
from scrapy.http import Response, TextResponse

MOST_PAGES = 36  # asked for in all


@dataclass(slots=True, frozen=True)
class Fault:
    """Why there is no page, or nothing was found."""

    state: str  # "blocked", "needs_browser", "unreachable", "elsewhere", "nothing"; of a single page also "missing", "robots", "spent"
    detail: str


@dataclass(slots=True, frozen=True)
class Answer:
    """What an address answered."""

    response: Response | None  # as served, meta["page"] with it
    page: TextResponse | None  # decoded
    fault: Fault | None = None


Ask = Callable[[str | Request], Awaitable[Answer]]


class Asked:
    """The answers so far."""

    def __init__(self, ask: Ask, domains: Sequence[str], now: datetime) -> None:
        self.ask = ask
        self.domains = domains  # the site's
        self.now = now
        self.answers: dict[str, Answer] = {}

    async def look(self, at: str | Request) -> Answer:
        """The page at an address."""
        url = at if isinstance(at, str) else at.url
        if url not in self.answers:
            if len(self.answers) == MOST_PAGES:
                return Answer(None, None, Fault("spent", f"{MOST_PAGES} pages were asked for"))
            self.answers[url] = await self.ask(at)
        return self.answers[url]

    @property
    def pages(self) -> list[TextResponse]:
        """All that came."""
        return [answer.page for answer in self.answers.values() if answer.page is not None]
