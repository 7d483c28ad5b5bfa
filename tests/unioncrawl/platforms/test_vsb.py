from typing import ClassVar

import pytest
from scrapy.http import HtmlResponse

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import spider, walk
from unioncrawl.platforms import vsb

HOST = "https://gh.shanhe.example.cn"
COLUMN = f"{HOST}/xwdt.htm"


class Shanhe(vsb.Vsb):
    name = "shanhe"
    title = "山河大学工会"
    region = "140000"
    home = f"{HOST}/"
    allowed_domains = ("shanhe.example.cn",)
    lists: ClassVar = {COLUMN: "新闻动态"}


def listing(news: tuple[News, ...], depth: str = "", following: str | None = None) -> str:
    rows = "".join(
        f'<li><a href="{depth}info/1053/{piece.number}.htm" title="{piece.title}">{piece.title}</a><span>{piece.day}</span></li>'
        for piece in news
    )
    link = f'<a href="{following}" class="Next">下页</a>' if following else '<span class="NextDisabled">下页</span>'
    return f"<html><body><!--Announced by Visual SiteBuilder 9--><ul>{rows}</ul>{link}</body></html>"


def article(news: News) -> str:
    return f"""<html><head><title>{news.title}-山河大学工会</title></head><body>
      <div>当前位置：<a href="/">首页</a>&gt;&gt;新闻动态&gt;&gt;正文</div>
      <form name="_newscontent_fromname"><h1 align="center">{news.title}</h1>
      <div align="center">来源：{news.source} | 发布时间：{news.day} |
      浏览次数：<script>_showDynClicks("wbnews", 1, {news.number})</script></div>
      <div id="vsb_content_2"><div class="v_news_content">{news.text}</div></div></form>
      <p>上一条：<a href="1.htm">旧闻</a></p><div>Copyright 山河大学工会</div></body></html>"""


ARTICLES = {f"{HOST}/info/1053/{news.number}.htm": article(news) for news in NEWS}
SITE = {
    COLUMN: listing(LISTS[0], following="xwdt/2.htm"),
    f"{HOST}/xwdt/2.htm": listing(LISTS[1], "../", following="1.htm"),
    f"{HOST}/xwdt/1.htm": listing(LISTS[2], "../"),
} | ARTICLES


def test_a_column_is_walked_down_to_its_oldest_page_and_the_articles_are_read() -> None:
    done = walk(Shanhe, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)


def test_pages_without_a_link_on_go_on_by_their_falling_number() -> None:
    assert fields(walk(Shanhe, SITE | {f"{HOST}/xwdt/2.htm": listing(LISTS[1], "../")}, **PERIOD).articles) == expected()


@pytest.mark.parametrize(
    ("url", "following"),
    [(f"{HOST}/xwdt/12.htm", [f"{HOST}/xwdt/11.htm"]), (f"{HOST}/xwdt/1.htm", []), (COLUMN, [])],
)
def test_numbers_fall(url: str, following: list[str]) -> None:
    assert vsb.next_lists(HtmlResponse(url, body=b"<p>x</p>", encoding="utf-8"), 2) == following


def test_lists_older_than_the_period_are_not_walked() -> None:
    done = walk(Shanhe, SITE, since="2026-11-12", until="2026-11-20")
    assert (fields(done.articles), numbers(done)[0]) == (expected(LISTS[0]), 2)


def test_an_article_has_one_address() -> None:
    known = f"{HOST}/info/1053/6730.htm"
    assert spider(Shanhe).canonical(f"{known}?from=wx#top") == known
    assert spider(Shanhe).is_article(known)
    assert not spider(Shanhe).is_article(f"{HOST}/xwdt/12.htm")


def test_a_changed_template_of_articles_is_left_to_the_generic_reading() -> None:
    changed = {url: page.replace("vsb_content_2", "nr").replace("v_news_content", "zw") for url, page in ARTICLES.items()}
    assert fields(walk(Shanhe, SITE | changed, **PERIOD).articles) == expected()


def test_lists_without_articles_are_counted_as_empty() -> None:
    for page in (listing(()), listing(LISTS[0]).replace("/1053/", "/show/")):
        done = walk(Shanhe, {COLUMN: page}, **PERIOD)
        assert numbers(done) == (1, 0, 0)
        assert done.stats["unioncrawl/lists/empty"] == 1
