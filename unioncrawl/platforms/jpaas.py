"""Hanweb's newer system, JPaaS: a column's page is a shell, whose parts scripts fetch one by one.

    …/col/col1229123351/index.html                    a column: <script src="…/unitbuild.js" url="…/build/unit" queryData="{'webId':…}">
    …/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&…      a part: {"success": …, "data": {"html": "<ul>…"}}
    …/col/col1229123351/art/2026/art_8b1f…(32 hexadecimal digits).html       an article; older ones keep the classic address

The misspelling bulidstatic is the system's. Its pages are turned by paramJson={"pageNo":2,"pageSize":"15"} and nothing else. Which part
is the list is not said, so all are asked for: the others link to no articles. Behind the last page come empty ones.

No union's site is known to run it yet; ministries and the provinces of Jiangsu and Zhejiang do, and portals on the classic one move there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from w3lib.url import add_or_replace_parameter

from unioncrawl.listing import Link, html_links, link_address
from unioncrawl.platforms import hanweb
from unioncrawl.responses import decoded

ARTICLE = rf"/art/\d{{4}}/(?:\d{{1,2}}/\d{{1,2}}/)?art_[0-9a-f]{{32}}\.html$|{hanweb.ARTICLE}"
MARKS = re.compile(r"unitbuild\.js|jpaas-publish-server|bulidstatic|/art_[0-9a-f]{32}\.html")  # in the source of its pages
SERVICE = "/front/page/build/unit"
PAGE = 15  # items, as the system's own pages ask
MOST_UNITS = 12  # of a page

_PAIR = re.compile(r"'(\w{1,40})'\s{0,4}:\s{0,4}(?:'([^']{0,200})'|(\w{1,40}))")


def is_unit(url: str) -> bool:
    """Whether an address is that of a part."""
    return urlsplit(url).path.endswith(SERVICE)


def units(page: TextResponse) -> list[str]:
    """The addresses of a column's parts, each at its first page."""
    found: dict[str, None] = {}
    for script in page.css("script[querydata][url]")[:MOST_UNITS]:
        pairs = _PAIR.findall(script.attrib["querydata"][:4_000].replace('"', "'"))
        parameters = {name: quoted or bare for name, quoted, bare in pairs}
        address = link_address(page.url, script.attrib["url"])
        if parameters and address:
            found[numbered(f"{address}?{urlencode(parameters)}", 1)] = None
    return list(found)


def numbered(unit: str, number: int) -> str:
    """A part at its page of that number, from 1."""
    return add_or_replace_parameter(unit, "paramJson", json.dumps({"pageNo": number, "pageSize": str(PAGE)}, separators=(",", ":")))


def markup(reply: TextResponse) -> TextResponse:
    """The HTML in a part's reply. A reply without any is an empty one."""
    data = json.loads(reply.text).get("data")
    html = data.get("html") if isinstance(data, dict) else None
    return HtmlResponse(reply.url, body=str(html or "").encode("utf-8", "replace"), encoding="utf-8")


def page_number(unit: str) -> int:
    """The page that a part's address asks for."""
    return int(json.loads(dict(parse_qsl(urlsplit(unit).query))["paramJson"])["pageNo"])


class Jpaas(hanweb.Hanweb, platform=True):
    """A site on JPaaS, some of whose columns may still be classic ones."""

    system: ClassVar[str | None] = "Hanweb JPaaS"
    article_url = ARTICLE

    def parse_list(self, response: Response, section: str, number: int, before: list[str]) -> Iterator[Request]:
        parts = [] if is_unit(response.url) else units(decoded(response))
        if not parts:
            yield from super().parse_list(response, section, number, before)
        for part in parts:
            yield self.list_request(Request(part, headers={"Referer": response.url}), section)

    def links(self, page: TextResponse) -> Iterable[Link]:
        return html_links(markup(page), self.is_article) if is_unit(page.url) else super().links(page)

    def next_lists(self, page: TextResponse, number: int) -> Iterable[str | Request]:
        return [numbered(page.url, page_number(page.url) + 1)] if is_unit(page.url) else super().next_lists(page, number)
