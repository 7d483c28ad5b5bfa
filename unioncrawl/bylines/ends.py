"""The ends of paragraphs: labelled fields behind the last sentence, in brackets or without; and the source in brackets before the first."""

from __future__ import annotations

import re

from unioncrawl.bylines.found import Found, Place
from unioncrawl.bylines.labelled import read_field
from unioncrawl.items import Block
from unioncrawl.lines.editors import editors_of
from unioncrawl.lines.labels import read_fields
from unioncrawl.lines.names import people
from unioncrawl.lines.outlets import is_outlet

LONGEST = 80  # characters of the fields that stand behind a paragraph

_SOURCE = re.compile(
    r"[(（【\[](?:新闻|文章|本文|信息|稿件)?(?:来源|來源|转自|轉自|摘自)[:：]?\s?(?P<source>[^()（）\[\]【】。]{2,30})[)）\]】][\s|]{0,3}$"
)
_FIRST = re.compile(
    r"[「『(（【\[](?:本文|稿件|文章)?[来來]源[:：]\s?(?P<source>[^「」『』()（）\[\]【】。]{2,20})[」』)）\]】](?=\S.{20})"
)
_EDITOR = re.compile(
    r"[(（【\[]\s?(?:责任编辑|責任編輯|责编|責編|编辑|編輯)[:：/ ](?P<names>[^()（）\[\]【】。]{2,20})[)）\]】][\s|]{0,3}$"
)
_BRACKETED = re.compile(  # (来源:甲网 作者:王红)
    r"[(（【\[]\s?(?=(?:作者|[来來]源|[文图圖]|[编編][辑輯]|[责責][编編]|记者|記者|通讯员|供稿|摄影|攝影)\s?[:：|丨])[^()（）\[\]【】。]{4,60}[)）\]】][\s|]{0,3}$"
)
_UNBRACKETED = re.compile(
    r"[。！？!?”…）)](?P<fields>\s{0,3}(?=(?:作者|[来來]\s?源|(?:责任|責任)?[编編]\s?[辑輯]|[责責][编編]|[监監]\s?制|[审審]\s?核|通讯员|撰稿)\s?[:：|丨])[^。！？!?]{4,60})$"
)
OPENED = ("「", "『", "(", "（", "【", "[")
_CLOSED = re.compile(r"[)）\]】][\s|]{0,3}$")  # quick to try, as is the next
_MARK = re.compile("[:：|丨]")


def read_end(block: Block, found: Found) -> None:
    """Lift the editor and the labelled fields off a paragraph's end, and read the source in brackets there, which stays."""
    if _CLOSED.search(block.text[-4:]):
        _read_editor(block, found)
        _read_bracket(block, found)
    if _MARK.search(block.text[-LONGEST:]):
        _read_unbracketed(block, found)


def read_beginning(block: Block, found: Found) -> None:
    """Lift the source in brackets off a paragraph's beginning: 「本文来源:某某日报」…."""
    first = _FIRST.match(block.text)
    if first:
        found.add_source(first["source"], Place.LEAD)
        found.change(block, block.text[first.end() :].lstrip(), "source")


def _tail(block: Block) -> int:
    """From where the fields may stand."""
    return max(0, len(block.text) - LONGEST)


def _read_editor(block: Block, found: Found) -> None:
    """…。(责任编辑:李明)"""
    editor = _EDITOR.search(block.text, _tail(block))
    if editor and editor.start():
        found.editors += editors_of(editor["names"])
        found.change(block, block.text[: editor.start()].rstrip(), "editor")


def _read_bracket(block: Block, found: Found) -> None:
    """…。(来源:甲网 作者:王红), …。(来源:甲网)"""
    bracket = _BRACKETED.search(block.text, _tail(block))
    fields = read_fields(block.text[bracket.start() :].strip(" |")) if bracket and bracket.start() else ()
    if bracket and len(fields) > 1:
        for entry in fields:
            read_field(entry, found)
        found.change(block, block.text[: bracket.start()].rstrip(), "byline")
    elif source := _SOURCE.search(block.text, _tail(block)):
        outlet, _, rest = source["source"].strip().rpartition(" ")  # 某某日报 王红
        names = people(rest, sure=False) if outlet and is_outlet(outlet) else []
        found.add_source(outlet if names else source["source"], Place.LEAD)
        found.authors += names


def _read_unbracketed(block: Block, found: Found) -> None:
    """…。来源:甲网 作者:王红"""
    labelled = _UNBRACKETED.search(block.text, _tail(block))
    if labelled and (fields := read_fields(labelled["fields"].strip())):
        for entry in fields:
            read_field(entry, found)
        found.change(block, block.text[: labelled.start("fields")], "byline")
