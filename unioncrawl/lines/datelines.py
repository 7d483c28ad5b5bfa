"""Datelines: the line below a title that gives date, outlet and author without labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unioncrawl.lines.credits import parse
from unioncrawl.lines.folding import fold, kept, letters
from unioncrawl.lines.labels import LONGEST_LINE, Field, read_fields, without, without_dates
from unioncrawl.lines.names import has_surname, leading_people, people
from unioncrawl.lines.outlets import is_outlet, normalise
from unioncrawl.text import HAN, narrow

_FULL_DATE = re.compile(
    r"(?:19|20)\d\d ?[-年./] ?\d{1,2} ?[-月./ ] ?\d{1,2}|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:^|\d\d-)\d\d-\d\d \d\d:\d\d"
)
_CLOCK = re.compile(r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\.\d)?")
_NO_WORD = re.compile(rf"[\s|,、©?]+|(?<![{HAN}])·|·(?![{HAN}])|星期[一二三四五六日天]|农历.{{0,8}}|[\[(]\d{{0,9}}[\])]")
_TOOL = re.compile(
    "(?:发表|发布|更新|编辑)于|更新|修改|[大中小]字?|字号|字体|打印|收藏(?:本文)?|分享(?:到)?|更多|原创|转载|首发|发布|微博|微信|手机看新闻|我有话说.{0,16}|扫描到手机|我要评论.{0,10}|评论.{0,10}|"
    rf"[{HAN}]{{0,4}}(?:专题|简讯|快讯)|"  # a column
    r"现有新闻评论|新闻报料|第?[A-Z]?\d{1,3}版.{0,6}|\d[\d,.万+]{0,8}(?:次|人|阅读|浏览|评论)?.{0,4}|(?:报料|新闻)热线:?[\d-]{3,14}"
)
_ISSUE = re.compile(rf"^[《〈“]? ?(?P<paper>[{HAN}·]{{2,16}}?) ?[》〉”]? ?[(（]? ?\d{{4}}年\d{{1,2}}月\d{{1,2}}日[^。]{{0,16}}?(?:版|星期)")
_PRINTED = re.compile(  # behind its reporter
    rf"[^。]{{0,30}}《 ?[{HAN}]{{2,12}} ?》 ?\( ?\d{{4}}年\d{{1,2}}月\d{{1,2}}日[^()]{{0,12}}版 ?\)"
)
_OF_DATE = frozenset("0123456789.:/-年月日")  # what stands beside the numbers of dates
_JOINED = re.compile("[:/]")
_NO_OUTLET = re.compile(rf"[A-Za-z]+[0-9]+|[{HAN}]{{0,4}}(?:时间|日期)")  # the account of who typed it in; a label without its colon
_EMPTY = re.compile(r"[\[(（【] {0,3}[\])）】]")
_NOT_HAN = re.compile(f"[^{HAN}]+")
LONGEST_PERSONS = 16  # characters behind the label of persons that need be no names
_FOOT = re.compile(rf"[{HAN}]{{2,10}}报 .{{0,80}}\d{{5}} .{{0,120}}(?:19|20)\d\d年\d\d月\d\d日 星期.")  # without a title
MOST_HAN = 14  # characters that may stand beside the date


@dataclass(slots=True)
class Dateline:
    """What a dateline says beside its date."""

    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    rest: str = ""  # the line without them


@kept
def is_dateline(line: str) -> bool:
    """Whether a line gives a date or labelled fields, and hardly more: 甘肃工人报 2019-08-19 08:23, 《工人日报》(2016年01月22日 02版)."""
    if len(line) > LONGEST_LINE:
        return False
    if any(entry.kind in {"source", "date", "author"} and not _is_said(entry) for entry in read_fields(line)):
        return True
    plain = fold(line)
    if not _FULL_DATE.search(plain):
        return False
    if "《" in plain and _PRINTED.fullmatch(plain):
        return True
    rest = "".join(word for word in _words(plain) if not _TOOL.fullmatch(word))
    return len(_NOT_HAN.sub("", rest)) <= MOST_HAN


def _is_said(entry: Field) -> bool:
    """Whether what stands behind a person's label is what a title says: 图文:官兵们…."""
    return entry.kind == "author" and len(entry.value) > LONGEST_PERSONS and not leading_people(entry.value) and not parse(entry.value)


