import asyncio
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy import Request
from scrapy.exceptions import UsageError

from spiders.workercn import CLASSIC, CURRENT, TRANSITION, WorkerCn
from tests.walk import World, spider


def first_lists(**arguments: str) -> list[str]:
    async def first() -> list[str]:
        return [request.url async for request in spider(WorkerCn, None, **arguments).start()]

    return asyncio.run(first())


def test_without_arguments_the_columns_of_today_and_a_month_of_the_paper_are_asked_for() -> None:
    addresses = first_lists(until="2026-11-20")
    assert addresses[: len(CURRENT)] == list(CURRENT)
    papers_asked = addresses[len(CURRENT) :]
    assert papers_asked[0] == "https://www.workercn.cn/papers/grrb/2026/11/20/1/page.html"
    assert papers_asked[-1] == "https://www.workercn.cn/papers/grrb/2026/10/22/1/page.html"
    assert len(papers_asked) == 30


@pytest.mark.parametrize(
    ("since", "until", "lists"),
    [
        ("2012-01-01", "2026-11-20", CURRENT | TRANSITION | CLASSIC),
        ("2018-01-01", "2018-12-31", CLASSIC),
        ("2021-12-20", "2022-01-10", CURRENT | TRANSITION | CLASSIC),
        ("2022-01-01", "2022-12-31", CURRENT | TRANSITION),
        ("2023-01-01", "2026-11-20", CURRENT),
    ],
)
def test_only_lists_that_can_hold_the_period_are_asked_for(since: str, until: str, lists: dict[str, str]) -> None:
    assert {url for url in first_lists(since=since, until=until) if "/papers/" not in url} == set(lists)


def test_the_paper_of_a_short_period_is_asked_for_its_days_only() -> None:
    assert [url for url in first_lists(since="2026-11-02", until="2026-11-03") if "/papers/" in url] == [
        "https://www.workercn.cn/papers/grrb/2026/11/03/1/page.html",
        "https://www.workercn.cn/papers/grrb/2026/11/02/1/page.html",
    ]


def test_back_filling_the_paper_asks_for_every_day() -> None:
    addresses = first_lists(since="2016-01-01", until="2016-12-31", backfill="papers")
    assert (len(addresses), addresses[-1]) == (366, "https://www.workercn.cn/papers/grrb/2016/01/01/1/page.html")


def test_back_filling_by_search_asks_for_every_day() -> None:
    addresses = first_lists(since="2024-02-28", until="2024-03-01", backfill="search")
    queries = [parse_qs(urlsplit(url).query, keep_blank_values=True) for url in addresses]
    assert [query["startDate"] for query in queries] == [["2024-03-01"], ["2024-02-29"], ["2024-02-28"]]
    assert queries[0] == {
        "query": ["title:工会|content:工会"],
        "siteID": ["122"],
        "type": [""],
        "sort": ["publishDate"],
        "startDate": ["2024-03-01"],
        "endDate": ["2024-03-01"],
        "catalogID": [""],
        "pageIndex": ["0"],
        "pageSize": ["10"],
    }


def test_another_back_fill_is_refused() -> None:
    with pytest.raises(UsageError, match="backfill='all' is neither search nor papers"):
        WorkerCn(backfill="all")


def test_a_day_without_a_paper_is_no_fault() -> None:
    crawling = spider(WorkerCn, until="2026-11-20")
    request = next(request for request in crawling.first_lists() if "/papers/" in request.url)
    assert request.meta["handle_httpstatus_list"] == [404]
    assert list(crawling.parse_list(World({}).answer(request), **request.cb_kwargs)) == []


def test_a_listed_twin_in_traditional_script_asks_for_the_original() -> None:
    crawling = spider(WorkerCn, since="2018-03-01", until="2018-03-31")
    url = "http://acftu.workercn.cn/41/41.shtml"
    twin = "http://big5.workercn.cn/big5/acftu.workercn.cn/41/201803/08/180308091522417.shtml"
    response = World({url: f'<ul id="leftList"><li><a href="{twin}">纺织</a></li></ul>'}).answer(Request(url))
    asked = list(crawling.parse_list(response, "工会", 1, []))
    assert asked[0].url == "http://acftu.workercn.cn/41/201803/08/180308091522417.shtml"
    assert asked[0].cb_kwargs["met"] == twin
