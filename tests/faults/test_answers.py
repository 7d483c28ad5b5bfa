"""Answers that are no page: tried again minutes apart, never lost, never stored as articles (F15, F16, F20, F22)."""

from email.message import Message

from tests.faults.conftest import Crawler
from tests.faults.site import Answer, Site, served


def test_f20_a_page_that_fails_is_tried_again_later_in_the_same_crawl(sqlite_crawler: Crawler) -> None:
    with served(Site(20)) as site:
        site.faults["/a/3"] = lambda times, headers: Answer(503) if times < 3 else None
        stats = sqlite_crawler.run(site.url, RETRY_DELAYS="1,1,1")
    assert (stats["unioncrawl/new"], stats["unioncrawl/failed"], stats["unioncrawl/verdict"]) == (20, 2, "ok")
    assert site.asked["/a/3"] == 3


def test_f20_a_page_that_fails_for_longer_is_the_next_crawls(sqlite_crawler: Crawler) -> None:
    broken = True

    def fails(times: int, headers: Message) -> Answer | None:
        return Answer(500) if broken else None

    with served(Site(20)) as site:
        site.faults["/a/3"] = fails
        stats = sqlite_crawler.run(site.url, RETRY_DELAYS="3000", RETRY_WAIT=1)
        assert (stats["unioncrawl/new"], site.asked["/a/3"]) == (19, 1)
        assert sqlite_crawler.count("frontier", "state = 'pending' AND attempts = 1 AND error = 'status 500'") == 1
        broken = False
        sqlite_crawler.tell("UPDATE frontier SET next_at = '2001-01-01 00:00:00+00:00' WHERE state = 'pending'")
        assert sqlite_crawler.run(site.url)["unioncrawl/new"] == 1
        assert sqlite_crawler.count("frontier", "state = 'done' AND error IS NULL") == 21


def test_f15_a_list_that_fails_is_tried_again_and_its_articles_are_not_lost(sqlite_crawler: Crawler) -> None:
    with served(Site(60)) as site:
        site.faults["/list/1"] = lambda times, headers: Answer(502) if times < 2 else None
        stats = sqlite_crawler.run(site.url, RETRY_DELAYS="1,1")
    assert (stats["unioncrawl/new"], stats["unioncrawl/lists"]) == (60, 3)


def test_f22_a_page_that_the_spider_fails_on_is_kept_with_the_error_and_the_run_drifts(sqlite_crawler: Crawler) -> None:
    with served(Site(20)) as site:
        site.faults["/a/3"] = lambda times, headers: Answer(200, "raise here")
        stats = sqlite_crawler.run(site.url)
    assert (stats["unioncrawl/new"], stats["unioncrawl/verdict"]) == (19, "drift")
    assert sqlite_crawler.count("frontier", "state = 'failed' AND error = 'ValueError: the template changed'") == 1


def test_a_redirect_ends_the_visit_of_the_address_that_was_asked_for(sqlite_crawler: Crawler) -> None:
    with served(Site(20)) as site:
        site.faults["/a/3"] = lambda times, headers: Answer(302, "", {"Location": "/a/4"})
        site.faults["/a/5"] = lambda times, headers: Answer(302, "", {"Location": "http://elsewhere.invalid/"})
        stats = sqlite_crawler.run(site.url)
    assert stats["unioncrawl/new"] == 18
    assert sqlite_crawler.count("frontier", "state = 'done'") == 20
    assert sqlite_crawler.count("frontier", "state = 'failed' AND url LIKE '%/a/5'") == 1


def test_f18_a_trap_of_relative_links_ends_by_itself(sqlite_crawler: Crawler) -> None:
    with served(Site(1)) as site:
        deeper = '<a class=next href="news/list/">下一页</a>'
        site.page = lambda path: Answer(200, deeper) if path.startswith("/list") else Answer(404)  # type: ignore[method-assign]
        sqlite_crawler.run(site.url)
        assert sum(site.asked.values()) < 20


def test_f13_a_page_with_10_000_links_gives_no_more_than_2_000(sqlite_crawler: Crawler) -> None:
    with served(Site(1)) as site:
        links = "".join(f"<a class=a href=/a/{number}>x</a>" for number in range(10_000))
        site.page = lambda path: Answer(404)  # type: ignore[method-assign]
        site.faults["/list/0"] = lambda times, headers: Answer(200, links)
        stats = sqlite_crawler.run(site.url, CLOSESPIDER_PAGECOUNT=2)
    assert sqlite_crawler.count("frontier") == 2_001
    assert stats["unioncrawl/trapped"] == 8_000


def test_f16_a_page_that_comes_cut_is_asked_for_again_and_the_last_try_is_read_as_it_is(sqlite_crawler: Crawler) -> None:
    half = "<html><body><p>工会第3次送清凉。</p><p>工会第3"
    with served(Site(20)) as site:
        site.faults["/a/3"] = lambda times, headers: Answer(200, half) if times < 3 else None
        site.faults["/a/4"] = lambda times, headers: Answer(200, half)
        site.faults["/list/0"] = lambda times, headers: Answer(200, '<html><body><a class=a href="/a/1') if times < 2 else None
        stats = sqlite_crawler.run(site.url, RETRY_DELAYS="1,1")
    assert (site.asked["/list/0"], site.asked["/a/3"], site.asked["/a/4"]) == (2, 3, 3)
    assert (stats["unioncrawl/new"], stats["unioncrawl/failed"]) == (20, 5)
