"""Which pages may be columns of news, and which are: by their names, and by what they list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from scrapy.http import TextResponse

from unioncrawl.beijing import BEIJING
from unioncrawl.discovery.blocks import FEWEST, HEADLINE, Block, blocks, column_name, shown
from unioncrawl.doors import is_within
from unioncrawl.listing import Link, addressed, day_of, title_of

FRESH = timedelta(days=180)
SHARE = 0.5  # of a column's items
FRAMED = 0.5  # share of the columns that show a link of the frame
FRAMES = 3  # pages that it stands on at least
MANY = 20  # items: more are no better

_NEWS = re.compile(
    r"要闻|新闻|动态|要情|快讯|资讯|时讯|信息$|聚焦|头条|工会|基层|职工|工运|劳模|工匠|维权|权益|风采|报道|一线|各地|女职工|媒体"
)
_OTHER = re.compile(
    r"公告|公示|通知|招标|采购|中标|招聘|下载|登录|登陆|注册|办事|办理|指南|流程|专题|视频|图片|图库|画廊|领导|简介|机构|职能|概况|联系|地图|导航|"
    r"投稿|信箱|邮箱|留言|咨询|问答|调查|征集|投票|法规|法律|文件|制度|政策|规章|公开|预算|决算|年报|链接|版权|声明|关于|首页|返回|设为|收藏|"
    r"English|繁体|无障碍|手机|客户端|微信|微博|电子[报书]|杂志|期刊|答题|商城|福利|优惠|搜索|检索|查询|服务大厅|入会|捐款|会员"
)
_NOTICE = re.compile(r"招标|采购|中标|成交|磋商|询价|比选|遴选|公示|公告|通知$|的通知|任前|招聘|拟[录聘任]|更正")


class Candidate(NamedTuple):
    """A page that may be a column."""

    url: str
    name: str
    promise: float  # by its name, and by what it stood under


@dataclass(slots=True)
class Column:
    """A page that was read as a column."""

    url: str
    name: str
    links: tuple[Link, ...] = ()
    days: tuple[date, ...] = ()  # of the items that have one
    score: float = 0
    why_not: str | None = None  # it is none of news


def candidates(page: TextResponse, domains: Sequence[str]) -> list[Candidate]:
    """What a page, the home page above all, leads to that may be a column of news; the best first.

    A block of dated headlines whose heading leads on says most; then the names of the menu.
    """
    found: dict[str, Candidate] = {}
    listed = blocks(shown(page))
    for block in listed:
        if block.more and block.more != page.url and is_within(block.more, domains):
            dated = block.dated >= SHARE * len(block.links)
            _note(found, block.more, block.name or "", _named(block.name or "") + 1 + 2 * dated)
    articles = {link.url for block in listed for link in block.links}
    for url, anchor in addressed(page):
        name = column_name(title_of(anchor)) or ""
        if url not in articles and is_within(url, domains) and name and len(name) < HEADLINE + 4 and url != page.url and not _is_file(url):
            _note(found, url, name, _named(name))
    return sorted((candidate for candidate in found.values() if candidate.promise >= 0), key=lambda candidate: -candidate.promise)


def _note(found: dict[str, Candidate], url: str, name: str, promise: float) -> None:
    url = url.partition("#")[0]
    known = found.get(url)
    if known is None or promise > known.promise:
        found[url] = Candidate(url, name or (known.name if known else ""), promise)


def _named(name: str) -> float:
    """What a name promises: 2 for news, -3 for what is none, 0 for neither."""
    return -3.0 if _OTHER.search(name) else 2.0 if _NEWS.search(name) else 0.0


def _is_file(url: str) -> bool:
    return re.search(r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp4|apk|exe|css|js)(?:\?|$)", url, re.IGNORECASE) is not None


def frame(pages: Sequence[Sequence[Block]]) -> set[Block]:
    """The blocks that stand on most of the columns' pages, and not just on a channel's and its column's: what is beside the lists."""
    counted = Counter(block for page in pages for block in set(page))
    return {block for block, count in counted.items() if count >= FRAMES and count > FRAMED * len(pages)}


def column(candidate: Candidate, listed: Sequence[Block], domains: Sequence[str], now: datetime) -> Column:
    """A candidate judged by the blocks of its page."""
    best = max((block.links for block in listed), key=_weight, default=())
    days = tuple(day for link in best if (day := day_of(link, now)))
    judged = Column(candidate.url, candidate.name, best, days)
    judged.why_not = _why_not(judged, domains)
    fresh = bool(days) and max(days) > now.astimezone(BEIJING).date() - FRESH
    judged.score = 2 * len(days) / max(len(best), 1) + min(len(best), MANY) / MANY + _named(candidate.name) + fresh
    return judged


def _weight(links: Sequence[Link]) -> tuple[int, int]:
    return sum(link.date is not None for link in links), len(links)


def _why_not(judged: Column, domains: Sequence[str]) -> str | None:
    """Why a column is none of news; None where it is one."""
    links = judged.links
    if len(links) < FEWEST:
        return f"fewer than {FEWEST} articles on a page"
    if _named(judged.name) < 0:
        return f"called {judged.name}"
    if sum(not is_within(link.url, domains) for link in links) > SHARE * len(links):
        return "lists articles of other sites"
    if sum(_NOTICE.search(link.title or "") is not None for link in links) >= SHARE * len(links):
        return "lists notices"
    if len(judged.days) < SHARE * len(links) and _named(judged.name) <= 0:
        return "lists without dates, under no name of news"
    return None


def channels(listed: Sequence[Block], column_url: str, domains: Sequence[str]) -> Iterator[Candidate]:
    """The columns that a page shows a few items of each of: it is a channel, not a list."""
    for block in listed:
        if block.more and block.more != column_url and is_within(block.more, domains):
            yield Candidate(block.more.partition("#")[0], block.name or "", _named(block.name or "") + 1)
