"""Revisits: unmodified pages cost nothing, gone ones are marked, changed ones get a revision."""

from datetime import timedelta
from email.message import Message

from sqlalchemy import select

from tests.faults.conftest import Crawler
from tests.faults.site import Answer, Site, served
from unioncrawl.db import tables


def let_days_pass(crawler: Crawler, days: int) -> None:
    """Set back when addresses are due, as if it were that many days later."""
    row = tables.frontier.c
    with crawler.engine.begin() as connection:
        for number, next_at in connection.execute(select(row.id, row.next_at).where(row.next_at.is_not(None))).all():
            earlier = next_at - timedelta(days=days)
            connection.execute(tables.frontier.update().where(row.id == number).values(next_at=earlier))


def test_a_page_that_is_unmodified_is_asked_for_with_its_etag_and_not_read_again(sqlite_crawler: Crawler) -> None:
    conditions = []

    def unmodified(times: int, headers: Message) -> Answer | None:
        conditions.append((headers["If-None-Match"], headers["If-Modified-Since"]))
        if headers["If-None-Match"] == '"v1"':
            return Answer(304)
        return Answer(200, "<p>工会送清凉。</p>", {"ETag": '"v1"', "Last-Modified": "Wed, 01 May 2024 00:00:00 GMT"})

    with served(Site(1)) as site:
        site.faults["/a/0"] = unmodified
        sqlite_crawler.run(site.url)
        let_days_pass(sqlite_crawler, 1)
        sqlite_crawler.tell("UPDATE article SET last_seen_at = first_seen_at")
        stats = sqlite_crawler.run(site.url)
    assert conditions == [(None, None), ('"v1"', "Wed, 01 May 2024 00:00:00 GMT")]
    assert (stats["unioncrawl/unmodified"], stats["unioncrawl/unchanged"], stats["unioncrawl/verdict"]) == (1, 1, "quiet")
    assert sqlite_crawler.count("article", "last_seen_at > first_seen_at AND gone_at IS NULL AND revision = 1") == 1
    assert sqlite_crawler.count("frontier", "visits = 2 AND article IS NOT NULL") == 1


def test_an_article_whose_page_is_gone_stays_and_is_marked_until_it_is_there_again(sqlite_crawler: Crawler) -> None:
    there = True

    def gone(times: int, headers: Message) -> Answer | None:
        return None if there else Answer(410)

    with served(Site(2)) as site:
        site.faults["/a/1"] = gone
        sqlite_crawler.run(site.url)
        there = False
        let_days_pass(sqlite_crawler, 1)
        stats = sqlite_crawler.run(site.url)
        assert (stats["unioncrawl/gone"], stats["unioncrawl/verdict"]) == (1, "quiet")
        assert sqlite_crawler.count("article", "gone_at IS NOT NULL AND seq = 3") == 1
        assert sqlite_crawler.count("article") == 2
        there = True
        let_days_pass(sqlite_crawler, 2)
        stats = sqlite_crawler.run(site.url)
        assert stats["unioncrawl/changed"] == 1
        assert sqlite_crawler.count("article", "gone_at IS NULL") == 2
        assert sqlite_crawler.count("article", "seq = 4") == 1


def test_a_changed_article_gets_a_revision_that_says_what_changed(sqlite_crawler: Crawler) -> None:
    with served(Site(1)) as site:
        site.faults["/a/0"] = lambda times, headers: Answer(200, f"<p>工会第{times}次送清凉。</p>")
        sqlite_crawler.run(site.url)
        let_days_pass(sqlite_crawler, 1)
        assert sqlite_crawler.run(site.url)["unioncrawl/changed"] == 1
    assert sqlite_crawler.count("revision", """CAST(changed AS text) = '["body"]' AND body = '工会第1次送清凉。'""") == 1
