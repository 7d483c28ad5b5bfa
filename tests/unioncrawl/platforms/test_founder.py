from collections.abc import Callable
from datetime import date

import pytest

from tests.unioncrawl.platforms.news import NEWS, News, fields, numbers
from tests.walk import Answer, spider, walk
from unioncrawl.platforms import founder

HOST = "https://szb.yancheng.example.cn"
PERIOD = {"since": "2026-11-17", "until": "2026-11-18"}


class Old(founder.Founder):
    name = "old_paper"
    title = "盐城工人报"
    region = "320900"
    home = f"{HOST}/"
    allowed_domains = ("szb.yancheng.example.cn",)
    issue = f"{HOST}/content/%Y-%m/%d/node_3.htm"


class New(Old):
    name = "new_paper"
    issue = f"{HOST}/ycgrb/pc/layout/%Y%m/%d/col01.html"
    headline = "#Title"


def old(day: date, file: str) -> str:
    return f"{HOST}/content/{day:%Y-%m/%d}/{file}.htm"


def new(day: date, file: str) -> str:
    folder = "con" if file.startswith("c2") else "layout"
    return f"{HOST}/ycgrb/pc/{folder}/{day:%Y%m/%d}/{file}.html"


def page(pages: dict[str, str], articles: dict[str, News]) -> str:
    """A page of the paper: its picture with areas, its articles, the other pages of the issue, those of the day before."""
    areas = "".join(f'<area href="{file}" shape="poly">' for file in articles)
    items = "".join(f'<li><a href="{file}"><div>{news.title}</div></a></li>' for file, news in articles.items())
    others = "".join(
        f'<tr><td><a id="pageLink" href="{file}">{name}</a></td><td><a href="x.pdf">PDF</a></td></tr>' for file, name in pages.items()
    )
    return f"""<html><body><map name="PagePicMap">{areas}</map><table>{others}</table><ul>{items}</ul>
      <a href="../../2026-11/16/node_3.htm">上一期</a><a href="node_4.htm">下一版</a></body></html>"""


def old_article(news: News) -> str:
    return f"""<html><head><title>{news.title}</title></head><body><div>盐城工人报 {news.day:%Y年%m月%d日} 星期一</div>
      <!--enpproperty <founder-title>{news.title}</founder-title> /enpproperty-->
      <table><tr valign="top"><td><strong>{news.title}</strong></td></tr>
      <tr><td><div id="ozoom"><!--enpcontent--><founder-content>{news.text}</founder-content><!--/enpcontent--></div></td></tr></table>
      <div>盐城工人报社版权所有</div></body></html>"""


def new_article(news: News) -> str:
    return f"""<html><head><title>{news.title}</title></head><body><p id="PreTitle"></p><h2 id="Title">{news.title}</h2>
      <div class="content"><!--enpcontent--><founder-content>{news.text}</founder-content><!--/enpcontent--></div></body></html>"""


DAYS = NEWS[0].day, NEWS[1].day
OLD_PAGES = {"node_3.htm": "第01版：要闻", "node_4.htm": "第02版：工会新闻"}
OLD: dict[str, str | Answer] = {
    old(DAYS[0], "node_3"): page(OLD_PAGES, {"content_11.htm": NEWS[0]}),
    old(DAYS[0], "node_4"): page(OLD_PAGES, {"content_12.htm?div=-1": NEWS[1]}),
    old(DAYS[1], "node_3"): page({"node_3.htm": "第01版：要闻"}, {"content_13.htm": NEWS[2]}),
    old(DAYS[0], "content_11"): old_article(NEWS[0]),
    old(DAYS[0], "content_12"): old_article(NEWS[1]),
    old(DAYS[1], "content_13"): old_article(NEWS[2]),
}
NEW: dict[str, str | Answer] = {
    new(DAYS[0], "col01"): page(
        {"col01.html": "第01版：要闻", "col02.html": "第02版：基层"}, {"../../../con/202611/18/c202436.html": NEWS[0]}
    ),
    new(DAYS[0], "col02"): page({"col01.html": "第01版：要闻"}, {"../../../con/202611/18/c202437.html": NEWS[1]}),
    new(DAYS[0], "c202436"): new_article(NEWS[0]),
    new(DAYS[0], "c202437"): new_article(NEWS[1]),
}


def test_the_issues_of_a_period_are_read_page_by_page() -> None:
    done = walk(Old, OLD, **PERIOD)
    assert sorted((title, day, body) for title, day, _, body in fields(done.articles)) == sorted(
        (news.title, day, news.body) for news, day in zip(NEWS[:3], ("2026-11-18", "2026-11-18", "2026-11-17"), strict=True)
    )
    assert {article.url: article.section for article in done.articles} == {
        old(DAYS[0], "content_11"): "要闻",
        old(DAYS[0], "content_12"): "工会新闻",
        old(DAYS[1], "content_13"): "要闻",
    }
    assert numbers(done)[2] == 3


def test_the_newer_shape_is_read_alike() -> None:
    done = walk(New, NEW, **PERIOD)
    assert sorted((title, body) for title, _, _, body in fields(done.articles)) == sorted((news.title, news.body) for news in NEWS[:2])
    assert {article.url: article.section for article in done.articles} == {
        new(DAYS[0], "c202436"): "要闻",
        new(DAYS[0], "c202437"): None,  # the page that names none of itself
    }


def test_other_issues_are_not_followed() -> None:
    assert not [url for url in walk(Old, OLD, **PERIOD).asked if "/16/" in url]


def test_a_day_without_an_issue_is_no_fault() -> None:
    done = walk(New, NEW, since="2026-11-17", until="2026-11-17")
    assert (numbers(done), done.closed) == ((0, 0, 0), "finished")


def test_without_since_a_week_of_issues_is_asked_for() -> None:
    asked = walk(Old, {}, until="2026-11-18").asked
    assert (len(asked), asked[0], asked[-1]) == (8, old(DAYS[0], "node_3"), old(date(2026, 11, 11), "node_3"))


@pytest.mark.parametrize(
    ("met", "known"),
    [
        (f"{HOST}/html/2020-06/15/content_2712498.htm?div=-1", f"{HOST}/html/2020-06/15/content_2712498.htm"),
        (f"{HOST}/tsldrb/pc/content/202302/22/content_57459.html#p", f"{HOST}/tsldrb/pc/content/202302/22/content_57459.html"),
        (f"{HOST}/gsrb/pc/con/202501/08/c202436.html", f"{HOST}/gsrb/pc/con/202501/08/c202436.html"),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    assert spider(Old).canonical(met) == known
    assert spider(Old).is_article(met)


@pytest.mark.parametrize("address", [old(DAYS[0], "node_3"), new(DAYS[0], "col01"), f"{HOST}/images/2026-11/18/z1.pdf"])
def test_pages_of_the_paper_are_no_articles(address: str) -> None:
    assert not spider(Old).is_article(address)


@pytest.mark.parametrize("change", [lambda text: text.replace("content_", "story_"), lambda text: text.replace("href", "data-href")])
def test_a_changed_template_gives_no_link(change: Callable[[str], str]) -> None:
    changed: dict[str, str | Answer] = {url: change(text) for url, text in OLD.items() if isinstance(text, str) and "node_" in url}
    assert numbers(walk(Old, changed, **PERIOD))[1] == 0
