"""Drops what is no part of the article: furniture, what stands above the title, lists of other articles, comments, the page's foot."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from unioncrawl.items import Article, Block
from unioncrawl.lines.credits import is_marked, parse
from unioncrawl.lines.datelines import is_dateline, is_foot_line
from unioncrawl.lines.folding import fold, letters
from unioncrawl.lines.furniture import furniture, is_comment_heading, is_link_box, is_paragraph, is_related_heading
from unioncrawl.lines.glued import without_breadcrumb, without_tail
from unioncrawl.lines.labels import read_fields
from unioncrawl.lines.names import is_officeholder, people
from unioncrawl.lines.outlets import is_mast
from unioncrawl.lines.runs import runs
from unioncrawl.lines.wording import Wording
from unioncrawl.text import HAN

STEP = "chrome"

LONGEST_HEADING = 24  # characters of what stands over a list of other articles
KICKER = 8  # letters of a line above the title that may belong to it
INTRODUCTION = 30  # characters of a box that presents an organisation
TITLE = 12  # letters that titles have on average; lines of verse have fewer
FOREIGN = 0.3  # share of a title that paragraphs must lack more than those below do, to be none of its article
REAL = 60  # Han characters of a paragraph that proves that the article goes on

_TEASER_END = re.compile(r"(?:\.{2,}|…|\[(?:详细|全文|更多|阅读全文|查看详情)\]|(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?) ?[|>]?$")
_HOSTED = re.compile(rf"[{HAN}]{{2,12}} ?(?:https?://|www\.)[\w./\-]{{4,60}}")
_INTRODUCTION = re.compile(r"(?:简介|主要职[责能]|领导机关|群众组织)")
_INTRODUCTION_END = re.compile(r"(?:\.{2,}|…|更多|\[详细\]|关于|详情|查看) ?\[?[.>»\]]{0,6}$")
_DATE = re.compile(r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?")
_COUNTER = re.compile(r"0|(?!(?:0?[1-9]|[12]\d|3[01])$)[\d ]{1,9}")  # no day of a month: dates stand on two lines, too
_IMPRINT = re.compile("标题:.{2,100}|(?:本文)?(?:地址|链接): ?https?://.{4,200}")  # of mirrors: 标题:… / 地址:http://…
_COLUMN = re.compile(f"[{HAN}]{{0,4}}(?:新闻|动态|要闻)")  # of a site
_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9/\-_.]{{4,40}}|[{HAN}]{{1,10}}[〔\[(]\d{{4}}[〕\])]\d{{1,4}}号")  # of a document: 0030/2022-001
_PAGE_NUMBER, _PAGE_WORD = re.compile(r"第? ?[A-Z]?\d{1,3}"), re.compile(r"版 ?[)\]]")  # of (2023年02月20日 / 04 / 版)
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]{2}")
_ANNOUNCED = re.compile(":$|名单|如下|分别[是为]|以下")
_ENUMERATED = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])")
_COULD_BE_TITLE = re.compile("(?:[^,;。]{1,40}[,;]){0,1}[^,;。]{1,40}")
_SIGNATURE = re.compile(rf"[{HAN}]{{2,30}}(?:会|委|局|部|厅|办|社|室|组|中心|公司|政府|学校|大学)")
_TOOLS = {"tool", "count", "crew"}  # fields that no later step lifts: a line of these alone is furniture
# Furniture of the page's foot: behind it nothing of the article follows.
_FOOT = {"copyright", "registration", "footer"}
_END = _FOOT | {"disclaimer", "previous or next", "comments", "share", "tool bar", "keywords", "dated link"}


class _Page:
    """A page's lines and what each is by itself."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks = article.blocks
        lines = [block.text for block in self.blocks]
        self.plain = [fold(line) for line in lines]
        self.fields = [read_fields(line) for line in lines]
        self.labelled = [bool(fields) and not _TOOLS.issuperset(field.kind for field in fields) for fields in self.fields]
        self.kind = [None if labelled else self._kind(plain) for plain, labelled in zip(self.plain, self.labelled, strict=True)]
        self.paragraph = [
            not (labelled or kind) and is_paragraph(line) for line, kind, labelled in zip(lines, self.kind, self.labelled, strict=True)
        ]
        self.why: dict[int, str] = {}  # by place, what goes
        self._texts = [at for at, is_text in enumerate(self.paragraph) if is_text]

    def _kind(self, plain: str) -> str | None:
        kind = furniture(plain)
        return None if kind == "breadcrumb" and is_foot_line(plain, self.article.title) else kind

    def _is_waited_for(self, at: int) -> bool:
        """Whether the line above is a label without its value: 审核:."""
        above = self.fields[at - 1][-1:] if at and len(self.plain[at]) <= 20 and not self.fields[at] else ()
        return any(not field.value and field.kind in {"source", "author", "editor", "reviewer"} for field in above)

    def is_text(self, at: int) -> bool:
        """Whether a line is a paragraph that stays."""
        return self.paragraph[at] and at not in self.why

    def is_lifted(self, at: int) -> bool:
        """Whether a later step reads the line: labels, dates, credits."""
        line = self.blocks[at].text
        if self.labelled[at] or is_dateline(line) or self._is_waited_for(at) or is_foot_line(line, self.article.title):
            return True
        credit = parse(line)
        return credit is not None and (credit.has_role or is_marked(self.plain[at]))

    def is_link(self, at: int) -> bool:
        """Whether a line is a link as a whole."""
        block = self.blocks[at]
        return block.link_chars >= 0.8 * len(block.text) > 0

    def texts(self) -> list[int]:
        """The places of the paragraphs that stay."""
        return self._texts.copy()

    def drop(self, places: list[int], why: str) -> None:
        for at in places:
            if self.is_text(at):
                self._texts.remove(at)
            self.why.setdefault(at, why)


