"""Every site, as it is declared."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from tests.spiders.frozen import PAGES
from tests.walk import NOW, Walk, spider, walk
from unioncrawl.archive import Record, records
from unioncrawl.commands.sites import BEGIN, END, markdown, sites
from unioncrawl.dates import find_date
from unioncrawl.declaration import STATES
from unioncrawl.doors import is_within
from unioncrawl.site import SiteSpider

ROOT = Path(__file__).parents[2]
SITES = {site.name: site for site in sites(SpiderLoader.from_settings(get_project_settings()))}
every_site = pytest.mark.parametrize("site", SITES.values(), ids=SITES)

KNOWN = [  # articles that were met, and a few of the shape that a site's system gives
    ("acftu", "https://www.acftu.org/xwdt/ghyw/202611/t20261102_4321.html"),
    ("acftu_law", "https://ghpf.acftu.org/flfg/dfldfg/sjzbsh/202009/t20200929_547180.html"),
    ("acftu_old", "http://old.acftu.org/template/10001/file.jsp?aid=4321"),
    ("people_acftu", "http://acftu.people.com.cn/n1/2018/0831/c81957-30263591.html"),
    ("people_acftu", "http://acftu.people.com.cn/BIG5/n1/2025/0317/c67502-40440283.html"),
    ("people_acftu", "https://acftu.people.com.cn/n1/2026/0601/c67502-40731411.html"),
    ("workercn", "https://www.workercn.cn/c/2013-10-22/5986317.shtml"),
    ("workercn", "https://workercn.cn/32/202006/10/200610092915132.shtml"),
    ("workercn", "https://www.workercn.cn/papers/grrb/2016/05/30/2/news-6.html"),
    ("beijing", "https://www.bjzgh.org/ghzz/bjgt/xwdt/201808/20180820/j_2018082010315000017363232416500332.html"),
    ("ldwb", "https://ldwb.workerbj.cn/content/2025-11/13/content_161580.htm"),
    ("hbgrb", "http://hbgrb.net/ghpd/202501/t20250118_275244.html"),
    ("hbgrb", "http://ww2.hbgrb.net/hbxw/202505/t20250515_293794.html"),
    ("hebei_service", "https://jiceng.hebzgfw.cn/pub/fwwcs/jcgh/ffdt/cst/ldjh/202007/t20200715_343788.html"),
    ("tsldrb", "https://epaper.huanbohainews.com.cn/tsldrb/pc/content/202302/22/content_57459.html"),
    ("shanxi", "http://www.sxgh.org.cn/particular.aspx?id=9807"),
    ("heilongjiang", "https://www.hljgh.org.cn/news/newsShow?categoryId=1&id=36403294e28a11ea8ba48cec4b967595&title=x"),
    ("jiangsu", "https://www.jsgh.org/art/2026/11/2/art_3577_4321.html"),
    ("jsgrb", "https://m.jsgrb.com/article/contents.html?key=690951b5f43f53cd718b4573&parentkey=604976518b5c07aa048b456a"),
    ("zhejiang", "https://www.zjftu.org/page/zj_zgh/zj_fwdt/zgh_fwdt_zclj/2022-04-26/38096773135051971.html"),
    ("zjgrrb", "http://epaper.zjgrrb.com/html/2020-06/15/content_2712498.htm?div=-1"),
    ("workercn_ah", "http://ah.workercn.cn/32548/201901/18/190118124637372.shtml"),
    ("workercn_cq", "http://cq.workercn.cn/32075/201901/18/190118124637372.shtml"),
    ("workercn_hb", "http://hb.workercn.cn/32699/201901/18/190118124637372.shtml"),
    ("workercn_nmg", "http://nmg.workercn.cn/702/201901/18/190118124637372.shtml"),
    ("xizang", "http://xz.workercn.cn/10930/201804/26/180426092830870.shtml"),
    ("shandong", "https://www.sdgh.org.cn/art/2025/12/29/art_101583_10363084.html"),
    ("sxworker", "http://paper.sxworker.com/xpaper/news/200/979/8679-1.shtml"),
    ("gsgrb", "https://szb.gansudaily.com.cn/gsgrb/pc/con/202501/08/c202436.html"),
    ("qinghai", "https://qhszgh.com/index.php?c=show&id=2102"),
    ("qinghai", "https://www.qhszgh.com/index.php?c=show&id=17026"),
]
FROZEN = [  # the article that `scrapy newsite` froze, the last of a site's pages
    (file.name.removesuffix(".warc.gz"), [record.url for record in records(file) if isinstance(record, Record)][-1])
    for file in sorted(PAGES.glob("*.warc.gz"))
]
KNOWN += [(name, address) for name, address in FROZEN if name in SITES]
GUESSED = [(name, urljoin(site.home, "/xw/t20261102_4321.html")) for name, site in SITES.items() if name not in dict(KNOWN)]
every_article = pytest.mark.parametrize(("name", "address"), KNOWN + GUESSED)


def first_requests(site: type[SiteSpider], **arguments: str) -> list[Request]:
    async def collect() -> list[Request]:
        return [request async for request in spider(site, None, **arguments).start()]

    return asyncio.run(collect())


# How a site is declared.


@every_site
def test_it_starts_with_pages_of_its_own_that_a_redirect_does_not_leave(site: type[SiteSpider]) -> None:
    requests = first_requests(site)
    assert requests
    assert all(is_within(request.url, site.allowed_domains) for request in requests)
    assert not any(request.dont_filter for request in requests)


@every_site
def test_it_starts_as_scrapy_2_19_asks_for(site: type[SiteSpider]) -> None:
    """A spider that has but start_requests finishes silently."""
    assert not hasattr(site, "start_requests")
    assert not getattr(site, "start_urls", [])
    assert site.start is SiteSpider.start


@every_site
def test_it_is_a_file_of_its_own_that_says_what_it_is_and_how_that_is_known(site: type[SiteSpider]) -> None:
    assert site.__module__ == f"spiders.{site.name}"
    assert site.__doc__
    assert site.evidence
    assert (site.state == "active") == (site.why is None)


@every_site
def test_its_home_and_lists_are_no_articles(site: type[SiteSpider]) -> None:
    asked = spider(site)
    assert not [url for url in (site.home, *site.lists) if asked.is_article(url)]


@every_site
def test_an_argument_that_no_site_takes_is_refused(site: type[SiteSpider]) -> None:
    with pytest.raises(UsageError, match="takes no argument sicne"):
        spider(site, None, sicne="2026-11-01")


def test_every_site_that_is_not_crawled_says_so() -> None:
    by_state = {state: {name for name, site in SITES.items() if site.state == state} for state in STATES}
    assert by_state["blocked"] == {"acftu"}
    assert by_state["needs_browser"] == {"gansu", "ningxia", "heilongjiang", "hebei"}
    assert {name for name, _ in KNOWN} >= by_state["active"]  # nobody is active of whom no article is known
    assert len(SITES) >= 30


def test_no_two_sites_read_the_same_list() -> None:
    """But for the sub-sites of workercn.cn, which it walks too; those of them are not crawled by default."""
    lists = [(url, name) for name, site in SITES.items() for url in site.lists if not (name == "workercn" and "//www." not in url)]
    assert len({url for url, _ in lists}) == len(lists)


def test_a_host_is_one_sites() -> None:
    """So that an address tells its site; but for the sub-sites of workercn.cn."""
    hosts = [(host, name) for name, site in SITES.items() for host in site.allowed_domains]
    shared = {name for host, name in hosts for other, whose in hosts if name != whose and f".{host}".endswith(f".{other}")}
    assert shared == {"workercn_ah", "workercn_cq", "workercn_hb", "workercn_nmg", "xizang"}


# What a site takes for its articles.


@every_article
def test_its_articles_are_known_under_one_address_of_its_own(name: str, address: str) -> None:
    site = spider(SITES[name])
    known = site.canonical(address)
    assert site.is_article(address)
    assert site.canonical(known) == known
    assert is_within(known, site.allowed_domains)


def test_with_and_without_www_is_one_address() -> None:
    assert (
        spider(SITES["qinghai"])
        .canonical("http://qhszgh.com/index.php?c=show&id=2102")
        .endswith("//www.qhszgh.com/index.php?c=show&id=2102")
    )
    assert (
        spider(SITES["hbgrb"]).canonical("https://ww2.hbgrb.net/ghpd/202505/t20250515_293794_1.html")
        == "http://www.hbgrb.net/ghpd/202505/t20250515_293794.html"
    )


@every_site
def test_mirrors_of_its_articles_on_other_hosts_are_none(site: type[SiteSpider]) -> None:
    for address in (address for name, address in KNOWN + GUESSED if name == site.name):
        path = address.partition("//")[2].partition("/")[2]
        assert not spider(site).is_article(f"http://m.mirror.example.com/{path}")


# The period and the limit.


def crawl(name: str, address: str, day: date, **arguments: str) -> Walk:
    """A crawl of a site whose first list names one article, of that day."""
    page = f'<html><body><ul><li><a href="{address}">工会给夜班职工放了一场电影</a><span>{day}</span></li></ul></body></html>'
    article = "<html><head><title>工会给夜班职工放了一场电影</title></head><body><p>幕布挂在食堂的白墙上。</p></body></html>"
    start = first_requests(SITES[name], **arguments)[0].url
    return walk(SITES[name], {start: page, spider(SITES[name]).canonical(address): article}, **arguments)


@every_article
def test_an_article_is_asked_for_in_its_period_and_not_beyond_it(name: str, address: str) -> None:
    stamp = find_date("", address, NOW)
    day = stamp.at.date() if stamp else date(2026, 11, 2)
    inside, outside = str(day), str(day + timedelta(days=1))
    met = crawl(name, address, day, since=inside, until=inside)
    assert [article.url for article in met.articles] == [spider(SITES[name]).canonical(address)]
    assert crawl(name, address, day, since=outside, until=outside).articles == []
    assert crawl(name, address, day, since=inside, until=inside, limit="1").closed == "limit"


# The document.


def test_the_table_of_sites_is_what_the_classes_say() -> None:
    """Written by `scrapy sites --write docs/sites.md`."""
    table = (ROOT / "docs" / "sites.md").read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert table.strip() == markdown(SITES.values())
