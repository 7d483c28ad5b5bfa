"""Credits without a label: lines of their own, what paragraphs begin and end with, a name alone below the title."""

from __future__ import annotations

import re

from unioncrawl.bylines.ends import OPENED, read_beginning, read_end
from unioncrawl.bylines.found import Found, Place
from unioncrawl.items import Block
from unioncrawl.lines.closings import FULL_STOPS, Closing, closing
from unioncrawl.lines.credits import Credit, is_marked, parse
from unioncrawl.lines.datelines import is_dateline
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.lead_ins import LeadIn, is_lead_alone, lead_in
from unioncrawl.lines.names import has_surname, people
from unioncrawl.lines.runs import runs
from unioncrawl.text import HAN

LONGEST_PART = 24  # characters of a line of a credit on several
LONGEST_NAME = 6  # characters of a name alone below the title
LONGEST_NAMES = 12  # of two or three
LONGEST_BOX = 8  # of what stands over a newspaper's summary, in brackets
BELOW = 8  # lines below the title, empty ones counted, that may be a name alone

_ROLE_ALONE = re.compile("(?:本[报网台刊])?(?:首席|见习|特约|实习|全媒体|融媒体)?(?:记者|通讯员)|摄影报[道导]|文[/、]?图")
_BESIDE_NAMES = re.compile("[—－-]{2}|(?:同志|朋友|各位).{0,20}[:：]$")  # decks; how speeches begin
_COMMENTATOR = re.compile(r"[□■●(]? ?(?:本[报刊网台](?:特约)?评论员|(?:新华|中新)社 ?发)\)?")  # nobody by name
_PROGRAMME = re.compile(r"^[(（][^()（）]{2,12}[)）][:：]")  # 央视网消息（新闻联播）：
# A character that the typesetter's code set ends texts with, and no code of ours has: …报纸。(王红 李明)?
_MANGLED = (")?", "）?", ")？", "）？", ") ?", "） ?")
_SIGNED = re.compile(rf"(?:^|[。！!”…])\s?[(（][{HAN}\s、]{{2,24}}[)）](?= ?[?？]$)")
_BOX = re.compile("(?:阅读|核心|内容)提[示要]|编者按|导读|开栏的话")


def read_credits(found: Found) -> None:
    """Lift the credits: lines of their own, the lead-ins of paragraphs, and the names that they end with."""
    article = found.article
    first = next((block.number for block in article.blocks if is_paragraph(block.text)), -1)
    last = next((block.number for block in reversed(article.blocks) if is_paragraph(block.text)), -1)
    _read_broken_credits(found)
    _read_name_above_text(found)
    for block in article.blocks:
        if block.text.startswith(OPENED):
            read_beginning(block, found)
        if block.text.endswith(FULL_STOPS) and not _drop_mark(block, found):
            if lead := lead_in(block.text):
                _lift_lead_in(block, lead, found)
            continue
        read_end(block, found)
        credit = _line_credit(block, above=block.number < first, below=block.number >= last)
        if credit:
            found.add_credit(credit)
            found.lift(block, "credit")
        elif len(block.text) <= LONGEST_PART and _COMMENTATOR.fullmatch(fold(block.text)):
            found.lift(block, "credit")
        elif is_lead_alone(block.text):
            found.lead_ins.append(block.text)
            found.lift(block, "lead-in")
        else:
            if lead := lead_in(block.text):
                _lift_lead_in(block, lead, found)
            if end := closing(block.text, last=block.number == last):
                _lift_closing(block, end, found, last=block.number == last)
    found.take_lifted()


def drop_names_again(found: Found) -> None:
    """Drop the lines that name nobody but those whom a credit names too: 王红 李明 above a text that ends with 王红 李明/摄影报道."""
    makers = {*found.authors, *found.photographers, *found.shots}
    initials = {maker[0] for maker in makers}
    for block in found.article.blocks if makers else ():
        if len(block.text) > LONGEST_PART or initials.isdisjoint(block.text):
            continue
        if (names := people(block.text, sure=False)) and makers.issuperset(names):
            found.lift(block, "credit")
    found.take_lifted()


