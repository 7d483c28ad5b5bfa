"""A site's articles: what the list says of them, and their further pages."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, TextResponse

from tests.unioncrawl.forest import HOST, Forest, address, article_page, list_page, site
from tests.walk import Answer, Walk, World, spider, walk


def test_an_article_knows_its_site_its_page_and_what_the_list_said() -> None:
    [article] = site(list_page("2026-11-18"), since="2026-11-01", until="2026-11-20").articles
    assert (article.site, article.url, article.url_met, article.section) == (
        "forest",
        address("2026-11-18"),
        address("2026-11-18"),
        "工会动态",
    )
    assert article.page is not None
    assert article.page.url == address("2026-11-18")
    assert article.fetched_at == article.page.fetched_at
    assert article.hints.listing is not None
    assert (article.hints.listing.url, article.hints.listing.date) == (f"{HOST}/ghdt/", "2026-11-18")
    assert [block.text for block in article.blocks if block.part == "body"] == ["林场的书屋今天开门，职工凭会员卡借书。"]


def test_a_page_that_leads_elsewhere_gives_no_article() -> None:
    crawling = spider(Forest)
    response = World({f"{HOST}/": article_page("首页")}).answer(Request(f"{HOST}/"))

    async def first() -> Any:
        return await anext(crawling.parse_article(response, {"url": f"{HOST}/ghdt/"}, address("2026-11-18")))

    assert asyncio.run(first()).refusal.reason == "redirected"


class Paged(Forest):
    """Articles on two pages."""

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return [page.url.replace(".html", "_2.html")]


def paged(further: str | Answer | None) -> Walk:
    pages: dict[str, str | Answer] = {f"{HOST}/ghdt/": list_page("2026-11-18"), address("2026-11-18"): article_page("书屋开门")}
    if further is not None:
        pages[address("2026-11-18").replace(".html", "_2.html")] = further
    return walk(Paged, pages, since="2026-11-01", until="2026-11-20")


def test_the_pages_of_an_article_are_joined() -> None:
    second = "<html><body><h1>书屋开门</h1><div class='text'><p>明年还要再开两间。</p></div></body></html>"
    [article] = paged(second).articles
    assert [block.text for block in article.blocks if block.part == "body"] == [
        "林场的书屋今天开门，职工凭会员卡借书。",
        "明年还要再开两间。",
    ]
    assert article.flags == []


def test_an_article_whose_further_page_is_missing_says_so() -> None:
    [article] = paged(None).articles
    assert article.flags == ["incomplete"]
    assert [block.text for block in article.blocks if block.part == "body"] == ["林场的书屋今天开门，职工凭会员卡借书。"]


def test_an_article_whose_further_page_cannot_be_fetched_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_world: World, _request: Request) -> HtmlResponse:
        raise DownloadTimeoutError

    monkeypatch.setattr(World, "download_async", fail)
    assert paged(article_page("书屋开门")).articles[0].flags == ["incomplete"]
