"""`scrapy health`."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.unioncrawl.commands.running import scrapy
from tests.unioncrawl.stored import put
from unioncrawl.db import open_engine, record_site, write
from unioncrawl.db.runs import finish_run, start_run
from unioncrawl.db.standing import Past, Record, site_records
from unioncrawl.health import counts
from unioncrawl.standing import as_prometheus, standing

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
BOUND = timedelta(days=2)


def counted(**numbers: int) -> dict[str, Any]:
    """A run's counts: names with __ for /."""
    return counts({f"unioncrawl/{name.replace('__', '/')}": number for name, number in numbers.items()})


GOOD = counted(
    lists=2, listed=40, new=10, refused=1, refused__empty=1, filled__title=10, filled__published_at=9, filled__source=5, filled__body=10
)


def past(verdict: str | None, hours: float = 1, counts: dict[str, Any] = GOOD) -> Past:
    return Past(verdict, NOW - timedelta(hours=hours), counts)


def a_record(*runs: Past, state: str = "active", home: str | None = "https://www.example.cn/", **known: Any) -> Record:
    good = [run.finished_at for run in runs if run.verdict in ("ok", "quiet")]
    rest = {"last_good": max(good, default=None), "last_new": None, "this_week": 0, "weeks_before": 0}
    return Record("gansu", "甘肃省总工会", home, state, list(runs), **(rest | known))


@pytest.mark.parametrize(
    ("record", "alarm"),
    [
        (a_record(past("ok")), None),
        (a_record(past("quiet"), past("drift", 20)), None),
        (a_record(past("drift"), past("ok", 20)), "drift"),
        (a_record(past(None, 1, GOOD | {"finish": "disk_full"}), past("ok", 20)), "cut short: disk_full"),
        (a_record(past(None, 1, GOOD | {"finish": "finished"}), past(None, 2, GOOD | {"finish": "disk_full"})), "cut short: disk_full"),
        (a_record(past("blocked"), state="unverified"), None),
        (a_record(past("ok", 47)), None),
        (a_record(past("ok", 49)), "no good run of late"),
        (a_record(past("ok", 490), state="blocked"), None),
        (a_record(), "no good run"),
        (a_record(past("ok", 490), home=None), None),  # local files
    ],
)
def test_an_active_site_is_an_alarm_when_its_verdict_is_bad_or_its_good_run_long_ago(record: Record, alarm: str | None) -> None:
    assert standing(record, NOW, BOUND).alarm == alarm


def test_a_row_has_the_newest_runs_numbers() -> None:
    row = standing(a_record(past("ok"), past("ok", 20, counted(listed=7))), NOW, BOUND)
    assert (row.listed, row.new, row.changed, row.refused) == (40, 10, 0, 1)
    assert row.fill == {"title": 1.0, "date": 0.9, "source": 0.5, "body": 1.0}


def test_fill_rates_go_back_until_there_are_enough_articles() -> None:
    few = counted(new=2, filled__title=2)
    assert standing(a_record(past("ok", 1, few), past("ok", 20), past("ok", 40, few)), NOW, BOUND).fill["source"] == round(5 / 12, 3)
    assert standing(a_record(past("quiet", 1, counted())), NOW, BOUND).fill["title"] is None


@pytest.mark.parametrize(("this_week", "before", "trend"), [(10, 40, 1.0), (0, 40, 0.0), (15, 40, 1.5), (5, 3, None), (5, 0, None)])
def test_the_trend_holds_a_week_against_the_four_before(this_week: int, before: int, trend: float | None) -> None:
    assert standing(a_record(this_week=this_week, weeks_before=before), NOW, BOUND).trend == trend


