"""Lifts the title: from the site's own marks, the headings, what the head of the page says, or the first lines of a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unioncrawl.items import Article, Block
from unioncrawl.lines.credits import is_marked, parse
from unioncrawl.lines.datelines import is_dateline, is_foot_line
from unioncrawl.lines.folding import fold, letters
from unioncrawl.lines.furniture import furniture, is_comment_heading, is_paragraph, is_related_heading
from unioncrawl.lines.lead_ins import is_lead_alone, lead_in
from unioncrawl.lines.names import is_officeholder
from unioncrawl.lines.outlets import is_mast
from unioncrawl.lines.sections import last_crumb
from unioncrawl.lines.titles import SHORTEST, shorter_forms, tidy, without_outlet, without_site
from unioncrawl.lines.wording import Wording
from unioncrawl.text import HAN

STEP = "headlines"

LONGEST = 100  # letters of a title
REACH = 60  # blocks before and behind the first paragraph that may hold it
LONG = 80  # characters of a paragraph that is no notice
LONGEST_QUESTION = 45  # characters of a title that ends as sentences do
REPEATED = 8  # letters of a line that is likelier the title for being printed again; shorter ones are columns
LONGEST_AGAIN = 200  # characters of a line that prints the title again
SPEAKS = 0.3  # share of a title's wording that its text has at least
VERSES = 3  # short lines in a row above what could be the title
ENOUGH = 2.5  # points that a line needs where no mark of the page names it
LEAST_OF_WORDING, MOST_OF_WORDING = -3.5, 4.0  # points that a line's wording may bring it

_ABOVE = {"breadcrumb", "channels", "navigation"}  # furniture that stands above titles
_HEADING = {"h1": 2.5, "h2": 1.5, "h3": 1.0}
_TITLE_CLASS = re.compile(r"(?:^|[^a-z])(?:[a-z]{0,12}(?:title|headline|tit|biaoti|heading)[a-z]{0,8}|bt\d?)(?:$|[^a-z])", re.IGNORECASE)
_TITLE_METAS = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
_ORIGINAL = re.compile(
    r"[(（【\[]?(?:本文)?(?:原文?标题|原題|原標題|原题|来源标题)[:：为]《?(?P<title>[^)）】\]》]{4,120}?)[)）】\]》]?"
    r"(?P<rest>\s+[来來]源[:：].{2,60})?"
)
_DATED = re.compile(r"(?P<title>.{6,70}?)\s{1,4}(?P<date>(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?)")
_OPENING = re.compile("(?:近日|日前|昨[日天]|今[日天]|据悉|据介绍|近年来|连日来|目前|此外|同时|其中|截至[^,]{2,12}),")
_LABELLED = re.compile("(?:标 {0,4}题|(?:信息|文件|公文)?名 {0,4}称): ?.{6}")
_QUOTE = re.compile("[“「][^“”「」]{1,60}[。!?…][”」]")  # a speech that a text begins with
_COLUMN = re.compile(f"[{HAN}]{{0,4}}(?:新闻|动态|要闻|资讯|快讯|专题|专栏|频道|播报)")  # of a site
_SIGNATURE = re.compile(f"[{HAN}]{{2,30}}(?:[会委局部厅办社室组]|中心|公司|政府|学校|大学)")
_DECK = re.compile("^[—－-]{2}(?!--)")
_UNFINISHED = re.compile("[。；;，,、：:]$")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…{1,2})$")
_TEASER = re.compile(r"\[(?:详细|全文|更多|阅读全文)\]$")
_LISTED = re.compile(r"\S(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$")  # an item of a list, its date glued to it
_CAPTION = re.compile(
    r"^图[为:：]|[。,]资料图[)）]?$|^.{0,6}(?:现场|合影|留影|合影留念)$|[（(][左右前后][一二三四排][^）)]{0,6}[）)]|[摄攝]$"
)


@dataclass(slots=True)
class Headline:
    """A title, and the line that shows it."""

    text: str
    block: Block | None
    more: list[Block] = field(default_factory=list)  # the lines that continue it


def find_headline(article: Article) -> Headline | None:
    """The title of an article; None where the page shows none."""
    marked = [block for block in article.blocks if block.part == "headline" and len(letters(block.text)) >= SHORTEST]
    said = _said_titles(article)
    if marked:
        return Headline(tidy(marked[0].text), marked[0])
    texts = [at for at, block in enumerate(article.blocks) if is_paragraph(block.text)]
    blocks = _reach(article.blocks, texts)
    broken = next(_broken(dict.fromkeys(shorter for title in said for shorter in shorter_forms(title)), blocks), None)
    if broken:
        return Headline(tidy(broken[0]), broken[1][0], broken[1][1:])
    page = _Page(article, blocks, said, Wording(article.blocks[at].text for at in texts))
    originals = [(original["title"], block) for block in article.blocks if (original := _ORIGINAL.fullmatch(block.text))]
    best = page.best()
    if best is not None:
        whole = [*said, *(title for title, _ in originals)]
        return Headline(_completed(without_outlet(tidy(best.text)), whole), best)
    hidden = next(page.hidden(said), None)
    if hidden is not None:
        return Headline(tidy(hidden), None)
    return Headline(tidy(originals[0][0]), originals[0][1]) if originals else None


def _said_titles(article: Article) -> list[str]:
    """What the head of the page, and the list that led to it, call the article; the surest first."""
    metas = article.hints.metas
    said: list[str | None] = [content for name in _TITLE_METAS for content in metas.get(name, [])[:1]]
    listing = article.hints.listing
    said += [article.hints.jsonld.get("headline"), listing.title if listing else None, article.hints.title]
    return [tidy(title) for title in dict.fromkeys(said) if title and title.strip()]


def _completed(title: str, said: list[str]) -> str:
    """A title that the template cut short (免...), whole where the page says it elsewhere."""
    cut = _CUT_SHORT.search(title)
    if cut:
        for other in map(without_site, said):
            if len(letters(other)) > len(letters(title)) and letters(other).startswith(letters(title)):
                return other
    return title


def _is_piece(line: str) -> bool:
    """Whether a line is a piece of a sentence: it opens a bracket and does not close it, or begins as paragraphs do."""
    pairs = (("“", "”"), ("《", "》"), ("(", ")"), ("【", "】"))
    return _OPENING.match(line) is not None or any(line.rfind(left) > line.rfind(right) for left, right in pairs)


def _is_lead(line: str) -> bool:
    """Whether a line begins as stories do: 本报讯 记者…, 新华社北京5月1日电 …; 最新消息:… is a title."""
    lead = lead_in(line)
    return lead is not None and (lead.credit is not None or line[: lead.end].rstrip("】] ").endswith(("讯", "电")))


def _reach(blocks: list[Block], texts: list[int]) -> list[Block]:
    """The lines that may hold the title: around the first paragraph, or, where that is a notice, to the first long one."""
    first = texts[0] if texts else 0
    last = next((at for at in texts if len(blocks[at].text) >= LONG), first)
    return blocks[max(0, first - REACH) : last + REACH]


def _broken(titles: Iterable[str], blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Titles that two to four lines in a row make up together, each with its lines."""
    folded = [letters(block.text) for block in blocks]
    for title in titles:
        whole = letters(title)
        for at, line in enumerate(folded):
            if len(line) >= SHORTEST and line != whole and whole.startswith(line):
                for end in range(at + 2, min(at + 5, len(folded) + 1)):
                    if "".join(folded[at:end]) == whole:
                        yield title, blocks[at:end]


