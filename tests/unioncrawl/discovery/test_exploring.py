"""Sample sites of every platform explored, given their home page alone."""

import ast
import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest
from scrapy import Request

from samples import portal
from tests.unioncrawl.platforms import test_dedecms, test_dtcms, test_hanweb, test_jpaas, test_trs, test_unknown, test_vsb, test_xunrui
from tests.unioncrawl.platforms.news import NEWS
from tests.walk import NOW, World, walk
from tests.walk import Answer as Served
from unioncrawl.discovery.asking import MOST_PAGES, Answer, Fault
from unioncrawl.discovery.declaring import Identity, domain_of, issue_of, name_of, region_of, title_of_home
from unioncrawl.discovery.exploring import Start, explore
from unioncrawl.discovery.findings import Findings
from unioncrawl.discovery.reporting import failure, report
from unioncrawl.platforms.unknown import Unknown
from unioncrawl.responses import decoded
from unioncrawl.site import SiteSpider

Pages = Mapping[str, str | Served]


def explored(home: str, pages: Pages, *, faults: Mapping[str, Fault] | None = None) -> Findings:
    """A site of these pages; what it lacks is missing."""
    world = World(pages)

    async def ask(at: str | Request) -> Answer:
        request = at if isinstance(at, Request) else Request(at)
        if faults and (fault := faults.get(request.url) or faults.get("*")):
            return Answer(None, None, fault)
        response = world.answer(request)
        if response.status != 200:
            return Answer(None, None, Fault("missing", f"status {response.status}"))
        return Answer(response, decoded(response))

    return asyncio.run(explore(Start(home), ask, NOW))


def home(column: str, *more: str) -> str:
    """A home page that is a menu."""
    links = [("/", "首页"), ("/tzgg/", "通知公告"), (column, "工会要闻"), ("/lxwm/", "联系我们"), *((url, "基层动态") for url in more)]
    menu = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name in links)
    return f"<html><head><title>首页_云岭总工会门户网站</title></head><body><ul>{menu}</ul></body></html>"


