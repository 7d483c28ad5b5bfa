"""What a page's scripts say of its article: its JSON-LD, and the clock of a WeChat page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from unioncrawl.text import clean

MAX_JSONLD = 256 * 1024  # characters of one script; an article's whole text may stand in it
MAX_FIELD = 2_000  # characters
ARTICLES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting")  # of schema.org
NAMES = {  # the field's names, schema.org's first, then Baidu's (cambrian.jsonld, without a @type)
    "headline": ("headline", "title"),
    "datePublished": ("datePublished", "pubDate"),
    "author": ("author",),
}
WEIXIN = "mp.weixin.qq.com"
WEIXIN_SITE = "微信公众平台"  # og:site_name of every such page

_WEIXIN_TIME = re.compile(rb"""var ct\s{0,4}=\s{0,4}["'](\d{10})["']""")


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


def weixin_time(body: bytes) -> str | None:
    """When a WeChat page was published, in seconds since 1970: a script fills it in, so no line of the page shows it."""
    found = _WEIXIN_TIME.search(body)
    return found and found[1].decode()


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
    return clean("、".join(name for name in named if isinstance(name, str) and name)[:MAX_FIELD]).replace("\n", " ")
