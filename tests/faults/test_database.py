"""The database away, or full, or cut off: nothing is lost, and where it cannot go on the crawl says so (F6, F8)."""

import os
import resource
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.faults.cluster import is_here, running, small_disk
from tests.faults.conftest import Crawler
from tests.faults.paper import Desk, Paper
from tests.faults.site import Site, served
from unioncrawl.db import open_engine

AWAY = [("fast", 0.5), ("immediate", 7.0)] + ([("immediate", 60.0)] if os.environ.get("FAULT_LONG") else [])


cluster_of_our_own = pytest.mark.skipif(not is_here() and not os.environ.get("CI"), reason="initdb and pg_ctl are not here")


@pytest.mark.postgres
@cluster_of_our_own
@pytest.mark.parametrize(("mode", "seconds"), AWAY)
def test_f6_a_crawl_waits_for_a_database_that_is_away(tmp_path: Path, mode: str, seconds: float) -> None:
    with running() as cluster, served(Site(150, latency=0.05)) as site:
        crawler = Crawler(cluster.url, tmp_path)
        process = crawler.start(site.url)
        while site.articles_asked < 50:
            assert process.poll() is None, crawler.log
            time.sleep(0.01)
        crawler.engine.dispose()
        cluster.stop(mode)
        time.sleep(seconds)
        asked = site.articles_asked
        cluster.start()
        stats = crawler.end(process)
        assert crawler.count("article") == 150
        assert asked < 50 + 60  # it stopped taking work
        assert (stats["finish_reason"], stats["unioncrawl/verdict"]) == ("finished", "ok")
        assert site.most_asked() == 1
        assert "Traceback" not in crawler.log
        crawler.engine.dispose()


def test_f8_a_full_disk_ends_the_crawl_with_one_clear_line_and_the_next_goes_on(sqlite_crawler: Crawler) -> None:
    crawler = sqlite_crawler
    with served(Site(300)) as site:
        process = crawler.start(site.url)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (600_000, 600_000))
        stats = crawler.end(process)
        stored = crawler.count("article")
        assert stats["finish_reason"] in {"disk_full", "archive_failed"}
        assert stored < 300
        assert "Traceback" not in crawler.log
        assert crawler.log.count("the crawl ends, since") == 1
        assert crawler.run(site.url)["unioncrawl/new"] == 300 - stored
        assert crawler.count("frontier", "state <> 'done'") == 0


@pytest.mark.postgres
def test_f6_connections_that_the_server_ends_are_opened_again(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("has no connections")
    server = create_engine(database_url)
    ended = 0
    with served(Paper(100, latency=0.02)) as site:
        desk = Desk(tmp_path, site, database=database_url)
        process = desk.start("crawl", "paper")
        while process.poll() is None and ended < 15:  # or nothing else would come of the crawl
            with server.begin() as connection:
                ours = "SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.relation = to_regclass('frontier') AND l.pid <> pg_backend_pid()"
                ended += (
                    len(connection.execute(text(ours)).all()) if connection.execute(text("SELECT to_regclass('frontier')")).scalar() else 0
                )
            time.sleep(0.02)
        _, log = process.communicate()
        print(f"{ended} connections ended")
        assert ended > 0
        assert (process.returncode, desk.last_run()[:2]) == (0, ("ok", "finished")), log[-3000:]
        assert desk.rows("SELECT count(*) FROM article") == [(100,)]
        assert "Traceback" not in log
    server.dispose()


@pytest.mark.postgres
@cluster_of_our_own
def test_f8_a_full_disk_under_postgresql_ends_the_crawl_and_the_next_goes_on(tmp_path: Path) -> None:
    try:
        with small_disk(192) as disk:
            crawl_on_a_full_disk(disk, tmp_path)
    except OSError as error:
        pytest.skip(f"no disk of a known size can be had: {error}")


def crawl_on_a_full_disk(disk: Path, folder: Path) -> None:
    shutil.chown(disk, "postgres")
    with running(disk) as cluster, served(Paper(600)) as site:
        open_engine(cluster.url).dispose()
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(max(shutil.disk_usage(disk).free - 2**20, 0)))
        desk = Desk(folder, site, database=cluster.url)
        first = desk.crawl(DATABASE_PATIENCE=10)
        assert first.code == 1
        assert "the database takes nothing more" in first.log or "no database" in first.log, first.log[-3000:]
        assert "Traceback" not in first.log
        ballast.unlink()
        try:
            stored = desk.rows("SELECT count(*) FROM article")[0][0]
        except OperationalError:  # it could not write its log, and is down
            cluster.start()
            stored = desk.rows("SELECT count(*) FROM article")[0][0]
        print(f"{stored} of 600 stored on the small disk")
        assert stored < 600
        assert desk.crawl().code == 0
        assert desk.rows("SELECT count(*) FROM article") == [(600,)]
        assert desk.rows("SELECT count(*) FROM frontier WHERE state <> 'done'") == [(0,)]
