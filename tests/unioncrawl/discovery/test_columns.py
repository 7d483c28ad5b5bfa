"""What is a column of news, and what is none."""

from datetime import UTC, datetime

import pytest
from scrapy.http import HtmlResponse

from unioncrawl.discovery.blocks import blocks
from unioncrawl.discovery.columns import Candidate, Column, candidates, column, frame

HOST = "https://www.linchang.example.cn"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
NEWS = ("林场工会建成职工书屋", "渡口工会给船员开夜课", "石桥工会清查食堂账目", "盐场劳模带徒二十年整")


def page(body: str, url: str = f"{HOST}/") -> HtmlResponse:
    return HtmlResponse(url, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


def items(titles: tuple[str, ...] = NEWS, date: str = "2026-11-0{}", host: str = "") -> str:
    rows = (f'<li><a href="{host}/a/10{at}.html">{title}</a><span>{date.format(at)}</span></li>' for at, title in enumerate(titles, 1))
    return f"<ul>{''.join(rows)}</ul>"


def judged(body: str, name: str = "") -> Column:
    return column(Candidate(f"{HOST}/x/", name, 0), blocks(page(body)), ["linchang.example.cn"], NOW)


# Candidates.


def test_the_block_of_dated_headlines_that_leads_on_promises_most_then_names_of_news() -> None:
    menu = "".join(
        f'<li><a href="/{path}/">{name}</a></li>'
        for path, name in (("jgsz", "机构设置"), ("jcdt", "基层动态"), ("zt", "学习"), ("xw", "综合"))
    )
    box = f'<div><h3>综合<a href="/xw/">更多</a></h3>{items()}</div>'
    found = candidates(page(f"<ul>{menu}</ul>{box}"), ["linchang.example.cn"])
    assert [(one.url, one.name) for one in found] == [(f"{HOST}/xw/", "综合"), (f"{HOST}/jcdt/", "基层动态"), (f"{HOST}/zt/", "学习")]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/tzgg/">通知公告</a>',
        '<a href="/zbcg/">招标采购</a>',
        '<a href="/login">登录</a>',
        '<a href="/xz/">下载中心</a>',
        '<a href="/ldjj/">领导简介</a>',
        '<a href="/">首页</a>',
        '<a href="/n.pdf">工会要闻</a>',
        '<a href="https://www.elsewhere.example.com/xw/">工会要闻</a>',
        '<a href="javascript:go()">工会要闻</a>',
        '<a href="/xw/">News</a>',
        '<a href="/a/101.html">林场工会今天为采茶职工建成了书屋和夜校</a>',
    ],
)
def test_what_is_called_otherwise_or_leads_elsewhere_is_no_candidate(link: str) -> None:
    assert candidates(page(link), ["linchang.example.cn"]) == []


# Columns.


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (items(), ""),
        (items(), "工会要闻"),
        (items(date=""), "工会要闻"),  # the name speaks for it
        (items(date="").replace("/a/10", "/a/202611/t20261102_10"), ""),  # the addresses have the days
    ],
)
def test_headlines_with_dates_or_under_a_name_of_news_are_a_column(body: str, name: str) -> None:
    found = judged(body, name)
    assert (found.why_not, len(found.links)) == (None, 4)


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        ("<p>本页没有内容</p>", "工会要闻", "fewer than 3 articles on a page"),
        (items(NEWS[:2]), "工会要闻", "fewer than 3 articles on a page"),
        (items(), "公示公告", "called 公示公告"),
        (
            items(("关于开展职工书屋申报的通知", "办公楼空调维修项目招标公告", "拟推荐劳动模范人选公示", "林场工会建成职工书屋")),
            "",
            "lists notices",
        ),
        (items(host="https://www.elsewhere.example.com"), "", "lists articles of other sites"),
        (items(date=""), "", "lists without dates, under no name of news"),
    ],
)
def test_what_is_none_says_why(body: str, name: str, why: str) -> None:
    assert judged(body, name).why_not == why


def test_dated_and_fresh_columns_under_a_name_of_news_rank_first() -> None:
    columns = [judged(items(), "工会要闻"), judged(items(), ""), judged(items(date="2019-11-0{}"), "")]
    assert columns[0].score > columns[1].score > columns[2].score > judged(items(date=""), "").score


def test_what_stands_on_all_columns_pages_is_beside_their_lists() -> None:
    hot, others = blocks(page(items()))[0], [blocks(page(items(host=f"{HOST}/{number}")))[0] for number in range(4)]
    pages = [[hot, other] for other in others]
    assert frame(pages) == {hot}
    assert frame(pages[:2]) == set()  # a channel and its column


def test_a_column_whose_newest_are_shown_on_every_page_is_one_all_the_same() -> None:
    newest = "<div class='hot'><h3>热点</h3><ol>" + items(NEWS[:3]).removeprefix("<ul>")
    lists = [blocks(page(f"{newest}</div><div class='list'>{items(host=host)}</div>")) for host in ("", f"{HOST}/x", f"{HOST}/y")]
    beside = frame(lists)
    assert [len(block.links) for block in beside] == [3]
    left = [block for block in lists[0] if block not in beside]
    assert column(Candidate(f"{HOST}/x/", "工会要闻", 0), left, ["linchang.example.cn"], NOW).why_not is None
