"""Requests as rows and back. Rows are JSON: a pickle in a database would be code that whoever writes there can run."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider

from unioncrawl.db import addresses
from unioncrawl.db.frontier import Row

MOST_REPEATS = 3  # of a word in a path; relative links that lead ever deeper repeat it without end


class Unkept(ValueError):  # noqa: N818 (no error: such a request is kept in memory alone)
    """A request that cannot be written down."""


def to_row(request: Request, spider: Spider) -> Row:
    """A request as the frontier keeps it.

    Unkept where the callback is no method of the spider, where it has an errback, or where cb_kwargs or meta are more than JSON.
    """
    callback = "parse" if request.callback is None else getattr(request.callback, "__name__", "")
    if request.callback is not None and getattr(spider, callback, None) != request.callback:
        raise Unkept(f"{request.callback!r} is no method of the spider {spider.name}")
    if request.errback is not None:
        raise Unkept(f"{request.errback!r}: failures are the frontier's")
    headers = {name.decode("latin-1"): [value.decode("latin-1") for value in values] for name, values in request.headers.items()}
    unusual = {
        "method": request.method if request.method != "GET" else None,
        "headers": headers,
        "body": request.body.decode("latin-1"),
        "meta": request.meta,
    }
    row = {
        "fingerprint": fingerprint(request),
        "url": request.url,
        "callback": callback,
        "cb_kwargs": request.cb_kwargs or None,
        "request": {name: value for name, value in unusual.items() if value} or None,
        "priority": request.priority,
        "always": request.dont_filter,
    }
    try:
        json.dumps((row["cb_kwargs"], row["request"]))
    except TypeError as error:
        raise Unkept(f"{request.url}: {error}") from error
    return row


def to_request(row: Row, spider: Spider, **meta: Any) -> Request:
    """The request of a row. AttributeError where the spider has lost the method."""
    unusual = row["request"] or {}
    return Request(
        row["url"],
        getattr(spider, row["callback"]),
        method=unusual.get("method", "GET"),
        headers=unusual.get("headers", {}) | row["validators"],
        body=unusual.get("body", "").encode("latin-1"),
        meta=unusual.get("meta", {}) | meta,
        cb_kwargs=row["cb_kwargs"],
        priority=row["priority"],
    )


def fingerprint(request: Request) -> str:
    """The same for all spellings of an address, over http and https."""
    return addresses.fingerprint(request.url, request.method, request.body)


def is_trap(url: str) -> bool:
    """Whether an address looks like one of a site that never ends: /news/news/news/news/."""
    words = Counter(word for word in urlsplit(url).path.split("/") if word and not word.isdigit())
    return any(times > MOST_REPEATS for times in words.values())
