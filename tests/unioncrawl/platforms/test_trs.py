from typing import ClassVar

import pytest
from scrapy.http import HtmlResponse

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, metas, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import trs

HOST = "https://www.yunling.example.cn"
COLUMN = f"{HOST}/xwdt/ghyw/"


class Yunling(trs.Trs):
    name = "yunling"
    title = "云岭总工会"
    region = "530000"
    home = f"{HOST}/"
    allowed_domains = ("yunling.example.cn",)
    lists: ClassVar = {COLUMN: "工会要闻"}


def path(news: News) -> str:
    return f"{news.day:%Y%m}/t{news.day:%Y%m%d}_{news.number}.html"


def rows(news: tuple[News, ...]) -> str:
    """As old templates do: tables, upper-case tags, relative links, and a breadcrumb of columns before them."""
    items = "".join(f'<TR><TD><A\n href="./{path(piece)}">{piece.title}</A></TD><TD>{piece.day}</TD></TR>' for piece in news)
    return f'<a href="../" class="CurrChnlCls">新闻动态</a> &gt; <a href="./">工会要闻</a><TABLE><TBODY>{items}</TBODY></TABLE>'


def listing(news: tuple[News, ...], call: str) -> str:
    script = "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ if(_nPageCount == null) return; }"
    return f"<html><body>{rows(news)}<script>{script}</script><script>{call}</script></body></html>"


def article(news: News) -> str:
    return f"""<html><head>{metas(news)}</head><body><div class="nav"><a href="/">首页</a> | <a href="../">工会要闻</a></div>
      <h2>{news.title}</h2><div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style>{news.text}</div>
      <div>主办：云岭总工会 滇ICP备00000001号</div></body></html>"""


ARTICLES = {COLUMN + path(news): article(news) for news in NEWS}
ZERO_BASED = {
    COLUMN: listing(LISTS[0], 'createPageHTML(3, 0, "index", "html");'),
    f"{COLUMN}index_1.html": listing(LISTS[1], 'createPageHTML(3, 1, "index", "html");'),
    f"{COLUMN}index_2.html": listing(LISTS[2], 'createPageHTML(3, 2, "index", "html");'),
}


def test_a_column_is_walked_to_its_end_and_its_articles_are_read() -> None:
    done = walk(Yunling, ZERO_BASED | ARTICLES, **PERIOD)
    assert [url for url in done.asked if "index" in url] == [f"{COLUMN}index_1.html", f"{COLUMN}index_2.html"]
    assert fields(done.articles) == expected()
    assert {article.section for article in done.articles} == {"工会要闻"}


def test_a_column_in_gb18030_is_walked_all_the_same() -> None:
    pages = {url: Answer(page.encode("gb18030"), "text/html") for url, page in (ZERO_BASED | ARTICLES).items()}
    assert fields(walk(Yunling, pages, **PERIOD).articles) == expected()


def test_lists_older_than_the_period_are_not_walked() -> None:
    done = walk(Yunling, ZERO_BASED | ARTICLES, since="2026-11-12", until="2026-11-20")
    assert fields(done.articles) == expected(LISTS[0])
    assert f"{COLUMN}index_2.html" not in done.asked


def test_limit_holds() -> None:
    done = walk(Yunling, ZERO_BASED | ARTICLES, limit="4", **PERIOD)
    assert (fields(done.articles), done.closed) == (expected(NEWS[:4]), "limit")


def test_a_call_that_names_an_element_counts_from_one() -> None:
    pages = {
        f"{COLUMN}list.shtml": listing(LISTS[0], "createPageHTML('page_div', 3, 1,'list','shtml',9);"),
        f"{COLUMN}list_2.shtml": listing(LISTS[1], "createPageHTML('page_div', 3, 2,'list','shtml',9);"),
        f"{COLUMN}list_3.shtml": listing(LISTS[2], "createPageHTML('page_div', 3, 3,'list','shtml',9);"),
    }

    class Named(Yunling):
        lists: ClassVar = {f"{COLUMN}list.shtml": "工会要闻"}

    assert fields(walk(Named, pages | ARTICLES, **PERIOD).articles) == expected()


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ('createPageHTML(120, 0, "index", "html");', ["index_1.html"]),
        ("createPageHTML(3,1,'index','shtml')", ["index_2.shtml"]),
        ("createPageHTML('page_div',5, 1,'fg','shtml',89);", ["fg_2.shtml"]),
        ('createPageHTML ( 3 , 0 , "ghyw" , "htm" )', ["ghyw_1.htm"]),
        ('createPageHTML(1, 0, "index", "html");', []),
        ("createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt)", []),
        ('createPageHTML(3, 0, "javascript:alert", "html");', []),
        ("createPageHTML(3)", []),
        ("", []),
    ],
)
def test_the_call_says_where_a_list_goes_on(call: str, following: list[str]) -> None:
    page = HtmlResponse(COLUMN, body=f"<script>{call}</script>".encode(), encoding="utf-8")
    assert trs.next_lists(page, 1) == [COLUMN + name for name in following]


