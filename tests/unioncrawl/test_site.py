import asyncio
import json
import sys
from collections.abc import Iterable
from typing import Any, ClassVar

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, UsageError
from scrapy.http import HtmlResponse, TextResponse

from tests.walk import Answer, Walk, World, spider, walk
from unioncrawl.site import DeclarationError, SiteSpider

HOST = "https://www.linchang.example.cn"


class Forest(SiteSpider):
    name = "forest"
    title = "林场工会网"
    region = "230000"
    home = f"{HOST}/"
    allowed_domains: ClassVar = ["linchang.example.cn"]
    lists: ClassVar = {f"{HOST}/ghdt/": "工会动态"}
    article_url = r"/\d{4}/\d{2}/\d{2}/\d+\.html$"
    next_list = "a.next"
    body = "div.text"
    most_lists = 5


def list_page(*days: str, following: str | None = None, more: str = "") -> str:
    """A list with an article a day, and the link to the next page."""
    rows = "".join(f'<li><a href="{address(day)}">{day}的消息</a><span>{day}</span></li>' for day in days)
    return f"<html><body><ul>{rows}</ul>{more}" + (f'<a class="next" href="{following}">下一页</a>' if following else "") + "</body></html>"


def address(day: str) -> str:
    return f"{HOST}/{day.replace('-', '/')}/{day.replace('-', '')}.html"


def article_page(title: str) -> str:
    return f"<html><body><h1>{title}</h1><div class='text'><p>林场的书屋今天开门，职工凭会员卡借书。</p></div></body></html>"


def site(*lists: str, **arguments: str) -> Walk:
    """Walk the forest, whose list goes over these pages; every article that they name is there."""
    pages = {f"{HOST}/ghdt/" if number == 1 else f"{HOST}/ghdt/index_{number}.html": page for number, page in enumerate(lists, start=1)}
    days = [f"20{year}-{month:02}-{day:02}" for year in (24, 25, 26) for month in range(1, 13) for day in range(1, 32)]
    return walk(Forest, pages | {address(day): article_page(f"{day}的消息") for day in days}, **arguments)


def days(done: Walk) -> list[str]:
    return [article.hints.listing.title[:10] for article in done.articles if article.hints.listing and article.hints.listing.title]


# What a class must declare.


def declare(**changed: Any) -> None:
    """A site's class, with something changed or (None) left out."""
    whole = {
        "name": "x",
        "title": "某工会",
        "region": "620000",
        "home": "https://x.example.cn/",
        "allowed_domains": ["x.example.cn"],
        "lists": {"https://x.example.cn/xw/": "新闻"},
        "article_url": r"\.html$",
    }
    type("X", (SiteSpider,), {key: value for key, value in (whole | changed).items() if value is not None})


def test_a_whole_declaration_is_taken() -> None:
    declare()
    declare(lists={}, state="unverified", why="no column is known")
    declare(lists={}, issue="https://x.example.cn/%Y-%m/%d/node_1.htm")


@pytest.mark.parametrize("name", ["name", "title", "region", "home", "allowed_domains", "lists", "article_url"])
def test_a_class_that_lacks_what_it_needs_is_refused_with_its_name(name: str) -> None:
    with pytest.raises(DeclarationError, match=rf"X: lacks {name}$"):
        declare(**{name: None})


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(DeclarationError, match="lacks title, region, article_url"):
        declare(title=None, region=None, article_url=None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": ""}, "lacks title"),
        ({"state": "dead"}, "state is 'dead', not one of active"),
        ({"state": "blocked"}, "why does not say the reason"),
        ({"lists": {}}, "active, and lists names no list"),
        ({"issue": "https://y.example.cn/%Y-%m/%d/node_1.htm"}, "https://y.example.cn/%Y-%m/%d/node_1.htm is not within allowed_domains"),
        ({"lists": ["https://x.example.cn/xw/"]}, "lists is no mapping"),
        ({"lists": {"https://y.example.cn/xw/": "新闻"}}, "https://y.example.cn/xw/ is not within allowed_domains"),
        ({"home": "https://y.example.cn/"}, "https://y.example.cn/ is not within allowed_domains"),
        ({"region": "甘肃"}, "not the six digits of GB/T 2260"),
        ({"kind": "blog"}, "kind is 'blog', not one of federation"),
        ({"article_url": "("}, "article_url is no regular expression"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(changed: dict[str, Any], fault: str) -> None:
    with pytest.raises(DeclarationError, match=fault):
        declare(**changed)


def test_a_platform_may_leave_the_site_open() -> None:
    class Platform(SiteSpider, platform=True):
        next_list = "a.next"

    with pytest.raises(DeclarationError, match="lacks name"):

        class Site(Platform):
            title = "某工会"


def test_a_site_that_is_incomplete_cannot_be_imported(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_a_site.py").write_text(
        "from unioncrawl.site import SiteSpider\nclass Half(SiteSpider):\n    name = 'half'\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(DeclarationError, match=r"half_a_site\.Half: lacks title, region, home, allowed_domains, lists, article_url"):
        __import__("half_a_site")
    assert "half_a_site" not in sys.modules


# Arguments.


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


# The walk.


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


# Articles.


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


def test_lists_are_read_by_their_bytes_whatever_their_labels_claim() -> None:
    page = Answer(list_page("2026-11-18").replace("的消息", "：林区职工书屋开门迎客").encode("gb18030"), "text/html; charset=utf-8")
    done = walk(Forest, {f"{HOST}/ghdt/": page, address("2026-11-18"): article_page("x")}, since="2026-11-01", until="2026-11-20")
    assert done.articles[0].hints.listing is not None
    assert done.articles[0].hints.listing.title == "2026-11-18：林区职工书屋开门迎客"


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


def test_a_base_that_is_no_address_is_none() -> None:
    page = list_page("2026-11-03").replace("<body>", "<body><base href='http://[x'>")
    done = walk(
        Forest, {f"{HOST}/ghdt/": page, address("2026-11-03"): article_page("2026-11-03的消息")}, since="2026-11-01", until="2026-11-20"
    )
    assert len(done.articles) == 1