class _Page:
    """The lines that could be the title, and what speaks for each."""

    def __init__(self, article: Article, blocks: list[Block], said: list[str], wording: Wording) -> None:
        self.article = article
        self.said = [letters(title) for title in said]
        self.blocks = blocks
        self.plain = [fold(block.text) for block in self.blocks]
        self.letters = [letters(block.text) for block in self.blocks]
        self.is_dateline = [len(block.text) <= 120 and is_dateline(block.text) for block in self.blocks]
        self.wording = wording
        self.repeated = {letters(taken.text) for taken in article.trace if taken.step == "repeats"}
        self.furniture = [None if dated else furniture(line) for line, dated in zip(self.plain, self.is_dateline, strict=True)]
        self.is_paragraph = [  # a notice of the page is none
            kind is None and is_paragraph(block.text) for block, kind in zip(self.blocks, self.furniture, strict=True)
        ]
        self.first_paragraph = next((at for at, long in enumerate(self.is_paragraph) if long), len(self.blocks))
        self.first = 0
        self.has_text = self.first_paragraph < len(self.blocks)
        self.seen = 0  # lines that may be the title, on a page without a paragraph
        above = [at for at, kind in enumerate(self.furniture[: self.first_paragraph]) if kind in _ABOVE]
        self.last_crumb = max(above, default=-1)

    def best(self) -> Block | None:
        """The line with most points; of lines that follow each other, the first one that speaks of what the text does (decks follow)."""
        possible = [at for at in range(len(self.blocks)) if self._may_be(at)]
        if not possible:
            return None
        self.first = possible[0]
        points = {at: self._marks(at) for at in possible}
        best = max(points, key=lambda at: (points[at], -at))
        rival = max([ENOUGH, *(points[at] + MOST_OF_WORDING for at in possible if at != best)])
        if self._is_named(best) and points[best] + LEAST_OF_WORDING > rival:
            return self.blocks[best]  # whatever the text speaks of
        for at in possible:
            points[at] += self._points_of_wording(at)
        best = max(points, key=lambda at: (points[at], -at))
        if points[best] < ENOUGH:
            return None
        if self._is_named(best):
            return self.blocks[best]
        if self._is_verse(best):
            return None
        while best - 1 in points and self._leads(best - 1, points):
            best -= 1
        if best - 1 in points and self._is_one_of_many(best):
            best -= 1
        return self.blocks[best]

    def hidden(self, said: list[str]) -> Iterator[str]:
        """Titles that no line of their own shows: what the head of the page says, the end of the breadcrumb."""
        for title in map(without_site, said):
            if SHORTEST < len(letters(title)) <= LONGEST and self.wording.share(title) >= SPEAKS:
                yield title
        for at in range(self.first_paragraph):
            crumb = last_crumb(self.blocks[at].text) if self.furniture[at] == "breadcrumb" else ""
            if REPEATED <= len(letters(crumb)) <= LONGEST and self.wording.share(crumb) >= SPEAKS:
                yield crumb

    def _is_named(self, at: int) -> bool:
        """Whether the head of the page, or its mark-up, calls a line its title."""
        return self._agreement(at) > 0 or self.blocks[at].tag in _HEADING

    def _is_verse(self, at: int) -> bool:
        """Whether a line stands among those that a text in verse begins with, as posts of accounts do."""
        above = range(at - VERSES, at)
        if at < VERSES or self._dateline_below(at) or self._credit_below(at) or self._is_printed_again(at):
            return False
        return all(self.furniture[place] is None and not self.is_dateline[place] and 5 <= len(self.plain[place]) <= 24 for place in above)

    def _leads(self, at: int, points: dict[int, float]) -> bool:
        """Whether the line above the best is the title, and the best its deck."""
        least = 0.2 if at == self.first else 0.25
        return len(self.letters[at]) >= 7 and self.wording.share(self.plain[at]) >= least and points[at] >= ENOUGH

    def _is_one_of_many(self, at: int) -> bool:
        """Whether a line is the first heading of a text that has two more, each with its paragraph below."""
        headed = [
            place
            for place in range(at, len(self.blocks) - 1)
            if self.is_paragraph[place + 1] and not self.is_paragraph[place] and SHORTEST <= len(self.letters[place]) <= 40
        ]
        return headed[:1] == [at] and len(headed) >= 3

    def _may_be(self, at: int) -> bool:
        line = self.plain[at]
        if (
            (self.is_paragraph[at] and not self._asks(at))
            or not SHORTEST <= len(self.letters[at]) <= LONGEST
            or (self.is_dateline[at] and not self._is_dated_title(at))
        ):
            return False
        if (
            line.isascii()
            or _is_piece(line)
            or is_officeholder(line)
            or _DECK.match(line)
            or _UNFINISHED.search(line)
            or _QUOTE.fullmatch(line)
            or self._is_column(at)
            or self._is_listed(at)
            or self._signs(at)
            or "。" in line
            or self.furniture[at]
            or is_related_heading(line)
            or is_comment_heading(line)
        ):
            return False
        if _is_lead(line) or is_lead_alone(line) or self._is_credit(at) or is_mast(line):
            return False
        if not self.has_text and at > len(self.blocks) / 2:
            return False
        above = at < self.first_paragraph if self.has_text else not self.seen
        self.seen += above
        return above or self._dateline_below(at) > 0 or self._agreement(at) >= 3 or self.blocks[at].tag in {"h1", "h2"}

    def _is_listed(self, at: int) -> bool:
        """Whether a line is one of a list of links with bullets."""
        bullet = self.plain[at][0]
        if bullet not in "·•●◆■*":
            return False
        near = range(max(0, at - 4), min(len(self.plain), at + 5))
        return sum(self.plain[place][:1] == bullet and not self.is_dateline[place] for place in near) >= 4

    def _is_column(self, at: int) -> bool:
        """Whether a line names a column of the site, and nothing says that it is the title."""
        return _COLUMN.fullmatch(self.plain[at]) is not None and not self._agreement(at) and not self._dateline_below(at)

    def _signs(self, at: int) -> bool:
        """Whether a line below the text is the body that signs it."""
        return at > self.first_paragraph and not self._agreement(at) and _SIGNATURE.fullmatch(self.plain[at]) is not None

    def _stands_alone(self, at: int) -> bool:
        """Whether an empty line follows, on a page of short lines."""
        return at + 3 < len(self.blocks) and self.blocks[at + 1].number > self.blocks[at].number + 1

    def _is_dated_title(self, at: int) -> bool:
        """Whether a line is a title with its date behind."""
        dated = _DATED.fullmatch(self.plain[at])
        least, share = (5, 0.15) if at == 0 else (8, 0.3)
        return (
            dated is not None
            and not is_mast(dated["title"])
            and len(letters(dated["title"])) >= least
            and self.wording.share(dated["title"]) >= share
        )

    def _asks(self, at: int) -> bool:
        """Whether a line that ends as a sentence does may still be a title: 爱出油快秃顶?你知道什么该吃吗?"""
        if not self.plain[at].rstrip("”’\"'|").endswith(("?", "!", "…", "...")):
            return False
        if self.blocks[at].tag in {"h1", "h2"} or self._agreement(at) >= 3:
            return True
        return at <= self.first_paragraph and len(self.plain[at]) <= LONGEST_QUESTION and self._dateline_below(at) == 1

    def _is_credit(self, at: int) -> bool:
        credit = parse(self.blocks[at].text)
        return credit is not None and (credit.has_role or is_marked(self.plain[at]) or bool(credit.body and credit.names))

    def _marks(self, at: int) -> float:
        """The points of a line for where and how it stands on the page."""
        block, line = self.blocks[at], self.plain[at]
        size = len(self.letters[at])
        points = self._agreement(at) * (1 + min(size, 20) / 40)
        points += _HEADING.get(block.tag, 0) + (1.0 if self._has_title_class(block) else 0)
        points += (0.0, 3.0, 2.0, 1.5)[self._dateline_below(at)]
        points -= 2.0 if at < self.last_crumb else 0
        points += 1.0 if 8 <= size <= 45 else 0.5 if size >= 6 else 0.0
        points += 2.0 if size >= REPEATED and self._is_printed_again(at) else 0
        points += 2.0 if not self.has_text and self._stands_alone(at) else 0
        points += 1.0 if self._paragraph_below(at) else 0
        points += 1.0 if self._tools_below(at) else 0
        points += 2.0 if self._has_deck(at) else 0
        points += 1.5 if self._credit_below(at) else 0
        points += 4.0 if _LABELLED.match(line) else 0
        points += 0.5 if at == self.first else 0
        points -= 2.0 if _CAPTION.search(line) or _LISTED.search(line) else 0
        points -= 2.0 if block.link_chars >= 0.8 * len(block.text) > 0 else 0
        return points

    def _points_of_wording(self, at: int) -> float:
        """The points of a line for how far it speaks of what the text does."""
        share = self.wording.share(self.plain[at])
        is_foreign = (
            share < 0.05
            and at - 1 not in {-1, self.last_crumb}
            and self.has_text
            and not self._agreement(at)
            and not self._dateline_below(at)
            and not self._has_deck(at)
        )
        return 4.0 * share - (1.5 if is_foreign else 0) - (2.0 if at > self.first_paragraph and share < 0.6 else 0)

    def _has_deck(self, at: int) -> bool:
        return at + 1 < len(self.plain) and _DECK.match(self.plain[at + 1]) is not None

    def _agreement(self, at: int) -> float:
        """How far the head of the page calls the article so."""
        line = self.letters[at]
        best = 0.0
        for said in self.said:
            if said == line:
                best = max(best, 4.0)
            elif len(line) >= 6 and said.startswith(line):
                best = max(best, 3.5)
            elif len(said) >= 8 and line.startswith(said):
                best = max(best, 3.0)
            elif len(line) >= 6 and line in said:
                best = max(best, 1.5)
        return best

    def _has_title_class(self, block: Block) -> bool:
        names = [self.article.outline[at] for at in block.path[-3:]]
        return any(_TITLE_CLASS.search(name) for name in names)

    def _dateline_below(self, at: int) -> int:
        """How many lines below a dateline follows, tool bars not counted: 1 to 3, a deck and a credit between; 0 where none does."""
        following = [place for place in range(at + 1, min(at + 7, len(self.blocks))) if self.furniture[place] is None][:3]
        for distance, place in enumerate(following, 1):
            if self.is_dateline[place]:
                return distance
            if self.is_paragraph[place]:
                return 0
        return 0

    def _credit_below(self, at: int) -> bool:
        """Whether the next line names the writers, and no dateline does."""
        below = next((place for place in range(at + 1, min(at + 3, len(self.blocks))) if self.furniture[place] is None), at)
        return at < below and not self.is_dateline[below] and self._is_credit(below) and not self._dateline_below(at)

    def _is_printed_again(self, at: int) -> bool:
        """Whether the line stands elsewhere too, alone or in a line about the page (an e-paper's foot)."""
        line = self.letters[at]
        others = [
            place for place in range(len(self.blocks)) if place != at and not self.is_paragraph[place] and line in self.letters[place]
        ]
        return line in self.repeated or any(line == self.letters[place] or is_foot_line(self.plain[place], line) for place in others)

    def _tools_below(self, at: int) -> bool:
        """Whether the next line, counters apart, is the tool bar of the article."""
        below = next((place for place in range(at + 1, min(at + 4, len(self.blocks))) if not self.plain[place].isdigit()), at)
        return self.furniture[below] in {"tool bar", "share"}

    def _paragraph_below(self, at: int) -> bool:
        following = [
            place
            for place in range(at + 1, min(at + 6, len(self.blocks)))
            if self.furniture[place] is None and not _CAPTION.search(self.plain[place]) and not self.plain[place].isdigit()
        ]
        if not following or _TEASER.search(self.plain[following[0]]):
            return False
        return self.is_paragraph[following[0]] or self.plain[following[0]].endswith("。")


