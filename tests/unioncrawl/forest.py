"""A site in memory: a list over some pages, an article a day."""

from typing import ClassVar

from tests.walk import Walk, walk
from unioncrawl.site import SiteSpider

HOST = "https://www.linchang.example.cn"


class Forest(SiteSpider):
    name = "forest"
    title = "林场工会网"
    region = "230000"
    home = f"{HOST}/"
    allowed_domains: ClassVar = ["linchang.example.cn"]
    lists: ClassVar = {f"{HOST}/ghdt/": "工会动态"}
    article_url = r"/\d{4}/\d{2}/\d{2}/\d+\.html$"
    next_list = "a.next"
    body = "div.text"
    most_lists = 5


def list_page(*days: str, following: str | None = None, more: str = "") -> str:
    """A list with an article a day, and the link to the next page."""
    rows = "".join(f'<li><a href="{address(day)}">{day}的消息</a><span>{day}</span></li>' for day in days)
    return f"<html><body><ul>{rows}</ul>{more}" + (f'<a class="next" href="{following}">下一页</a>' if following else "") + "</body></html>"


def address(day: str) -> str:
    return f"{HOST}/{day.replace('-', '/')}/{day.replace('-', '')}.html"


def article_page(title: str) -> str:
    return f"<html><body><h1>{title}</h1><div class='text'><p>林场的书屋今天开门，职工凭会员卡借书。</p></div></body></html>"


def site(*lists: str, **arguments: str) -> Walk:
    """Walk the forest, whose list goes over these pages; every article that they name is there."""
    pages = {f"{HOST}/ghdt/" if number == 1 else f"{HOST}/ghdt/index_{number}.html": page for number, page in enumerate(lists, start=1)}
    days = [f"20{year}-{month:02}-{day:02}" for year in (24, 25, 26) for month in range(1, 13) for day in range(1, 32)]
    return walk(Forest, pages | {address(day): article_page(f"{day}的消息") for day in days}, **arguments)


def days(done: Walk) -> list[str]:
    return [article.hints.listing.title[:10] for article in done.articles if article.hints.listing and article.hints.listing.title]
