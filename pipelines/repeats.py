"""Drops what a page prints again: titles, captions, summaries, and whole bodies, however their paragraphs are joined the second time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from unioncrawl.copies import is_prose, without_copies
from unioncrawl.items import Article, Block, Image
from unioncrawl.lines.folding import letters

STEP = "repeats"

_HEADINGS = {"h1", "h2", "h3"}
_DATELINE = re.compile(r"(?:19|20)\d\d\s?[-年./]|来源|來源|时间|時間|作者|编辑|編輯")
_CREDIT = re.compile(r"[■□●◎]|[【\[]?本报讯|\S{0,8}(?:记者|記者|通讯员|通訊員)[\s/:：]")
_CRUMB = ">＞»›/"  # before the end of a breadcrumb
_SEPARATORS = frozenset("-_|—–")
_SUFFIX = re.compile(r"\s{0,4}[-_|—–]{1,4}\s{0,4}[^-_|—–\s]{1,20}\s{0,4}$")
_LABEL_BEGINS = "【[内內新文摘提导導核"  # quick to try
_SUMMARY = re.compile(r"^[【\[]?(?:内容|內容|新闻|文章)?(?:摘要|提要|导读|導讀|导语|核心提示)[】\]]?\s?[:：]?\s?")
_CAPTION = re.compile(r"^(?:图为|圖為|图片|资料图|图\d{0,2}[:：])|(?:摄|攝|供图|供圖|现场|現場|合影|留影|图片|资料图)[)）]?$")
_CUT_OFF = ("…", "...", "。", "[详细]", "[详情]")

_TITLE = 8  # letters of a line that is no chance when it stands again
_NEXT = 4  # letters of one that is none when it stands again at once
_LISTED = 3  # lines between a title in a list of contents and the title itself
_LONGEST_TITLE = 120  # characters
_SUMMARIES = 3  # of a page
_LEAD = 15  # letters of a lead that the paragraph below it begins with


def repeated_titles(blocks: list[Block]) -> list[Block]:
    """Lines above the text that stand there again, alone or with a site's name behind. A heading stays, or the first.

    Where several lines stand twice, and not at once, they are verses.
    """
    above = next((at for at, block in enumerate(blocks) if is_prose(block.text)), min(3, len(blocks)))
    places: dict[str, list[int]] = {}
    for at, block in enumerate(blocks[:above]):
        places.setdefault(letters(block.text), []).append(at)
    again = {line: found for line, found in places.items() if len(found) > 1}
    apart = [line for line, found in again.items() if len(line) >= _TITLE and not _DATELINE.search(blocks[found[0]].text)]
    gone: set[int] = set()
    for line, found in again.items():
        if (len(line) >= _NEXT and found[1] - found[0] == 1) or [line] == apart:
            listed = found[-1] - found[0] > _LISTED
            stays = min(found, key=partial(_last_to_go, blocks, listed))
            gone.update(at for at in found if at != stays)
    gone.update(at for at, block in enumerate(blocks[:above]) if not places.keys().isdisjoint(_bare(block.text)))
    return [blocks[at] for at in sorted(gone)]


def _last_to_go(blocks: list[Block], listed: bool, at: int) -> tuple[bool, bool, bool, int]:
    """The order of the lines that print a title: a heading first; below a list of titles the one that a dateline or a credit follows."""
    block, below = blocks[at], blocks[at + 1 : at + 3]
    is_entry = listed and not any(_DATELINE.search(line.text) or _CREDIT.match(line.text) for line in below)
    return block.part != "headline", block.tag not in _HEADINGS, is_entry or block.text[0] in _CRUMB, at


def _bare(title: str) -> list[str]:
    """A title's letters with one to four names of sites and sections taken from its end."""
    if len(title) > _LONGEST_TITLE or _SEPARATORS.isdisjoint(title):
        return []
    bare = [title]
    while len(bare) <= 4 and (shorter := _SUFFIX.sub("", bare[-1])) != bare[-1]:
        bare.append(shorter)
    return [line for line in map(letters, bare[1:]) if len(line) >= _TITLE]


def repeated_captions(blocks: list[Block], images: Iterable[Image]) -> list[Block]:
    """Lines that say the same as the one before, where they are captions by their words or stand at a picture."""
    lines = [letters(block.text) for block in blocks]
    if len(set(lines)) == len(lines):  # mostly
        return []
    pictured = {image.position for image in images}
    return [
        block
        for (before, said), (block, line) in pairwise(zip(blocks, lines, strict=True))
        if line == said != ""
        and block.text[:1] == before.text[:1]
        and (_CAPTION.search(block.text) or block.tag == "figcaption" or before.number in pictured)
    ]


def repeated_summaries(blocks: list[Block]) -> list[Block]:
    """Summaries whose words stand in the text below, and leads that are the beginning of one of the next paragraphs."""
    begins = [block.text[:2] for block in blocks]
    labelled = [at for at, begin in enumerate(begins) if begin[:1] in _LABEL_BEGINS and _SUMMARY.match(blocks[at].text)]
    found = [at for at in labelled[:_SUMMARIES] if _is_below(_SUMMARY.sub("", blocks[at].text), blocks[at + 1 :])]
    alike = [at for at, begin in enumerate(begins) if begin in begins[at + 1 : at + 4]]
    found += [at for at in alike if blocks[at].text.endswith(_CUT_OFF) and _begins(blocks[at].text, blocks[at + 1 : at + 4])]
    return [blocks[at] for at in dict.fromkeys(found)]


def _is_below(summary: str, below: list[Block]) -> bool:
    line = letters(summary)
    return len(line) >= _TITLE and any(line in letters(block.text) for block in below)


def _begins(lead: str, below: list[Block]) -> bool:
    longer = [block.text for block in below if block.text[:2] == lead[:2] and len(block.text) > len(lead)]
    return bool(longer) and len(letters(lead)) >= _LEAD and any(letters(text).startswith(letters(lead)) for text in longer)


class Repeats:
    """Pipeline 200."""

    def process_item(self, item: Article) -> Article:
        item.take_all(repeated_titles(item.blocks), STEP, "title")
        item.take_all(repeated_captions(item.blocks, item.images), STEP, "caption")
        left = without_copies([block.text for block in item.blocks])
        gone = [item.blocks[at] for at, text in left.items() if not text]
        for at, text in left.items():
            if text:
                item.change(item.blocks[at], text, STEP, "copy")
        item.take_all(gone, STEP, "copy")
        item.take_all(repeated_summaries(item.blocks), STEP, "summary")
        return item
