import json
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import HtmlResponse

from tests.unioncrawl.platforms import test_hanweb
from tests.unioncrawl.platforms.news import LISTS, NEWS, PERIOD, News, expected, fields, metas, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import jpaas

HOST = "https://www.taihu.example.cn"
COLUMN = f"{HOST}/col/col1229123351/index.html"
SERVICE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = (
    "{'parseType':'bulidstatic','webId':'3095','tplSetId':'ba8f','pageType':'column','tagId':'TAG','editType':'null','pageId':'1229123351'}"
)


class Taihu(jpaas.Jpaas):
    name = "taihu"
    title = "太湖总工会"
    region = "320500"
    home = f"{HOST}/"
    allowed_domains = ("taihu.example.cn",)
    lists: ClassVar = {COLUMN: "工会要闻"}


def path(news: News) -> str:
    if news.number % 2:
        return f"/col/col1229123351/art/{news.day.year}/art_{news.number:032x}.html"
    return f"/art/{news.day.year}/{news.day.month}/{news.day.day}/art_1229123351_{news.number}.html"


def shell(*tags: str) -> str:
    scripts = (
        f'<script src="/x/AuthorizedRead/unitbuild.js" url="{SERVICE}" queryData="{QUERY.replace("TAG", tag)}"></script>' for tag in tags
    )
    return f'<html><body><div class="menu"><a href="/">首页</a></div>{"".join(scripts)}</body></html>'


def unit(tag: str, number: int) -> str:
    page = HtmlResponse(COLUMN, body=shell(tag).encode(), encoding="utf-8")
    return jpaas.numbered(jpaas.units(page)[0], number)


def reply(news: tuple[News, ...]) -> Answer:
    rows = "".join(f'<li><a href="{path(piece)}" title="{piece.title}">{piece.title[:5]}…</a><b>{piece.day}</b></li>' for piece in news)
    return Answer(json.dumps({"success": True, "data": {"html": f"<ul>{rows}</ul>"}}).encode(), "application/json")


def article(news: News) -> str:
    return f"<html><head>{metas(news)}</head><body><h1>{news.title}</h1><div id='zoom'>{news.text}</div></body></html>"


SITE: dict[str, str | Answer] = {
    COLUMN: shell("位置", "信息列表"),
    unit("位置", 1): Answer(b'{"success": true, "data": {"html": "<a href=\'/\'>\xe9\xa6\x96\xe9\xa1\xb5</a>"}}', "application/json"),
    **{unit("信息列表", number): reply(news) for number, news in enumerate((*LISTS, ()), start=1)},
    **{HOST + path(news): article(news) for news in NEWS},
}


def test_a_columns_parts_are_asked_for_and_turned_until_one_is_empty() -> None:
    done = walk(Taihu, SITE, **PERIOD)
    assert fields(done.articles) == expected()
    assert numbers(done) == (5, 9, 9)
    assert {article.section for article in done.articles} == {"工会要闻"}


def test_pages_are_turned_by_their_json_and_nothing_else() -> None:
    first, third = (parse_qs(urlsplit(unit("信息列表", number)).query) for number in (1, 3))
    assert json.loads(third["paramJson"][0]) == {"pageNo": 3, "pageSize": "15"}
    assert {name: value for name, value in first.items() if name != "paramJson"} == {
        "parseType": ["bulidstatic"],
        "webId": ["3095"],
        "tplSetId": ["ba8f"],
        "pageType": ["column"],
        "tagId": ["信息列表"],
        "editType": ["null"],
        "pageId": ["1229123351"],
    }


@pytest.mark.parametrize("query", ["{'webId':'3095','pageNo':2}", '{"webId":"3095","pageNo":2}', "{ 'webId' : '3095', 'pageNo' : 2 }"])
def test_parameters_are_read_however_they_are_quoted(query: str) -> None:
    page = HtmlResponse(
        COLUMN, body=f"<script url='{SERVICE}' queryData='{query.replace(chr(39), '&#39;')}'></script>".encode(), encoding="utf-8"
    )
    [address] = jpaas.units(page)
    asked = parse_qs(urlsplit(address).query)
    assert (asked["webId"], asked["pageNo"]) == (["3095"], ["2"])


@pytest.mark.parametrize("query", ["", "{}", "null", "{'webId'}"])
def test_a_script_without_parameters_is_no_part(query: str) -> None:
    page = HtmlResponse(COLUMN, body=f'<script url="{SERVICE}" queryData="{query}"></script>'.encode(), encoding="utf-8")
    assert jpaas.units(page) == []


def test_lists_older_than_the_period_are_not_walked() -> None:
    done = walk(Taihu, SITE, since="2026-11-12", until="2026-11-20")
    assert {piece[0] for piece in fields(done.articles)} >= {news.title for news in LISTS[0]}
    assert unit("信息列表", 4) not in done.asked


@pytest.mark.parametrize("body", ['{"success": false, "data": null}', '{"success": true, "data": {}}', '{"success": true}'])
def test_a_part_without_html_lists_nothing(body: str) -> None:
    page = HtmlResponse(unit("信息列表", 1), body=body.encode(), encoding="utf-8")
    assert list(spider(Taihu).links(page)) == []


def test_a_reply_that_is_no_json_is_a_fault() -> None:
    page = HtmlResponse(unit("信息列表", 1), body=b"<html>502</html>", encoding="utf-8")
    with pytest.raises(json.JSONDecodeError):
        list(spider(Taihu).links(page))


def test_a_column_without_parts_is_read_as_it_stands() -> None:
    rows = "".join(f'<li><a href="{path(news)}">{news.title}</a></li>' for news in LISTS[0])
    done = walk(Taihu, SITE | {COLUMN: f"<ul>{rows}</ul>"}, **PERIOD)
    assert fields(done.articles) == expected(LISTS[0])


def test_a_column_that_is_still_a_classic_one_is_read_as_such() -> None:
    class Mixed(Taihu):
        lists: ClassVar = test_hanweb.Haizhou.lists
        home = test_hanweb.Haizhou.home
        allowed_domains = test_hanweb.Haizhou.allowed_domains

    assert fields(walk(Mixed, test_hanweb.SITE, **PERIOD).articles) == expected()


def test_a_changed_template_gives_no_link_and_counts_an_empty_list() -> None:
    done = walk(Taihu, {COLUMN: shell("位置").replace("queryData", "data-query")}, **PERIOD)
    assert numbers(done) == (1, 0, 0)
    assert done.stats["unioncrawl/lists/empty"] == 1


def test_the_number_of_parts_is_bounded() -> None:
    page = HtmlResponse(COLUMN, body=shell(*(f"区域{number}" for number in range(40))).encode(), encoding="utf-8")
    assert len(jpaas.units(page)) == jpaas.MOST_UNITS
