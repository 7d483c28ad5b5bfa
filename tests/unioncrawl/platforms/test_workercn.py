import json
from datetime import date

import pytest
from scrapy.http import HtmlResponse

from spiders.workercn import WorkerCn
from tests.walk import spider
from unioncrawl.platforms.workercn import classic, papers, search
from unioncrawl.platforms.workercn.addresses import canonical, is_article


def page(url: str, body: str) -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8")


# Addresses.


@pytest.mark.parametrize(
    ("met", "known"),
    [
        ("https://www.workercn.cn/c/2026-11-03/8929555.shtml", "https://www.workercn.cn/c/2026-11-03/8929555.shtml"),
        ("http://www.workercn.cn/c/2026-11-03/8929555.shtml?from=wx#top", "https://www.workercn.cn/c/2026-11-03/8929555.shtml"),
        ("https://workercn.cn/c/2026-11-03/8929555.shtml", "https://www.workercn.cn/c/2026-11-03/8929555.shtml"),
        ("http://workercn.cn/papers/grrb/2016/05/30/2/news-6.html", "https://www.workercn.cn/papers/grrb/2016/05/30/2/news-6.html"),
        ("https://workercn.cn/32/202006/10/200610092915132.shtml", "http://www.workercn.cn/32/202006/10/200610092915132.shtml"),
        (
            "http://big5.workercn.cn/big5/build.workercn.cn/26892/201801/30/180130080504276.shtml",
            "http://build.workercn.cn/26892/201801/30/180130080504276.shtml",
        ),
        (
            "http://big5.workercn.cn/big5/www.workercn.cn/c/2026-11-03/8929555.shtml",
            "https://www.workercn.cn/c/2026-11-03/8929555.shtml",
        ),
        (
            "https://news.workercn.cn/32841/201901/18/190118124637372_3.shtml",
            "http://news.workercn.cn/32841/201901/18/190118124637372.shtml",
        ),
        ("http://acftu.workercn.cn/41/41_2.shtml", "http://acftu.workercn.cn/41/41_2.shtml"),
    ],
)
def test_an_article_has_one_address(met: str, known: str) -> None:
    assert canonical(met) == known
    assert canonical(known) == known


@pytest.mark.parametrize(
    "url",
    [
        "https://www.workercn.cn/c/2026-11-03/8929555.shtml",
        "https://www.workercn.cn/papers/grrb/2024/07/12/6/news-1.html",
        "http://www.workercn.cn/34165/202112/08/211208093015118.shtml",
        "http://acftu.workercn.cn/41/201803/08/180308091522417.shtml",
        "http://xz.workercn.cn/10930/201804/26/180426092830870.shtml",
        "http://right.workercn.cn/158/201204/28/120428093005.shtml",
        "http://big5.workercn.cn/big5/build.workercn.cn/26892/201801/30/180130080504276.shtml",
    ],
)
def test_articles_of_all_generations_are_known(url: str) -> None:
    assert is_article(url)
    assert spider(WorkerCn).is_article(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.workercn.cn/acftu/",
        "http://acftu.workercn.cn/41/41.shtml",
        "http://acftu.workercn.cn/41/41_2.shtml",
        "http://blog.workercn.cn/home.php?mod=space&do=blog&id=1024",
        "http://blog.workercn.cn/41/201803/08/180308091522417.shtml",
        "https://www.workercn.cn/papers/grrb/2024/07/12/6/page.html",
        "https://www.workercn.cn/papers/grrb/2024/07/12/6/grrb202407126.pdf",
        "https://www.mirror.example.com/papers/grrb/2025/04/27/8/news-1.html",
        "http://m.mirror.example.com/c/2025-03-17/8480063.shtml",
        "https://www.workercn.cn.example.com/c/2025-03-17/8480063.shtml",
        "http://acftu.people.com.cn/n1/2026/0601/c67502-40731411.html",
    ],
)
def test_lists_blogs_and_mirrors_are_no_articles(url: str) -> None:
    assert not is_article(url)
    assert not spider(WorkerCn).is_article(url)


# Lists.


@pytest.mark.parametrize(
    ("url", "following"),
    [
        ("https://www.workercn.cn/acftu/", "https://www.workercn.cn/json/acftu/index_2.json"),
        ("https://www.workercn.cn/pl/pl/", "https://www.workercn.cn/json/pl/pl/index_2.json"),
        ("http://acftu.workercn.cn/41/41.shtml", "http://acftu.workercn.cn/41/41_2.shtml"),
    ],
)
def test_the_second_page_of_a_list_follows_from_the_first(url: str, following: str) -> None:
    assert spider(WorkerCn).next_lists(page(url, ""), 1) == [following]