def test_the_last_page_has_none_after_it() -> None:
    page = HtmlResponse(f"{COLUMN}index_2.html", body=b'<script>createPageHTML(3, 2, "index", "html");</script>', encoding="utf-8")
    assert trs.next_lists(page, 3) == []


def test_a_column_without_a_call_goes_on_by_its_link() -> None:
    first = f"<html><body>{rows(LISTS[0])}<a href='./more_1.html'>下一页</a></body></html>"
    done = walk(Yunling, {COLUMN: first, f"{COLUMN}more_1.html": f"<html><body>{rows(LISTS[1])}</body></html>"} | ARTICLES, **PERIOD)
    assert numbers(done) == (2, 6, 6)


def test_the_pages_of_a_long_article_are_joined() -> None:
    news = NEWS[0]
    url = COLUMN + path(news)
    name = path(news).partition("/")[2].removesuffix(".html")
    first, second = (
        article(News(news.number, news.day, news.title, (paragraph, "")))
        .replace("<p>　　</p>", "")
        .replace("</body>", f'<script>createPageHTML(2, {number}, "{name}", "html");</script></body>')
        for number, paragraph in enumerate(news.paragraphs)
    )
    done = walk(Yunling, {COLUMN: listing(NEWS[:1], ""), url: first, url.replace(".html", "_1.html"): second}, **PERIOD)
    assert fields(done.articles) == expected(NEWS[:1])
    assert done.articles[0].flags == []


@pytest.mark.parametrize("call", ['createPageHTML(9, 0, "index", "html");', 'createPageHTML(1, 0, "t20261118_70918", "html");', ""])
def test_a_list_on_an_articles_page_is_none_of_its_pages(call: str) -> None:
    page = HtmlResponse(COLUMN + path(NEWS[0]), body=f"<script>{call}</script>".encode(), encoding="utf-8")
    assert trs.further_pages(page) == []


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (f"{COLUMN}202609/t20260929_547180.html", f"{COLUMN}202609/t20260929_547180.html"),
        (f"{COLUMN}202609/t20260929_547180.html?7OkeOa4k=qAc#top", f"{COLUMN}202609/t20260929_547180.html"),
        (f"{COLUMN}202609/t20260929_547180_2.html", f"{COLUMN}202609/t20260929_547180.html"),
        (f"{COLUMN}202609/t20260929_54.shtml", f"{COLUMN}202609/t20260929_54.shtml"),
        (f"{HOST}/t3714581.htm", f"{HOST}/t3714581.htm"),
        (f"{HOST}/t3714581_1.htm", f"{HOST}/t3714581.htm"),
        (f"{COLUMN}index_1.html#a", f"{COLUMN}index_1.html"),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    crawling = spider(Yunling)
    assert crawling.canonical(met) == known
    assert crawling.canonical(known) == known
    assert crawling.is_article(met) == ("index" not in met)


def test_a_changed_template_of_lists_gives_no_link_and_counts_an_empty_list() -> None:
    changed = "".join(f'<li data-href="/news/{news.number}">{news.title}</li>' for news in LISTS[0])
    done = walk(Yunling, {COLUMN: f"<html><body><ul>{changed}</ul></body></html>"}, **PERIOD)
    assert numbers(done) == (1, 0, 0)
    assert done.stats["unioncrawl/lists/empty"] == 1


def test_a_changed_template_of_articles_is_left_to_the_generic_reading() -> None:
    changed = {url: page.replace("class=TRS_Editor", 'class="view2027"') for url, page in ARTICLES.items()}
    assert fields(walk(Yunling, ZERO_BASED | changed, **PERIOD).articles) == expected()


def test_an_empty_list_is_counted_as_one() -> None:
    assert walk(Yunling, {COLUMN: listing((), 'createPageHTML(0, 0, "index", "html");')}).stats["unioncrawl/lists/empty"] == 1
