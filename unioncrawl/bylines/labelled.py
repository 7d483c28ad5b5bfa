"""Labelled lines: 来源:甲网 作者:王红 责任编辑:李明, or a label on one line and its value on the next."""

from __future__ import annotations

import re

from unioncrawl.bylines.found import Found, Place
from unioncrawl.items import Block
from unioncrawl.lines.credits import employed, parse
from unioncrawl.lines.editors import editors_of
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.labels import Field, read_fields, without
from unioncrawl.lines.names import has_surname, leading_people, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN, simplified

LONGEST_VALUE = 20  # characters of a value on the line below its label

_UNREAD = {"date", "tool", "count"}  # the kinds of fields that say nothing of makers
_WAITING = {"source", "author", "editor", "reviewer", "crew"}  # those whose value may stand on the next line
_ROLE_WORD = re.compile("记者|通讯员|编辑|责编|实习生|作者|摄影|文/|图/|供稿")
_INVITATION = re.compile(r"\s*(?:我有话说|我来说两句|我要评论|参与评论)$")
_SPOKEN = re.compile("记者|采访|文字|整理|投稿|采写|文|图文|文图|通讯员|实习生")  # labels that prose and interviews use too: 记者:您怎么看?
_GLUED = re.compile(rf"[来來]源[:：] ?(?P<outlet>[{HAN}A-Za-z·]{{2,16}}) (?=\S.{{20}})")  # before the first sentence


def read_labels(found: Found) -> None:
    """Lift the fields of labelled lines."""
    waiting: Field | None = None
    for block in found.article.blocks:
        if block.text.startswith(("来源", "來源")):
            _read_glued(block, found)
        if waiting is not None:
            taken = _read_waiting(waiting, block.text, found)
            waiting = None
            if taken == len(block.text):
                found.lift(block, "byline")
                continue
            if taken:
                found.change(block, block.text[taken:].strip(), "byline")
        line = block.text
        if not (printed := read_fields(line)):
            continue
        fields = [entry for entry in printed if _is_meant(entry, line)]
        if _UNREAD.issuperset(entry.kind for entry in fields):
            continue
        for entry in fields:
            read_field(entry, found)
        if fields[-1].value == "" and fields[-1].kind in _WAITING:
            waiting = fields[-1]
        lifted = [entry for entry in fields if entry.kind != "date"]
        why = " and ".join(dict.fromkeys(entry.kind for entry in lifted if entry.kind != "tool"))
        found.leave(block, without(line, lifted), why)
    found.take_lifted()


def _read_glued(block: Block, found: Found) -> None:
    """The source that a paragraph begins with: 来源:南甲工报 近日,某市总工会…."""
    glued = _GLUED.match(block.text)
    if glued and is_outlet(glued["outlet"]) and is_paragraph(block.text[glued.end() :]):
        found.add_source(glued["outlet"], Place.LABEL)
        found.change(block, block.text[glued.end() :], "source")


def read_field(entry: Field, found: Found) -> None:
    """Add what a field names."""
    value = entry.value
    if entry.kind == "source":
        _read_source(value, found)
    elif entry.kind == "author":
        authors, photographers = _people_of(value)
        found.authors += authors + photographers
        found.labelled += authors
        if not authors and is_outlet(value):
            found.add_source(value, Place.SIGNATURE)
    elif entry.kind == "editor":
        found.editors += editors_of(value)
    elif entry.kind == "reviewer":
        found.reviewers += editors_of(value)


def _read_source(value: str, found: Found) -> None:
    """An outlet, and behind it perhaps who wrote for it: 来源:南甲工报 记者王红."""
    outlet, _, rest = (value, "", "") if value.isascii() else value.partition(" ")
    rest = _INVITATION.sub("", rest)
    credit = parse(rest) if rest else None
    if credit and credit.has_role:
        found.add_credit(credit)
    elif rest and (names := people(rest, sure=False) or people(rest.rsplit(" ", 1)[-1], sure=False)):
        found.authors += names
    elif outlet == "中工网" and is_outlet(rest):
        outlet = rest
    found.add_source(outlet, Place.LABEL)


def _is_meant(entry: Field, line: str) -> bool:
    """Whether a field is one: 记者:您怎么看 of an interview is none."""
    if entry.kind != "author":
        return True
    label = fold(line[entry.start : entry.end]).strip("([【 ").split(":")[0]
    if not _SPOKEN.fullmatch(label) or _people_of(entry.value)[0] or is_outlet(entry.value):
        return True
    credit = parse(entry.value)
    return credit is not None and credit.body is not None  # 文字:某院宣传部


def _read_waiting(label: Field, line: str, found: Found) -> int:
    """How much of the line below an empty label is its value."""
    fields = read_fields(line)
    end = fields[0].start if fields else len(line)
    value = line[:end].strip(" []()【】（）")
    if not value or len(value) > LONGEST_VALUE:
        return 0
    if label.kind == "source":
        if is_outlet(value):
            found.add_source(value, Place.LABEL)
            return end
        found.authors += (persons := people(value, sure=False))  # 来源: / 王红
        return end if persons else 0
    names = editors_of(value) if label.kind in {"editor", "reviewer"} else _people_of(value)[0]
    if not names or not all(has_surname(name) or name.isascii() for name in names):
        return 0
    target = {"editor": found.editors, "reviewer": found.reviewers, "author": found.authors}.get(label.kind, [])
    target.extend(names)
    return end


def _people_of(value: str) -> tuple[list[str], list[str]]:
    """Authors and photographers that a labelled value names."""
    if _ROLE_WORD.search(simplified(value)):
        credit = parse(value)
        return (credit.authors, credit.photographers) if credit else ([], [])
    names = employed(value) or leading_people(value)
    credit = None if names else parse(value)
    return (names, []) if credit is None else (credit.authors, credit.photographers)
