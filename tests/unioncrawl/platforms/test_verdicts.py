"""Every platform's sample site crawled as a user would: whole, again, with changed lists, behind a firewall, dead. By exit code and `run` row."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from w3lib.url import safe_url_string

from samples.build import write_archive
from samples.sample import Served
from tests.unioncrawl.platforms.dead_sites import DEAD, HOSTS
from tests.unioncrawl.platforms.news import NEWS
from tests.unioncrawl.platforms.sites import SITES
from tests.walk import Answer, spider

ROOT = Path(__file__).parents[3]
PERIOD = ("-a", "since=2026-10-15", "-a", "until=2026-11-20")
NAMES = sorted(site.name for site in SITES)

Change = Callable[[bytes], bytes]


def same(body: bytes) -> bytes:
    """No change."""
    return body


def pages(lists: Change = same, status: str = "200 OK", articles: Change = same) -> Iterable[Served]:
    """All pages of all sites, changed; the status is that of the lists."""
    for site, known in SITES.items():
        is_article = spider(site).is_article
        for url, page in known.items():
            answer = Answer(page.encode()) if isinstance(page, str) else page
            listing = not is_article(url)
            body = (lists if listing else articles)(answer.body)
            yield Served(safe_url_string(url), body, answer.content_type, status if listing else "200 OK")


def crawl(folder: Path, names: Iterable[str], *words: str) -> tuple[int, dict[str, str], dict[str, int]]:
    """The exit code of crawlall, the verdict of each site's newest run, and how many articles each has."""
    command = [sys.executable, "-m", "scrapy", "crawlall", *names, "--at-once", "16", *words]
    settings = {"DATABASE_URL": f"sqlite:///{folder}/test.db", "ARCHIVE_DIR": folder / "archive", "RETRY_WAIT": 0, "RETRY_TIMES": 0}
    command += [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500)
    with closing(sqlite3.connect(folder / "test.db")) as database:
        verdicts = dict(database.execute("SELECT site, verdict FROM run ORDER BY id").fetchall())
        stored = dict(database.execute("SELECT site, count(*) FROM article GROUP BY site").fetchall())
    return done.returncode, verdicts, stored


def replayed(folder: Path, served: Iterable[Served]) -> tuple[int, dict[str, str], dict[str, int]]:
    """A crawl of the sample sites from an archive of these pages."""
    write_archive(served, folder / "pages.warc.gz")
    return crawl(folder, NAMES, "-s", f"REPLAY={folder / 'pages.warc.gz'}", "-s", "SPIDER_MODULES=tests.unioncrawl.platforms", *PERIOD)


def test_a_whole_site_is_ok_the_same_again_quiet_and_its_lists_emptied_then_drift(tmp_path: Path) -> None:
    articles = {name: len(NEWS) for name in NAMES} | {"old_paper": 3}
    assert replayed(tmp_path, pages()) == (0, dict.fromkeys(NAMES, "ok"), articles)
    assert replayed(tmp_path, pages()) == (0, dict.fromkeys(NAMES, "quiet"), articles)
    emptied = replayed(tmp_path, pages(lambda body: b"<html><body><ul></ul></body></html>"))
    assert emptied == (1, dict.fromkeys(NAMES, "drift"), articles)


@pytest.mark.parametrize(
    ("lists", "status", "verdict"),
    [
        (lambda body: re.sub(rb"href=", b"data-to=", body), "200 OK", "drift"),
        (lambda body: b"", "412 Precondition Failed", "blocked"),
    ],
    ids=["another template", "412"],
)
def test_changed_lists_are_drift_and_a_firewalls_answer_blocked(tmp_path: Path, lists: Change, status: str, verdict: str) -> None:
    assert replayed(tmp_path, pages(lists, status)) == (1, dict.fromkeys(NAMES, verdict), {})


def test_articles_that_no_longer_read_are_drift(tmp_path: Path) -> None:
    bare = '<meta charset="utf-8"><title>新闻</title><ul><li><a href="/">首页</a></ul>'.encode()
    assert replayed(tmp_path, pages(articles=lambda body: bare)) == (1, dict.fromkeys(NAMES, "drift"), {})


def test_a_host_that_does_not_answer_is_unreachable(tmp_path: Path) -> None:
    names = sorted(site.name for site in DEAD)
    doors = ",".join(f"{host}:1" for host in HOSTS)
    where = ("-s", "SPIDER_MODULES=tests.unioncrawl.platforms.dead_sites", "-s", f"PRIVATE_HOSTS={doors}")
    code, verdicts, stored = crawl(tmp_path, names, *where, "-s", "DOWNLOAD_DELAY=0", "-a", "since=2026-11-18", "-a", "until=2026-11-18")
    assert (code, verdicts, stored) == (1, dict.fromkeys(names, "unreachable"), {})
