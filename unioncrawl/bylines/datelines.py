"""Datelines: the outlets and authors that stand by a date without a label, on its line or beside it."""

from __future__ import annotations

import re

from unioncrawl.bylines.found import Found, Place
from unioncrawl.items import Block
from unioncrawl.lines.credits import parse
from unioncrawl.lines.datelines import is_dateline, is_foot_line, read_dateline, read_issue, read_neighbour
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN, narrow

ABOVE = 60  # lines above the text that datelines are looked for in
NEAR = 12  # lines from the end where datelines may stand too
BELOW = 4  # lines below the title, empty ones counted, that may be the outlet's name alone

_PAPER = re.compile(rf"[{HAN}]{{2,10}}[报報]")
_NEWSPAPER = re.compile(rf"[{HAN}]{{2,6}}(?:日报|晚报|早报|晨报|时报|商报|工人报|青年报|都市报)")
_BARE_SOURCE = re.compile(rf"(?:来源|转自|摘自)(?P<outlet>[{HAN}]{{3,20}})")  # its colon lost
_DAY = re.compile(r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?")
_DATE_ALONE = re.compile(rf"{_DAY.pattern}(?: ?\d\d?:\d\d(?::\d\d)?)?", re.ASCII)


def read_datelines(found: Found) -> None:
    """Lift the outlets and authors by the dates near the title and near the end."""
    article = found.article
    title = found.title_line
    blocks = article.blocks
    text = next((at for at, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    for block in blocks[text + 1 :]:
        if not block.text.endswith("。") and is_foot_line(block.text, article.title):
            _read_foot_line(block, found)
    near = [*range(min(text, ABOVE)), *range(max(text, len(blocks) - NEAR), len(blocks))]
    dated = [at for at in near if is_dateline(blocks[at].text) and blocks[at].number not in found.lifted]
    for at in dated:
        _read_dated(blocks[at], found, above=at < text, below_title=title is not None and at < text and blocks[at].number > title)
    if title is not None:
        for at in dated:
            if blocks[at].number < title and ("星期" in blocks[at].text or _DATE_ALONE.fullmatch(blocks[at].text)):
                _read_paper_beside(blocks[at], found)
        under = {at: block for at, block in enumerate(blocks[:text]) if block.number > title}
        below = [at for at, block in under.items() if block.number <= title + BELOW and is_outlet(block.text)]
        beside = [place for at in dated for place in (at - 1, at + 1)]
        for place in dict.fromkeys(beside + below):
            if place in under and place not in dated:
                _read_beside(under[place], found)
    _read_paper_below(found)
    found.take_lifted()


def _read_dated(block: Block, found: Found, *, above: bool, below_title: bool) -> None:
    """What a line with a date says beside it."""
    if _DATE_ALONE.fullmatch(block.text):
        return
    start = block.text.find("《")
    credit = parse(block.text[:start]) if start > 0 else None
    is_signed = credit is not None and credit.has_call  # 本报记者 王红 《某某日报》(2022年07月20日 第04版)
    issue = read_issue(block.text[start:] if is_signed else block.text)
    if issue:
        if credit and is_signed:
            found.add_credit(credit)
        found.add_source(issue[0], Place.ISSUE if above else Place.LEAD)
        found.change(block, issue[1], "source")
        return
    line = read_dateline(block.text, below_title=below_title)
    if line.outlet and not block.text.endswith("。"):  # 5月3日,本站发布本报道。
        found.add_source(line.outlet, Place.DATELINE)
    found.authors += line.authors
    if line.rest != block.text:
        why = " and ".join(name for name, given in (("source", line.outlet), ("author", line.authors)) if given) or "tool bar"
        found.leave(block, line.rest, why)


def _read_foot_line(block: Block, found: Found) -> None:
    """The paper and the day that the foot of an e-paper names."""
    words = narrow(block.text).split()
    paper = next(filter(is_outlet, words), None)
    if paper:
        found.add_source(paper, Place.ISSUE)
    days = [word for word in words if _DAY.fullmatch(word)]
    found.leave(block, days[-1] if days else "", "foot line")


def _read_paper_beside(day: Block, found: Found) -> None:
    """The paper whose name stood by the day above the title: 2008年8月19日,星期二 / 甲州日报."""
    for taken in found.article.trace:
        if taken.why == "above the title" and abs(taken.number - day.number) <= 2 and _PAPER.fullmatch(taken.text):
            found.add_source(taken.text, Place.ISSUE)


def _read_paper_below(found: Found) -> None:
    """The paper whose name alone, 《某某日报》, or the source whose label lost its colon, stands on the next line below the text."""
    blocks = found.article.blocks
    last = next((at for at in reversed(range(len(blocks))) if is_paragraph(blocks[at].text)), len(blocks))
    for block in blocks[last + 1 : last + 2]:
        plain = fold(block.text)
        bare = _BARE_SOURCE.fullmatch(plain)
        if _NEWSPAPER.fullmatch(plain.strip("《》")) or (bare and is_outlet(bare["outlet"])):
            found.add_source(block.text[bare.start("outlet") if bare else 0 :], Place.SIGNATURE)
            found.lift(block, "source")


def _read_beside(block: Block, found: Found) -> None:
    """The outlet, or the outlet and the author, on the line above or below a date, or just below the title."""
    line = read_neighbour(block.text)
    if line and line.outlet:
        found.add_source(line.outlet, Place.DATELINE)
        found.authors += line.authors
        found.lift(block, "source and author" if line.authors else "source")