def _read_broken_credits(found: Found) -> None:
    """Lift a credit that stands on several lines: 本报记者 / 王红 摄, 记者 王红 文 / 通讯员 李明 摄."""
    blocks = found.article.blocks
    parts = [at for at, block in enumerate(blocks) if len(block.text) <= LONGEST_PART and _is_part_of_credit(block.text)]
    for run in runs(parts):
        credit = parse(" ".join(blocks[at].text for at in run)) if len(run) > 1 else None
        if credit and credit.names:
            found.add_credit(credit)
            for at in run:
                found.lift(blocks[at], "credit")
    found.take_lifted()


def _is_part_of_credit(line: str) -> bool:
    credit = parse(line)
    return _ROLE_ALONE.fullmatch(fold(line)) is not None or (credit is not None and credit.has_role and credit.names)


def _read_name_above_text(found: Found) -> None:
    """Lift the name that stands alone between the title and the text, or above a dateline, if the text does not speak of that person."""
    article = found.article
    title = found.title_line
    rest = [block for block in article.blocks if title is None or block.number > title]
    text = next((at for at, block in enumerate(rest) if is_paragraph(block.text)), len(rest))
    above = rest[:text]
    below = above if title is None else [block for block in above if block.number <= title + BELOW]
    alone = [block for block in below if not (is_dateline(block.text) or _BESIDE_NAMES.match(block.text) or _is_box(block.text))]
    if len(alone) != 1 or len(alone[0].text) > LONGEST_NAMES or text == len(rest) or (title is None and below == alone):
        return
    names = people(alone[0].text, sure=False)
    fits = len(alone[0].text) <= LONGEST_NAME if len(names) == 1 else all(len(name) == 3 for name in names)
    if not names or not fits or not all(map(has_surname, names)) or any(name in (article.title or "") for name in names):
        return
    if not any(name in block.text for name in names for block in article.blocks if block is not alone[0]):
        found.authors += names
        found.lift(alone[0], "credit")
        found.take_lifted()


def _drop_mark(block: Block, found: Found) -> bool:
    """Drop the typesetter's mark behind the names that a text ends with; whether there was one."""
    signed = _SIGNED.search(block.text) if block.text.endswith(_MANGLED) else None
    if signed:
        found.change(block, block.text[: signed.end()], "mark")
    return signed is not None


def _is_box(line: str) -> bool:
    return len(line) <= LONGEST_BOX and _BOX.fullmatch(fold(line).strip("[]【】:")) is not None


def _line_credit(block: Block, *, above: bool, below: bool) -> Credit | None:
    """The credit that a line is as a whole: with a role, in brackets, behind □; by name and post above the text, by name alone below it."""
    credit = parse(block.text)
    if credit is None:
        return None
    if credit.has_role or is_marked(block.text):
        return credit
    signed = above and credit.body and credit.authors
    bare = below and not credit.body and len(block.text) <= 12 and len(credit.authors) <= 2
    return credit if signed or bare else None


def _lift_lead_in(block: Block, lead: LeadIn, found: Found) -> None:
    """Lift 本报讯(记者 王红) off a paragraph."""
    if lead.credit:
        found.add_credit(lead.credit)
    if lead.outlet:
        found.add_source(lead.outlet, Place.LEAD)
    found.lead_ins.append(block.text)
    rest = _PROGRAMME.sub("", block.text[lead.end :]).lstrip(" :：,，】]|")
    if rest:
        found.change(block, rest, "lead-in")
    else:
        found.lift(block, "lead-in")


def _lift_closing(block: Block, end: Closing, found: Found, *, last: bool) -> None:
    """Lift the names off a paragraph's end; who took a picture stays with what it shows."""
    found.add_credit(end.credit)
    rest = block.text[: end.start].rstrip(" |")
    found.is_caption = last and bool(end.credit.photographers) and not rest.endswith(("/", "／"))
    if rest and not end.credit.photographers:
        found.change(block, rest, "credit")
