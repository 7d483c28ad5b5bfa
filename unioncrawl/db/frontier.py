"""The frontier in SQL: every address known of a site, when it is due, who is at work on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, null, select, update

from unioncrawl.db import tables
from unioncrawl.db.articles import mark_gone, mark_seen
from unioncrawl.db.sightings import Met, record_sightings

REVISITS = (1, 2, 4, 8)  # days after a visit until the next; after the last, none
DAYS = 7  # that one which failed is tried by itself
MOST_MET = 20  # places that an address which waits is remembered to have been met at
LEASE = timedelta(minutes=5)  # renewed while the run lives
LAST = -1_000  # priority of addresses that failed: they keep none that are well from their turn

Row = dict[str, Any]  # an address to ask for: fingerprint, url, callback, cb_kwargs, request, priority, always

_ROW = tables.frontier.c
_FREE: Row = {"leased_by": None, "leased_until": None}
_MET = select(_ROW.id, _ROW.met).where(_ROW.id.in_(bindparam("numbers", expanding=True))).order_by(_ROW.id).with_for_update()
_GAVE = bindparam("gave", type_=_ROW.article.type)
_DONE = (
    update(tables.frontier)
    .where(_ROW.id == bindparam("number"))
    .values(state="done", is_list=False, next_at=bindparam("again"), visits=bindparam("times"), visited_at=bindparam("at"))
    .values(attempts=0, error=None, crawl=bindparam("by"), article=func.coalesce(_GAVE, _ROW.article), **_FREE)
    .values(met=case((_GAVE.is_(None), _ROW.met), else_=null()))
)


@dataclass(slots=True, eq=False)
class Visit:
    """An address at work, from its lease to its end."""

    number: int  # of its row
    site: str
    crawl: int
    row: Row
    children: list[Row] = field(default_factory=list)  # what its page leads to
    items: int = 0  # that its page gave and that are not through the pipelines yet
    known: int = 0  # of the children, how many are not asked for again
    alone: bool = False  # whether it gave one article, which takes the visit's end into its own transaction


def add(connection: Connection, site: str, crawl: int, asked: Sequence[Row], now: datetime) -> int:
    """Take addresses in; how many of them will be asked for.

    A known one is asked for again when it is due; one that gave only further addresses, a list, and one that failed, once in every crawl.
    """
    wanted: dict[str, Row] = {}
    for row in asked:
        wanted.setdefault(row["fingerprint"], row)
    known = _known(connection, site, list(wanted))
    _meet(connection, {known[fingerprint]["id"]: met for fingerprint in known if (met := _met(wanted[fingerprint]))}, now)
    new = [row for fingerprint, row in wanted.items() if fingerprint not in known]
    due = [row for fingerprint, row in wanted.items() if fingerprint in known and _is_due(known[fingerprint], row, crawl, now)]
    if new:
        first = {"site": site, "crawl": crawl, "state": "pending", "next_at": now, "attempts": 0, "visits": 0, "is_list": False}
        connection.execute(tables.frontier.insert(), [_asked(row) | first for row in new])
    for row in due:
        before = known[row["fingerprint"]]
        again = {"crawl": crawl, "state": "pending", "next_at": now, "attempts": 0}
        late = {"priority": LAST} if before["state"] == "failed" else {}
        connection.execute(update(tables.frontier).where(_ROW.id == before["id"]).values(_asked(row) | again | late))
    return len(new) + len(due)


def _known(connection: Connection, site: str, fingerprints: list[str]) -> dict[str, Row]:
    if not fingerprints:
        return {}
    columns = (_ROW.fingerprint, _ROW.id, _ROW.state, _ROW.next_at, _ROW.is_list, _ROW.crawl)
    found = connection.execute(select(*columns).where(_ROW.site == site, _ROW.fingerprint.in_(fingerprints))).mappings()
    return {row["fingerprint"]: {**row} for row in found}


def _met(row: Row) -> Met | None:
    """Where an article's address was met, as SiteSpider.article_request says it."""
    given = row["cb_kwargs"] or {}
    return Met(given["met"], given["listing"]["url"]) if given.keys() >= {"met", "listing"} else None


