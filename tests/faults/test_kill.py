"""kill -9 at any moment loses nothing (F1, F2, F3, F7, F10)."""

import os
import random
import time

from tests.faults.conftest import Crawler
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
