"""Two processes on one site neither clash nor double (F4, F9)."""

import time
from email.message import Message

from tests.faults.conftest import Crawler
from tests.faults.site import Site, served


def test_f4_two_processes_share_a_crawl(crawler: Crawler) -> None:
    def wait_for_both(times: int, headers: Message) -> None:
        while crawler.count("run") < 2:
            time.sleep(0.05)

    with served(Site(300, latency=0.05, per_list=300)) as site:
        site.faults["/list/0"] = wait_for_both
        ended = [crawler.end(process) for process in [crawler.start(site.url), crawler.start(site.url)]]
        assert crawler.count("article") == 300
        assert site.most_asked() == 1
    assert [stats["finish_reason"] for stats in ended] == ["finished", "finished"]
    assert sum(stats["unioncrawl/new"] for stats in ended) == 300
    assert all(stats["unioncrawl/new"] > 0 for stats in ended)
    assert "Traceback" not in crawler.log


def test_what_a_killed_process_had_is_done_by_another_that_still_runs(crawler: Crawler) -> None:
    with served(Site(200, latency=0.05, per_list=200)) as site:
        first, second = crawler.start(site.url), crawler.start(site.url)
        while crawler.count("frontier", "leased_by = (SELECT max(id) FROM run)") == 0 or site.articles_asked < 60:
            assert second.poll() is None, crawler.log
        crawler.kill(first)
        crawler.end(second)
        assert crawler.count("article") == 200
    assert "Traceback" not in crawler.log


def test_f09_four_writers_of_one_sqlite_file_lose_nothing(sqlite_crawler: Crawler) -> None:
    with served(Site(240, latency=0.02, per_list=240)) as site:
        ended = [sqlite_crawler.end(process) for process in [sqlite_crawler.start(site.url) for _ in range(4)]]
        assert sqlite_crawler.count("article") == 240
        assert sqlite_crawler.count("frontier", "state <> 'done'") == 0
        assert site.most_asked() == 1
    assert sum(stats.get("unioncrawl/new", 0) for stats in ended) == 240
    assert "Traceback" not in sqlite_crawler.log
    assert "locked" not in sqlite_crawler.log
