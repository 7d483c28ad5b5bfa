"""What templates glue to a line: a breadcrumb before a dateline, links behind a paragraph, bars of a table, marks of pictures."""

from __future__ import annotations

import re

LONGEST_TAIL = 24  # characters of the link at a paragraph's end

_BREADCRUMB = re.compile(r"[^>»。]{0,10}位置[^。]{0,80}[>»][^>»:：。]{0,12}[ |](?=(?:[来來]源|[发發][布佈][时時][间間]|日期|作者) ?[:：])")
_TAIL = re.compile(
    r"\s?(?:[\[【(（](?:详细|詳細|全文|更多|阅读全文|查看[全原]文|查看详情|点击查看)[\]】)）]|返回[^。，,]{2,6}[，,]?\s?查看更多|(?:点击)?(?:阅读|查看)(?:全文|更多|原文)[>»]{0,2})[\s|]{0,3}$"
)
_TAIL_ENDS = ("]", "】", ")", "）", "更多", "文", ">", "»", "|", " ")
_PICTURE_ADDRESSES = re.compile(r"(?:https?://[\w./\-%]{4,160}?\.(?:jpe?g|png|gif) ?){1,20}(?=\S)", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\]]{0,80}\]\([^)]{0,300}\) ?")


def without_breadcrumb(text: str) -> str:
    """A dateline without the breadcrumb that a template puts before it on the line: 您的位置：首页 > 新闻 来源：…."""
    crumb = _BREADCRUMB.match(text, 0, 200) if "位置" in text[:12] else None
    return text[crumb.end() :] if crumb else text


def without_tail(text: str) -> str:
    """A paragraph without what a template glues to its end (links: [详细], 返回搜狐，查看更多; bars of a table), and pictures' marks."""
    if "![" in text:
        text = _PICTURE.sub("", text).strip() or text
    elif text.startswith("http") and (pictures := _PICTURE_ADDRESSES.match(text)):
        text = text[pictures.end() :]
    if not text.endswith(_TAIL_ENDS):
        return text
    if text.endswith("|") and len(text) > LONGEST_TAIL:
        text = text.rstrip(" |")
    tail = _TAIL.search(text, max(0, len(text) - LONGEST_TAIL))
    return text[: tail.start()] if tail and tail.start() else text
