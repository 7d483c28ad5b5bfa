"""How a run went: what it counted, and the verdict. "Nothing new" and "the template changed" are different answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any, Literal, NamedTuple, Self, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.db.frontier import count_pending, outlook
from unioncrawl.db.runs import finish_run, last_verdict, past_counts, was_judged
from unioncrawl.memory import Memory

logger = logging.getLogger(__name__)

Verdict = Literal["ok", "quiet", "drift", "blocked", "unreachable"]
Counts = Mapping[str, Any]

GOOD: frozenset[Verdict] = frozenset({"ok", "quiet"})
TURNED_AWAY = frozenset({"401", "403", "412", "418", "429", "521"})  # statuses of firewalls; 412 and 521 seen on Chinese portals
WALLS = frozenset({"blocked", "script"})  # reasons to refuse a page that a firewall gave instead
OFF_TOPIC = "off-topic"  # the reason that says nothing of the site: a general site writes of much else
FAULT = "fault"  # the reason that says nothing of the page: a step failed over it
OVERSIZE = "oversize"  # the reason that pages share with what is too large to be had
OUR_FAULTS = frozenset({"archive_failed", "disk_full", "database", "frontier"})  # why a run ended that says nothing of the site
ENDED_BY_HAND = frozenset({"shutdown", "cancelled"})  # why a run ended that says nothing of anybody
BARREN = "barren"  # why a run ended that found nothing new for long
FIELDS = ("title", "published_at", "source")

HISTORY = 20  # runs
FEW = 10  # articles: below that, shares say little
SEVERAL = 3  # articles: if all are refused, that says enough
MOST_REFUSED = 0.5  # of the articles fetched
LEAST_FILLED = 0.5  # of the articles stored have a title, or a date
LARGEST_DROP = 0.3  # of a share, against the site's own history
LEAST_LISTED = 0.25  # of the links on a list page, against the site's own history


def exit_code(verdict: str | None) -> int:
    """Of the process: 0 for a good verdict, 1 for a bad one and for a run that came to none."""
    return 0 if verdict in GOOD else 1


def verdict(counts: Counts, history: Sequence[Counts], before: Verdict | None = None, *, judged: bool = True) -> Verdict | None:
    """How a run went, by its `counts`, those of the site's earlier good runs, newest first, and the verdict before.

    A run that a full disk or the like ended comes to none: the trouble is ours. Nor does one that was stopped before anything came.
    `judged` says whether the run before came to one.
    """
    if counts["finish"] in OUR_FAULTS or (counts["finish"] in ENDED_BY_HAND and not counts["statuses"] and not counts["fetched"]):
        return None
    if not counts["requests"]:
        return _without_requests(counts, before, judged)
    if _is_blocked(counts):
        return "blocked"
    if _is_unreachable(counts):
        return "unreachable"
    if counts["finish"] == BARREN or _lists_drift(counts, history) or _articles_drift(counts, history):
        return "drift"
    return "ok" if counts["new"] or counts["changed"] else "quiet"


def _without_requests(counts: Counts, before: Verdict | None, judged: bool) -> Verdict | None:
    """A run that read local documents is ok when any gave an article. One that had nothing to ask for, since all is known, is quiet after
    a good verdict; after a bad one, or none, it has learned nothing: what failed then waits yet.
    """
    if _is_faulty(counts):
        return "drift"
    if counts["new"] + counts["changed"] + counts["unchanged"]:
        return "ok"
    if not counts["known"]:
        return "drift"
    if not judged:
        return None
    return "quiet" if before is None or before in GOOD else before


def _is_faulty(counts: Counts) -> bool:
    """Articles that a fault of ours lost on the way, or over which a step failed."""
    return bool(counts["expected"] > counts["stored"] or counts["refused"].get(FAULT))


def _is_blocked(counts: Counts) -> bool:
    """Half of what came, or all lists, were a firewall's answer or robots.txt's."""
    statuses = counts["statuses"]
    away = sum(count for status, count in statuses.items() if status in TURNED_AWAY)
    walls = sum(count for reason, count in counts["refused"].items() if reason in WALLS)
    if not counts["lists"] and not counts["fetched"]:
        return bool(away or counts["robots"])
    return bool(away * 2 > sum(statuses.values()) or walls * 2 > counts["fetched"])


def _is_unreachable(counts: Counts) -> bool:
    """A host failed again and again to the end, or most answers, or all there were, were server errors."""
    nothing, statuses = not counts["lists"] and not counts["fetched"], counts["statuses"]
    errors, answers = sum(count for status, count in statuses.items() if status >= "500"), sum(statuses.values())
    return bool(counts["resting"]) or errors * 2 > answers or (nothing and errors == answers)


def _lists_drift(counts: Counts, history: Sequence[Counts]) -> str | None:
    """No lists, lists without articles, or with far fewer than they had: which, or None."""
    if not counts["lists"]:
        alone = counts["fetched"]  # articles without their lists were asked for
        return None if alone else f"no list was read ({_tally(counts['statuses'])})"
    if not counts["listed"] or counts["empty_lists"] > max((past["empty_lists"] for past in history), default=0):
        named = f": {', '.join(counts['empty_at'])}" if counts["empty_at"] else ""
        return f"{counts['empty_lists']} of {counts['lists']} lists without a link{named}"
    usual = [past["listed"] / past["lists"] for past in history if past["lists"]]
    if usual and counts["listed"] / counts["lists"] < LEAST_LISTED * median(usual):
        return f"{counts['listed'] / counts['lists']:.0f} links a list, {median(usual):.0f} before"
    return None


def _articles_drift(counts: Counts, history: Sequence[Counts]) -> str | None:
    """Articles lost to a fault of ours, mostly refused, or without titles and dates: which, or None."""
    if _is_faulty(counts):
        return f"{counts['expected'] - counts['stored'] + counts['refused'].get(FAULT, 0)} of {counts['fetched']} pages met a fault"
    refused = sum(count for reason, count in counts["refused"].items() if reason != OFF_TOPIC)
    taken = counts["new"] + counts["changed"] + counts["unchanged"]
    if refused > MOST_REFUSED * (refused + taken) and refused + taken >= (FEW if taken else SEVERAL):
        return f"most refused: {_tally(counts['refused'])}"
    if taken < FEW:
        return None
    filled = {field: counts["filled"].get(field, 0) / taken for field in FIELDS}
    least = {field: _usual(field, history) - LARGEST_DROP for field in FIELDS}
    for field in ("title", "published_at"):
        least[field] = max(least[field], LEAST_FILLED)
    return ", ".join(f"{field} in {filled[field]:.0%} of the articles" for field in FIELDS if filled[field] < least[field]) or None


def cause(counts: Counts, history: Sequence[Counts], judged: Verdict | None) -> str | None:
    """What the verdict of a run that asked for something is seen by, in a line for people; None where the verdict says all."""
    if judged == "blocked":
        away = {status: count for status, count in counts["statuses"].items() if status in TURNED_AWAY}
        walls = {reason: count for reason, count in counts["refused"].items() if reason in WALLS}
        robots = {"forbidden by robots.txt": counts["robots"]} if counts["robots"] else {}
        return _tally(away | walls | robots)
    if judged == "drift":
        seen = (_lists_drift(counts, history) if counts["requests"] else None, _articles_drift(counts, history))
        return "; ".join(filter(None, seen)) or None
    return None


def _tally(counted: Mapping[str, int]) -> str:
    """ "412 x 4, 403 x 1" """
    return ", ".join(f"{name} x {count}" for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))) or "no answer"


def _usual(field: str, history: Sequence[Counts]) -> float:
    """The share of a site's articles that had a field."""
    taken = sum(past["new"] + past["changed"] + past["unchanged"] for past in history)
    return sum(past["filled"].get(field, 0) for past in history) / taken if taken >= FEW else 0.0


