from typing import ClassVar

import pytest
from scrapy.http import HtmlResponse

from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, metas, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import hanweb

HOST = "https://www.haizhou.example.cn"
COLUMN = f"{HOST}/col/col3577/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"


class Haizhou(hanweb.Hanweb):
    name = "haizhou"
    title = "海州总工会"
    region = "320700"
    home = f"{HOST}/"
    allowed_domains = ("haizhou.example.cn",)
    lists: ClassVar = {COLUMN: "工会要闻"}


def path(news: News, column: int = 3577) -> str:
    return f"/art/{news.day.year}/{news.day.month}/{news.day.day}/art_{column}_{news.number}.html"


def record(news: News, column: int = 3577) -> str:
    cut = f"{news.title[:6]}…"
    item = f"<li><a href='{path(news, column)}' title='{news.title}' target=\"_blank\">{cut}</a><span>{news.day}</span></li>"
    return f"<record><![CDATA[\n{item}]]></record>"


def datastore(records: str, following: str = "") -> str:
    """As the system writes it: parameters twice, an unescaped &, a table between the records."""
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>' if following else ""
    return f"<datastore>\n{group}\n<recordset><table></table>{records}</recordset></datastore>"


def group(number: int, where: str = PROXY) -> str:
    return f"{where}?page={number}&appid=1&appid=1&webid=1&path='/'&columnid=3577&unitid=18462&webname=海州总工会&permissiontype=0"


def column(news: tuple[News, ...], following: str) -> str:
    inline = datastore("".join(map(record, news)), following)
    side = f'<div class="hot"><a href="{path(NEWS[8], 9)}">热点：{NEWS[8].title}</a></div>'
    return f'<html><body><ul id="list"></ul><div id="18462"><script type="text/xml">{inline}</script></div>{side}</body></html>'


def article(news: News, head: str = "") -> str:
    return f"""<html><head>{metas(news)}{head}</head><body><div>您现在的位置：<a href="/">首页</a>&gt;工会要闻</div>
      <p class="con-title"><!--<$[标题]>begin-->{news.title}<!--<$[标题]>end--></p>
      <div class="small-title"><span>发布日期：{news.day}</span>
      <span>信息来源：<!--<$[信息来源]>begin-->{news.source}<!--<$[信息来源]>end--></span>
      <span>浏览次数：<script src="/count.jsp"></script></span></div>
      <div id="zoom" class="main-txt"><!--<$[信息内容]>begin-->{news.text}<!--<$[信息内容]>end--></div>
      <div>版权所有：海州总工会</div></body></html>"""


ARTICLES: dict[str, str | Answer] = {HOST + path(news): article(news) for news in NEWS}
XML = "text/xml; charset=utf-8"


def reply(news: tuple[News, ...], following: str) -> Answer:
    return Answer(datastore("".join(map(record, news)), following).encode(), XML)


COLUMN_PAGE: dict[str, str | Answer] = {COLUMN: column(LISTS[0], group(1))}
GROUPS: dict[str, str | Answer] = {
    HOST + group(1): reply(LISTS[1], group(2, "./dataproxy.jsp")),
    HOST + group(2): reply(LISTS[2], group(3, "./dataproxy.jsp")),
    HOST + group(3): reply((), group(4, "./dataproxy.jsp")),
}
SITE = COLUMN_PAGE | GROUPS | ARTICLES


