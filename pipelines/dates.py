"""Lifts the publication time: from the lines near the title, the foot, the page's head, the list that led here, or the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from unioncrawl.dates import Evidence, Stamp, address_stamp, may_head, printed_stamp, read_line, strongest
from unioncrawl.dates.hidden import hidden_dates
from unioncrawl.dates.places import NAMES, Dated, Place, best_of, conflict
from unioncrawl.items import Article, Block, Taken
from unioncrawl.lines.folding import fold
from unioncrawl.lines.fragments import spread_dates
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.labels import read_fields
from unioncrawl.lines.zones import BY_TITLE, Zones
from unioncrawl.text import HAN

STEP = "dates"

LONGEST_LINE = 200  # characters; what is longer is prose
SHORTEST_LABELLED = 7  # 时间24年1月
LONGEST_REST = 24  # Han characters beside a date without a label
SHORT_REST = 14  # beside a date above the text: a place, a column, a name that no earlier step knew
BEGINNING = 40  # characters of running text that may hold a date at its beginning, with its label

_MASTHEAD = re.compile(r"[\d年月日/. -]{8,20}(?:星期|周)[一二三四五六日天][ ()~]{0,8}")
_SENTENCE = re.compile("[。!?;；！？]")
_NOT_HAN = re.compile(f"[^{HAN}]+")
_WORD = re.compile(r"\w")
# Quick to try, for every way begins with one character: no label without it. What stands before 于 is the end of a verb (刊登于).
_VERB_END = (
    "布佈表发發登载載稿文帖送开開传傳网網线線录錄入添加库庫建交投供提版刊报報出行播写作编編推印"
    "签簽知告闻聞章件息讯訊容品源题題子新改辑輯订訂动動复復"
)
_LABEL = re.compile(
    f"时间|時間|日期|于(?<=[{_VERB_END}]于)|於(?<=[{_VERB_END}]於)|发[布表佈]|發[布表佈]|更新|编辑|編輯|版(?!权|權)|publish|Publish|post|Post|date|Date"
)
_LABEL_ALONE = re.compile(r"[•·\- ]{0,4}(?:发布|发文|成文|印发|生成|公开|更新|发表)(?:日期|时间) ?:")
_PUBLISHED_ALONE = re.compile(r"[•·\- ]{0,4}(?:发布|发表|刊发)(?:日期|时间) ?:")  # its date on the next line
_YEARLESS = re.compile(r"[©原创转载 ]{0,6}\d{1,2}[-/.月]\d{1,2}日? {1,3}\d{1,2}:\d{2}(?::\d{2})?")  # and nothing tells the year
_NUMBER = re.compile(r"\d|[二一][〇零○O]|民国|前|[昨今]")  # every date has one
_EMPTY_LABEL = re.compile(r"[\[(]?(?:发布|发表|更新|刊发|录入|上传|添加|发稿)?(?:时间|日期|于) ?: ?[\])]?")


class Dates:
    """The step."""

    def process_item(self, item: Article) -> Article:
        address = address_stamp(item.url, item.fetched_at) if item.url else None
        hidden = list(hidden_dates(item, address))
        near = address or next((dated.stamp for dated in hidden), None)
        zones = Zones(item)
        dates = [*_visible(item, zones, near, address), *hidden, *([Dated(Place.ADDRESS, address)] if address else [])]
        best = best_of(dates, address)
        if best is None or best.place > Place.TAKEN or best.stamp.precision == "day":  # else nothing there could be believed instead
            best = best_of([*dates, *_on_taken_lines(item, zones, near)], address)
        if item.url and (printed := printed_stamp(item.url)):
            best = Dated(Place.ADDRESS, printed)  # what the page says else is its template's
        if best:
            item.published_at = best.stamp.at
            item.published_precision = best.stamp.precision
            item.published_from = NAMES.get(best.place, "line")
            if address and conflict(best.stamp, address):
                item.flags.append("date-conflict")
            _lift_repeats(item, zones, best.stamp)
        return item


def _is_furniture(line: Taken) -> bool:
    """Whether an earlier step took the line for furniture."""
    return line.changed is None and line.step not in {"headlines", STEP}


def _visible(article: Article, zones: Zones, near: Stamp | None, address: Stamp | None) -> Iterator[Dated]:
    """The dates on the page's lines; the lines are lifted."""
    day = near.at.date() if near else None
    beside = zones.beside
    gone = [Block(line.number, line.text) for line in article.trace if line.number in beside and _is_furniture(line)]
    spread: list[Block] = []
    for run, text in spread_dates(sorted([*zones.by_title(article.blocks), *gone], key=lambda block: block.number)):
        found = strongest(read_line(text, article.fetched_at, day))
        if found:
            yield Dated(Place.LINE_BY_TITLE, found.stamp)
            spread += run
    article.take_all([block for block in spread if block not in gone], STEP, "date")
    is_known = False
    lifted: list[Block] = []
    undated: list[Block] = []
    for above, block in pairwise([Block(-1, ""), *article.blocks]):
        zone = zones.of(block)
        if zone == "body" and not _may_be_labelled(block.text):
            continue
        evidence = _evidence_on(block.text, zone, article.fetched_at, day)
        if evidence and is_known and all(_is_day_alone(one) for one in evidence):
            continue
        if evidence:
            is_known = is_known or any(one.whole for one in evidence)
            is_labelled = _PUBLISHED_ALONE.fullmatch(fold(above.text)) is not None
            yield from (
                Dated(Place.LABEL_BY_TITLE, one.stamp) if is_labelled else _placed(one, block.text, zone, address)
                for one in evidence
                if not (one.relative and address and conflict(one.stamp, address))
            )
            if zone in BY_TITLE or any(one.kind != "line" for one in evidence):
                _lift(article, block, evidence, zone, lifted)
        elif zone != "body" and _is_undated(block.text):
            undated.append(block)
    article.take_each({"date": lifted, "no date": undated}, STEP)