@pytest.mark.parametrize(
    ("host", "pages", "column", "system"),
    [
        (test_trs.HOST, test_trs.ZERO_BASED | test_trs.ARTICLES, test_trs.COLUMN, "TRS WCM"),
        (test_hanweb.HOST, test_hanweb.SITE, next(iter(test_hanweb.Haizhou.lists)), "Hanweb"),
        (test_jpaas.HOST, test_jpaas.SITE, next(iter(test_jpaas.Taihu.lists)), "Hanweb JPaaS"),
        (test_vsb.HOST, test_vsb.SITE, next(iter(test_vsb.Shanhe.lists)), "博达 VSB"),
        (test_dtcms.HOST, test_dtcms.SITE, next(iter(test_dtcms.Weishui.lists)), "DTcms"),
        (test_dedecms.HOST, test_dedecms.SITE, next(iter(test_dedecms.Luhe.lists)), "DedeCMS"),
        (test_xunrui.HOST, test_xunrui.SITE, next(iter(test_xunrui.Tuole.lists)), "迅睿/FineCMS"),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_of_every_system_the_column_its_paging_and_articles_are_found_and_the_declaration_crawls_them(
    host: str, pages: Pages, column: str, system: str
) -> None:
    site: Pages = {f"{host}/": home(column)} | dict(pages)
    found = explored(f"{host}/", site)
    assert (found.fault, found.system, found.title) == (None, system, "云岭总工会")
    assert [(one.url, one.name, one.further) for one in found.columns] == [(column, "工会要闻", 3)]
    assert [one.article.title if one.article else None for one in found.samples] == [news.title for news in NEWS[:3]]
    assert found.fitting == (3, 3)
    assert found.asked <= MOST_PAGES
    declared = imported(found)
    done = walk(declared, site, since="2026-10-01", until="2026-11-20")
    assert len(done.articles) == len(NEWS)


def imported(found: Findings) -> type[SiteSpider]:
    """The class that the printed declaration makes, given a region as a person would."""
    assert found.declaration is not None
    source = found.declaration.source().replace('region = ""', 'region = "530000"').replace('title = ""', 'title = "清江总工会"')
    ast.parse(source)
    made: dict[str, type[SiteSpider]] = {}
    exec(compile(source, "declared.py", "exec"), {"__name__": "declared"}, made)  # noqa: S102 (what a person would paste)
    return next(made[name] for name in made if name == found.declaration.class_name)


def test_a_site_of_no_known_system_is_declared_with_the_shape_of_its_addresses() -> None:
    found = explored(test_unknown.HOME, test_unknown.SITE)
    declared = imported(found)
    assert issubclass(declared, Unknown)
    assert declared.article_url == r"/detail_\d{3,}\.jhtml$"
    assert dict(declared.lists) == {test_unknown.HOME: ""}  # no column's page was there: the home page is the list
    assert len(walk(declared, test_unknown.SITE, since="2026-10-01", until="2026-11-20").articles) == len(NEWS)


HOST = "https://www.yunling.example.cn"
PORTAL: dict[str, str | Served] = {HOST + path: page for path, page in portal.pages().items()}


def test_news_come_first_and_notices_and_the_frame_are_none() -> None:
    found = explored(f"{HOST}/", PORTAL)
    assert [one.name for one in found.columns] == ["工会要闻", "基层动态", "维权服务"]
    assert f"{HOST}/xwzx/tzgg/" not in {one.url for one in found.columns}
    declared = imported(found)
    assert len(walk(declared, PORTAL, since="2026-10-01", until="2026-11-20").articles) == 54
    text = "\n".join(report(found))
    for words in (
        "TRS WCM",
        "工会要闻  6 articles, 6 dated, 2026-11-13 to 2026-11-18",
        "index_1.html with 6 more",
        "robots.txt allows all",
        "class Yunling(Trs)",
    ):
        assert words in text


def test_a_column_of_a_channel_is_found_behind_it() -> None:
    box = portal.pages()["/"].partition('<div class="box">')
    pages = PORTAL | {f"{HOST}/": home("/xwzx/"), f"{HOST}/xwzx/": box[0] + box[1] + box[2]}
    assert [one.name for one in explored(f"{HOST}/", pages).columns][:2] == ["工会要闻", "基层动态"]


def test_no_more_is_asked_than_the_budget() -> None:
    menu = "".join(f'<a href="/c{number}/">工会新闻{number}</a>' for number in range(200))
    pages = (
        PORTAL
        | {f"{HOST}/": f"<html><body>{menu}</body></html>"}
        | {f"{HOST}/c{number}/": PORTAL[f"{HOST}/xwzx/ghyw/"] for number in range(200)}
    )
    assert explored(f"{HOST}/", pages).asked <= MOST_PAGES


def test_a_menu_of_ten_thousand_links_does_not_hide_the_columns_below_it() -> None:
    menu = "".join(f'<a href="/m{number}/">栏目{number}</a>' for number in range(10_000))
    before, body, after = portal.pages()["/"].partition("<body>")
    found = explored(f"{HOST}/", PORTAL | {f"{HOST}/": f"{before}{body}<div>{menu}</div>{after}"})
    assert [one.name for one in found.columns] == ["工会要闻", "基层动态", "维权服务"]


@pytest.mark.parametrize("title", ['云岭"""工会', "云岭\\工会", "云岭工会\n职工之家", "云岭{工会}", ""])
def test_whatever_the_site_is_called_the_declaration_is_a_file_that_imports(title: str) -> None:
    found = explored(f"{HOST}/", PORTAL)
    assert found.declaration is not None
    declaration = replace(
        found.declaration,
        identity=Identity("yunling", title or "某工会", "530000", about='工"会'),
        base=Unknown,
        article_url=r"/a\"b\d{3,}$",
        lists={f"{HOST}/x'y/": '要"闻'},
    )
    made: dict[str, type[SiteSpider]] = {}
    exec(compile(declaration.source(), "declared.py", "exec"), {"__name__": "declared"}, made)  # noqa: S102
    declared = declaration.site()
    for name in declaration.attributes():
        assert getattr(made["Yunling"], name) == getattr(declared, name), name
    assert made["Yunling"].__doc__ == declared.__doc__


# Feeds and sitemaps.

RSS = "<rss version='2.0'><channel>{}</channel></rss>".format(
    "".join(
        f"<item><title>{news.title}</title><link>{HOST}/xw/{news.number}.html</link><pubDate>{news.day}</pubDate></item>" for news in NEWS
    )
)


def test_where_there_are_no_lists_a_feed_is_one() -> None:
    links = "".join(f'<a href="/{path}/">某页</a>' for path in "abcd")
    pages = {f"{HOST}/": f'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>{links}</body></html>'}
    pages |= {f"{HOST}/rss.xml": RSS} | {f"{HOST}/xw/{news.number}.html": test_trs.article(news) for news in NEWS}
    found = explored(f"{HOST}/", pages)
    declared = imported(found)
    assert dict(declared.lists) == {f"{HOST}/rss.xml": ""}
    assert len(walk(declared, pages, since="2026-10-01", until="2026-11-20").articles) == len(NEWS)


def test_a_sitemap_that_robots_txt_names_is_reported() -> None:
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{HOST}/a/1.html</loc><lastmod>2026-11-02</lastmod></url></urlset>"
    pages = PORTAL | {f"{HOST}/robots.txt": f"User-agent: *\nSitemap: {HOST}/sitemap.xml\n", f"{HOST}/sitemap.xml": sitemap}
    found = explored(f"{HOST}/", pages)
    assert [(feed.url, feed.is_sitemap, len(feed.links)) for feed in found.feeds] == [(f"{HOST}/sitemap.xml", True, 1)]


# Where nothing is found, it is said why.


def test_lists_that_are_too_short_are_named_as_the_reason() -> None:
    column = "".join(f"<li><a href='/ghyw/t2026111{day}_{day}.html'>林场工会的书屋今天开门第{day}天</a></li>" for day in (1, 2))
    found = explored(f"{HOST}/", {f"{HOST}/": home("/ghyw/"), f"{HOST}/ghyw/": f"<html><body><ul>{column}</ul></body></html>"})
    assert found.fault is not None
    assert "fewer than 3 articles on a page" in failure(found.fault)


@pytest.mark.parametrize(
    ("pages", "faults", "state"),
    [
        ({}, {"*": Fault("blocked", "status 412")}, "blocked"),
        ({}, {"*": Fault("unreachable", "no answer")}, "unreachable"),
        ({}, {f"{HOST}/": Fault("robots", "Forbidden by robots.txt")}, "robots"),
        (PORTAL, {f"{HOST}/xwzx/{column}/": Fault("blocked", "status 412") for column in portal.COLUMNS}, "blocked"),
        ({f"{HOST}/": '<html><body><div id="app"></div><script src="/js/app.js"></script></body></html>'}, {}, "needs_browser"),
        ({f"{HOST}/": "<html><body><p>网站建设中</p></body></html>"}, {}, "nothing"),
        ({f"{HOST}/": home("/ghyw/"), f"{HOST}/ghyw/": "<html><body><p>暂无内容</p></body></html>"}, {}, "nothing"),
    ],
    ids=["412", "dead", "robots", "412 behind the home page", "script", "empty", "empty column"],
)
def test_the_reason_is_told(pages: Pages, faults: Mapping[str, Fault], state: str) -> None:
    if faults and len(faults) == len(portal.COLUMNS):  # a home page without lists of its own
        pages = dict(pages) | {f"{HOST}/": home("/xwzx/ghyw/", "/xwzx/jcdt/", "/xwzx/wqfw/")}
    found = explored(f"{HOST}/", pages, faults=faults)
    assert found.fault is not None
    assert found.fault.state == state
    assert any(state in line for line in report(found))
    assert not any(line.startswith("class ") for line in "\n".join(report(found)).splitlines())


@pytest.mark.parametrize(
    "page",
    [
        b"",
        bytes(range(256)) * 50,
        b"<div>" * 20_000,
        b'<base href="http://[x"><a href="a">' + "林场工会建成职工书屋".encode() + b"</a>",
        b'<meta http-equiv="refresh" content="0;url=http://[x">',
        b'<meta http-equiv="refresh" content="0;url=javascript:1">',
        b'<a href="http://[bad/">x</a><a href="http://a:99999/">y</a><a href="//">z</a>',
        b'<link rel="alternate" type="application/rss+xml" href="/robots.txt"><a href="/a">x</a>',
    ],
)
def test_a_hostile_page_is_a_home_page_without_news(page: bytes) -> None:
    answer = Served(page, "text/html")
    found = explored(f"{HOST}/", {f"{HOST}/": answer, f"{HOST}/robots.txt": answer})
    assert found.fault is not None
    assert found.fault.state == "nothing"


# Who it is.


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.hbgrb.example/", "hbgrb"),
        ("http://gh.shanhe.example.cn/", "shanhe_gh"),
        ("https://zgh-yl.example.cn/", "zgh_yl"),
        ("http://127.0.0.1:8765/", ""),
        ("https://12351.example.cn/", ""),
    ],
)
def test_a_name_is_made_of_the_host(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("首页_云岭总工会门户网站", "云岭总工会"),
        ("云岭省总工会", "云岭省总工会"),
        ("欢迎访问云岭工会网", "云岭工会网"),
        ("工会要闻-云岭总工会", "工会要闻"),
        ("", ""),
        ("首页", ""),
    ],
)
def test_a_title_is_the_home_pages_without_its_filler(said: str, title: str) -> None:
    assert title_of_home(said) == title


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("云南省总工会", "530000"),
        ("广西壮族自治区总工会", "450000"),
        ("北京市总工会", "110000"),
        ("陕西工人报", "610000"),
        ("中华全国总工会", "100000"),
        ("云南省昆明市总工会", ""),
        ("海南藏族自治州总工会", ""),
        ("南京市总工会", ""),
        ("", ""),
    ],
)
def test_a_region_is_the_province_that_the_title_names_and_nothing_within_it(title: str, region: str) -> None:
    assert region_of(title) == region


def test_an_issue_has_signs_in_place_of_its_day() -> None:
    assert issue_of("https://szb.example.cn/content/2026-11/18/node_3.htm") == "https://szb.example.cn/content/%Y-%m/%d/node_3.htm"
    assert issue_of("https://szb.example.cn/pc/col/202611/18/node_3.html") == "https://szb.example.cn/pc/col/%Y%m/%d/node_3.html"
    assert issue_of("https://szb.example.cn/node_3.html") is None
    assert domain_of("https://www.hbgrb.example:8080/x") == "hbgrb.example"
