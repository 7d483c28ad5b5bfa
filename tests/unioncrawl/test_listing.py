import json
import re
from datetime import UTC, date, datetime

import pytest
from scrapy.http import HtmlResponse

from unioncrawl.listing import MOST_ANCHORS, Link, day_of, feed_links, html_links, is_feed, json_links, line, link_address


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


# What stands beside a link without a wrapping of its own, and dates in parts.


@pytest.mark.parametrize(
    ("items", "dates"),
    [
        (
            '<div><a href="/a/1.html">一</a> <span>2026-11-03</span><br><a href="/a/2.html">二</a> <span>2026-11-02</span></div>',
            ["2026-11-03", "2026-11-02"],
        ),
        ('<dl><dt><a href="/a/1.html">一</a></dt><dd>11-03</dd><dt><a href="/a/2.html">二</a></dt><dd>11-02</dd></dl>', ["11-03", "11-02"]),
        ('<div><a href="/a/1.html">一</a><a href="/a/2.html">二</a> 2026-11-02</div>', [None, "2026-11-02"]),
        ('<ul><li><a href="/a/1.html">一</a></li></ul><p>2026-11-02</p>', [None]),
        ('<ul><li><p><b>3</b><i>2026-11</i></p><a href="/a/1.html">一</a></li></ul>', ["2026-11-3"]),
        ('<ul><li><a href="/a/1.html"><p><i>2026.11</i><b>03</b></p><h3>一</h3></a></li></ul>', ["2026-11-03"]),
        ('<ul><li><b>3</b><i>2026</i><a href="/a/1.html">一</a></li></ul>', [None]),
    ],
)
def test_a_date_is_found_after_its_link_and_in_two_parts(items: str, dates: list[str | None]) -> None:
    assert [link.date for link in links(items)] == dates


def test_a_link_around_a_whole_item_has_its_heading_as_title() -> None:
    assert [link.title for link in links('<li><a href="/a/1.html"><i>11-03</i><h3>书屋开门</h3><p>林场的书屋今天开门。</p></a></li>')] == [
        "书屋开门"
    ]


# Feeds.

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>林场工会</title><link>https://news.example.cn/</link>
  <item><title><![CDATA[书屋 & 夜校]]></title><link> https://news.example.cn/a/1.html </link><pubDate>Tue, 03 Nov 2026 08:15:00 +0800</pubDate></item>
  <item><title>无址</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>书屋</title><link rel="self" href="/x"/><link href="/a/1.html"/>
  <updated>2026-11-03T08:15:00+08:00</updated><author><name>林讯</name></author></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <item rdf:about="/a/1.html"><title>书屋</title><link>/a/1.html</link><dc:date>2026-11-03</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("feed", "link"),
    [
        (RSS, Link(f"{HOST}/a/1.html", "书屋 & 夜校", "Tue, 03 Nov 2026 08:15:00 +0800")),
        (ATOM, Link(f"{HOST}/a/1.html", "书屋", "2026-11-03T08:15:00+08:00", "林讯")),
        (RDF, Link(f"{HOST}/a/1.html", "书屋", "2026-11-03")),
    ],
)
def test_the_entries_of_a_feed_are_links(feed: str, link: Link) -> None:
    assert is_feed(page(feed))
    assert list(feed_links(page(feed))) == [link]
    assert day_of(link, datetime(2026, 11, 20, tzinfo=UTC)) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    ["<html><body>rss</body></html>", "<urlset></urlset>", "", "<rss", "<feed>" * 2_000, '<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>'],
)
def test_what_is_no_feed_has_no_entries(text: str) -> None:
    assert list(feed_links(page(text))) == []
