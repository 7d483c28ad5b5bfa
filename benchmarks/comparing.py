"""When two texts, titles, names or times are the same. What counts as right is defined here and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u3000\ufeff]+")
_QUOTES = str.maketrans("“”‘’「」", '""\'\'""')  # a headline is the same in either style

_SOURCE_LABEL = re.compile(r"^(?:来源于|(?:稿件|信息|新闻|文章|本文)?来源|出处|原创|来自):?")
_SOURCE_EDGES = "《》[]()【】|-—_"

_HOUSES = ("本报", "新华社", "新京报", "澎湃新闻", "信报", "每经", "南都")
_RANKS = ("见习", "实习", "首席", "特约")
_ROLES = ("记者", "作者", "通讯员", "实习生", "评论员", "采写", "文字", "撰文", "文", "编辑", "责编", "责任编辑")
_ROLE = re.compile(f"(?:{'|'.join(_HOUSES + _RANKS)})?(?:{'|'.join(_RANKS)})?(?:{'|'.join(_ROLES)})[:/|]?")
_BETWEEN_NAMES = re.compile(r"[\s,、;/&|·()]+")


class Overlap(NamedTuple):
    """How much two texts share, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def letters(text: str | None) -> str:
    """A text without its layout: NFKC, no white space, one kind of dash."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text or "")).replace("\u2015", "\u2014")


def overlap(found: str, right: str) -> Overlap:
    """Multisets of character bigrams: needs no word boundaries, and forgives an order of paragraphs."""
    ours, theirs = _bigrams(letters(found)), _bigrams(letters(right))
    shared = (ours & theirs).total()
    precision = shared / ours.total() if ours else float(not theirs)
    recall = shared / theirs.total() if theirs else 1.0
    return Overlap(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _bigrams(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))


def same_title(found: str | None, right: Iterable[str]) -> bool:
    """Letter for letter; the style of quotation marks is free."""
    return bool(found) and _bare_title(found) in {_bare_title(title) for title in right}


def _bare_title(title: str | None) -> str:
    return letters(title).translate(_QUOTES)


def same_source(found: str | None, right: Iterable[str]) -> bool:
    """The outlet's name, without the label before it and the brackets around it."""
    name = _bare_source(found)
    return bool(name) and name in {_bare_source(source) for source in right}


def _bare_source(source: str | None) -> str:
    return _SOURCE_LABEL.sub("", letters(source)).strip(_SOURCE_EDGES)


def names(text: str | Iterable[str] | None) -> set[str]:
    """The people of a byline, without their houses and roles: "本报记者 张三、李四" and ["张三", "李四"] are the same."""
    joined = text if isinstance(text, str) else " ".join(text or ())
    bare = _ROLE.sub(" ", unicodedata.normalize("NFKC", joined))
    return {name.lower() for name in _BETWEEN_NAMES.split(bare) if name}


def same_day(found: date, right: str, utc_offset: str | None) -> bool:
    """An aware time is moved to the page's clock; a naive one is taken as that clock's."""
    return _on_clock(found, right, utc_offset).isoformat()[:10] == right[:10]


def same_minute(found: date, right: str, utc_offset: str | None) -> bool:
    """The same, to the minute; a day alone is no minute."""
    return isinstance(found, datetime) and _on_clock(found, right, utc_offset).isoformat()[:16] == right[:16]


def has_minute(right: str | None) -> bool:
    """Whether a page shows a time of day."""
    return right is not None and len(right) > len("2019-09-07")


def _on_clock(found: date, right: str, utc_offset: str | None) -> date:
    if isinstance(found, datetime) and found.tzinfo and has_minute(right) and utc_offset:
        return found.astimezone(datetime.fromisoformat(f"2000-01-01T00:00{utc_offset}").tzinfo)
    return found


def image_names(addresses: Iterable[str]) -> set[str]:
    """Pictures are the same by file name: the host and the size in the query differ between copies."""
    return {re.sub(r"[?#].*$", "", address).rsplit("/", 1)[-1] for address in addresses}