def counts(stats: Mapping[str, Any]) -> dict[str, Any]:
    """What a run counted, from Scrapy's stats. `expected` is the article pages fetched, `stored` what the database has of them."""
    numbers = {name: stats.get(f"unioncrawl/{name}", 0) for name in ("lists", "listed", "fetched", "new", "changed", "unchanged")}
    return numbers | {
        "known": stats.get("unioncrawl/known", 0),
        "empty_lists": stats.get("unioncrawl/lists/empty", 0),
        "empty_at": stats.get("unioncrawl/lists/empty/at", []),
        "expected": numbers["fetched"],
        "stored": numbers["new"] + numbers["changed"] + numbers["unchanged"] + stats.get("unioncrawl/refused", 0),
        "refused": _under(stats, "unioncrawl/refused/"),
        "filled": _under(stats, "unioncrawl/filled/"),
        "requests": stats.get("downloader/request_count", 0),
        "statuses": _without_robots(stats),
        "faults": stats.get("downloader/exception_count", 0),
        "robots": stats.get("robotstxt/forbidden", 0),
        "resting": stats.get("unioncrawl/resting", 0),
        "finish": stats.get("finish_reason"),
    }


def _under(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): count for name, count in sorted(stats.items()) if name.startswith(prefix)}


def _without_robots(stats: Mapping[str, Any]) -> dict[str, int]:
    """Responses by status, but for those to robots.txt: a site that gives nothing else is not reached."""
    robots = _under(stats, "robotstxt/response_status_count/")
    statuses = _under(stats, "downloader/response_status_count/")
    return {status: count - robots.get(status, 0) for status, count in statuses.items() if count > robots.get(status, 0)}


