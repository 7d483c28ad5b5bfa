"""Refuses pages that are no article, each with a counted reason."""

from __future__ import annotations

import re

import numpy as np

from unioncrawl.items import Article
from unioncrawl.lines.folding import fold, letters
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.page.decoding import COMMON, LOST
from unioncrawl.text import code_points

STEP = "checks"

# Every reason for which a page is refused. This step gives the first six, `unioncrawl.page` the next, the last are given elsewhere.
REASONS = {
    "empty": "nothing of an article is left",
    "script": "a shell that wants JavaScript",
    "blocked": "the answer of a firewall or a captcha",
    "missing": "the site says that the article is not there",
    "damaged": "the characters are lost",
    "list": "links to articles, not an article",
    "oversize": "beyond the bounds of size",
    "cut": "the page ends too early",
    "redirected": "its address leads to what is no article's address",
    "off-topic": "a general site's article that does not speak of its topic",
    "unstorable": "the database does not take it",
    "fault": "a step failed over it: a fault of the program",
}

MOST_LOST = 0.005  # share of U+FFFD in a text; a page with a few broken characters is still read
LEAST_COMMON = 0.25  # share of the commonest characters in a Chinese text; real ones have 0.5 and more, mojibake 0.2 and less
FEWEST = 50  # characters beyond ASCII that a share is told from
MESSAGE, LINE = 200, 40  # the most letters of a page that is a message, and of each of its lines
LINKS = 8  # lines of a list

_ERRORS = {
    "script": re.compile(
        r"(?:开启|启用|打开|允许|支持|禁用|关闭).{0,8}(?:JavaScript|\bJS\b)|浏览器.{0,12}脚本"
        r"|JavaScript.{0,20}(?:disabled|required|enabled)|enable JavaScript",
        re.IGNORECASE,
    ),
    "blocked": re.compile(
        r"(?:安全|人机|滑动|访问)验证|访问(?:过于频繁|被拒绝|被阻断|受限|异常)|请输入验证码|拖动滑块|网站防火墙|创宇盾|安全狗|云防护|\bWAF\b|"
        "(?:您|你)的(?:请求|访问|IP|操作).{0,16}(?:拦截|拒绝|限制|禁止|异常|频繁|威胁)|Access Denied|403 Forbidden|"
        "(?:Request|You have been) blocked|(?:检查|验证)您的浏览器|Checking your browser|Just a moment",
        re.IGNORECASE,
    ),
    "missing": re.compile(
        r"\b404\b|Not Found|(?:页面|网页|文章|内容|信息|新闻|文件|资源|链接|栏目)(?:已经?|可能)?(?:不存在|未找到|找不到)|"
        "(?:页面|网页|文章|内容|信息|新闻|文件|资源|链接|栏目)(?:已经?|可能)?(?:被?删除|下线|过期|失效|走丢)|(?:找不到|没有找到|未找到)(?:您|你|该|此|相关)?.{0,12}(?:页面|网页|文章|内容|信息|资源)|(?:网站|系统)(?:正在)?(?:维护|升级|关闭)中?|"
        "参数错误|(?:系统|服务器|程序)(?:繁忙|错误|出错|异常|内部错误)|Server Error|Bad Gateway|Service Unavailable",
        re.IGNORECASE,
    ),
}
_IS_COMMON = np.zeros(0x110000, dtype=bool)  # by code point
_IS_COMMON[code_points("".join(COMMON))] = True
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|[\[(]\d{1,2}[-/.]\d{1,2}[\])]")


def refusal(article: Article) -> tuple[str, str] | None:
    """Why a page that has been read is no article: a reason and what shows it; None for an article.

    A title with nothing but pictures is an article. No text is too short to be one.
    """
    lines = [fold(block.text) for block in article.blocks]
    text = "".join(lines)
    return _damage(text) or _error(article, lines) or _list(article, lines) or _emptiness(article, lines)


def _damage(text: str) -> tuple[str, str] | None:
    codes = code_points(text)
    common = int(np.count_nonzero(_IS_COMMON.take(codes)))
    if common >= LEAST_COMMON * len(text) and LOST not in text:
        return None  # as of all characters, so of those beyond ASCII
    beyond = int(np.count_nonzero(codes >= 0x80))
    if beyond < FEWEST:
        return None
    lost = text.count(LOST) / beyond
    if lost > MOST_LOST:
        return "damaged", f"{lost:.1%} of the characters are lost"
    if common / beyond < LEAST_COMMON:
        return "damaged", f"{common / beyond:.0%} of the characters are common ones"
    return None


def _error(article: Article, lines: list[str]) -> tuple[str, str] | None:
    """A message in place of an article: little text, none of it a story, and a line that says so."""
    if any(len(line) > LINE and is_paragraph(line) and len(letters(line)) > LINE for line in lines):
        return None
    if sum(len(letters(line)) for line in lines) > MESSAGE:
        return None
    said = [*lines, fold(article.title or ""), fold(article.hints.title or "")]
    if not any(letters(line) for line in lines):
        said += [fold(taken.text) for taken in article.trace]
    for reason, shape in _ERRORS.items():
        shown = next((line for line in said if len(letters(line)) <= LINE and shape.search(line)), None)
        if shown:
            return reason, shown
    return None


def _list(article: Article, lines: list[str]) -> tuple[str, str] | None:
    if any(is_paragraph(block.text) for block in article.blocks):
        return None
    linked = sum(block.link_chars >= 0.8 * len(block.text) > 0 for block in article.blocks)
    dated = sum(_DATED.search(line) is not None for line in lines)
    dropped = sum(taken.why in {"links", "dated link", "related"} for taken in article.trace)
    most = max(linked, dated)
    if most >= LINKS and most >= 0.6 * len(lines):
        return "list", f"{most} of {len(lines)} lines are links or dated"
    if dropped >= LINKS and not any(letters(line) for line in lines):
        return "list", f"{dropped} links"
    return None


def _emptiness(article: Article, lines: list[str]) -> tuple[str, str] | None:
    if any(letters(line) for line in lines) or (article.title and article.images):
        return None
    return "empty", f"{len(article.trace)} lines taken"


class Checks:
    """The step."""

    def process_item(self, item: Article) -> Article:
        refused = refusal(item)
        if refused:
            item.refuse(*refused)
        return item