def test_prometheus_gets_gauges_with_escaped_labels_and_nothing_for_what_is_not_known() -> None:
    odd = a_record(past("ok"))._replace(name='a"b\\c')
    lines = as_prometheus([standing(odd, NOW, BOUND), standing(a_record(), NOW, BOUND)]).splitlines()
    assert r'unioncrawl_listed{site="a\"b\\c"} 40' in lines
    assert r'unioncrawl_verdict{site="a\"b\\c",verdict="ok"} 1' in lines
    assert r'unioncrawl_fill_ratio{site="a\"b\\c",field="source"} 0.5' in lines
    assert 'unioncrawl_alarm{site="gansu"} 1' in lines
    assert not any(line.startswith('unioncrawl_listed{site="gansu"}') for line in lines)
    assert all(line.startswith(("# HELP unioncrawl_", "# TYPE unioncrawl_", "unioncrawl_")) for line in lines)
    types = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(types) == len(set(types))


def ran(engine: Engine, site: str, verdict: str | None, at: datetime, counts: dict[str, Any] = GOOD) -> None:
    """A run, which without a verdict was killed."""
    run = write(engine, partial(start_run, site=site, arguments=None, now=at))
    if verdict is not None:
        write(engine, partial(finish_run, number=run.number, now=at, verdict=verdict, counts=counts | {"finish": "finished"}))


def fill(engine: Engine, now: datetime) -> None:
    """gansu: good, then killed; hebei: good, then drifting; qinghai: unverified and unreachable."""
    for name, state in (("gansu", "active"), ("hebei", "active"), ("qinghai", "unverified")):
        write(engine, partial(record_site, name=name, title=name, home=f"https://{name}.example.cn/", state=state))
    ran(engine, "gansu", "drift", now - timedelta(hours=30))
    ran(engine, "gansu", "ok", now - timedelta(hours=3))
    ran(engine, "gansu", None, now - timedelta(hours=1))
    ran(engine, "hebei", "ok", now - timedelta(hours=30))
    ran(engine, "hebei", "drift", now - timedelta(hours=2), counted(lists=1))
    ran(engine, "qinghai", "unreachable", now - timedelta(days=30), counted())


def test_what_the_database_has_of_each_site(engine: Engine) -> None:
    fill(engine, NOW)
    today = datetime(2026, 11, 20, tzinfo=UTC).date()
    for number, days in enumerate((0, 1, 7, 8, 35, 36)):
        put(engine, number, "gansu", day=today - timedelta(days=days), seen_at=NOW - timedelta(days=days))
    with engine.connect() as connection:
        gansu, hebei, qinghai = site_records(connection, today, 1)
    assert [run.verdict for run in gansu.runs] == ["ok"]
    assert (gansu.last_good, hebei.last_good, qinghai.last_good) == (NOW - timedelta(hours=3), NOW - timedelta(hours=30), None)
    assert (gansu.this_week, gansu.weeks_before, gansu.last_new) == (2, 2, NOW)
    assert (hebei.runs[0].verdict, hebei.runs[0].counts["lists"], hebei.last_new) == ("drift", 1, None)


def test_the_command_shows_all_sites_and_its_exit_code_says_whether_one_needs_a_look(database_url: str) -> None:
    engine = open_engine(database_url)
    fill(engine, datetime.now(UTC))
    engine.dispose()
    shown = scrapy(database_url, "health")
    assert (shown.returncode, shown.stderr) == (1, "")
    assert shown.stdout.index("hebei") < shown.stdout.index("gansu")  # it needs a look
    good = scrapy(database_url, "health", "gansu", "qinghai", "--format", "json")
    assert good.returncode == 0
    assert [(row["site"], row["verdict"], row["alarm"]) for row in json.loads(good.stdout)] == [
        ("gansu", "ok", None),
        ("qinghai", "unreachable", None),
    ]
    late = scrapy(database_url, "health", "gansu", "--bound", "0.1", "--format", "prometheus")
    assert late.returncode == 1
    assert 'unioncrawl_alarm{site="gansu"} 1\n' in late.stdout
    unknown = scrapy(database_url, "health", "nowhere")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "scrapy health: the database knows no site nowhere\n"