def _is_undated(line: str) -> bool:
    """Whether a line by the title is of a date, and tells none: without its year, of something else, a label alone."""
    plain = fold(line)
    if _YEARLESS.fullmatch(plain) or _LABEL_ALONE.fullmatch(plain):
        return True
    return _LABEL.search(line) is not None and _is_other_date(line)


def _is_day_alone(evidence: Evidence) -> bool:
    """Whether a date has no year, no clock and no label: below a whole one it belongs to the text, as a line of its own."""
    return not evidence.whole and evidence.kind == "line" and evidence.stamp.precision == "day" and not evidence.relative


def _on_taken_lines(article: Article, zones: Zones, near: Stamp | None) -> Iterator[Dated]:
    """What taken lines tell: those by the title, and labels elsewhere where they all say one day."""
    day = near.at.date() if near else None
    labelled = []
    for line in filter(_is_furniture, article.trace):
        by_title = line.number in zones.beside
        if not (by_title or (len(line.text) >= SHORTEST_LABELLED and _may_be_labelled(line.text))) or not _NUMBER.search(line.text):
            continue  # most are links
        evidence = _evidence_on(line.text, "head" if by_title else "body", article.fetched_at, day)
        if by_title:
            yield from (Dated(Place.TAKEN, one.stamp) for one in evidence)
        labelled += [one.stamp for one in evidence if one.kind == "published" and one.whole]
    if len({stamp.at.date() for stamp in labelled}) == 1:
        yield from (Dated(Place.ASIDE, stamp) for stamp in labelled)


def _evidence_on(line: str, zone: str, now: datetime | None, near: date | None) -> list[Evidence]:
    """What a line of that zone tells. Without a label only a line of little else does, and none in the text."""
    if len(line) > LONGEST_LINE:
        return []
    if zone == "body" and is_paragraph(line):
        beginning = line[:BEGINNING]
        return _heading_text(read_line(beginning, now, near)) if may_head(beginning) else []
    evidence = read_line(line, now, near)
    if not evidence:
        return []
    rest = _rest(line, evidence)
    if is_paragraph(rest):
        return _heading_text(evidence)
    bare = len(_NOT_HAN.sub("", rest)) <= LONGEST_REST and not _SENTENCE.search(rest)
    if zone == "foot":
        bare = bare and not _WORD.search(rest)
    return [one for one in evidence if one.kind != "line" or (bare and zone != "body")]


def _may_be_labelled(line: str) -> bool:
    """Whether a line in the text has a label where it may have one: running text has it at its beginning."""
    return _LABEL.search(line, 0, BEGINNING if is_paragraph(line) else LONGEST_LINE) is not None


def _heading_text(evidence: list[Evidence]) -> list[Evidence]:
    """What a line of running text tells: the labelled date that it begins with, if any; other dates are the text's own."""
    return [one for one in evidence if one.kind == "published" and one.whole and one.start == 0]


def _rest(line: str, evidence: list[Evidence]) -> str:
    """A line without its dates."""
    pieces, at = [], 0
    for one in evidence:
        pieces.append(line[at : one.start])
        at = one.end
    pieces.append(line[at:])
    return " ".join(filter(None, [piece.strip(" |、,，·/?[]()（）") for piece in pieces]))


def _placed(evidence: Evidence, line: str, zone: str, address: Stamp | None) -> Dated:
    if evidence.kind == "updated":
        place = Place.UPDATED
    elif zone == "marked":
        place = Place.MARKED
    elif evidence.kind == "published":
        place = Place.LABEL if zone in {"body", "foot"} else Place.LABEL_BY_TITLE
    elif evidence.kind == "paper":
        place = Place.PAPER
    elif evidence.stamp.precision == "day" and (zone == "above" or _MASTHEAD.fullmatch(fold(line))):
        place = Place.MASTHEAD
    elif zone == "above":
        place = Place.MASTHEAD if address and conflict(evidence.stamp, address) else Place.ABOVE
    else:
        place = Place.LINE_BY_TITLE if zone == "head" else Place.FOOT
    return Dated(place, evidence.stamp)


def _lift(article: Article, block: Block, evidence: list[Evidence], zone: str, lifted: list[Block]) -> None:
    """Add a line to those to take; where it says more than dates, take only these."""
    rest = _rest(block.text, evidence)
    short = SHORT_REST if zone in BY_TITLE or any(one.kind == "paper" for one in evidence) else 0
    if len(_NOT_HAN.sub("", rest)) <= short:
        lifted.append(block)
    else:
        article.change(block, rest, STEP, "date")


def _lift_repeats(article: Article, zones: Zones, stamp: Stamp) -> None:
    """Take the lines below the text that print the same day; below an institution's name it is a signature, and stays."""
    above: Block | None = None
    again: list[Block] = []
    for block in article.blocks:
        if block.number > zones.last and zones.of(block) == "foot":
            evidence = _evidence_on(block.text, "foot", article.fetched_at, stamp.at.date())
            signed = above is not None and len(above.text) <= LONGEST_REST and not _SENTENCE.search(above.text)
            if any(one.stamp.at.date() == stamp.at.date() for one in evidence) and not (signed and "年" in block.text):
                again.append(block)
                continue
        above = block
    article.take_all(again, STEP, "date again")


def _is_other_date(line: str) -> bool:
    """A label whose date a script fills in, or the date of something else (成文日期)."""
    if _EMPTY_LABEL.fullmatch(fold(line)):
        return True
    fields = read_fields(line)
    return bool(fields) and fields[0].start == 0 and all(field.kind == "date" for field in fields)