@pytest.mark.parametrize(
    ("url", "following"),
    [
        ("https://www.workercn.cn/json/acftu/index_9.json", "https://www.workercn.cn/json/acftu/index_10.json"),
        ("http://www.workercn.cn/json/ghgz/34165_9.json", "http://www.workercn.cn/json/ghgz/34165_10.json"),
        ("http://xz.workercn.cn/10858/10858_9.shtml", "http://xz.workercn.cn/10858/10858_10.shtml"),
    ],
)
def test_and_so_on(url: str, following: str) -> None:
    assert spider(WorkerCn).next_lists(page(url, "[]"), 9) == [following]


def test_a_column_of_today_says_title_second_and_source() -> None:
    body = """<ul><li id="li_8929555"><a href="/c/2026-11-03/8929555.shtml"><img title="x"></a>
      <h3><a href="/c/2026-11-03/8929555.shtml">林场&#32;书屋</a></h3>
      <div class="info"><div class="info1"><span class="media"><font>原创</font></span></div>
      <div class="info2">2026-11-03 17:58:09</div><span style="float:right">工人日报客户端</span></div></li>
      <li id="li_0"><h3>广告</h3></li></ul>"""
    [link] = spider(WorkerCn).links(page("https://www.workercn.cn/acftu/", body))
    assert link.url == "https://www.workercn.cn/c/2026-11-03/8929555.shtml"
    assert (link.title, link.date, link.source) == ("林场 书屋", "2026-11-03 17:58:09", "工人日报客户端")


def test_a_column_in_another_shape_is_read_by_its_links() -> None:
    body = '<div><a href="/c/2026-11-03/8929555.shtml" title="林场书屋">林场…</a></div><a href="/about/">关于</a>'
    [link] = spider(WorkerCn).links(page("https://www.workercn.cn/roll/", body))
    assert (link.url, link.title) == ("https://www.workercn.cn/c/2026-11-03/8929555.shtml", "林场书屋")


def test_a_page_of_the_paper_lists_its_articles_and_the_other_pages() -> None:
    url = "https://www.workercn.cn/papers/grrb/2026/11/03/1/page.html"
    body = """<ul id="pageUrl"><li><a class="pdf" href="grrb202611031.pdf">PDF</a><a href="page.html">第01版：要闻</a></li>
      <li><a class="pdf" href="../2/grrb202611032.pdf">PDF</a><a href="../2/page.html">第02版：工会新闻</a></li></ul>
      <div class="holder"><ul id="pageTitle"><li><a href="news-1.html">林场书屋</a></li>
      <li><a href="news-2.html">山间课堂</a></li></ul></div>"""
    first = page(url, body)
    assert [(link.url[-8:], link.title, link.section) for link in papers.links(first)] == [
        ("s-1.html", "林场书屋", "要闻"),
        ("s-2.html", "山间课堂", "要闻"),
    ]
    assert papers.next_lists(first, 1) == ["https://www.workercn.cn/papers/grrb/2026/11/03/2/page.html"]
    assert papers.next_lists(first, 2) == []


def test_a_search_goes_on_until_its_total_is_reached() -> None:
    reply = json.dumps({"status": 1, "data": {"total": 21, "data": []}})
    url = search.asked("工会", date(2024, 7, 12))
    assert search.next_lists(page(url, reply), 1) == [url.replace("pageIndex=0", "pageIndex=1")]
    assert search.next_lists(page(url.replace("pageIndex=0", "pageIndex=1"), reply), 2) == [url.replace("pageIndex=0", "pageIndex=2")]
    assert search.next_lists(page(url.replace("pageIndex=0", "pageIndex=2"), reply), 3) == []


# Articles.


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ('<h1 class="ctitle">x</h1><div class="signdate"></div><div class="ccontent">x</div>', "h1.ctitle"),
        ('<div class="from mt10"></div><div class="article"><p>x</p></div>', None),
        ('<div class="detail_con"><div class="font-black_16 hangao">x</div></div>', None),
    ],
)
def test_the_body_tells_the_template(body: str, parts: str | None) -> None:
    found = classic.parts(page("http://x.workercn.cn/1/201801/01/180101000000.shtml", body))
    assert found["body"]
    assert found.get("headline") == parts


def test_an_unknown_template_is_left_to_the_generic_reading() -> None:
    assert classic.parts(page("http://x.workercn.cn/1/201801/01/180101000000.shtml", "<div>x</div>")) == {}


@pytest.mark.parametrize(
    ("field", "pages"),
    [('value="3"', ["_2", "_3"]), ('value="1"', []), ('value="0"', []), ('value="x"', []), ('value="9999"', []), ("", [])],
)
def test_the_hidden_field_says_how_many_pages_there_are(field: str, pages: list[str]) -> None:
    url = "http://news.workercn.cn/32841/201901/18/190118124637372"
    body = f'<div class="ccontent"><p>x</p><div><p><input type="hidden" name="__totalpage" {field}></p></div></div>'
    assert classic.further_pages(page(f"{url}.shtml", body)) == [f"{url}{number}.shtml" for number in pages]
