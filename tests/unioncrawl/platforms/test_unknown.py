from typing import ClassVar

import pytest

from tests.unioncrawl.platforms import test_hanweb, test_jpaas, test_trs
from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, metas, numbers
from tests.walk import spider, walk
from unioncrawl.platforms.unknown import Unknown

HOST = "https://www.qingjiang.example.cn"
HOME = f"{HOST}/"


class Qingjiang(Unknown):
    name = "qingjiang"
    title = "清江总工会"
    region = "420000"
    home = HOME
    state = "unverified"
    why = "a test"
    allowed_domains = ("qingjiang.example.cn",)


def path(news: News) -> str:
    return f"/news/detail_{news.number}.jhtml"


def box(name: str, news: tuple[News, ...]) -> str:
    rows = "".join(f'<li><a href="{path(piece)}">{piece.title}</a><span>{piece.day:%m-%d}</span></li>' for piece in news)
    return f'<div class="box"><h3>{name}<a href="/more_1001.html">更多</a></h3><ul>{rows}</ul></div>'


def article(news: News) -> str:
    return f"""<html><head>{metas(news)}</head><body><div><a href="/">首页</a></div><h1>{news.title}</h1>
      <div class="text">{news.text}</div></body></html>"""


MENU = (
    '<ul><li><a href="/">首页</a></li><li><a href="/page_1002.html">领导介绍</a></li><li><a href="/show/10031.html">联系我们</a></li></ul>'
)
SITE = {
    HOME: f"<html><body>{MENU}{box('要闻', LISTS[0])}{box('基层', LISTS[1])}{box('权益', LISTS[2])}</body></html>",
} | {HOST + path(news): article(news) for news in NEWS}


def test_where_no_list_is_known_the_home_page_is_read_as_one() -> None:
    done = walk(Qingjiang, SITE, **PERIOD)
    assert done.asked[0] == HOME
    assert fields(done.articles) == expected()
    assert numbers(done) == (1, 9, 9)


def test_the_period_and_the_limit_hold() -> None:
    assert fields(walk(Qingjiang, SITE, since="2026-11-12", until="2026-11-20").articles) == expected(LISTS[0])
    assert fields(walk(Qingjiang, SITE, limit="2", **PERIOD).articles) == expected(NEWS[:2])


def test_a_trs_column_is_walked_though_nobody_said_so() -> None:
    class Trs(Qingjiang):
        home = test_trs.COLUMN
        allowed_domains = test_trs.Yunling.allowed_domains

    assert fields(walk(Trs, test_trs.ZERO_BASED | test_trs.ARTICLES, **PERIOD).articles) == expected()


def test_a_hanweb_column_is_walked_though_nobody_said_so() -> None:
    class Hanweb(Qingjiang):
        lists: ClassVar = test_hanweb.Haizhou.lists
        home = test_hanweb.Haizhou.home
        allowed_domains = test_hanweb.Haizhou.allowed_domains

    assert fields(walk(Hanweb, test_hanweb.SITE, **PERIOD).articles) == expected()


def test_a_jpaas_column_is_walked_though_nobody_said_so() -> None:
    class Jpaas(Qingjiang):
        lists: ClassVar = test_jpaas.Taihu.lists
        home = test_jpaas.Taihu.home
        allowed_domains = test_jpaas.Taihu.allowed_domains

    assert fields(walk(Jpaas, test_jpaas.SITE, **PERIOD).articles) == expected()


def test_a_list_goes_on_by_the_link_that_is_called_the_next_page() -> None:
    class Listed(Qingjiang):
        lists: ClassVar = {f"{HOST}/news/": ""}

    def listing(news: tuple[News, ...], following: str = "") -> str:
        return f'<html><body>{MENU}{box("要闻", news)}<a href="{following}">下一页</a></body></html>'

    pages = {
        f"{HOST}/news/": listing(LISTS[0], "?page=2"),
        f"{HOST}/news/?page=2": listing(LISTS[1], "?page=3"),
        f"{HOST}/news/?page=3": listing(LISTS[2]),
    }
    done = walk(Listed, SITE | pages, **PERIOD)
    assert fields(done.articles) == expected()
    assert {article.section for article in done.articles} == {None}


@pytest.mark.parametrize(
    "path",
    [
        "/xwdt/202608/t20260820_547180.html",
        "/art/2025/12/29/art_101583_10363084.html",
        "/col/col1229123351/art/2026/art_8b1f0c6e8b1f0c6e8b1f0c6e8b1f0c6e.html",
        "/info/1053/6730.htm",
        "/news_show.aspx?id=326",
        "/a/ghdt/2026/1103/5210.html",
        "/plus/view.php?aid=5210",
        "/index.php?c=show&id=17026",
        "/content/2025-11/13/content_161580.htm",
        "/tsldrb/pc/content/202302/22/content_57459.html",
        "/x/xinwenzhongxin/jicengdongtai/2022-04-02/19443.html",
        "/node/16760",
        "/particular.aspx?id=9807",
        "/page/zj_zgh/zj_fwdt/zgh_fwdt_zclj/2022-04-26/38096773135051971.html",
        "/ghzz/bjgt/xwdt/201808/20180820/j_2018082010315000017363232416500332.html",
        "/page/news/36403294e28a11ea8ba48cec4b967595.html",
        "/news/newsShow?categoryId=12&id=36403294e28a11ea8ba48cec4b967595",
        "/particulars.jsp?lang=zh&newsid=1024&from=list",
    ],
)
def test_what_looks_like_an_article_is_one(path: str) -> None:
    assert spider(Qingjiang).is_article(HOST + path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/index_2.html",
        "/xwdt/index_1024.html",
        "/col/col3577/index.html?uid=18462&pageNum=1",
        "/content/2025-11/13/node_2577.htm",
        "/list_1001.html",
        "/page/news/tmore36403294e28a11ea8ba48cec4b967595.html",
        "/news/more_1001.html",
        "/about.html",
        "/xwdt/2.htm",
        "/calendar?day=2026-11-03",
        "/search?q=id",
        "/upload/20261103/1.pdf",
        "/css/site.20261103.css",
    ],
)
def test_lists_files_and_the_frame_are_none(path: str) -> None:
    assert not spider(Qingjiang).is_article(HOST + path)


@pytest.mark.parametrize(
    ("met", "known"),
    [
        ("/xwdt/202608/t20260820_547180.html?7OkeOa4k=qAc#top", "/xwdt/202608/t20260820_547180.html"),
        ("/news/detail_70918.jhtml?from=wx", "/news/detail_70918.jhtml"),
        ("/particular.aspx?id=9807#top", "/particular.aspx?id=9807"),
        ("/?page=2", "/?page=2"),
    ],
)
def test_a_query_counts_only_where_the_article_needs_it(met: str, known: str) -> None:
    assert spider(Qingjiang).canonical(HOST + met) == HOST + known


def test_articles_of_other_hosts_are_none() -> None:
    assert not spider(Qingjiang).is_article("https://www.mirror.example.com/xwdt/202608/t20260820_547180.html")


def test_a_page_that_scripts_fill_gives_no_link_and_counts_an_empty_list() -> None:
    shell = '<html><body><div id="app"></div><noscript>请开启JavaScript</noscript><script src="/js/app.8f2c.js"></script></body></html>'
    done = walk(Qingjiang, {HOME: shell}, **PERIOD)
    assert numbers(done) == (1, 0, 0)
    assert done.stats["unioncrawl/lists/empty"] == 1
