"""The runs of a site's spider, and the crawls that they are part of: a crawl that was killed goes on in the next run."""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select, update

from unioncrawl.db import tables

RESUMABLE = timedelta(hours=6)  # after that, the lists are due anyway
WHOLE = ("finished", "limit")  # Scrapy's and SiteSpider's words for an end that leaves nothing to go on with
KILLED = "killed"  # the finish of a run whose process went without a word

_RUN = tables.run.c
_FRONTIER = tables.frontier.c


class Run(NamedTuple):
    """A run, and the crawl that it is part of."""

    number: int
    crawl: int  # number of the run that began it


def start_run(connection: Connection, site: str, arguments: str | None, now: datetime) -> Run:
    """A new run's row. It goes on with the crawl of the latest run where that asked for the same, and was cut short or is still at work."""
    _bury(connection, site)
    crawl = _open_crawl(connection, site, arguments, now)
    values = {"site": site, "started_at": now, "arguments": arguments, "host": socket.gethostname(), "pid": os.getpid(), "crawl": crawl}
    number = cast(int, connection.execute(tables.run.insert().values(values).returning(_RUN.id)).scalar_one())
    if crawl is None:
        connection.execute(update(tables.run).where(_RUN.id == number).values(crawl=number))
    return Run(number, crawl or number)


def _bury(connection: Connection, site: str) -> None:
    """Give the runs of this computer that never said how they ended, and whose process is gone, their finish."""
    query = select(_RUN.id, _RUN.pid).where(
        _RUN.site == site, _RUN.finished_at.is_(None), _RUN.finish.is_(None), _RUN.host == socket.gethostname()
    )
    dead = [run.id for run in connection.execute(query) if not _is_alive(run.pid)]
    connection.execute(update(tables.run).where(_RUN.id.in_(dead)).values(finish=KILLED))


def _open_crawl(connection: Connection, site: str, arguments: str | None, now: datetime) -> int | None:
    last = connection.execute(select(tables.run).where(_RUN.site == site).order_by(_RUN.id.desc()).limit(1)).one_or_none()
    if last is None or last.finish in WHOLE or last.arguments != arguments or last.started_at < now - RESUMABLE:
        return None
    left = select(_FRONTIER.id).where(_FRONTIER.site == site, _FRONTIER.state == "pending").limit(1)
    return last.crawl if connection.execute(left).first() is not None else None


def finish_run(connection: Connection, number: int, now: datetime, verdict: str | None, counts: Mapping[str, Any]) -> None:
    """Say how a run ended."""
    values = {"finished_at": now, "verdict": verdict, "counts": dict(counts), "finish": counts["finish"]}
    connection.execute(update(tables.run).where(_RUN.id == number).values(values))


def past_counts(connection: Connection, site: str, limit: int) -> list[dict[str, Any]]:
    """The counts of a site's latest good runs, newest first."""
    query = select(_RUN.counts).where(_RUN.site == site, _RUN.verdict.in_(("ok", "quiet"))).order_by(_RUN.id.desc()).limit(limit)
    return list(connection.execute(query).scalars())


def last_verdict(connection: Connection, site: str, passed_over: Collection[str] = ()) -> str | None:
    """Of a site's newest run that came to one; runs that ended so are passed over."""
    came = _RUN.site == site, _RUN.verdict.is_not(None), _RUN.finish.not_in(passed_over)
    query = select(_RUN.verdict).where(*came).order_by(_RUN.id.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()


def was_judged(connection: Connection, site: str) -> bool:
    """Whether a site's newest run that ended, where there is one, came to a verdict."""
    query = select(_RUN.verdict).where(_RUN.site == site, _RUN.finished_at.is_not(None)).order_by(_RUN.id.desc()).limit(1)
    newest = connection.execute(query).one_or_none()
    return newest is None or newest.verdict is not None


def dead_runs(connection: Connection, site: str) -> list[int]:
    """Runs that hold leases on a site's addresses and will not come back: ended, or their process on this computer is gone."""
    holders = select(_FRONTIER.leased_by).where(_FRONTIER.site == site, _FRONTIER.leased_by.is_not(None)).distinct()
    runs = connection.execute(select(_RUN.id, _RUN.finished_at, _RUN.host, _RUN.pid).where(_RUN.id.in_(holders)))
    here = socket.gethostname()
    return [run.id for run in runs if run.finished_at is not None or (run.host == here and not _is_alive(run.pid))]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
