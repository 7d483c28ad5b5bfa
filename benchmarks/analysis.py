"""What analysts take home, measured on a database of benchmarks.filling (README.md, "What analysts take home").

python -m benchmarks.analysis take SOURCE [TARGET...] [--out docs/benchmarks.md]    changes, exports, feeds: each in its own process
python -m benchmarks.analysis search SOURCE [--out docs/benchmarks.md]              next to LIKE
python -m benchmarks.analysis restory SOURCE                                        with the memory of all processes
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, delete, func, make_url, select, text, update

from benchmarks.filling import settle
from benchmarks.table import markdown, put
from unioncrawl.bundle import write_bundle
from unioncrawl.commands.changes import change_lines
from unioncrawl.commands.feed import feed
from unioncrawl.commands.restory import repaired
from unioncrawl.db import open_engine, tables
from unioncrawl.db.changes import changes
from unioncrawl.db.feeding import feed_batches
from unioncrawl.db.search import find, matching
from unioncrawl.export import EXPORTABLE, WRITERS, Selection, batches
from unioncrawl.search import parse
from unioncrawl.target import open_target

EVERY = 0.2  # seconds between looks at the memory
TIMES, TIMES_LIKE = 21, 5  # that a search is made
LONGEST = 10  # seconds that are spent on repeating it

_YEAR = {"since": date(2022, 1, 1), "until": date(2022, 12, 31)}
SEARCHES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("rare word", "焊接机器人", {}),
    ("name, 1 in 10,000", "欧阳青禾", {}),
    ("common word", "工会", {}),
    ("the same, traditional", "工會", {}),
    ("one character", "税", {}),
    ("phrase", "产业工人队伍", {}),
    ("phrase in quotes", '"集体协商"', {}),
    ("AND", "工会 送清凉", {}),
    ("AND of common words", "工会 职工 劳动", {}),
    ("OR", "劳模 OR 工匠", {}),
    ("minus", "工会 -劳模", {}),
    ("letters", "5g 车间", {}),
    ("common, a site", "工会", {"site": "site7"}),
    ("common, a site and a year", "工会", {"site": "site7"} | _YEAR),
    ("common, an early year", "工会", {"until": date(2014, 12, 31)}),
    ("rare, a year", "焊接机器人", _YEAR),
)


def read_changes(engine: Engine, _scratch: Path) -> None:
    """As `scrapy changes --after 0`."""
    with Path("/dev/null").open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in change_lines(changes(engine, 0), 0))


def export(engine: Engine, scratch: Path, form: str) -> None:
    """As `scrapy export`."""
    with engine.connect() as connection, (scratch / form).open("wb") as file:
        WRITERS[form](batches(connection, EXPORTABLE["article"], Selection()), EXPORTABLE["article"], file)


def bundle(engine: Engine, scratch: Path) -> None:
    """As `scrapy feed` to a bundle."""
    with (scratch / "bundle").open("wb") as file:
        write_bundle(file, 1, 0, feed_batches(engine, 0))


TASKS: dict[str, Callable[[Engine, Path], None]] = {
    "changes": read_changes,
    "export jsonl": partial(export, form="jsonl"),
    "export csv": partial(export, form="csv"),
    "export parquet": partial(export, form="parquet"),
    "feed bundle": bundle,
}


class Spent(NamedTuple):
    """What a task took."""

    seconds: float
    cpu: float  # seconds of the processor, of its process alone
    early: float  # MB: the most that it held in the first third of its time,
    late: float  # and in all of it


def run_task(url: str, name: str) -> None:
    """In a process of its own: prints what it took. A name that is no task's is the address of a target to feed."""
    engine = open_engine(url)
    work = TASKS.get(name) or (lambda source, _scratch: feed(source, open_target(name)))
    with tempfile.TemporaryDirectory() as scratch, sampled() as held:
        began, worked = perf_counter(), process_time()
        work(engine, Path(scratch))
        seconds, cpu = perf_counter() - began, process_time() - worked
    print(seconds, cpu, max(held[: max(1, len(held) // 3)]), max(held))


@contextmanager
def sampled() -> Iterator[list[float]]:
    """The MB that this process and its children hold together, time after time."""
    held, done = [_resident()], threading.Event()

    def look() -> None:
        while not done.wait(EVERY):
            held.append(_resident())

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield held
    finally:
        done.set()
        thread.join()


def _resident() -> float:
    """As Linux has it: pages that processes share count in each."""
    own = Path("/proc/self")
    children = [int(child) for task in own.glob("task/*/children") for child in task.read_text(encoding="ascii").split()]
    found = 0
    for process in (own, *(Path(f"/proc/{child}") for child in children)):
        try:
            status = (process / "status").read_text(encoding="utf-8")
        except (FileNotFoundError, ProcessLookupError):  # it has ended
            continue
        found += int((status.partition("VmRSS:")[2].split() or ["0"])[0])
    return found / 1024


def measured(url: str, name: str) -> Spent:
    """Of a task in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.analysis", "task", url, name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (this module)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Spent(*map(float, done.stdout.split()))


def take(url: str, targets: Sequence[str]) -> str:
    """Changes, exports, feeds."""
    articles, rows = _described(url), []
    with tempfile.TemporaryDirectory() as scratch:
        feeds = [f"sqlite:///{scratch}/target.db", f"duckdb:///{scratch}/target.duckdb", *targets]
        for name in (*TASKS, *feeds):
            spent = measured(url, name)
            shown = name if name in TASKS else f"feed {make_url(name).get_backend_name()}"
            rates = articles / spent.seconds, articles / spent.cpu
            rows.append([shown, *(f"{value:,.0f}" for value in (*rates, spent.seconds, spent.early, spent.late))])
            print(*rows[-1], sep="\t", file=sys.stderr)
    heads = ["task", "articles/s", "articles per CPU s", "seconds", "MB, first third", "MB, peak"]
    return f"{_title(url, articles)}.\n\n{markdown(heads, rows)}"


def searches(url: str) -> str:
    """Each search, and LIKE for its first word with the same filters."""
    engine = open_engine(url)
    rows = []
    for kind, query, filters in SEARCHES:
        rows.append([kind, query, *_searched(engine, query, filters)])
        print(*rows[-1], sep="\t", file=sys.stderr)
    index, texts = sizes(engine)
    engine.dispose()
    heads = ["kind", "search", "found", "median ms", "p95", "CPU ms", "LIKE: median ms", "slowest"]
    title = f"{_title(url, _described(url))} of {texts:.0f} bytes of text each; search index {index:,.0f} bytes an article."
    return f"{title}\n\n{markdown(heads, rows)}"


def _searched(engine: Engine, query: str, filters: dict[str, Any]) -> list[str]:
    asked, article = parse(query), tables.article.c
    conditions = {
        "site": lambda value: article.site == value,
        "since": lambda value: article.published_on >= value,
        "until": lambda value: article.published_on <= value,
    }
    where = [conditions[name](value) for name, value in filters.items()]
    word = query.split(maxsplit=1)[0].strip('"')
    like: Select[Any] = select(article.id).where(article.body.like(f"%{word}%"), *where).order_by(article.published_at.desc()).limit(20)
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(matching(connection, asked, where).subquery())).scalar_one()
        worked = process_time()
        times = _times(lambda: find(connection, asked, **filters), TIMES)
        cpu = 1000 * (process_time() - worked) / len(times)
        plain = _times(lambda: connection.execute(like).all(), TIMES_LIKE)
    values = (median(times), times[int(0.95 * (len(times) - 1))], cpu, median(plain), plain[-1])
    return [f"{count:,}", *(f"{value:,.0f}" for value in values)]


def _times(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds, sorted; fewer where so many would take more than LONGEST."""
    found: list[float] = []
    while len(found) < times and sum(found) < 1000 * LONGEST:
        began = perf_counter()
        work()
        found.append(1000 * (perf_counter() - began))
    return sorted(found)


def sizes(engine: Engine) -> tuple[float, float]:
    """Bytes an article of the search index, and of the texts."""
    index, texts = {
        "sqlite": ("SELECT sum(length(block)) FROM search_data", "SELECT avg(length(CAST(body AS blob))) FROM article"),
        "postgresql": ("SELECT pg_total_relation_size('search')", "SELECT avg(octet_length(body)) FROM article"),
    }[engine.dialect.name]
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
        return connection.execute(text(index)).scalar_one() / count, float(connection.execute(text(texts)).scalar_one())


def restory(url: str) -> str:
    """Where nothing differs from what stands, and from no stories to all."""
    articles, rows = _described(url), []
    for name, prepare in {"nothing differs": lambda engine: None, "from none": forget}.items():
        engine = open_engine(url)
        prepare(engine)
        with sampled() as held:
            began, worked = perf_counter(), process_time()
            found = repaired(engine)
            seconds, cpu = perf_counter() - began, process_time() - worked
        workers = resource.getrusage(resource.RUSAGE_CHILDREN)
        cells = (seconds / 60, cpu / 60, (workers.ru_utime + workers.ru_stime) / 60)
        engine.dispose()
        rows.append([name, f"{found.stories:,}", f"{found.moved:,}", *(f"{value:.1f}" for value in cells), f"{max(held):,.0f}"])
        print(*rows[-1], sep="\t", file=sys.stderr)
    heads = ["restory", "stories", "moved", "minutes", "CPU minutes", "of its workers, so far", "MB, all processes"]
    return f"{_title(url, articles)}.\n\n{markdown(heads, rows)}"


def forget(engine: Engine) -> None:
    """All stories."""
    with engine.begin() as connection:
        connection.execute(update(tables.article).values(story=None))
        for table in (tables.posting, tables.edge, tables.member, tables.story):
            connection.execute(delete(table))


def _described(url: str) -> int:
    """The number of articles, whose statistics are fresh."""
    engine = open_engine(url)
    with engine.connect() as connection:
        articles = connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
    settle(engine)
    engine.dispose()
    return articles


def _title(url: str, articles: int) -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[make_url(url).get_backend_name()]
    return f"{name}, {articles:,} articles"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("take", "search", "restory", "task"))
    parser.add_argument("source")
    parser.add_argument("targets", nargs="*", help="empty databases to feed, beside a SQLite and a DuckDB file")
    parser.add_argument("--out", type=Path, help="put the table into this file, between its marks")
    options = parser.parse_args()
    if options.kind == "task":
        run_task(options.source, options.targets[0])
        return
    kinds: dict[str, Callable[[], str]] = {
        "take": lambda: take(options.source, options.targets),
        "search": lambda: searches(options.source),
        "restory": lambda: restory(options.source),
    }
    block = kinds[options.kind]()
    print(block)
    if options.out:
        name = " ".join(islice(block.replace(",", "").split(), 2))
        put(block, f"benchmarks.analysis {options.kind} {name}", options.out)


if __name__ == "__main__":
    main()
