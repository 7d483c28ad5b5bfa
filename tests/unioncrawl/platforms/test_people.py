from typing import ClassVar

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import people

HOST = "http://chaguan.people.com.cn"
COLUMN = f"{HOST}/GB/67502/index.html"


class Chaguan(people.People):
    name = "chaguan"
    title = "茶馆频道"
    region = "100000"
    kind = "press"
    home = f"{HOST}/"
    allowed_domains = ("chaguan.people.com.cn",)
    lists: ClassVar = {COLUMN: "各地工会"}


def path(news: News) -> str:
    return f"/n1/{news.day.year}/{news.day:%m%d}/c67502-{news.number}.html"


def gbk(page: str) -> Answer:
    return Answer(page.encode("gbk"), "text/html")


def listing(news: tuple[News, ...], following: str | None = None) -> Answer:
    rows = "".join(f"<li><a href='{path(piece)}' target=_blank>{piece.title}</a><em>{piece.day}</em></li>" for piece in news)
    pager = f'<a href="{following}">下一页</a>' if following else ""
    return gbk(f'<html><body><ul class="list_14">{rows}</ul><div class="page_n">{pager}</div></body></html>')


def article(news: News, text: str, pager: str = "") -> Answer:
    return gbk(f"""<html><head><title>{news.title}--茶馆频道</title></head><body>
      <div class="path"><a href="/">中国工会新闻</a>&gt;&gt;<a href="/GB/67502/">各地工会</a></div>
      <div class="clearfix text_title"><h1>{news.title}</h1>
      <div class="box01"><div class="fl">{news.day:%Y年%m月%d日}09:11&nbsp;&nbsp;来源：<a>{news.source}</a>
      </div></div></div><div class="box_con" id="rwb_zw">{text}{pager}</div>
      <div class="edit clearfix">(责编：温语、许砚)</div></body></html>""")


SITE = {
    COLUMN: listing(LISTS[0], "index2.html"),
    f"{HOST}/GB/67502/index2.html": listing(LISTS[1], "index3.html"),
    f"{HOST}/GB/67502/index3.html": listing(LISTS[2]),
} | {HOST + path(news): article(news, news.text) for news in NEWS}


def test_a_column_is_walked_and_its_articles_are_read() -> None:
    done = walk(Chaguan, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)
    assert {tuple(article.editor) for article in done.articles} == {("温语", "许砚")}


def test_without_since_no_more_than_a_week_is_asked_for() -> None:
    assert fields(walk(Chaguan, SITE, until="2026-11-20").articles) == expected(LISTS[0])


def test_two_minutes_lie_between_requests() -> None:
    settings = Settings()
    Chaguan.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 120


def test_the_pages_of_a_long_article_are_joined() -> None:
    news = NEWS[0]
    first, second = path(news), path(news).replace(".html", "-2.html")
    pager = f'<div class="zdfy clearfix"><a href="{first}">【1】</a><a href="{second}">【2】</a></div>'
    pages = {
        COLUMN: listing((news,)),
        HOST + first: article(news, f"<p>{news.paragraphs[0]}</p>", pager),
        HOST + second: article(news, f"<p>{news.paragraphs[1]}</p>", pager),
    }
    assert fields(walk(Chaguan, pages, **PERIOD).articles) == expected((news,))


@pytest.mark.parametrize(
    "met",
    [
        "http://chaguan.people.com.cn/n1/2026/0601/c67502-40731411.html",
        "https://chaguan.people.com.cn/n1/2026/0601/c67502-40731411.html?from=wx#top",
        "http://chaguan.people.com.cn/BIG5/n1/2026/0601/c67502-40731411.html",
        "http://chaguan.people.com.cn/n1/2026/0601/c67502-40731411-3.html",
    ],
)
def test_an_article_has_one_address(met: str) -> None:
    assert spider(Chaguan).canonical(met) == "http://chaguan.people.com.cn/n1/2026/0601/c67502-40731411.html"
    assert spider(Chaguan).is_article(met)


@pytest.mark.parametrize(
    "url",
    [
        COLUMN,
        "http://jlzyyj.example.com/BIG5/n1/2023/0724/c67502-40042110.html",
        "http://sports.people.com.cn/n1/2026/0601/c67502-40731411.html",
    ],
)
def test_lists_mirrors_and_other_channels_are_no_articles(url: str) -> None:
    assert not spider(Chaguan).is_article(url)


@pytest.mark.parametrize(
    ("body", "parts"),
    [('<div id="rwb_zw">x</div>', "#rwb_zw"), ('<div class="show_c">x</div>', ".show_c"), ('<div class="new">x</div>', None)],
)
def test_the_body_tells_the_template(body: str, parts: str | None) -> None:
    page = HtmlResponse(HOST + path(NEWS[0]), body=body.encode(), encoding="utf-8")
    assert spider(Chaguan).parts(page).get("body") == parts


def test_lists_without_articles_are_counted_as_empty() -> None:
    for page in (listing(()), gbk("<ul><li><a href='/a/1.html'>改版了</a></li></ul>")):
        done = walk(Chaguan, {COLUMN: page}, **PERIOD)
        assert numbers(done) == (1, 0, 0)
        assert done.stats["unioncrawl/lists/empty"] == 1
