from typing import ClassVar

import pytest

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import dedecms

HOST = "http://gh.luhe.example.cn"
COLUMN = f"{HOST}/plus/list.php?tid=161"


class Luhe(dedecms.DedeCms):
    name = "luhe"
    title = "芦河大学工会"
    region = "320100"
    home = f"{HOST}/"
    allowed_domains = ("luhe.example.cn",)
    lists: ClassVar = {COLUMN: "工会动态"}


def path(news: News) -> str:
    return f"/a/ghdt/{news.day.year}/{news.day:%m%d}/{news.number}.html" if news.number % 2 else f"/plus/view.php?aid={news.number}"


def gbk(page: str) -> Answer:
    return Answer(page.encode("gbk"), "text/html; charset=gb2312")


def listing(news: tuple[News, ...], following: str | None = None) -> Answer:
    rows = "".join(f'<li>[<b><a href="{path(piece)}">{piece.title}</a></b>] <span>{piece.day}</span></li>' for piece in news)
    pager = f"<li><a href='{following}'>下一页</a></li>" if following else "<li>下一页</li>"
    return gbk(f"<html><body><ul class='e2'>{rows}</ul><ul class='pagelist'>{pager}</ul>Power by DedeCms</body></html>")


def article(news: News, text: str, pager: str = "") -> Answer:
    return gbk(f"""<html><head><title>{news.title}_芦河大学工会</title></head><body>
      <div class="place">当前位置: <a href="/">主页</a> &gt; 工会动态</div>
      <div class="title"><h2>{news.title}</h2></div><div class="info"><small>时间:</small>{news.day} 10:20<small>来源:</small>{news.source}
      <small>点击:</small><script src="/plus/count.php"></script>次</div><div class="content">{text}</div>{pager}</body></html>""")


SITE = {
    COLUMN: listing(LISTS[0], "list.php?tid=161&TotalResult=9&PageNo=2"),
    f"{COLUMN}&TotalResult=9&PageNo=2": listing(LISTS[1], "list.php?tid=161&TotalResult=9&PageNo=3"),
    f"{COLUMN}&TotalResult=9&PageNo=3": listing(LISTS[2]),
} | {HOST + path(news): article(news, news.text) for news in NEWS}


def test_a_list_is_walked_and_its_articles_are_read() -> None:
    done = walk(Luhe, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)


def test_the_pages_of_a_static_article_are_joined() -> None:
    news = next(news for news in NEWS if news.number % 2)
    name = f"{news.number}.html"
    pager = f"<div class='dede_pages'><a href='{name}'>1</a><a href='{news.number}_2.html'>2</a></div>"
    pages = {
        COLUMN: listing((news,)),
        HOST + path(news): article(news, f"<p>{news.paragraphs[0]}</p>", pager),
        HOST + path(news).replace(".html", "_2.html"): article(news, f"<p>{news.paragraphs[1]}</p>", pager),
    }
    done = walk(Luhe, pages, **PERIOD)
    assert fields(done.articles) == expected((news,))


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (f"{HOST}/plus/view.php?aid=5210", f"{HOST}/plus/view.php?aid=5210"),
        (f"{HOST}/plus/view.php?tid=161&aid=5210&pageno=2#c", f"{HOST}/plus/view.php?aid=5210"),
        (f"{HOST}/a/ghdt/2026/1103/5210_2.html?x=1", f"{HOST}/a/ghdt/2026/1103/5210.html"),
        (COLUMN, COLUMN),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    assert spider(Luhe).canonical(met) == known
    assert spider(Luhe).is_article(met) == ("list.php" not in met)


def test_lists_without_articles_are_counted_as_empty() -> None:
    for page in (listing(()), gbk("<ul><li><a href='/show/1.html'>改版了</a></li></ul>")):
        done = walk(Luhe, {COLUMN: page}, **PERIOD)
        assert numbers(done) == (1, 0, 0)
        assert done.stats["unioncrawl/lists/empty"] == 1