def _meet(connection: Connection, places: Mapping[int, Met], now: datetime) -> None:
    """Keep where known addresses, by their rows' numbers, were met once more: with their articles, or in their rows until these come."""
    if not places:
        return
    query = select(_ROW.id, _ROW.state, _ROW.article, _ROW.cb_kwargs, _ROW.met).where(_ROW.id.in_(places)).order_by(_ROW.id)
    rows = connection.execute(query.with_for_update()).mappings().all()  # none of them gets its article meanwhile
    record_sightings(connection, [(row["article"], places[row["id"]], now) for row in rows if row["article"] is not None])
    for row in rows:
        place, before = places[row["id"]], [Met(*met) for met in row["met"] or []]
        if row["article"] is None and row["state"] == "pending" and place not in (_met({**row}), *before) and len(before) < MOST_MET:
            connection.execute(update(tables.frontier).where(_ROW.id == row["id"]).values(met=[*before, place]))


def _is_due(known: Row, asked: Row, crawl: int, now: datetime) -> bool:
    if known["state"] == "pending":
        return False
    if asked["always"]:
        return True
    if known["is_list"] or known["state"] == "failed":
        return bool(known["crawl"] != crawl)
    return known["next_at"] is not None and known["next_at"] <= now


def _asked(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("fingerprint", "url", "callback", "cb_kwargs", "request", "priority")}


def resume(connection: Connection, site: str, dead: Sequence[int], now: datetime) -> None:
    """Before a run: what dead runs were at work on can be had again, and what is due by its schedule is to be asked for."""
    if dead:
        connection.execute(update(tables.frontier).where(_ROW.leased_by.in_(dead)).values(leased_by=None, leased_until=None))
    due = update(tables.frontier).where(_ROW.site == site, _ROW.state != "pending", _ROW.next_at <= now)
    connection.execute(due.values(state="pending"))


