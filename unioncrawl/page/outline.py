"""Elements as CSS names them, for the outline that the paths of blocks point into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

MAX_NAME = 40  # characters of an id or of classes

_HIDDEN = re.compile(r"(?i:display)\s{0,4}:\s{0,4}none")


def label(tag: str, attributes: Mapping[str, str]) -> str:
    """An element as CSS names it: div#zoom.main-txt."""
    name, style = _named(tag, attributes.get("id"), attributes.get("class")), attributes.get("style")
    hidden = "hidden" in attributes or (style and "none" in style and _HIDDEN.search(style))
    return f"{name}[hidden]" if hidden else name


@lru_cache(maxsize=20_000)
def _named(tag: str, name: str | None, names: str | None) -> str:
    named = tag[:MAX_NAME]
    if name:
        named = f"{named}#{name[:MAX_NAME]}"
    if names:
        named = f"{named}.{names[:MAX_NAME].strip().replace(' ', '.')}"
    return named
