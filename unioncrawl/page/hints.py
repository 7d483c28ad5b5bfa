"""What a page's JSON-LD says of its article."""

from __future__ import annotations

import json
from collections.abc import Iterator

from unioncrawl.text import clean

MAX_JSONLD = 256 * 1024  # characters of one script; an article's whole text may stand in it
ARTICLES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting")  # of schema.org
NAMES = {  # the field's names, schema.org's first, then Baidu's (cambrian.jsonld, without a @type)
    "headline": ("headline", "title"),
    "datePublished": ("datePublished", "pubDate"),
    "author": ("author",),
}


def jsonld_fields(script: str) -> dict[str, str]:
    """The headline, datePublished and author (several joined by 、) of the first article in a JSON-LD script; {} where there is none."""
    if len(script) > MAX_JSONLD:
        return {}
    try:
        data = json.loads(script, strict=False)  # sites leave raw newlines in their strings
    except (ValueError, RecursionError):
        return {}
    for thing in _things(data):
        if "pubDate" in thing or any(kind in ARTICLES for kind in _list(thing.get("@type"))):
            found = {field: next((_text(thing[name]) for name in names if name in thing), "") for field, names in NAMES.items()}
            return {field: text for field, text in found.items() if text}
    return {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _things(data: object) -> Iterator[dict[str, object]]:
    """The objects at the top, and those of their @graph."""
    for thing in _list(data):
        if isinstance(thing, dict):
            yield thing
            yield from (inner for inner in _list(thing.get("@graph")) if isinstance(inner, dict))


def _text(value: object) -> str:
    """A text, or the names of persons and organisations."""
    named = [item.get("name") if isinstance(item, dict) else item for item in _list(value)]
    return clean("、".join(name for name in named if isinstance(name, str) and name)).replace("\n", " ")
