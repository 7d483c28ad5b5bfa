"""How each site stands, from what the database has of it: for people, for programs and for Prometheus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from rich.table import Column, Table
from rich.text import Text

from unioncrawl.db.standing import WEEKS, Past, Record
from unioncrawl.health import FEW, GOOD
from unioncrawl.records import in_beijing, plain

FIELDS = {"title": "title", "date": "published_at", "source": "source", "body": "body"}  # as shown: as counted
NUMBERS = ("listed", "new", "changed", "refused")
LEAST_BEFORE = 4  # articles in the weeks before: below that, a week's number says nothing


@dataclass(slots=True, frozen=True)
class Standing:
    """A site's row. Null is: not known."""

    site: str
    title: str | None
    state: str
    verdict: str | None  # of the newest run that ended; null where our own trouble ended it
    last_run: datetime | None
    last_ok: datetime | None  # the newest run whose verdict was ok or quiet
    listed: int | None  # links to articles on the lists of the newest run, as the three below
    new: int | None
    changed: int | None
    refused: int | None
    fill: dict[str, float | None]  # share of the articles stored in the newest runs, FEW of them at least, that have the field
    trend: float | None  # articles published in the last seven days, against the mean of the weeks before: 1.0 is as usual
    days_quiet: int | None  # since an article came that was not known
    alarm: str | None  # why it needs a look


def standing(record: Record, now: datetime, bound: timedelta) -> Standing:
    """A site's row; `bound` is how long ago the last good run of an active site may be."""
    newest = record.runs[0] if record.runs else None
    numbers = {name: _number(newest, name) for name in NUMBERS}
    return Standing(
        site=record.name,
        title=record.title,
        state=record.state,
        verdict=newest and newest.verdict,
        last_run=newest and newest.finished_at,
        last_ok=record.last_good,
        **numbers,
        fill=_fill(record.runs),
        trend=record.this_week * WEEKS / record.weeks_before if record.weeks_before >= LEAST_BEFORE else None,
        days_quiet=(now - record.last_new).days if record.last_new else None,
        alarm=_alarm(record, now, bound),
    )


def _alarm(record: Record, now: datetime, bound: timedelta) -> str | None:
    """Of an active site that is on the web: local files are read when there are any."""
    if record.state != "active" or record.home is None:
        return None
    if record.runs and record.runs[0].verdict not in GOOD:
        return record.runs[0].verdict or f"cut short: {_trouble(record.runs)}"
    if record.last_good is None:
        return "no good run"
    return "no good run of late" if now - record.last_good > bound else None


def _trouble(runs: Sequence[Past]) -> str:
    """Why the newest run without a verdict was cut short; those that came too early after it asked nothing, and finished."""
    return str(next((run.counts["finish"] for run in runs if run.counts["finish"] != "finished"), "finished"))


def _number(run: Past | None, name: str) -> int | None:
    if run is None:
        return None
    value = run.counts[name]
    return sum(value.values()) if isinstance(value, dict) else int(value)  # refused: by reason


def _fill(runs: Sequence[Past]) -> dict[str, float | None]:
    taken, filled = 0, dict.fromkeys(FIELDS, 0)
    for run in runs:
        taken += sum(run.counts[name] for name in ("new", "changed", "unchanged"))
        for shown, counted in FIELDS.items():
            filled[shown] += run.counts["filled"].get(counted, 0)
        if taken >= FEW:
            break
    return {shown: round(count / taken, 3) if taken else None for shown, count in filled.items()}


def as_table(rows: Sequence[Standing]) -> Table:
    """For people, times in Beijing: those that need a look first."""
    right = [*NUMBERS, *FIELDS, "trend", "days quiet"]
    table = Table("site", "state", "verdict", "last run", "last ok", *(Column(name, justify="right") for name in right), "look at")
    for row in sorted(rows, key=lambda row: (row.alarm is None, row.site)):
        numbers = [_shown(getattr(row, name)) for name in NUMBERS]
        shares = [_percent(share) for share in (*row.fill.values(), row.trend)]
        times = [in_beijing(at).strftime("%m-%d %H:%M") if at else "" for at in (row.last_run, row.last_ok)]
        alarm = Text(row.alarm or "", "bold red")
        table.add_row(row.site, row.state, row.verdict or "", *times, *numbers, *shares, _shown(row.days_quiet), alarm)
    return table


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def as_json(rows: Sequence[Standing]) -> str:
    """A list of the rows; times as ISO 8601 in Beijing."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=plain, indent=1)


_METRICS = {
    "active": "1 where the site is expected to work",
    "alarm": "1 where the site needs a look",
    "last_run_timestamp_seconds": "End of the newest run",
    "last_ok_timestamp_seconds": "End of the newest run whose verdict was ok or quiet",
    "listed": "Links to articles on the lists of the newest run",
    "new": "Articles of the newest run that were not known",
    "changed": "Articles of the newest run that had changed",
    "refused": "Pages of the newest run that gave no article",
    "trend_ratio": "Articles of the last seven days against the mean of the four weeks before",
    "days_quiet": "Days since an article came that was not known",
}


def as_prometheus(rows: Sequence[Standing]) -> str:
    """The text format 0.0.4, for node_exporter's textfile collector; what is not known is left out."""
    lines = []
    values = {row.site: _values(row) for row in rows}
    for name, said in _METRICS.items():
        lines += [f"# HELP unioncrawl_{name} {said}", f"# TYPE unioncrawl_{name} gauge"]
        lines += [_sample(name, value[name], site=site) for site, value in values.items() if value[name] is not None]
    lines += ["# HELP unioncrawl_verdict The newest verdict: 1 on the series of its name", "# TYPE unioncrawl_verdict gauge"]
    lines += [_sample("verdict", 1, site=row.site, verdict=row.verdict) for row in rows if row.verdict]
    lines += ["# HELP unioncrawl_fill_ratio Share of the articles that have the field", "# TYPE unioncrawl_fill_ratio gauge"]
    lines += list(_fill_samples(rows))
    return "\n".join(lines) + "\n"


def _values(row: Standing) -> dict[str, float | None]:
    return {
        "active": int(row.state == "active"),
        "alarm": int(row.alarm is not None),
        "last_run_timestamp_seconds": row.last_run and row.last_run.timestamp(),
        "last_ok_timestamp_seconds": row.last_ok and row.last_ok.timestamp(),
        "trend_ratio": row.trend,
        "days_quiet": row.days_quiet,
        **{name: getattr(row, name) for name in NUMBERS},
    }


def _fill_samples(rows: Sequence[Standing]) -> Iterator[str]:
    for row in rows:
        for field, share in row.fill.items():
            if share is not None:
                yield _sample("fill_ratio", share, site=row.site, field=field)


def _sample(name: str, value: Any, **labels: str) -> str:
    """A line: `unioncrawl_new{site="workercn"} 12`."""
    escaped = {label: text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") for label, text in labels.items()}
    inside = ",".join(f'{label}="{text}"' for label, text in escaped.items())
    return f"unioncrawl_{name}{{{inside}}} {value}"
