"""A response as a site reads it: its text, its type, and where the archive keeps it."""

from __future__ import annotations

import re

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.response import get_base_url

from unioncrawl.items import Page
from unioncrawl.page import decode

_BASE = re.compile(rb"<base\b[^>]{0,2000}>", re.IGNORECASE)


def decoded(response: Response) -> TextResponse:
    """The same page as text, whatever its labels claim; without a <base> that is no address, over which Scrapy's selectors fail."""
    body = decode(response.body, content_type(response)).encode("utf-8", "replace")
    page = HtmlResponse(response.url, response.status, body=body, encoding="utf-8", request=response.request)
    try:
        get_base_url(page)
    except ValueError:
        page = page.replace(body=_BASE.sub(b"", body))
    return page


def content_type(response: Response) -> str | None:
    """The header, None where there is none."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value is not None else None


def page_of(response: Response) -> Page:
    """Where the archive keeps the response."""
    page: Page = response.meta["page"]
    return page
