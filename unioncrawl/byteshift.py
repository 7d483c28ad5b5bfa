"""Byte-shift damage: 。現場 printed as ?,F(xiàn)場 by mirrors that put pinyin notes into the bytes of a GBK page at the wrong places.

One byte is lost (a `?` stands for it) and all that follow pair up wrongly until the trail of a pair is an ASCII letter, or until
another byte is lost. What was lost is known in two cases: `?wù)` has swallowed a bracket, and the character with that reading whose lead
byte is the trail of the one before tells it; and where the run begins with full-width punctuation (A3), the lost byte is the A1 of `。`.
A repair counts only where it makes nothing but common characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from unioncrawl.pinyin import is_note, reading, toneless
from unioncrawl.text import is_han

_LONGEST = 60  # characters that a shift may run on
_MOST_LATIN = 8  # Latin letters in it: each may be its end
_LOST = re.compile(r"\?(?:([a-zà-ǜńňǹḿ]{1,6})[)）])?")
_END = re.compile("[?-~]")  # of a run: no other character can be one
_NOTE_BEHIND = re.compile(r"[(（]([a-zà-ǜńňǹḿ]{1,6}) ?[)）]")
_PUNCTUATION = "。，、；：？！“”‘’《》（）—…·"
_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


class _Run(NamedTuple):
    """What a shifted run reads, were it paired rightly."""

    text: str
    end: int  # where the page is whole again
    sure: bool  # a note confirms the last character


def repair(text: str) -> tuple[str, bool]:
    """The text with what can be told exactly put right, and whether damage is left in it."""
    kept: list[str] = []
    at, damaged = 0, False
    for lost in _LOST.finditer(text):
        if lost.start() < at or lost.start() == 0:
            continue
        runs = list(_swallowed(text, lost) if lost[1] else _full_stop(text, lost))
        if len({run.text for run in runs}) == 1:
            kept += text[at : lost.start()], runs[0].text
            at = runs[0].end
        else:
            damaged |= bool(runs) or (lost[1] is not None and is_note("", lost[1])) or _is_shifted(text, lost)
    return "".join([*kept, text[at:]]), damaged


def _swallowed(text: str, lost: re.Match[str]) -> Iterator[_Run]:
    """The readings of a run behind `?wù)`: the lost byte ends a character of that reading begun by the character before."""
    lead = _bytes(text[lost.start() - 1])[1:]
    for trail in _trails(lead, lost[1]):
        for run in _runs(text, lost.end(), trail):
            if all(map(_is_common, run.text)):
                yield run
                break


def _full_stop(text: str, lost: re.Match[str]) -> Iterator[_Run]:
    """The reading of a run behind `?`, were the lost byte that of a full stop that ends a sentence."""
    before = text[lost.start() - 1]
    if not (is_han(before) or before.isalnum() or before in "”》）)"):
        return
    for run in _runs(text, lost.end(), b"\xa1"):
        if run.text[0] == "。" and all(map(_is_common, run.text)) and (run.sure or len(run.text) > 3):
            yield run
            return


def _is_shifted(text: str, lost: re.Match[str]) -> bool:
    """Whether all behind the lost byte reads well, so that only that byte is not known."""
    return any(len(run.text) > 4 and all(map(_is_common, run.text[1:])) for run in _runs(text, lost.end(), b"\xa1"))


def _runs(text: str, start: int, lost: bytes) -> Iterator[_Run]:
    """A run's readings, shortest first: an ASCII character may be its last trail byte, or a full-width one that was folded."""
    if not _END.search(text, start, start + _LONGEST):
        return
    codes, latin = lost, 0
    for at in range(start, min(len(text), start + _LONGEST)):
        char = text[at]
        if "@" <= char <= "~":
            latin += 1
            behind = _NOTE_BEHIND.match(text, at + 1)
            read = _decoded(codes + char.encode())
            sure = behind is not None and bool(read) and reading(read[-1]) == toneless(behind[1])
            if read and (behind is None or sure):
                yield _Run(read, at + 1, sure)
            if latin == _MOST_LATIN:
                return
        elif char == "?" and (swallowed := _LOST.match(text, at)):
            ends = (_decoded(codes + trail) for trail in _trails(codes[-1:], swallowed[1] or ""))
            yield from (_Run(read, swallowed.end(), sure=True) for read in ends if read)
            return
        pair = _bytes(_FULL_WIDTH.get(char, char))
        if len(pair) != 2:
            return
        codes += pair


@lru_cache(4096)
def _trails(lead: bytes, syllable: str) -> tuple[bytes, ...]:
    """The bytes that end a character of this reading begun by the lead byte."""
    if lead < b"\x81" or not syllable:
        return ()
    pairs = (lead + bytes([trail]) for trail in range(0x40, 0xFF))
    return tuple(pair[1:] for pair in pairs if (char := _decoded(pair)) and reading(char) == toneless(syllable))


def _is_common(char: str) -> bool:
    return char in _PUNCTUATION or reading(char) is not None


def _bytes(char: str) -> bytes:
    return char.encode("gbk", "ignore")


def _decoded(codes: bytes) -> str:
    """The characters of whole pairs of bytes; nothing where they are none."""
    try:
        return codes.decode("gbk")
    except UnicodeDecodeError:
        return ""