def test_a_column_and_its_groups_are_walked_and_the_articles_are_read() -> None:
    done = walk(Haizhou, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (4, 9, 9)
    assert {article.section for article in done.articles} == {"工会要闻"}


def test_a_first_group_that_repeats_the_column_does_not_end_the_walk() -> None:
    repeated = {
        HOST + group(1): reply(LISTS[0], group(2, "./dataproxy.jsp")),
        HOST + group(2): reply(LISTS[1], group(3, "./dataproxy.jsp")),
        HOST + group(3): reply(LISTS[2], ""),
    }
    assert fields(walk(Haizhou, SITE | repeated, **PERIOD).articles) == expected()


def test_groups_that_stand_still_end_the_walk() -> None:
    still: dict[str, str | Answer] = {HOST + group(page): reply(LISTS[0], group(page + 1)) for page in range(1, 10)}
    assert numbers(walk(Haizhou, SITE | still, **PERIOD)) == (3, 9, 3)


def test_encrypted_parameters_are_followed_as_given() -> None:
    secret = f"{PROXY}?k=9f1c77e0aa&amp;v=b64%3D%3D"
    pages: dict[str, str | Answer] = {COLUMN: column(LISTS[0], secret), HOST + secret.replace("&amp;", "&"): reply(LISTS[1], "")}
    assert fields(walk(Haizhou, SITE | pages, **PERIOD).articles) == expected(NEWS[:6])


def test_lists_older_than_the_period_are_not_walked() -> None:
    done = walk(Haizhou, SITE, since="2026-11-12", until="2026-11-20")
    assert fields(done.articles) == expected(LISTS[0])
    assert numbers(done)[0] == 2


def test_what_a_list_cuts_short_it_says_in_full_beside() -> None:
    done = walk(Haizhou, SITE, limit="1", **PERIOD)
    assert done.articles[0].hints.listing is not None
    assert done.articles[0].hints.listing.title == NEWS[0].title


def test_a_reply_without_its_closing_tags_is_read_as_far_as_it_goes() -> None:
    whole = datastore("".join(map(record, LISTS[0])))
    cut = whole[: whole.rindex("<record>") + 40]
    page = HtmlResponse(HOST + PROXY, body=cut.encode(), encoding="utf-8")
    assert [link.title for link in spider(Haizhou).links(page)] == [news.title for news in LISTS[0][:2]]


# One article under several columns.


def test_an_article_that_a_list_has_under_two_columns_is_asked_for_once() -> None:
    twice = datastore(record(NEWS[0]) + record(NEWS[0], column=3601) + record(NEWS[1]))
    done = walk(Haizhou, SITE | {COLUMN: f'<script type="text/xml">{twice}</script>'}, **PERIOD)
    assert [article.url for article in done.articles] == [HOST + path(NEWS[0]), HOST + path(NEWS[1])]


def test_the_address_that_the_page_names_is_the_articles() -> None:
    other = HOST + path(NEWS[0], column=3601)
    page = article(NEWS[0], f'<meta name="Url" content="{other}">')
    done = walk(Haizhou, {COLUMN: column(NEWS[:1], ""), HOST + path(NEWS[0]): page}, **PERIOD)
    assert [(article.url, article.url_met) for article in done.articles] == [(other, HOST + path(NEWS[0]))]


@pytest.mark.parametrize("named", ["", "http://mirror.example.com/x.html", f"{HOST}/", f"{HOST}/art/2026/11/18/art_3577_1.html"])
def test_another_address_in_its_place_is_not_believed(named: str) -> None:
    page = article(NEWS[0], f'<meta name="Url" content="{named}">')
    done = walk(Haizhou, {COLUMN: column(NEWS[:1], ""), HOST + path(NEWS[0]): page}, **PERIOD)
    assert [article.url for article in done.articles] == [HOST + path(NEWS[0])]


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (f"{HOST}/art/2025/12/29/art_101583_10363084.html", f"{HOST}/art/2025/12/29/art_101583_10363084.html"),
        (f"{HOST}/art/2026/08/04/art_1_22.html?from=wx#c", f"{HOST}/art/2026/8/4/art_1_22.html"),
        (f"{HOST}/col/col3577/index.html?uid=18462&pageNum=1", f"{HOST}/col/col3577/index.html?uid=18462&pageNum=1"),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    crawling = spider(Haizhou)
    assert crawling.canonical(met) == known
    assert crawling.canonical(known) == known
    assert crawling.is_article(met) == ("/art/" in met)


# What goes wrong.


def test_a_column_whose_items_stand_in_html_is_read_by_its_links() -> None:
    rows = "".join(f'<li><a href="{path(news)}">{news.title}</a><span>{news.day}</span></li>' for news in LISTS[0])
    done = walk(Haizhou, SITE | {COLUMN: f"<html><body><ul>{rows}</ul></body></html>"}, **PERIOD)
    assert fields(done.articles) == expected(LISTS[0])


def test_a_changed_template_gives_no_link_and_counts_an_empty_list() -> None:
    changed = column(LISTS[0], "").replace("/art/", "/detail/")
    done = walk(Haizhou, {COLUMN: changed}, **PERIOD)
    assert numbers(done) == (1, 0, 0)
    assert done.stats["unioncrawl/lists/empty"] == 1


def test_an_empty_list_is_counted_as_one() -> None:
    assert walk(Haizhou, {COLUMN: column((), "")}).stats["unioncrawl/lists/empty"] == 1