def repeats_of(title: str, blocks: list[Block]) -> list[tuple[Block, str]]:
    """Lines that print the title again (with the site's name, 原标题:, a date), and what each keeps of itself."""
    folded = letters(title)
    texts = [at for at, block in enumerate(blocks) if is_paragraph(block.text)]
    found = [(block, "") for _, broken in _broken([title], _reach(blocks, texts)) for block in broken]
    for block in blocks:
        if len(block.text) > LONGEST_AGAIN or (folded not in letters(block.text) and not _ORIGINAL.match(block.text)):
            continue
        line = letters(tidy(block.text))
        dated = _DATED.fullmatch(block.text)
        original = _ORIGINAL.fullmatch(block.text)
        if line == folded or original:
            found.append((block, (original["rest"] or "").strip() if original else ""))
        elif dated and letters(dated["title"]) == folded:
            found.append((block, dated["date"]))
        elif line.startswith(folded) and len(folded) >= 8 and letters(without_site(block.text)) == folded:
            found.append((block, ""))
    return found


class Headlines:
    """The step."""

    def process_item(self, item: Article) -> Article:
        headline = find_headline(item)
        if headline is None:
            return item
        dated = _DATED.fullmatch(headline.text)
        item.title = dated["title"] if dated else headline.text
        if headline.block is not None:
            if dated:
                item.change(headline.block, dated["date"], STEP, "title")
            else:
                item.take(headline.block, STEP, "title")
        item.take_all(headline.more, STEP, "title")
        again = repeats_of(item.title, item.blocks)
        for block, rest in again:
            if rest:
                item.change(block, rest, STEP, "title again")
        item.take_all([block for block, rest in again if not rest], STEP, "title again")
        return item
