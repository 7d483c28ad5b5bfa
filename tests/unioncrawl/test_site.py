"""A site's walk over its lists."""

import asyncio
import json

import pytest
from scrapy import Request
from scrapy.exceptions import UsageError

from tests.unioncrawl.forest import HOST, Forest, address, article_page, days, list_page, site
from tests.walk import World, spider, walk


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ({"since": "gestern"}, "since='gestern' is no day: write it as YYYY-MM-DD"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "since=2026-11-02 is after until=2026-11-01"),
        ({"limit": "0"}, "limit='0' is no number of articles"),
        ({"limit": "ten"}, "limit='ten' is no number of articles"),
        ({"sinse": "2026-11-02"}, "forest takes no argument sinse; it takes since, until, limit"),
    ],
)
def test_wrong_arguments_are_refused_clearly(arguments: dict[str, str], fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        Forest(**arguments)


def test_schedulers_may_hand_in_arguments_of_their_own() -> None:
    assert Forest(_job="7f3a").limit is None


def test_the_first_lists_are_asked_for_without_passing_the_filters() -> None:
    async def first() -> list[Request]:
        return [request async for request in spider(Forest).start()]

    requests = asyncio.run(first())
    assert [request.url for request in requests] == [f"{HOST}/ghdt/"]
    assert not any(request.dont_filter for request in requests)


def test_requests_can_be_written_to_disk() -> None:
    crawling = spider(Forest, since="2026-11-01", until="2026-11-20")
    world = World({f"{HOST}/ghdt/": list_page("2026-11-19", "2026-11-18", following="index_2.html")})
    for request in crawling.parse_list(world.answer(Request(f"{HOST}/ghdt/")), "工会动态", 1, []):
        again = Request(**json.loads(json.dumps(request.to_dict(spider=crawling), default=bytes.decode)) | {"callback": None})
        assert again.cb_kwargs == request.cb_kwargs


def test_lists_are_walked_until_a_whole_page_is_older() -> None:
    done = site(
        list_page("2026-11-19", "2026-11-18", following="index_2.html"),
        list_page("2026-11-09", "2026-11-12", "2026-11-08", following="index_3.html"),  # an older one does not end it
        list_page("2026-11-08", "2026-11-07", following="index_4.html"),
        list_page("2026-11-11", following="index_5.html"),  # not reached
        since="2026-11-10",
        until="2026-11-20",
    )
    assert days(done) == ["2026-11-19", "2026-11-18", "2026-11-12"]
    assert f"{HOST}/ghdt/index_3.html" in done.asked
    assert f"{HOST}/ghdt/index_4.html" not in done.asked
    assert done.stats == {"unioncrawl/lists": 3, "unioncrawl/listed": 7, "unioncrawl/fetched": 3}


def test_newer_pages_are_walked_through_to_reach_until() -> None:
    done = site(
        list_page("2026-11-19", "2026-11-18", following="index_2.html"),
        list_page("2025-03-09", "2025-03-02", following="index_3.html"),
        list_page("2024-12-31"),
        since="2025-03-01",
        until="2025-03-08",
    )
    assert days(done) == ["2025-03-02"]


def test_a_pinned_item_and_a_side_box_do_not_hold_up_the_walk() -> None:
    box = f'<div class="hot"><a href="{address("2026-11-17")}">热点</a></div>'
    done = site(
        list_page("2026-11-20", "2026-11-19", following="index_2.html", more=box),
        list_page("2026-11-20", "2026-10-08", "2026-10-07", following="index_3.html", more=box),
        list_page("2026-11-20", "2026-10-06", more=box),
        since="2026-11-01",
        until="2026-11-20",
    )
    assert f"{HOST}/ghdt/index_3.html" not in done.asked
    assert sorted(article.url or "" for article in done.articles) == [address("2026-11-17"), address("2026-11-19"), address("2026-11-20")]


def test_a_pager_that_stands_still_ends_the_walk() -> None:
    same = list_page("2026-11-19", following="index_2.html")
    done = site(same, same.replace("index_2", "index_3"), same, since="2026-11-01", until="2026-11-20")
    assert done.stats["unioncrawl/lists"] == 2


def test_a_next_link_that_is_a_script_ends_the_walk() -> None:
    assert (
        site(list_page("2026-11-19", following="javascript:void(0)"), since="2026-11-01", until="2026-11-20").stats["unioncrawl/lists"] == 1
    )


def test_the_number_of_list_pages_is_bounded() -> None:
    pages = [list_page(f"2026-11-{20 - n}", following=f"index_{n + 1}.html") for n in range(1, 10)]
    assert site(*pages, since="2024-01-01", until="2026-11-20").stats["unioncrawl/lists"] == Forest.most_lists


def test_a_list_may_end_with_a_404_or_an_empty_page() -> None:
    assert days(site(list_page("2026-11-19", following="index_2.html"), since="2026-11-01", until="2026-11-20")) == ["2026-11-19"]
    ended = site(
        list_page("2026-11-19", following="index_2.html"), list_page(following="index_3.html"), since="2026-11-01", until="2026-11-20"
    )
    assert ended.stats["unioncrawl/lists"] == 2


def test_a_first_list_without_articles_is_counted() -> None:
    stats = site("<html><body>改版公告</body></html>").stats
    assert stats["unioncrawl/lists/empty"] == 1
    assert len(stats["unioncrawl/lists/empty/at"]) == 1


def test_the_address_dates_an_article_whose_item_does_not() -> None:
    bare = f'<li><a href="{address("2026-11-19")}">新</a></li><li><a href="{address("2026-10-01")}">旧</a></li>'
    done = site(f"<ul>{bare}</ul>", since="2026-11-01", until="2026-11-20")
    assert [article.url for article in done.articles] == [address("2026-11-19")]


def test_an_article_without_any_date_is_asked_for() -> None:
    class Undated(Forest):
        article_url = r"/show-\d+\.html$"

    pages = {f"{HOST}/ghdt/": '<li><a href="/show-7.html">书屋开门</a></li>', f"{HOST}/show-7.html": article_page("书屋开门")}
    assert len(walk(Undated, pages, since="2012-01-01", until="2012-01-31").articles) == 1


def test_only_the_sites_own_articles_are_asked_for() -> None:
    foreign = '<a href="https://www.mirror.example.com/2026/11/19/20261119.html">镜像</a><a href="/ghdt/about.html">关于</a>'
    done = site(list_page("2026-11-18", more=foreign), since="2026-11-01", until="2026-11-20")
    assert done.asked == [f"{HOST}/ghdt/", address("2026-11-18")]


def test_limit_ends_the_crawl_after_that_many_articles() -> None:
    pages = [list_page("2026-11-19", "2026-11-18", "2026-11-17", following="index_2.html"), list_page("2026-11-16")]
    done = site(*pages, since="2026-11-01", until="2026-11-20", limit="2")
    assert (days(done), done.closed) == (["2026-11-19", "2026-11-18"], "limit")
    assert done.stats["unioncrawl/lists"] == 1
