"""The frontier in SQL, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from unioncrawl.db import frontier, record_site, save_article, tables, write
from unioncrawl.db.frontier import Row, Visit
from unioncrawl.db.runs import dead_runs, finish_run, last_verdict, start_run, was_judged
from unioncrawl.items import Article, Block, Listing

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def site(engine: Engine) -> None:
    for name in ("here", "there"):
        write(engine, partial(record_site, name=name))


def a_row(url: str, **fields: Any) -> Row:
    usual = {"fingerprint": url, "url": url, "callback": "parse", "cb_kwargs": None, "request": None, "priority": 0, "always": False}
    return usual | fields


def add(engine: Engine, *urls: str, crawl: int = 1, now: datetime = NOW, **fields: Any) -> int:
    return write(engine, lambda connection: frontier.add(connection, "here", crawl, [a_row(url, **fields) for url in urls], now))


def lease(engine: Engine, run: int = 1, most: int = 10, now: datetime = NOW) -> list[Visit]:
    rows = write(engine, lambda connection: frontier.lease(connection, "here", run, most, now))
    return [Visit(row["id"], "here", 1, row) for row in rows]


def urls(visits: list[Visit]) -> list[str]:
    return [visit.row["url"] for visit in visits]


def rows(engine: Engine) -> list[Row]:
    with engine.connect() as connection:
        return [{**row} for row in connection.execute(select(tables.frontier).order_by(tables.frontier.c.id)).mappings()]


def test_addresses_come_out_by_priority_and_then_as_they_came_in(engine: Engine) -> None:
    assert add(engine, "l1", "l2") == 2
    assert add(engine, "a1", "a2", "a1", priority=1) == 2
    assert urls(lease(engine, most=3)) == ["a1", "a2", "l1"]
    assert urls(lease(engine)) == ["l2"]


def test_what_failed_comes_after_all_that_did_not_also_where_a_list_names_it_again(engine: Engine) -> None:
    add(engine, "bad", "good", "list", priority=1)
    bad = lease(engine, most=1)[0]
    write(engine, partial(frontier.postpone, visit=bad, error="status 502", delays=[], now=NOW))
    assert add(engine, "bad", crawl=2, priority=1) == 1
    assert urls(lease(engine)) == ["good", "list", "bad"]


def test_what_is_pending_or_at_work_is_not_taken_in_again(engine: Engine) -> None:
    add(engine, "a")
    assert add(engine, "a", crawl=2) == 0
    lease(engine)
    assert add(engine, "a", crawl=2, always=True) == 0


def test_a_list_is_asked_for_once_in_every_crawl(engine: Engine) -> None:
    add(engine, "list")
    for visit in lease(engine):
        visit.children = [a_row("article")]
        write(engine, partial(frontier.settle_list, visit=visit, now=NOW))
    assert add(engine, "list", crawl=1) == 0
    assert add(engine, "list", crawl=2) == 1
    assert sorted(urls(lease(engine))) == ["article", "list"]


def test_an_article_is_asked_for_again_after_one_two_four_and_eight_days_and_then_no_more(engine: Engine) -> None:
    add(engine, "a")
    asked = []
    for day in range(40):
        now = NOW + day * DAY
        write(engine, partial(frontier.resume, site="here", dead=[], now=now))
        add(engine, "a", crawl=day, now=now)
        for visit in lease(engine, now=now):
            asked.append(day)
            write(engine, partial(frontier.settle, visit=visit, now=now))
    assert asked == [0, 1, 3, 7, 15]


def test_one_that_fails_is_tried_after_each_delay_and_then_every_day_for_a_week(engine: Engine) -> None:
    add(engine, "a")
    tried = []
    for minute in (0, 0, 1, 5, 6, 30, 31, *range(31 + 1440, 31 + 20 * 1440, 720)):
        now = NOW + timedelta(minutes=minute)
        write(engine, partial(frontier.resume, site="here", dead=[], now=now))
        for visit in lease(engine, now=now):
            tried.append(minute)
            write(engine, partial(frontier.postpone, visit=visit, error="status 503", delays=[60, 300, 1500], now=now))
    assert tried == [0, 1, 6, 31, *(31 + day * 1440 for day in range(1, 8))]
    assert rows(engine)[0]["error"] == "status 503"
    assert add(engine, "a", crawl=1) == 0
    assert add(engine, "a", crawl=2) == 1  # a list names it


def test_several_runs_never_lease_the_same_address(engine: Engine) -> None:
    add(engine, *(f"a{number}" for number in range(200)))

    def take(run: int) -> list[str]:
        taken: list[str] = []
        while batch := lease(engine, run, most=7):
            taken += urls(batch)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [url for batch in pool.map(take, range(1, 5)) for url in batch]
    assert sorted(taken) == sorted({f"a{number}" for number in range(200)})


def test_leases_end_by_themselves_unless_they_are_renewed(engine: Engine) -> None:
    add(engine, "a")
    lease(engine, run=1)
    later = NOW + frontier.LEASE
    assert lease(engine, run=2, now=later) == []
    write(engine, partial(frontier.renew, run=1, now=later))
    assert lease(engine, run=2, now=later + DAY / 1000) == []
    assert urls(lease(engine, run=2, now=later + 2 * frontier.LEASE)) == ["a"]


def test_a_run_gives_back_what_it_did_not_get_to(engine: Engine) -> None:
    add(engine, "a", "b")
    lease(engine, run=1)
    write(engine, partial(frontier.release, run=1))
    assert urls(lease(engine, run=2)) == ["a", "b"]


def test_the_outlook_tells_what_is_due_and_who_else_is_at_work(engine: Engine) -> None:
    def outlook(run: int) -> tuple[datetime | None, bool]:
        with engine.connect() as connection:
            return frontier.outlook(connection, "here", run, NOW)

    assert outlook(1) == (None, False)
    add(engine, "a")
    assert outlook(1) == (NOW, False)
    [visit] = lease(engine, run=1)
    assert outlook(1) == (None, False)
    assert outlook(2) == (None, True)
    write(engine, partial(frontier.postpone, visit=visit, error="reset", delays=[60], now=NOW))
    assert outlook(1) == (NOW + timedelta(seconds=60), False)


def test_an_address_is_done_in_the_transaction_of_its_article_or_not_at_all(engine: Engine) -> None:
    add(engine, "http://a.cn/1")
    [visit] = lease(engine)
    article = Article("http://a.cn/1", title="送清凉", blocks=[Block(0, "工会")])

    def store(connection: Any, fails: bool) -> None:
        saved = save_article(connection, article, "here", NOW)
        frontier.settle(connection, visit, NOW, article=saved.number)
        if fails:
            raise RuntimeError("killed here")

    with pytest.raises(RuntimeError, match="killed here"):
        write(engine, partial(store, fails=True))
    assert rows(engine)[0]["state"] == "pending"
    write(engine, partial(store, fails=False))
    [row] = rows(engine)
    assert (row["state"], row["visits"], row["leased_by"]) == ("done", 1, None)
    assert row["article"] is not None


def test_a_refused_revisit_does_not_forget_the_article(engine: Engine) -> None:
    add(engine, "http://a.cn/1")
    number = write(engine, lambda connection: save_article(connection, Article("http://a.cn/1"), "here", NOW)).number
    for article in (number, None):
        [visit] = lease(engine, now=NOW + 9 * DAY)
        write(engine, partial(frontier.settle, visit=visit, now=NOW, article=article))
        write(engine, partial(frontier.resume, site="here", dead=[], now=NOW + 9 * DAY))
    assert rows(engine)[0]["article"] == number


def test_a_crawl_that_was_cut_short_goes_on_in_the_next_run_and_one_that_ended_does_not(engine: Engine) -> None:
    def start(arguments: str = "may", at: datetime = NOW) -> tuple[int, int]:
        return write(engine, lambda connection: start_run(connection, "here", arguments, at))

    first, crawl = start()
    assert crawl == first
    assert start()[1] == first + 1  # nothing was left
    add(engine, "a")
    assert start()[1] == first + 1
    assert start(arguments="june")[1] == first + 3
    last, crawl = start(arguments="june", at=NOW + timedelta(hours=5))
    assert crawl == first + 3
    assert start(arguments="june", at=NOW + timedelta(hours=12))[1] == last + 1
    write(engine, partial(finish_run, number=last + 1, now=NOW, verdict="ok", counts={"finish": "finished"}))
    assert start(arguments="june", at=NOW + timedelta(hours=12))[1] == last + 2


def test_leases_of_a_run_whose_process_is_gone_come_back_at_once(engine: Engine) -> None:
    run = write(engine, lambda connection: start_run(connection, "here", None, NOW))
    add(engine, "a")
    lease(engine, run=run.number)
    with engine.connect() as connection:
        assert dead_runs(connection, "here") == []
    with engine.begin() as connection:
        connection.execute(tables.run.update().values(pid=2**22 + 1))  # beyond Linux's largest
        assert dead_runs(connection, "here") == [run.number]
        assert dead_runs(connection, "there") == []
        connection.execute(tables.run.update().values(host="elsewhere"))
        assert dead_runs(connection, "here") == []
    write(engine, partial(frontier.resume, site="here", dead=[run.number], now=NOW))
    assert urls(lease(engine, run=9)) == ["a"]


def test_runs_whose_process_is_gone_are_said_to_be_killed_by_the_next_and_others_are_not(engine: Engine) -> None:
    def start(site: str = "here") -> int:
        return write(engine, lambda connection: start_run(connection, site, None, NOW)).number

    dead, elsewhere, ended, other, alive = start(), start(), start(), start("there"), start()
    gone = {"pid": 2**22 + 1}  # beyond Linux's largest
    write(engine, partial(finish_run, number=ended, now=NOW, verdict="ok", counts={"finish": "finished"}))
    with engine.begin() as connection:
        connection.execute(tables.run.update().where(tables.run.c.id != alive).values(gone))
        connection.execute(tables.run.update().where(tables.run.c.id == elsewhere).values(host="elsewhere"))
    start()
    with engine.connect() as connection:
        finishes = {row.id: row.finish for row in connection.execute(select(tables.run))}
    assert [finishes[number] for number in (dead, elsewhere, ended, other, alive)] == ["killed", None, "finished", None, None]


def test_an_article_is_gone_when_none_of_its_addresses_is_there(engine: Engine) -> None:
    lines = ["青禾市总工会举行爱心驿站启用仪式，环卫工人和快递小哥走进驿站，体验了饮水、充电、热饭等服务。"] * 3
    add(engine, "http://a.cn/old", "http://a.cn/new")
    visits = lease(engine)
    for visit in visits:
        article = Article(visit.row["url"], title="启用", blocks=[Block(at, line) for at, line in enumerate(lines)])
        saved = write(engine, partial(save_article, article=article, site="here", seen_at=NOW))
        write(engine, partial(frontier.settle, visit=visit, now=NOW, article=saved.number))
    gone: list[bool] = []
    for _ in visits:
        later = NOW + DAY
        with engine.begin() as connection:
            frontier.resume(connection, "here", [], later)
        [visit] = lease(engine, most=1, now=later)
        write(engine, partial(frontier.settle_gone, visit=visit, now=later))
        with engine.connect() as connection:
            gone.append(connection.execute(select(tables.article.c.gone_at)).scalar_one() is not None)
    assert gone == [False, True]


def met_on(listed_on: str, met: str = "a") -> dict[str, Any]:
    return {"cb_kwargs": {"listing": {"url": listed_on}, "met": met}}


def sightings(engine: Engine) -> list[tuple[str, str | None, datetime]]:
    with engine.connect() as connection:
        place = tables.sighting.c
        return [
            (url, on, at) for url, on, at in connection.execute(select(place.url, place.listed_on, place.last_seen_at).order_by(place.id))
        ]


def test_an_article_that_is_on_two_lists_is_seen_on_both_whether_it_is_known_waits_or_is_at_work(engine: Engine) -> None:
    add(engine, "a", **met_on("l1"))
    for _ in range(2):
        add(engine, "a", **met_on("l1"))
        add(engine, "a", **met_on("l2", "a?from=l2"))
    [visit] = lease(engine)
    add(engine, "a", **met_on("l3"))
    assert sightings(engine) == []
    article = Article("http://a.cn/1", blocks=[Block(0, "工会")], url_met="a")
    article.hints.listing = Listing("l1")

    def settle(connection: Connection) -> None:
        saved = save_article(connection, article, "here", NOW)
        frontier.settle(connection, visit, NOW, article=saved.number)

    write(engine, settle)
    assert sightings(engine) == [("a", "l1", NOW), ("a?from=l2", "l2", NOW), ("a", "l3", NOW)]
    assert rows(engine)[0]["met"] is None
    assert add(engine, "a", now=NOW + timedelta(hours=1), **met_on("l4")) == 0
    assert add(engine, "a", now=NOW + timedelta(hours=2), **met_on("l1")) == 0
    later = [("a", "l1", NOW + timedelta(hours=2)), ("a?from=l2", "l2", NOW), ("a", "l3", NOW), ("a", "l4", NOW + timedelta(hours=1))]
    assert sightings(engine) == later


def test_a_list_says_how_many_of_its_addresses_are_known(engine: Engine) -> None:
    add(engine, "list", "known")
    visit = lease(engine)[0]
    visit.children = [a_row("known"), a_row("new"), a_row("newer")]
    write(engine, partial(frontier.settle_list, visit=visit, now=NOW))
    assert visit.known == 1


def test_the_newest_run_that_ended_came_to_a_verdict_or_did_not(engine: Engine) -> None:
    def ended(verdict: str | None) -> bool:
        number = write(engine, lambda connection: start_run(connection, "here", None, NOW)).number
        write(engine, partial(finish_run, number=number, now=NOW, verdict=verdict, counts={"finish": "finished"}))
        write(engine, lambda connection: start_run(connection, "here", None, NOW))  # is at work
        return write(engine, partial(was_judged, site="here"))

    assert write(engine, partial(was_judged, site="here"))
    assert [ended("ok"), ended(None), ended("drift")] == [True, False, True]


def test_the_last_verdict_passes_over_runs_that_ended_so(engine: Engine) -> None:
    assert write(engine, partial(last_verdict, site="here")) is None
    for verdict, finish in (("ok", "finished"), ("drift", "shutdown"), (None, "disk_full")):
        number = write(engine, lambda connection: start_run(connection, "here", None, NOW)).number
        write(engine, partial(finish_run, number=number, now=NOW, verdict=verdict, counts={"finish": finish}))
    assert write(engine, partial(last_verdict, site="here")) == "drift"
    assert write(engine, partial(last_verdict, site="here", passed_over={"shutdown"})) == "ok"
