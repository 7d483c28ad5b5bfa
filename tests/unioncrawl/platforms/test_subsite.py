from typing import ClassVar

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms.workercn.subsite import Subsite

HOST = "http://hx.workercn.cn"
COLUMN = f"{HOST}/10850/10850.shtml"


class Hexi(Subsite):
    name = "workercn_hx"
    title = "中工网河西频道"
    region = "620000"
    kind = "press"
    home = f"{HOST}/"
    allowed_domains = ("hx.workercn.cn",)
    lists: ClassVar = {COLUMN: "工会动态"}


def path(news: News) -> str:
    return f"/10850/{news.day:%Y%m/%d/%y%m%d}0911{news.number % 100:02}123.shtml"


def gbk(page: str) -> Answer:
    return Answer(page.encode("gbk"), "text/html")


def listing(news: tuple[News, ...]) -> Answer:
    rows = "".join(f"<li><a href='{path(piece)}'>{piece.title}</a></li>" for piece in news)
    return gbk(f'<html><body><div class="list_left"><div>栏目</div><div><div><ul>{rows}</ul></div></div></div></body></html>')


def article(news: News) -> Answer:
    return gbk(f"""<html><head><title>{news.title}-中工网</title></head><body>
      <div class="list_left"><div><div><span><a href="/">首页</a></span></div></div>
      <div><div><span>{news.title}</span></div><div><span>{news.day} 09:11:00</span> <span>来源：{news.source}</span></div>
      <div>{news.text}</div></div>
      </div></body></html>""")


SITE = {
    COLUMN: listing(LISTS[0]),
    f"{HOST}/10850/10850_2.shtml": listing(LISTS[1]),
    f"{HOST}/10850/10850_3.shtml": listing(LISTS[2]),
} | {HOST + path(news): article(news) for news in NEWS}


def test_a_column_is_walked_until_a_page_is_missing_and_the_articles_are_read() -> None:
    done = walk(Hexi, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (3, 9, 9)


def test_only_its_own_host_is_its() -> None:
    assert spider(Hexi).is_article(f"{HOST}/10850/202611/18/261118091118123.shtml")
    assert spider(Hexi).is_article("http://big5.workercn.cn/big5/hx.workercn.cn/10850/202611/18/261118091118123.shtml")
    assert not spider(Hexi).is_article("http://xz.workercn.cn/10850/202611/18/261118091118123.shtml")
