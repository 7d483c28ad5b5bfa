import json
import re

import pytest
from scrapy.http import HtmlResponse

from unioncrawl.listing import MOST_ANCHORS, Link, html_links, json_links, line, link_address


def page(body: str, url: str = "https://news.example.cn/ghxw/index.html") -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8")


def links(body: str) -> list[Link]:
    return list(html_links(page(body), lambda url: re.search(r"/\d+\.html$", url) is not None))


HOST = "https://news.example.cn"


@pytest.mark.parametrize(
    ("item", "link"),
    [
        (
            '<ul><li><a href="/a/1.html">林场工会建成书屋</a><span>2026-11-03</span></li></ul>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", "2026-11-03"),
        ),
        (
            '<ul><li><span class="date">[11-03]</span><a href="../a/1.html">林场工会建成书屋</a></li></ul>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", "11-03"),
        ),
        (
            '<table><tr><td>·<a href="/a/1.html" title="林场建成二十间书屋">林场建成…</a></td><td>2026年11月3日 08:15</td></tr></table>',
            Link(f"{HOST}/a/1.html", "林场建成二十间书屋", "2026年11月3日 08:15"),
        ),
        (
            '<div><a href="/a/1.html"><img></a><h3><a href="/a/1.html">林场工会建成书屋</a></h3><i>发布时间：2026.11.03</i></div>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", "2026.11.03"),
        ),
        (
            '<ul><li><a href="/a/1.html"><b>林场工会建成书屋</b><em>2026/11/03</em></a></li></ul>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", "2026/11/03"),
        ),
        (
            '<ul><li><a href="/a/1.html">11月3日，林场工会建成书屋</a></li></ul>',
            Link(f"{HOST}/a/1.html", "11月3日，林场工会建成书屋", None),
        ),
        (
            '<ul><li><a href="/ghxw/">[工会]</a><a href="/a/1.html">林场工会建成书屋</a> 2026-11-03</li></ul>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", "2026-11-03"),
        ),
        (
            '<p><a href="/a/1.html"><img src="x.jpg" alt="林场工会建成书屋"></a></p>',
            Link(f"{HOST}/a/1.html", "林场工会建成书屋", None),
        ),
        (
            "<ul><li><a href='/a/1.html'>书屋&amp;#32;开门</a></li></ul>",
            Link(f"{HOST}/a/1.html", "书屋 开门", None),
        ),
    ],
)
def test_an_item_gives_its_address_title_and_date(item: str, link: Link) -> None:
    assert links(f"<html><body>{item}</body></html>") == [link]


def test_dates_belong_to_the_item_that_prints_them() -> None:
    rows = "".join(f'<div><a href="/a/{n}.html">第{n}条消息</a><span>2026-11-{n:02}</span></div>' for n in range(1, 9))
    assert [(link.title, link.date) for link in links(f"<div>{rows}</div>")] == [(f"第{n}条消息", f"2026-11-{n:02}") for n in range(1, 9)]


def test_a_date_in_a_teasers_prose_is_no_date_of_the_item() -> None:
    teaser = '<li><a href="/a/1.html">书屋开门</a><p>自2026年10月1日起，林场的职工可以凭会员卡借书，每次最多三本。</p></li>'
    assert links(teaser) == [Link(f"{HOST}/a/1.html", "书屋开门", None)]


@pytest.mark.parametrize("number", ["36.5", "3.14159", "12/31/45", "99-100", "4.6%", "11:30"])
def test_a_number_is_no_date(number: str) -> None:
    assert links(f'<li><a href="/a/1.html">书屋开门</a><span>{number}</span></li>')[0].date is None


def test_only_wanted_addresses_are_listed_and_each_once() -> None:
    body = '<a href="/">首页</a><a href="javascript:void(0)">更多</a><a href="http://[">坏</a>'
    body += '<a href="/a/1.html">甲</a><a href="/a/1.html">甲的全名</a>'
    assert links(body) == [Link(f"{HOST}/a/1.html", "甲的全名", None)]


def test_a_page_of_a_hundred_thousand_links_is_read_to_its_bound() -> None:
    body = "".join(f'<a href="/a/{n}.html">x</a>' for n in range(20_000))
    assert len(links(body)) == MOST_ANCHORS


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ([{"href": "/c/1.html", "title": "书屋<em>开门</em>"}], [Link(f"{HOST}/c/1.html", "书屋开门")]),
        (
            {"status": 1, "data": {"total": 2, "data": [{"artUrl": "c/1.html", "title": "甲&amp;乙", "addTime": "2026-11-03 08:00:00"}]}},
            [Link(f"{HOST}/c/1.html", "甲&乙", "2026-11-03 08:00:00")],
        ),
        (
            {
                "list": [
                    {"url": "//img.example.cn/c/2.html", "name": "丙", "time": 1793664000000, "source": "中工网", "catalogName": "工会"}
                ]
            },
            [Link("https://img.example.cn/c/2.html", "丙", "1793664000000", "中工网", "工会")],
        ),
        ([{"url": "", "title": "无址"}, {"title": "也无"}, None, 3, "x"], []),
        ([], []),
        ({"url": None}, []),
    ],
)
def test_json_lists_are_read_whatever_their_shape(reply: object, expected: list[Link]) -> None:
    response = HtmlResponse(f"{HOST}/list.json", body=json.dumps(reply).encode(), encoding="utf-8")
    assert list(json_links(response)) == expected


def test_json_keeps_the_order_of_its_items() -> None:
    reply = {"a": [{"url": f"/{n}.html"} for n in range(5)], "b": {"url": "/5.html"}}
    response = HtmlResponse(f"{HOST}/list.json", body=json.dumps(reply).encode(), encoding="utf-8")
    assert [link.url for link in json_links(response)] == [f"{HOST}/{n}.html" for n in range(6)]


def test_what_is_not_json_raises() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        list(json_links(page("<html>安全验证</html>")))


def test_a_fragment_of_markup_is_a_line() -> None:
    assert line("<h3>追光的你｜一座&#32;桥\n\t<b>三代人</b></h3>") == "追光的你｜一座 桥 三代人"


@pytest.mark.parametrize(
    "href", ["", "javascript:void(0)", "mailto:a@b.cn", "http://[::1/1.html", "http://", "http://x.example.cn:99999/1.html"]
)
def test_what_is_no_address_of_the_web_leads_nowhere(href: str) -> None:
    assert link_address("javascript:", href) is None
    assert links(f'<a href="{href}">林场工会</a><a href="/a/1.html">书屋</a>') == [Link(f"{HOST}/a/1.html", "书屋")]
