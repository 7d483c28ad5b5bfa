"""What a text is known by: its letters, its 8-grams, and a sketch of its 12-grams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from unioncrawl.passages import grams
from unioncrawl.pinyin import strip_notes
from unioncrawl.text import letter_codes

VERSION = 1  # of all that decides on stories; stored beside every sketch, for sketches of two versions do not compare

KEY_GRAM = 12  # letters of a gram of the sketch: rarely chance, often whole between two edits
LETTERS_A_KEY = 48  # one key for so many letters,
FEWEST_KEYS, MOST_KEYS = 24, 64  # but so many at least and at most
TEXT_GRAM = 8  # letters of a gram by which texts are held against each other

_DATELINE = re.compile(r"\s{0,8}(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}[^。]{0,60}$")
_COLUMN = re.compile(r"(?:【[^】]{0,12}】\s?){1,3}")
_ROUNDUP = re.compile(
    "(?:要闻|新闻|动态|信息|资讯|要聞|新聞|動態|資訊)(?:汇总|速览|回顾|摘要|集锦|集萃|荟萃|扫描|一览|匯總|速覽|回顧)"
    "|^[一本上每]周.{0,8}(?:要闻|动态|新闻|回顾|速览|要聞|動態)"
    "|^(?:今日|昨日|每日)?(?:工会|工會)?要[闻聞]$"
    r"|(?:一周|周报|月报|简报|周報|月報|簡報)\s?(?:[(（]?第?[\d一二三四五六七八九十]{1,4}期[)）]?)?$"
)


def is_roundup(title: str) -> bool:
    """Whether a title is that of a page of several stories: 今日要闻汇总, 一周工会动态. The name of a column (【要闻】…) is none."""
    return len(title) <= 40 and _ROUNDUP.search(_COLUMN.sub("", title).strip()) is not None


def sketch(text: str) -> list[int]:
    """The keys of a text, signed 64-bit integers: the same for the same letters, and some in common for texts that share passages."""
    return Fingerprint(text).sketch()


class Fingerprint:
    """The letters of a text as stories compare them: one script, one width, no pinyin notes, date lines or lines printed twice in a row."""

    def __init__(self, text: str) -> None:
        codes, _ = letter_codes(strip_notes("\n".join(_told(text)))[0])
        self.letters = codes.tobytes().decode("utf-32-le")
        self._codes = codes
        hashes = grams(codes, TEXT_GRAM) if len(codes) >= TEXT_GRAM else np.zeros(0, np.uint64)
        self.grams, self.places = np.unique(hashes, return_index=True)  # sorted, each with its first place in the letters

    def sketch(self) -> list[int]:
        """The least of the hashes of all grams: which they are depends on each gram alone, so that shared passages share keys."""
        if len(self._codes) < KEY_GRAM:
            return []
        most = min(max(len(self._codes) // LETTERS_A_KEY, FEWEST_KEYS), MOST_KEYS)
        hashes = np.sort(_mixed(grams(self._codes, KEY_GRAM)))
        keys: list[int] = hashes[np.append(True, hashes[1:] != hashes[:-1])][:most].astype(np.int64).tolist()
        return keys


class Telling(NamedTuple):
    """An article as stories know it."""

    text: Fingerprint
    keys: list[int]  # its sketch
    is_roundup: bool


def telling(title: str | None, body: str) -> Telling:
    """What is to be known of an article before its place is looked for."""
    text = Fingerprint(f"{title or ''}\n{body}")
    return Telling(text, text.sketch(), is_roundup(title or ""))


def _told(text: str) -> Iterator[str]:
    """The lines of a text but its date lines and those that say the same as the line before."""
    before = ""
    for line in text.split("\n"):
        if line.strip() != before and not _DATELINE.match(line):
            yield line
        before = line.strip()


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes in an order that has nothing to do with the letters (the finalizer of MurmurHash3)."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(factor)
    return hashes ^ (hashes >> np.uint64(33))