def chrome(article: Article) -> list[tuple[Block, str]]:
    """The blocks of an article that are none of its text, each with what it is."""
    page = _Page(article)
    _drop_furniture(page)
    _drop_introduction(page)
    _drop_above_title(page)
    _drop_runs(page)
    _drop_sections(page)
    _drop_foot(page)
    return [(page.blocks[at], why) for at, why in sorted(page.why.items())]


def _drop_furniture(page: _Page) -> None:
    first = next(iter(page.texts()), 0)
    for at, kind in enumerate(page.kind):
        line = page.plain[at]
        if kind == "e-paper navigation" and (day := _DATE.search(line)):
            page.article.change(page.blocks[at], f"({day[0]} 版)", STEP, kind)
        elif kind:
            page.drop([at], kind)
        elif at < first and _COUNTER.fullmatch(line):
            page.drop([at], "counter")
        elif at < first and _is_debris(page, at):
            page.drop([at], "debris")
        elif at and line.startswith("版") and _PAGE_WORD.fullmatch(line) and _PAGE_NUMBER.fullmatch(page.plain[at - 1]):
            page.drop([at - 1, at], "e-paper navigation")
        elif page.fields[at] and not page.is_lifted(at):
            page.drop([at], "tool bar")
            if at + 1 < first and not page.fields[at][-1].value and _CODE.fullmatch(page.plain[at + 1]):
                page.drop([at + 1], "code")


def _is_debris(page: _Page, at: int) -> bool:
    """Whether a line above a Chinese text is what a template left there: www.example.cn, channelId 1 1 1."""
    line = page.plain[at]
    return _LATIN.search(line) is not None and _HAN.search(line) is None and not page.is_lifted(at)


def _drop_introduction(page: _Page) -> None:
    """The box that presents the organisation above its news, with its heading: 省总工会简介 / 省总工会是…更多>."""
    texts = page.texts()
    for at in range(max(texts[:2], default=0) + 1 if len(texts) > 1 else 0):
        line = page.plain[at]
        if len(line) >= INTRODUCTION and _INTRODUCTION.search(line[:300]) and _INTRODUCTION_END.search(line):
            headed = at > 0 and page.plain[at - 1].endswith("简介")
            page.drop([at - 1, at] if headed else [at], "introduction")


def _drop_above_title(page: _Page) -> None:
    """Names of sites and columns; a kicker just above the title stays, and what later steps lift."""
    title = page.article.title_line
    texts = page.texts()
    if title is None or not texts:
        mast = [at for at in range(texts[0] if texts else 0) if is_mast(page.plain[at]) or _COLUMN.fullmatch(page.plain[at])]
        page.drop(mast, "above the text")
        return
    above = [at for at, block in enumerate(page.blocks) if block.number < title]
    wording = Wording(page.plain[at] for at in texts)
    for at in above:
        line = page.plain[at]
        is_kicker = at == above[-1] and len(letters(line)) >= KICKER and wording.share(line) >= 0.3
        is_kicker = is_kicker and not page.is_link(at) and not is_officeholder(line)
        if not page.paragraph[at] and not page.is_lifted(at) and not is_kicker:
            page.drop([at], "above the title")


def _drop_runs(page: _Page) -> None:
    """Three or more lines in a row that are links, or name leaders and their posts."""
    loose = [at for at, is_paragraph in enumerate(page.paragraph) if not is_paragraph]
    links = [at for at in loose if page.is_link(at)]
    leaders = [at for at in loose if is_officeholder(page.plain[at])]
    for places, why in ((links, "links"), (leaders, "leaders")):
        for run in runs(places):
            page.drop(run if len(run) >= 3 else [], why)


