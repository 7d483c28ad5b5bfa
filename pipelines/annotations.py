"""Takes out what mirrors and spam sites print into an article: pinyin notes, emoji, byte-shift damage; flags the pages that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from unioncrawl.byteshift import repair
from unioncrawl.items import Article, Block, Taken
from unioncrawl.pinyin import strip_notes
from unioncrawl.text import simplified

STEP = "annotations"

# Pictures, not the signs that articles do use: ★ ☆ ○ ● △ √ ✓ ✗ stay.
_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u2604\u2607-\u2712\u2719-\u27bf\u2300-\u23ff\u2b00-\u2bff"
    "\u203c\u2049\u20e3\u2934\u2935\u3030\u303d\u3297\u3299"
)
_EMOJI_NOTE = re.compile(rf"[(（]\s?[{_EMOJI}]{{1,8}}\s?[)）]")
_LOST_BLANKS = re.compile(r"^(?:\?[ \u3000]?){2,}(?=[\u4e00-\u9fff])")  # of an indent that a mirror wrote in a narrower code
_SPACED_NOTE = re.compile(r"[(（][a-zà-ǜńňǹḿ]{1,7} [)）]")
_NOTED = rf"[\sa-zà-ǜɑɡńňǹḿ'’\u0300-\u030c{_EMOJI}]"
_MAY_STRIP = re.compile(rf"\?|\({_NOTED}|（{_NOTED}")  # without it nothing is to strip

# Names of betting sites, as they stand in injected titles and where an office's name was (万博manbetx体育_…首页:).
# They stand side by side, each with its first letter, for so the machine sees what one can begin with, and passes over all others.
_APP = "[Aa][Pp][Pp]"
_BETTING = re.compile(
    f"威廉希尔|新葡京|香港49号码|第一足球网|竞彩网首页|全[讯訊]官[网網]|体育(?:官网|官網|{_APP}|投注)|"
    r"b[Ee][Tt]\s?365|B[Ee][Tt]\s?365|m[Aa][Nn][Bb][Ee][Tt][Xx]|M[Aa][Nn][Bb][Ee][Tt][Xx]|"
    + "|".join(
        f"{name}(?:体育|體育|娱乐|娛樂|官网|官網|平台|登录|{_APP})"
        for name in ("万博", "萬博", "亚博", "必威", "皇冠", "开云", "华体会", "乐鱼", "爱游戏")
    )
)
_MAY_SHOW = re.compile(f"{_MAY_STRIP.pattern}|{_BETTING.pattern}")  # without it the lines are left as they are

_MOST = 20_000  # brackets and question marks of a page that are looked at
_FEWEST = 3  # marks of a kind that flag a page: one or two may be the author's own


class Stripped(NamedTuple):
    """A text without what was printed into it."""

    text: str
    done: tuple[str, ...]  # what was taken out: "lost blanks", "emoji", "byte shift", "pinyin"
    noted: str  # the characters that carried a pinyin note
    noise: int  # emoji, and notes with a blank: the marks of text spinners
    damaged: bool  # bytes are lost that nothing tells


def strip(text: str) -> Stripped:
    """A text without pinyin notes and emoji in brackets, its bytes put right; brackets that an author set stay."""
    plain, blanks = _LOST_BLANKS.subn("", text)
    plain, emoji = _EMOJI_NOTE.subn("", plain)
    noise = emoji + len(_SPACED_NOTE.findall(plain))
    plain, noted = strip_notes(plain)
    whole, damaged = repair(plain)
    shifted = whole != plain
    if shifted:
        whole, more = strip_notes(whole)
        noted += more
    done = [name for name, found in (("lost blanks", blanks), ("emoji", emoji), ("byte shift", shifted), ("pinyin", noted)) if found]
    return Stripped(whole.strip() if done else text, tuple(done), "".join(noted), noise, damaged)


def flags(text: str, stripped: list[Stripped]) -> Iterator[tuple[str, str]]:
    """What a page's text as printed, and its lines stripped, show of its making: a flag and its reason."""
    noted = "".join(each.noted for each in stripped)
    traditional = sum(char != plain for char, plain in zip(noted, simplified(noted), strict=True)) if noted else 0
    if traditional >= _FEWEST and traditional >= 0.8 * len(noted):
        yield "mirror", f"{traditional} pinyin notes on traditional characters"
    noise = sum(each.noise for each in stripped)
    if noise >= _FEWEST:
        yield "spun", f"{noise} emoji and spaced notes"
    if betting := _BETTING.search(text):
        yield "injected", betting[0].lower()
    damaged = [each.text for each in stripped if each.damaged]
    if damaged:
        yield "byte-shift", damaged[0][:40]


class Annotations:
    """Pipeline 100."""

    def process_item(self, item: Article) -> Article:
        text = "\n".join([*[block.text for block in item.blocks], item.hints.title or ""])
        if shown := _MAY_SHOW.search(text):
            _strip_lines(item, text[shown.start() :])
        _strip_hints(item)
        return item


def _strip_lines(item: Article, text: str) -> None:
    """Strip the lines, and flag the page for what they show and its text from the first that may show something."""
    suspect = [(block, strip(block.text)) for block in _suspects(item.blocks)]
    for flag, reason in flags(text, [each for _, each in suspect]):
        item.flags.append(flag)
        item.trace.append(Taken(-1, STEP, flag, reason))
    for block, each in suspect:
        if each.done and each.text:
            item.change(block, each.text, STEP, ", ".join(each.done))
            block.link_chars = min(block.link_chars, len(each.text))
    item.take_all([block for block, each in suspect if not each.text], STEP, "notes alone")


def _suspects(blocks: list[Block]) -> Iterator[Block]:
    """The lines that may have something to strip, as long as they have no more marks than any article has."""
    marks = 0
    for block in blocks:
        text = block.text
        if ("(" in text or "（" in text or "?" in text) and _MAY_STRIP.search(text):
            marks += sum(map(text.count, "(（?"))
            if marks > _MOST:
                return
            yield block


def _strip_hints(item: Article) -> None:
    """The same for what the page says beside its lines."""
    hints = item.hints
    hints.title = hints.title and _stripped(hints.title)
    for contents in hints.metas.values():
        contents[:] = map(_stripped, contents)
    hints.jsonld = {name: _stripped(value) for name, value in hints.jsonld.items()}
    if hints.listing and hints.listing.title:
        hints.listing = replace(hints.listing, title=_stripped(hints.listing.title))
    for image in item.images:
        image.caption = image.caption and _stripped(image.caption)


def _stripped(text: str) -> str:
    return strip(text).text if _MAY_STRIP.search(text) else text
