"""kill -9 at any moment loses nothing (F1, F2, F3, F7, F10)."""

import os
import random
import time
from pathlib import Path

from tests.faults.conftest import Crawler
from tests.faults.paper import Desk, Paper
from tests.faults.site import Site, served

ARTICLES = 400
KILLS = int(os.environ.get("FAULT_KILLS", "3"))


def wait_until_asked(site: Site, articles: int, crawler: Crawler) -> None:
    deadline = time.monotonic() + 180
    while site.articles_asked < articles:
        assert time.monotonic() < deadline, f"{site.articles_asked} of {articles} asked for\n{crawler.log[-3000:]}"
        time.sleep(0.005)


def test_f1_killed_at_random_moments_and_started_again_nothing_is_lost(crawler: Crawler, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311
    with served(Site(ARTICLES, latency=0.002)) as site:
        for kill in range(1, KILLS + 1):
            process = crawler.start(site.url)
            wait_until_asked(site, ARTICLES * kill // (KILLS + 1) + moments.randrange(40), crawler)
            crawler.kill(process)
        stats = crawler.run(site.url)
        print(f"FAULT_SEED={seed}: {site.articles_asked - ARTICLES} refetched after {KILLS} kills")
        assert crawler.count("article") == ARTICLES
        assert crawler.count("frontier", "state <> 'done'") == 0
        assert site.articles_asked - ARTICLES <= 40 * KILLS
        assert stats["unioncrawl/verdict"] == "ok"
        assert sum(times for path, times in site.asked.items() if path.startswith("/list/")) <= ARTICLES // 20 + 8 * KILLS


def test_a_crawl_stopped_with_ctrl_c_goes_on_where_it_was(crawler: Crawler) -> None:
    with served(Site(200, latency=0.01)) as site:
        process = crawler.start(site.url)
        wait_until_asked(site, 60, crawler)
        process.terminate()
        process.communicate(timeout=120)
        assert crawler.count("frontier", "leased_by IS NOT NULL") == 0
        crawler.run(site.url)
        assert crawler.count("article") == 200
        assert site.most_asked() == 1


def test_f03_killed_with_all_lists_as_start_requests_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311
    with served(Paper(200, latency=0.01)) as site:
        desk = Desk(tmp_path, site, lists=tuple(f"/list/{number}" for number in range(10)))
        for kill in (1, 2):
            process = desk.start("crawl", "paper", LOG_FILE=str(tmp_path / "log"))
            while site.articles_asked < 60 * kill + moments.randrange(30):
                assert process.poll() is None
                time.sleep(0.01)
            process.kill()
            process.communicate()
        done = desk.crawl()
        assert (done.code, desk.rows("SELECT count(*) FROM article")) == (0, [(200,)]), done.log[-3000:]
        assert desk.rows("SELECT count(*) FROM frontier WHERE state <> 'done'") == [(0,)]
        print(f"FAULT_SEED={seed}: {site.articles_asked - 200} refetched after 2 kills")
        assert site.articles_asked - 200 <= 40 * 2
        assert desk.rows("SELECT count(*) FROM run WHERE verdict IS NULL") == [(2,)]