def lease(connection: Connection, site: str, run: int, most: int, now: datetime) -> list[Row]:
    """Up to that many due addresses for a run alone, the most urgent first."""
    due = (
        select(_ROW.id)
        .where(_ROW.site == site, _ROW.state == "pending", _ROW.next_at <= now, ~_at_work(now))
        .order_by(_ROW.priority.desc(), _ROW.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    numbers = list(connection.execute(due).scalars())
    if not numbers:
        return []
    taken = update(tables.frontier).where(_ROW.id.in_(numbers)).values(leased_by=run, leased_until=now + LEASE)
    rows = {row["id"]: {**row} for row in connection.execute(taken.returning(tables.frontier)).mappings()}
    return [rows[number] | {"validators": _validators(connection, rows[number])} for number in numbers]


def _validators(connection: Connection, row: Row) -> dict[str, str]:
    """The headers that ask only for a page other than the one that the article was read from (RFC 9110, 13.1)."""
    if row["article"] is None:
        return {}
    article, page = tables.article.c, tables.page.c
    query = select(page.etag, page.last_modified).join(tables.article, article.page == page.id)
    known = connection.execute(query.where(article.id == row["article"], page.url == row["url"], page.status == 200)).one_or_none()
    headers = {} if known is None else {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def renew(connection: Connection, run: int, now: datetime) -> None:
    """The run is still at work on what it has."""
    connection.execute(update(tables.frontier).where(_ROW.leased_by == run).values(leased_until=now + LEASE))


def release(connection: Connection, run: int) -> None:
    """The run is at work on nothing any more."""
    connection.execute(update(tables.frontier).where(_ROW.leased_by == run).values(leased_by=None, leased_until=None))


def outlook(connection: Connection, site: str, run: int, now: datetime) -> tuple[datetime | None, bool]:
    """When the next address is due, None where there is none; and whether another run is at work on the site."""
    waiting = select(func.min(_ROW.next_at)).where(_ROW.site == site, _ROW.state == "pending", ~_at_work(now))
    others = select(_ROW.id).where(_ROW.site == site, _ROW.leased_by != run, _at_work(now)).limit(1)
    return connection.execute(waiting).scalar_one(), connection.execute(others).first() is not None


def _at_work(now: datetime) -> ColumnElement[bool]:
    return _ROW.leased_until.is_not(None) & (_ROW.leased_until >= now)


def settle(connection: Connection, visit: Visit, now: datetime, article: int | None = None) -> None:
    """The visit's page was read, and gave an article (or a refusal): what it leads to comes in with the transaction that ends it."""
    settle_all(connection, {visit: article}, now)


def settle_all(connection: Connection, ended: Mapping[Visit, int | None], now: datetime) -> None:
    """The same for many visits, each with the article that its page gave."""
    if not ended:
        return
    for visit in ended:
        visit.known = len(visit.children) - add(connection, visit.site, visit.crawl, visit.children, now)
    gave = {visit.number: article for visit, article in ended.items() if article is not None}
    places = connection.execute(_MET, {"numbers": sorted(gave)}).all() if gave else []
    record_sightings(connection, [(gave[row.id], Met(*met), now) for row in places for met in row.met or []])
    rows = [
        {
            "number": visit.number,
            "again": revisit(visit, now),
            "times": visit.row["visits"] + 1,
            "at": now,
            "by": visit.crawl,
            "gave": article,
        }
        for visit, article in ended.items()
    ]
    connection.execute(_DONE, rows)


def settle_list(connection: Connection, visit: Visit, now: datetime) -> None:
    """The visit's page was read, and gave nothing but addresses."""
    visit.known = len(visit.children) - add(connection, visit.site, visit.crawl, visit.children, now)
    _end(connection, visit, now, state="done", is_list=True, next_at=None)


def settle_unmodified(connection: Connection, visit: Visit, now: datetime) -> None:
    """The site says that the page of the visit's article is as it was."""
    mark_seen(connection, visit.row["article"], now)
    _end(connection, visit, now, state="done", next_at=revisit(visit, now))


def settle_gone(connection: Connection, visit: Visit, now: datetime) -> None:
    """The site says that there is no such page: its article stays, marked where no other address gives it."""
    article = visit.row["article"]
    others = select(_ROW.id).where(_ROW.article == article, _ROW.id != visit.number, _ROW.state != "gone").limit(1)
    if article is not None and connection.execute(others).first() is None:
        mark_gone(connection, article, now)
    _end(connection, visit, now, state="gone", next_at=revisit(visit, now))


def revisit(visit: Visit, now: datetime) -> datetime | None:
    """When to see an article again, None for never: after 1, 2, 4 and 8 days."""
    times = visit.row["visits"]
    return now + timedelta(days=REVISITS[times]) if times < len(REVISITS) else None


def _end(connection: Connection, visit: Visit, now: datetime, **values: Any) -> None:
    ended = {"visits": visit.row["visits"] + 1, "visited_at": now, "attempts": 0, "error": None, "crawl": visit.crawl}
    _update(connection, visit, ended | values)


def postpone(connection: Connection, visit: Visit, now: datetime, error: str, delays: Sequence[float]) -> None:
    """The visit failed: try again after the next of the delays (seconds), then every day, at last only when a list names it again."""
    failed = int(visit.row["attempts"])
    state, next_at = "failed", now + timedelta(days=1) if failed < len(delays) + DAYS else None
    if failed < len(delays):
        state, next_at = "pending", now + timedelta(seconds=delays[failed])
    _update(connection, visit, {"state": state, "attempts": failed + 1, "error": error, "next_at": next_at, "priority": LAST})


def put_off(connection: Connection, visit: Visit, now: datetime, until: datetime) -> None:
    """The visit did not begin: its host rests until then."""
    _update(connection, visit, {"next_at": until})


def count_pending(connection: Connection, site: str) -> int:
    """How many addresses of a site wait to be asked for."""
    return int(connection.execute(select(func.count()).where(_ROW.site == site, _ROW.state == "pending")).scalar_one())


def _update(connection: Connection, visit: Visit, values: Row) -> None:
    connection.execute(update(tables.frontier).where(_ROW.id == visit.number).values(values | _FREE))
