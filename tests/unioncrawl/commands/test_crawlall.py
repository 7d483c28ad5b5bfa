"""`scrapy crawlall`."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest
from scrapy.exceptions import UsageError
from sqlalchemy import select
from w3lib.url import safe_url_string

from samples.build import served, write_archive
from samples.sample import Served
from tests.unioncrawl.platforms import test_hanweb
from tests.unioncrawl.platforms.news import NEWS
from unioncrawl.commands.crawlall import chosen, domains
from unioncrawl.db import open_engine, tables
from unioncrawl.site import SiteSpider

ROOT = Path(__file__).parents[3]


class Paper(SiteSpider):
    name = "paper"
    title, region, home, article_url = "海州工人报", "320700", "https://news.haizhou.example.cn/", r"\d+\.html"
    allowed_domains: ClassVar = ["haizhou.example.cn"]
    lists: ClassVar = {"https://news.haizhou.example.cn/": ""}


class Edition(Paper):
    name, home, state, why = "edition", "https://a.haizhou.example.cn/", "unverified", "never read"
    allowed_domains: ClassVar = ["a.haizhou.example.cn"]
    lists: ClassVar = {"https://a.haizhou.example.cn/": ""}


class Walled(Paper):
    name, home, state, why = "walled", "https://xhaizhou.example.cn/", "blocked", "it answers 412"
    allowed_domains: ClassVar = ["xhaizhou.example.cn"]
    lists: ClassVar = {"https://xhaizhou.example.cn/": ""}


ALL = [Paper, Edition, Walled]


def test_without_names_the_active_sites_are_crawled() -> None:
    assert chosen(ALL, []) == [Paper]


def test_a_named_site_is_crawled_though_unverified_and_once() -> None:
    assert chosen(ALL, ["edition", "paper", "edition"]) == [Edition, Paper]


@pytest.mark.parametrize(("name", "why"), [("walled", "it answers 412"), ("papr", "paper?"), ("files", "no site is named files")])
def test_a_site_that_cannot_be_crawled_is_refused_with_the_reason(name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why.replace("?", r"\?")):
        chosen(ALL, ["paper", name])


def test_sites_within_one_domain_wait_for_one_another_and_others_do_not() -> None:
    assert [domains(site, ALL) for site in ALL] == [["haizhou.example.cn"], ["haizhou.example.cn"], ["xhaizhou.example.cn"]]


def crawlall(database: str, replay: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command on an archive."""
    settings = {"REPLAY": replay, "DATABASE_URL": database, "ARCHIVE_DIR": replay.parent / "archive", "RETRY_WAIT": 0}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawlall", *words, *options]
    return subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The sample site, a Hanweb portal, and nothing of any other site."""
    portal = {url.replace(test_hanweb.HOST, "https://www.jsgh.org"): page for url, page in test_hanweb.SITE.items()}
    pages = [
        Served(safe_url_string(url), page.encode() if isinstance(page, str) else page.body, "text/html; charset=utf-8")
        for url, page in portal.items()
    ]
    write_archive([*served(), *pages], tmp_path / "all.warc.gz")
    return tmp_path / "all.warc.gz"


def test_every_site_gets_its_verdict_and_a_bad_one_its_exit_code(archive: Path, database_url: str) -> None:
    period = ("-a", "since=2026-10-01", "-a", "until=2026-11-20")
    done = crawlall(database_url, archive, "workercn", "jiangsu", "ldwb", "--at-once", "3", *period)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 1
    engine = open_engine(database_url)
    with engine.connect() as connection:
        verdicts = {run.site: run.verdict for run in connection.execute(select(tables.run))}
        stored = Counter(connection.execute(select(tables.article.c.site)).scalars())
    engine.dispose()
    assert verdicts == {"workercn": "ok", "jiangsu": "ok", "ldwb": "drift"}  # the archive has no issue of that paper
    assert stored["jiangsu"] == len(NEWS)
    assert stored["workercn"] > 10
    for site, verdict in verdicts.items():
        assert f"{site}: {verdict} after" in done.stdout  # its line
    assert "│ jiangsu" in done.stdout  # the table
    again = crawlall(database_url, archive, "workercn", "jiangsu", *period)
    assert again.returncode == 0, again.stdout


def test_wrong_usage_is_one_line_and_exit_2(tmp_path: Path, archive: Path) -> None:
    database = f"sqlite:///{tmp_path}/test.db"
    for words in (("acftu",), ("workercn", "-a", "since=yesterday"), ("workercn", "-a", "backfill=search")):
        done = crawlall(database, archive, *words)
        assert (done.returncode, done.stdout) == (2, ""), words
        assert "scrapy crawlall: " in done.stderr
        assert "Traceback" not in done.stderr
    missing = crawlall(database, tmp_path / "none.warc", "workercn")
    assert (missing.returncode, missing.stdout) == (2, "")


def test_a_site_that_does_not_start_does_not_stop_the_others(tmp_path: Path, archive: Path) -> None:
    project = tmp_path / "broken.py"
    project.write_text(
        "from spiders.jiangsu import Jiangsu\n"
        "class Broken(Jiangsu):\n"
        "    name = 'broken'\n"
        "    def __init__(self, **arguments):\n"
        "        raise RuntimeError('no such template')\n"
    )
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawlall",
        "broken",
        "jiangsu",
        "-a",
        "since=2026-10-01",
        "-s",
        "SPIDER_MODULES=spiders,broken",
    ]
    settings = {"REPLAY": archive, "DATABASE_URL": f"sqlite:///{tmp_path}/test.db", "ARCHIVE_DIR": tmp_path / "archive"}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([*command, *options], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1, done.stderr
    assert "broken: not started: no such template" in done.stdout
    with closing(sqlite3.connect(tmp_path / "test.db")) as database:
        assert database.execute("SELECT site, verdict FROM run").fetchall() == [("jiangsu", "ok")]
