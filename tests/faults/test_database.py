"""The database away, or full: nothing is lost, and where it cannot go on the crawl says so (F6, F8)."""

import os
import resource
import time
from pathlib import Path

import pytest

from tests.faults.cluster import is_here, running
from tests.faults.conftest import Crawler
from tests.faults.site import Site, served

AWAY = [("fast", 0.5), ("immediate", 7.0)] + ([("immediate", 60.0)] if os.environ.get("FAULT_LONG") else [])


@pytest.mark.postgres
@pytest.mark.skipif(not is_here() and not os.environ.get("CI"), reason="initdb and pg_ctl are not here")
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
