from typing import ClassVar

import pytest

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import spider, walk
from unioncrawl.platforms import dtcms

HOST = "http://www.weishui.example.cn"
COLUMN = f"{HOST}/list_gonghui.aspx?category_id=58"


class Weishui(dtcms.DtCms):
    name = "weishui"
    title = "渭水工会网"
    region = "610500"
    home = f"{HOST}/"
    allowed_domains = ("weishui.example.cn",)
    lists: ClassVar = {COLUMN: "工会要闻"}


def listing(news: tuple[News, ...], following: str | None = None) -> str:
    rows = "".join(f'<li><a href="/news_show.aspx?id={piece.number}">{piece.title}</a>[{piece.day}]</li>' for piece in news)
    pager = f'<a href="{following}">下一页»</a>' if following else '<span class="disabled">下一页»</span>'
    return f"""<html><body><div class="menu"><ul class="menu_list"><li><a href="/index.aspx">网站首页</a></li></ul></div>
      <div class="sub_left"><div class="sub_left_bt font_bt">工会要闻<p class="fr">您当前的位置：<a href="/index.aspx">首页</a></p></div>
      <ul class="sub_list">{rows}</ul><div class="page-box"><div class="digg">{pager}</div></div></div>
      <div class="sub_right"><ul class="index_fr_news"><li><a href="/news_show.aspx?id=1">最新公告：劳模评选公示名单</a></li></ul></div>
      </body></html>"""


def article(news: News) -> str:
    return f"""<html><head><title>{news.title} - 渭水工会网</title></head><body><div>您当前的位置：<a href="/index.aspx">首页</a></div>
      <h1>{news.title}</h1><div class="info">来源：{news.source} 发布时间：{news.day} 浏览：<script src="/tools/hits.ashx"></script></div>
      <div class="content">{news.text}</div><div class="bottom"><p>主办单位：渭水总工会办公室 版权所有</p></div></body></html>"""


SITE = {
    COLUMN: listing(LISTS[0], "/list_gonghui.aspx?category_id=58&page=2"),
    f"{COLUMN}&page=2": listing(LISTS[1], "?category_id=58&page=3"),
    f"{COLUMN}&page=3": listing(LISTS[2]),
} | {f"{HOST}/news_show.aspx?id={news.number}": article(news) for news in NEWS}


def test_a_list_is_walked_without_what_stands_beside_it_and_the_articles_are_read() -> None:
    done = walk(Weishui, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)


def test_lists_older_than_the_period_are_not_walked() -> None:
    done = walk(Weishui, SITE, since="2026-11-12", until="2026-11-20")
    assert (fields(done.articles), numbers(done)[0]) == (expected(LISTS[0]), 2)


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (f"{HOST}/news_show.aspx?id=326", f"{HOST}/news_show.aspx?id=326"),
        (f"{HOST}/news_show.aspx?channel=2&id=326&from=wx#top", f"{HOST}/news_show.aspx?id=326"),
        (f"{HOST}/news_show/326.aspx", f"{HOST}/news_show/326.aspx"),
        (f"{HOST}/news_show-326.html", f"{HOST}/news_show-326.html"),
        (COLUMN, COLUMN),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    assert spider(Weishui).canonical(met) == known
    assert spider(Weishui).is_article(met) == ("show" in met)


def test_a_list_in_another_template_is_read_by_its_links() -> None:
    done = walk(Weishui, SITE | {COLUMN: listing(LISTS[0]).replace("sub_list", "list2027")}, **PERIOD)
    assert numbers(done)[1] == 4  # the notice beside it, too


def test_lists_without_articles_are_counted_as_empty() -> None:
    for page in (listing(()), listing(LISTS[0]).replace("news_show", "read")):
        done = walk(Weishui, {COLUMN: page}, **PERIOD)
        assert numbers(done) == (1, 0, 0)
        assert done.stats["unioncrawl/lists/empty"] == 1
