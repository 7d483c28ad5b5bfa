"""Characters: text fit to store, and text fit to compare (one width, one script, letters alone)."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import opencc
from numpy.typing import NDArray

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # for character classes; 〇 is the zero of years

# What no reader sees: controls, zero-width and directional marks, variation selectors, tags, noncharacters, fillers.
_INVISIBLE = (
    "\0-\x08\x0e-\x1f\x7f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"  # glyphs of icon fonts
_RADICALS = "\u2e80-\u2fdf"
_CONTROL = "\x80-\x9f\xad"  # C1 and the soft hyphen; beside other high characters they may be bytes
_BYTE = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # what UTF-8's bytes 80-BF become in Latin-1 and in cp1252
_BYTES = f"[\xe2-\xe9\xef][{_BYTE}]{{2}}"  # a Chinese character in UTF-8, read so

_ONE_HAN = re.compile(f"[{HAN}]")
_SUSPECT = re.compile(  # what needs more than its blanks made one; one class of characters, for every line of every page is searched
    f"[&\xe2-\xe9\xef\r\x0b\x0c\u2028\u2029\u2800\ud800-\udfff{_INVISIBLE}{_CONTROL}{_RADICALS}]"
)
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_DROPPED = re.compile(f"[{_INVISIBLE}]+|(?<![\xc2-\xff{_BYTE}])[{_CONTROL}]+")
_REFERENCE = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ENCODED_TWICE = re.compile(f"(?:{_BYTES}){{2,}}")
_CHINESE = re.compile(f"[{HAN}\u2010-\u2027\u3001-\u301f\uff01-\uff5e]")
_RADICAL = re.compile(f"[{_RADICALS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = 32  # characters of a text that is read one after the other
_MOST_MET = 40_000  # characters remembered: 4 MB
_LOOK_ALIKES = {0x2215: ord("/"), 0x2236: ord(":"), 0xFE30: ord(":"), 0xFE55: ord(":")}  # ∕ ∶ ︰ ﹕ stand for these in labels and credits
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | _LOOK_ALIKES
_BLANKS = re.compile(rf"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000{_PRIVATE}{_CONTROL}]+")


def is_han(char: str) -> bool:
    """Whether one character is a Chinese one (〇 included)."""
    return _ONE_HAN.fullmatch(char) is not None


def clean(text: str) -> str:
    """Text fit to store; `clean(clean(text)) == clean(text)`.

    Lines stay lines. Controls, zero-width and directional marks go; private glyphs and all kinds of blanks become one space, none at the
    ends of a line; lone surrogates become U+FFFD, radicals as PDFs print them (⼯) characters; references escaped twice
    (`&amp;#24037;` in the page) and UTF-8 encoded twice (å·¥ä¼š for 工会) are read.
    """
    if "\n" in text:
        return "\n".join(clean(line) for line in text.replace("\r\n", "\n").split("\n"))
    if not _SUSPECT.search(text):
        return (text if text.isprintable() and "  " not in text else _BLANKS.sub(" ", text)).strip(" ")
    text = _unescaped(_seen(text))
    text = _ENCODED_TWICE.sub(_decoded, _SURROGATE.sub("\ufffd", text))
    text = _RADICAL.sub(lambda radical: unicodedata.normalize("NFKC", radical[0]), text)
    return "\n".join(line.strip(" ") for line in _BLANKS.sub(" ", text).split("\n"))


def _seen(text: str) -> str:
    return _DROPPED.sub("", _NEWLINE.sub("\n", text))


def _unescaped(text: str) -> str:
    """References read, and those that their reading makes, to a depth no page has; what opens one beyond it is no reference any more."""
    for _ in range(4):
        before, text = text, _seen(_REFERENCE.sub(lambda reference: html.unescape(reference[0]), text))
        if text == before:
            return text
    return _REFERENCE.sub(lambda reference: reference[0].replace("&", " "), text)


def _decoded(twice: re.Match[str]) -> str:
    """Every three bytes that make a Chinese character; others are left."""
    codes = bytes(ord(char) if char <= "\xff" else char.encode("cp1252")[0] for char in twice[0])
    triples = ((twice[0][at : at + 3], codes[at : at + 3].decode("utf-8", "replace")) for at in range(0, len(codes), 3))
    return "".join(read if _CHINESE.fullmatch(read) else kept for kept, read in triples)


def narrow(text: str) -> str:
    """Full-width letters, digits and punctuation (Ａ９，：；！？（）) in their ASCII width, one character for one."""
    return text.translate(_WIDTH)


def simplified(text: str) -> str:
    """Every traditional character as its simplified one, one for one and without regard to words: for comparing, not for showing."""
    return _characters(_tables().simplified.take(code_points(text)))


def folded(text: str) -> str:
    """`simplified(narrow(text))`, in one step."""
    if len(text) <= _SHORT:
        return text.translate(_quick().folded)
    return _characters(_tables().folded.take(code_points(text)))


def letters(text: str) -> str:
    """What two prints of one text share: Han in simplified script, Latin letters in lower case, digits, all in one width."""
    if len(text) <= _SHORT:
        return text.translate(_quick().letters)
    folded = _tables().letters.take(code_points(text))
    return _characters(folded.compress(folded != 0))


def letter_codes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """The code points of `letters(text)`, and the place in the text of each."""
    folded = _tables().letters.take(code_points(text))
    places = (folded != 0).nonzero()[0]
    return folded.take(places), places


def script(text: str) -> str | None:
    """The script of most of the characters that tell: "hans" or "hant"; None where none does."""
    tells = _tables().script[code_points(text)]
    hans, hant = int(np.count_nonzero(tells == 1)), int(np.count_nonzero(tells == 2))
    if hans == hant:
        return None
    return "hans" if hans > hant else "hant"


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text, lone surrogates among them."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _characters(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


class _Tables(NamedTuple):
    """What every code point becomes, by code point."""

    simplified: NDArray[np.uint32]
    folded: NDArray[np.uint32]
    letters: NDArray[np.uint32]  # 0 for what is no letter
    script: NDArray[np.uint8]  # 1 where only simplified script has it, 2 where only traditional has


@cache
def _tables() -> _Tables:
    """Built on first use, in 0.1 s, from OpenCC's character tables (a line a character: its tables of phrases stay out of it)."""
    han = [chr(code) for first, last in ((0x3400, 0x9FFF), (0x20000, 0x323AF)) for code in range(first, last + 1)]
    to_simplified = dict(zip(han, opencc.OpenCC("t2s").convert("\n".join(han)).split("\n"), strict=True))
    to_traditional = dict(zip(han, opencc.OpenCC("s2t").convert("\n".join(han)).split("\n"), strict=True))
    to_simplified["著"] = "着"  # OpenCC leaves it, for 著作; Taiwan writes every 着 so

    simple = np.arange(0x110000, dtype=np.uint32)
    script = np.zeros(0x110000, dtype=np.uint8)
    for char in han:
        simple[ord(char)] = ord(to_simplified[char])
        if to_simplified[char] != char and not _encodes(char, "gb2312"):
            script[ord(char)] = 2
        elif to_traditional[char] != char and not _encodes(char, "big5"):
            script[ord(char)] = 1

    narrowed = simple.copy()
    narrowed[list(_WIDTH)] = list(_WIDTH.values())

    letter = np.zeros(0x110000, dtype=np.uint32)
    for char in [*map(chr, range(0x10000)), *han]:
        if char.isalnum():
            lowered = unicodedata.normalize("NFKC", char).lower()
            letter[ord(char)] = simple[ord(lowered if len(lowered) == 1 else char)]
    return _Tables(simple, narrowed, letter, script)


class _Quick(NamedTuple):
    """The same for short texts."""

    folded: _Met
    letters: _Met


@cache
def _quick() -> _Quick:
    return _Quick(_Met(_tables().folded, gone=None), _Met(_tables().letters, gone=0))


class _Met(dict[int, int | None]):
    """What the characters met so far become: for a few, looking up one after the other is faster than an array's calls."""

    def __init__(self, table: NDArray[np.uint32], gone: int | None) -> None:
        super().__init__()
        self._table, self._gone = table, gone

    def __missing__(self, code: int) -> int | None:
        if len(self) >= _MOST_MET:
            self.clear()
        becomes = int(self._table[code])
        self[code] = found = None if becomes == self._gone else becomes  # None leaves the character out
        return found


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
