"""中工网, the news site of the national federation, with the e-paper of 工人日报."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Protocol

from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.http import TextResponse

from unioncrawl.listing import Link
from unioncrawl.platforms.workercn import addresses, classic, current, papers, search
from unioncrawl.site import SiteSpider

CURRENT = {  # the columns of union news; edu, roll and the others carry general news
    "https://www.workercn.cn/quanzong/": "全总",
    "https://www.workercn.cn/acftu/": "工会",
    "https://www.workercn.cn/right/": "权益",
    "https://www.workercn.cn/pl/pl/": "评论",
    "https://www.workercn.cn/character/": "人物",
}
TRANSITION = {
    "http://www.workercn.cn/json/main/34166_1.json": "全总",
    "http://www.workercn.cn/json/ghgz/34165_1.json": "工会",
    "http://www.workercn.cn/json/wq/34164_1.json": "维权",
    "http://www.workercn.cn/json/rw/34167_1.json": "人物",
}
CLASSIC = {
    "http://acftu.workercn.cn/41/41.shtml": "工会",
    "http://right.workercn.cn/158/158.shtml": "维权",
    "http://character.workercn.cn/350/350.shtml": "人物",
    "http://xz.workercn.cn/10850/10850.shtml": "工会动态",
    "http://xz.workercn.cn/10858/10858.shtml": "基层工会",
    "http://cq.workercn.cn/32075/32075.shtml": "重庆",
    "http://ah.workercn.cn/32548/32548.shtml": "安徽",
    "http://hb.workercn.cn/32699/32699.shtml": "湖北",
    "http://nmg.workercn.cn/702/702.shtml": "内蒙古",
}
ERAS = (  # lists, and the first and last day that they can hold; the ends are not known to the day
    (CURRENT, date(2021, 7, 1), date.max),
    (TRANSITION, date(2021, 7, 1), date(2022, 6, 30)),
    (CLASSIC, date.min, date(2021, 12, 31)),
)
PAPER_DAYS = 30  # of the e-paper come along; more cost a request a day, so back-filling it must be asked for


class WorkerCn(SiteSpider):
    """Three generations of one site; an article of before 2022 may stand under an old and a new address.

    Of the lists, those are walked that can hold days from since to until; the e-paper's last 30 of these days come along.

    Spider arguments, beside those of every site
      backfill
        "search": instead of that, ask the site's search for the articles about unions (工会), day by day. It reaches what lists do not.
        "papers": instead of that, read the e-paper of every day.
    """

    name = "workercn"
    title = "中工网"
    region = "100000"
    kind = "press"
    home = "https://www.workercn.cn/"
    evidence = "10 sources and more, pages of 2012 to 2026"
    system = "中工网"

    allowed_domains = ["workercn.cn"]
    lists = CURRENT | TRANSITION | CLASSIC
    article_url = addresses.ARTICLE

    arguments = (*SiteSpider.arguments, "backfill")

    def __init__(self, backfill: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if backfill not in (None, "search", "papers"):
            raise UsageError(f"backfill={backfill!r} is neither search nor papers")
        self.backfill = backfill

    def first_lists(self) -> Iterator[Request]:
        if self.backfill == "search":
            for day in self.period:
                yield self.list_request(Request(search.asked("工会", day), headers={"Referer": self.home}), "")
            return
        if self.backfill is None:
            for lists, first, last in ERAS:
                for address, section in lists.items() if self.period.overlaps(first, last) else ():
                    yield self.list_request(address, section)
        for day in self.period if self.backfill else self.period.newest(PAPER_DAYS):
            yield self.list_request(Request(papers.issue(day), meta={"handle_httpstatus_list": [404]}), "工人日报")  # no issue on some days

    def links(self, page: TextResponse) -> Iterable[Link]:
        return _kind(page.url).links(page)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str]:
        return _kind(page.url).next_lists(page, number)

    def parts(self, page: TextResponse) -> dict[str, str]:
        if "/papers/" in page.url:
            return papers.PARTS
        return current.PARTS if "/c/" in page.url else classic.parts(page)

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        return classic.further_pages(page)

    def canonical(self, url: str) -> str:
        return addresses.canonical(url)


class ListKind(Protocol):
    """What a module of the platform knows of its lists."""

    def links(self, page: TextResponse, /) -> Iterable[Link]: ...

    def next_lists(self, page: TextResponse, number: int, /) -> Iterable[str]: ...


def _kind(url: str) -> ListKind:
    if url.startswith(search.SERVICE):
        return search
    if "/papers/" in url:
        return papers
    return current if "//www." in url else classic
