"""Elements as CSS names them, for the outline that the paths of blocks point into."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import overload

MAX_NAME = 40  # characters of an id or of classes

Element = tuple[str, Mapping[str, str]]  # tag, attributes

_HIDDEN = re.compile(r"(?i:display)\s{0,4}:\s{0,4}none")


class Outline(Sequence[str]):
    """The elements around the lines of a page, by their names: of most nobody asks it, so each is named when somebody does."""

    def __init__(self, elements: list[str | Element]) -> None:
        self._elements = elements  # named or not yet; more may be added

    def __len__(self) -> int:
        return len(self._elements)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        element = self._elements[at]
        if not isinstance(element, str):
            element = self._elements[at] = _label(*element)
        return element


def _label(tag: str, attributes: Mapping[str, str]) -> str:
    """An element as CSS names it: div#zoom.main-txt."""
    name = _named(tag[:MAX_NAME], attributes.get("id", "")[:MAX_NAME], attributes.get("class", "")[:MAX_NAME])
    style = attributes.get("style")
    hidden = "hidden" in attributes or (style and "none" in style and _HIDDEN.search(style))
    return f"{name}[hidden]" if hidden else name


@lru_cache(maxsize=20_000)
def _named(tag: str, name: str, classes: str) -> str:
    named = f"{tag}#{name}" if name else tag
    return f"{named}.{classes.strip().replace(' ', '.')}" if classes else named