def _drop_sections(page: _Page) -> None:
    """From the heading of other articles or of comments, or the page's foot, to the end; unless the article plainly goes on."""
    texts = page.texts()
    for at in range(texts[0] + 1 if texts else len(page.blocks) // 2, len(page.blocks)):
        line = page.plain[at]
        heads = _heads_others(line)
        if not heads and page.kind[at] not in _FOOT:
            continue
        if is_link_box(line) and at + 1 < len(page.blocks) and page.is_text(at + 1) and not _TEASER_END.search(page.plain[at + 1]):
            continue
        page.drop([at], "related" if heads else "foot")
        if not _goes_on(page, at, heads=heads):
            rest = [place for place in range(at + 1, len(page.blocks)) if not _is_first_editor(page, place, at)]
            page.drop(rest, "related" if heads else "foot")
            return
    headings = [at for at in range(texts[0] if texts else 0) if _heads_others(page.plain[at])]
    if headings:
        listed = [at for at in range(headings[-1] + 1, texts[0]) if not page.is_lifted(at)]
        page.drop([*headings, *listed], "related")


def _heads_others(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and (is_related_heading(line) or is_comment_heading(line))


def _goes_on(page: _Page, heading: int, *, heads: bool) -> bool:
    """Whether the article goes on, or begins, below.

    It does where paragraphs in a row stand there; below a heading only where the end marks stand below, too, and not above, or the
    paragraphs above are no article: the title speaks of those below.
    """
    real = [at for at in range(heading + 1, len(page.blocks)) if page.is_text(at) and _is_real(page.plain[at])]
    in_a_row = any(second - first == 1 for first, second in pairwise(real))
    if in_a_row and (not heads or (not _has_end(page, 0, heading) and _has_end(page, real[1], len(page.blocks)))):
        return True
    if not real or not (in_a_row or page.article.title):
        return False
    return _telling(page, range(heading)) + FOREIGN < _telling(page, range(heading + 1, len(page.blocks)))


def _telling(page: _Page, places: range) -> float:
    """How far the paragraphs there speak of the title; without a title, how many of the page's letters in paragraphs are theirs."""
    texts = [page.plain[at] for at in places if page.is_text(at)]
    if page.article.title:
        return Wording(texts).share(page.article.title)
    return sum(map(len, texts)) / sum(len(page.plain[at]) for at in page.texts())


def _is_real(line: str) -> bool:
    return len(re.sub(f"[^{HAN}]", "", line)) >= REAL and not _TEASER_END.search(line)


def _has_end(page: _Page, start: int, stop: int) -> bool:
    return any(field.kind == "editor" for at in range(start, stop) for field in page.fields[at])


def _is_first_editor(page: _Page, at: int, heading: int) -> bool:
    """Whether a line below a heading names the editor, and none above does."""
    return any(field.kind == "editor" and field.value for field in page.fields[at]) and not _has_end(page, 0, heading)


def _drop_foot(page: _Page) -> None:
    """Short lines below the last paragraph: behind a mark of the end all of them, and runs of titles that speak of other things."""
    texts = page.texts()
    if not texts:
        return
    below = range(texts[-1] + 1, len(page.blocks))
    loose = [at for at in below if at not in page.why and not page.is_lifted(at) and not page.plain[at].endswith(("。", "!", "?"))]
    end = next((at for at in below if page.kind[at] in _END or page.why.get(at) in {"related", "foot"} or _names_editor(page, at)), None)
    imprint = [at for at in loose if _IMPRINT.fullmatch(page.plain[at])]
    page.drop(imprint if len(imprint) > 1 else [], "foot")
    scraps = [at for at in loose if len(letters(page.blocks[at].text)) <= 2 and not people(page.plain[at], sure=False)]
    hosts = [at for at in loose if _HOSTED.fullmatch(page.plain[at])]
    page.drop([*scraps, *hosts, *filter(page.is_link, loose)], "foot")
    if end is not None:
        page.drop([at for at in loose if at > end], "foot")
    rest = [at for at in loose if at not in page.why]
    if end is not None and any(page.kind[at] in _FOOT for at in below):
        page.drop([at for at in rest if not _SIGNATURE.fullmatch(page.plain[at]) and len(letters(page.blocks[at].text)) < KICKER], "foot")
    if len(rest) >= 3 and _are_titles(page, rest, texts):
        page.drop(rest, "related")


def _are_titles(page: _Page, places: list[int], texts: list[int]) -> bool:
    """Whether the lines below a text are the titles of others: as long as titles, not announced, speaking of other things."""
    lines = [page.plain[at] for at in places]
    could_be = all(_COULD_BE_TITLE.fullmatch(line) and not _ENUMERATED.match(line) for line in lines)
    short = sum(at not in page.why and not page.paragraph[at] for at in range(texts[0], texts[-1]))
    if not could_be or short > len(texts) or _ANNOUNCED.search(page.plain[texts[-1]]):
        return False
    if sum(len(letters(page.blocks[at].text)) for at in places) < TITLE * len(places):
        return False
    wording = Wording(page.plain[at] for at in texts)
    return sum(wording.share(line) for line in lines) / len(lines) < 0.35


def _names_editor(page: _Page, at: int) -> bool:
    return any(field.kind in {"editor", "reviewer"} for field in page.fields[at])


class Chrome:
    """The step."""

    def process_item(self, item: Article) -> Article:
        for block in item.blocks:
            bare = without_breadcrumb(without_tail(block.text))
            if bare != block.text:
                item.change(block, bare, STEP, "link or breadcrumb")
        taken = defaultdict(list)
        for block, why in chrome(item):
            taken[why].append(block)
        item.take_each(taken, STEP)
        return item
