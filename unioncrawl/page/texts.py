"""The texts of a part of a page that lxml has parsed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement


def first_texts(element: HtmlElement, most: int) -> Iterator[tuple[str, bool, bool]]:
    """The texts of an element's first nodes, at most so many, scripts aside.

    Each with whether it is in a link, and whether it is in an element there.
    """
    tags: list[str] = []
    for event, node in islice(etree.iterwalk(element, events=("start", "end", "comment")), 2 * most):
        if event == "start":
            tags.append(str(node.tag))
        elif event == "end":
            tags.pop()
        text = node.text if event == "start" else node.tail if node is not element else None
        if text and "script" not in tags:
            yield text, "a" in tags, "a" in tags[:-1]