class Health:
    """Closes the row of the run. Leaves the verdict in the stats as unioncrawl/verdict, its cause as unioncrawl/cause, the one before as
    unioncrawl/verdict/before, in unioncrawl/left how many addresses wait for the next run, and in unioncrawl/due when the first of them may
    be asked for (ISO 8601).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        health = cls(crawler)
        crawler.signals.connect(health.spider_closed, signals.spider_closed)
        return health

    async def spider_closed(self, reason: str) -> None:
        """Judge the run. A crawl without its database comes to no verdict, nor one that our own trouble ended."""
        memory = cast(Memory, self.crawler.get_extension(Memory))
        if memory.run is None:
            return
        stats = self.crawler.stats
        counted = counts(stats.get_stats() | {"finish_reason": reason})
        finish = partial(_finish, site=cast(Spider, self.crawler.spider).name, run=memory.run.number, counted=counted)
        try:
            end = await memory.write(finish)
        except SQLAlchemyError as error:
            logger.error("the run's row could not be written: %s", error)
            return
        known = {
            "verdict": end.verdict,
            "cause": end.cause,
            "verdict/before": end.before,
            "left": end.left,
            "due": end.due and end.due.isoformat(),
        }
        for name, value in known.items():
            if value is not None:
                stats.set_value(f"unioncrawl/{name}", value)


class _End(NamedTuple):
    """How a run's row was closed."""

    verdict: Verdict | None
    cause: str | None
    before: Verdict | None  # of the newest run that was not ended by hand: such turn nothing, so what they found is not told yet
    left: int  # addresses
    due: datetime | None  # when the first of those left may be asked for


def _finish(connection: Connection, site: str, run: int, counted: Counts) -> _End:
    before, left, now = cast(Verdict | None, last_verdict(connection, site)), count_pending(connection, site), datetime.now(UTC)
    told = cast(Verdict | None, last_verdict(connection, site, passed_over=ENDED_BY_HAND))
    history = past_counts(connection, site, HISTORY)
    found = verdict(counted, history, before, judged=was_judged(connection, site))
    finish_run(connection, run, now, found, {**counted, "left": left})
    due, _ = outlook(connection, site, run, now)
    return _End(found, cause(counted, history, found), told, left, due and due.replace(microsecond=0))
