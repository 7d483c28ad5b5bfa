from typing import ClassVar

import pytest

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import spider, walk
from unioncrawl.platforms import xunrui

HOST = "https://www.tuole.example.cn"
HOME = f"{HOST}/"
LIST = f"{HOST}/index.php?c=category&id=12"


class Tuole(xunrui.Xunrui):
    name = "tuole"
    title = "托勒总工会"
    region = "630000"
    home = HOME
    allowed_domains = ("tuole.example.cn",)
    lists: ClassVar = {LIST: "工会动态"}


def address(news: News) -> str:
    return f"{HOST}/index.php?c=show&id={news.number}"


def listing(news: tuple[News, ...], following: str | None = None) -> str:
    rows = "".join(
        f'<li><a href="/index.php?c=show&amp;id={piece.number}">{piece.title}</a><span>{piece.day}</span></li>' for piece in news
    )
    pager = f'<a href="{following}">下一页</a>' if following else ""
    return f"<html><body><ul>{rows}</ul><div class='pages'>{pager}</div></body></html>"


def article(news: News) -> str:
    return f"""<html><head><title>{news.title}_托勒总工会</title></head><body><ul class="nav"><li><a href="/">首页</a></li></ul>
      <div class="intro"><h3>托勒总工会简介</h3>
      <p>托勒总工会是职工自愿结合的群众组织，辖七个县区。<a href="/index.php?c=page&id=1">更多&gt;</a></p></div>
      <div class="show"><h1>{news.title}</h1><p class="info">发布时间：{news.day} 来源：{news.source} 浏览：12</p>
      <div class="content">{news.text}</div></div><div>©CopyRight 托勒总工会 All Rights Reserved.</div></body></html>"""


SITE = {
    LIST: listing(LISTS[0], "/index.php?c=category&id=12&page=2"),
    f"{LIST}&page=2": listing(LISTS[1], "/index.php?c=category&id=12&page=3"),
    f"{LIST}&page=3": listing(LISTS[2]),
} | {address(news): article(news) for news in NEWS}


def test_a_list_is_walked_and_its_articles_are_read_without_the_box_before_them() -> None:
    done = walk(Tuole, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (address(NEWS[0]), address(NEWS[0])),
        (f"{HOST}/index.php?s=news&c=show&page=1&id=17026#top", f"{HOST}/index.php?c=show&id=17026"),
        (LIST, LIST),
        (f"{HOST}/index.php?c=show&id=x", f"{HOST}/index.php?c=show&id=x"),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    assert spider(Tuole).canonical(met) == known
    assert spider(Tuole).is_article(met) == (known.rpartition("=")[2].isdigit() and "c=show" in known)


def test_lists_without_articles_are_counted_as_empty() -> None:
    for page in (listing(()), listing(LISTS[0]).replace("c=show", "c=read")):
        done = walk(Tuole, {LIST: page}, **PERIOD)
        assert numbers(done) == (1, 0, 0)
        assert done.stats["unioncrawl/lists/empty"] == 1