def is_foot_line(line: str, title: str | None) -> bool:
    """Whether a line, no sentence, prints title and date again, as the foot of an e-paper does: 某日报 要闻 00001 TITLE 2015-02-17 2."""
    if len(line) > LONGEST_LINE or line.endswith("。"):
        return False
    if "星期" in line and _FOOT.fullmatch(line):
        return True
    if not title or letters(title) not in letters(line):
        return False
    return _FULL_DATE.search(fold(line)) is not None


def read_issue(line: str) -> tuple[str, str] | None:
    """The paper and the rest of the line that names an issue: 《工人日报》(2016年01月22日 02版), 工人日报 2014年08月12日 星期一."""
    issue = _ISSUE.match(narrow(line)) if "年" in line else None
    if issue and is_outlet(issue["paper"]):
        return line[issue.start("paper") : issue.end("paper")], line[issue.end("paper") :].strip(" 》〉”")
    return None


def read_dateline(line: str, *, below_title: bool) -> Dateline:
    """The outlet and the authors beside a date: 2022-02-09 17:54:57 某区人民政府, 聯合報 記者林宸誼／即時報導, [ 黄宇 ].

    Below a title one word beside the date is the outlet even where it does not end as outlets do (新浪科技).
    """
    plain = narrow(line)
    every = _words(without(plain, read_fields(line)))
    tools = [word for word in every if _TOOL.fullmatch(fold(word))]
    words = [word for word in every if word not in tools]
    found = _read_words(words)
    if (
        found is None
        and below_title
        and len(words) == 1
        and 2 <= len(words[0]) <= 12
        and not _JOINED.search(words[0])
        and not _NO_OUTLET.fullmatch(fold(words[0]))
        and normalise(words[0])
    ):
        found = Dateline(words[0])
    found = found or Dateline()
    gone = [word for word in tools if not word[0].isdigit() and "版" not in word]
    if found.outlet or found.authors:
        gone = every
    rest = plain
    for word in sorted(set(gone), key=len, reverse=True):
        rest = _without(rest, word)
    found.rest = " ".join(word for word in _EMPTY.sub(" ", rest).split() if word.strip("()[]【】|/©"))
    return found


def _without(line: str, word: str) -> str:
    """A line without a word; a number counts only where no digit is beside it: the 0 of a counter is none of the date's."""
    at = line.find(word)
    while word.isdigit() and at >= 0 and (line[at - 1 : at] in _OF_DATE or line[at + len(word) : at + len(word) + 1] in _OF_DATE):
        at = line.find(word, at + 1)
    return f"{line[:at]} {line[at + len(word) :]}" if at >= 0 else line


def read_neighbour(line: str) -> Dateline | None:
    """An outlet, or an author and an outlet, on the line beside a dateline: 石佳/中国青年报. With a colon it heads what follows."""
    if len(line) > 24 or re.search(r"\d|[:：]$", line):
        return None
    return _read_words(_words(narrow(line)))


def _words(plain: str) -> list[str]:
    """The words of a narrow line beside its dates and hosts."""
    bare = _NO_WORD.sub(" ", _CLOCK.sub(" ", without_dates(plain)))
    return [word for piece in bare.split() if (word := piece.strip("[]()【】/:•-"))]


def _read_words(words: list[str]) -> Dateline | None:
    """Words that are all outlets, names of persons and credits; None where another is among them."""
    found = Dateline()
    for at, word in enumerate(words):
        credit = parse(" ".join(words[at:]))
        if credit and credit.has_call:
            found.outlet = found.outlet or credit.outlet
            found.authors += credit.authors
            break
        for part in word.split("/"):
            names = people(part, sure=False) or (people(part, sure=True) if len(words) > 1 or part != word else [])
            if is_outlet(part):
                found.outlet = found.outlet or part
            elif names and all(has_surname(name) for name in names):
                found.authors += names
            else:
                return None
    return found if found.outlet or found.authors else None
