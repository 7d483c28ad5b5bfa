"""Closings: the names that a paragraph ends with: …取得成效。(罗小丽 陈欢), …加入工会。本报记者 吴凡 摄."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unioncrawl.lines.credits import LIBRARY, LONGEST, Credit, parse
from unioncrawl.lines.folding import fold
from unioncrawl.lines.names import people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN

FULL_STOPS = ("。", "！", "!", "？", "?")  # behind them nobody stands
_ENDS = (*FULL_STOPS, "”", "…")
_CLOSING = re.compile(r"\(([^()]{2,60})\)(?: \d{1,7})?[ |]{0,3}$")  # (王红) 146: how often it was read
_NOTED = 12  # characters from the bracket's end on
_ENDED = re.compile(r"[。!?;”\"'’…》〉][ |]{0,3}$")
_SIGNED = re.compile(rf"[。!?”…] {{0,2}}([{HAN} ]{{2,30}})$")
_SHOT = re.compile(r"((?:记者|通讯员)[^。,;:!?]{2,20}摄)$")
_TAIL = re.compile(r"[。!?”…)][ /|]{0,3}([^。!?”…]{2,40})$")


@dataclass(slots=True)
class Closing:
    """How a paragraph ends: (罗小丽 陈欢)."""

    start: int  # of it, in the paragraph
    credit: Credit


def closing(paragraph: str, *, last: bool) -> Closing | None:
    """The credit that a paragraph ends with: (罗小丽 陈欢), 本报记者 吴凡 摄; a bare name (汪诚) only where the text ends."""
    if paragraph.endswith(_ENDS) or paragraph.startswith(("资料图", "資料圖")):
        return None
    plain = fold(paragraph)
    if plain.endswith(")") and (library := LIBRARY.search(plain)):  # …。王红摄(某某图片网)
        paragraph, plain = paragraph[: library.start()], plain[: library.start()]
    bracket = _CLOSING.search(plain, max(0, len(plain) - LONGEST)) if ")" in plain[-_NOTED:] else None
    if bracket:
        credit = parse(paragraph[bracket.start(1) : bracket.end(1)])
        if credit is None and is_outlet(bracket[1]):
            return _signed_for(paragraph, plain, bracket)
        return Closing(bracket.start(), credit) if credit and (credit.has_role or _ENDED.search(plain[: bracket.start()])) else None
    tail = _TAIL.search(plain, max(0, len(plain) - LONGEST))
    if tail is None and plain.endswith("摄"):
        tail = _SHOT.search(plain, max(0, len(plain) - LONGEST))
    if tail is None:
        return None
    credit = parse(paragraph[tail.start(1) : tail.end(1)])
    if credit is None or not credit.names:
        return None
    words = tail[1].split()
    alone = len(tail[1].strip()) <= 4 or (2 <= len(words) <= 3 and all(len(word) == 3 for word in words))  # 汪诚; 王小红 李大明
    bare = last and alone and not tail[0].startswith(")")
    return Closing(tail.start(1), credit) if credit.has_role or bare else None


def _signed_for(paragraph: str, plain: str, bracket: re.Match[str]) -> Closing | None:
    """The names before the outlet that a paragraph ends with: …。王红 李明(某城晚报)."""
    signed = _SIGNED.search(plain, max(0, bracket.start() - LONGEST), bracket.start())
    names = people(paragraph[signed.start(1) : signed.end(1)], sure=False) if signed else []
    return Closing(signed.start(1), Credit(authors=names, outlet=bracket[1])) if signed and names else None
