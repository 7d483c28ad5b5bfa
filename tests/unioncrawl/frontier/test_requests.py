"""Requests as rows and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.http import Response

from unioncrawl.db.frontier import Row
from unioncrawl.frontier.requests import Unkept, fingerprint, is_trap, to_request, to_row


class News(Spider):
    name = "news"

    def parse_list(self, response: Response) -> Iterator[Request]:
        yield from ()

    def fail(self, failure: object) -> None: ...


SPIDER = News()


def stored(row: Row, **validators: str) -> Row:
    return row | {"validators": validators}


@pytest.mark.parametrize(
    "request_",
    [
        Request("http://a.cn/1", SPIDER.parse_list, cb_kwargs={"listing": {"title": "工会", "date": None}, "before": ["x"]}, priority=2),
        Request("http://a.cn/1", SPIDER.parse_list, meta={"depth": 3, "handle_httpstatus_list": [404]}),
        Request(
            "http://a.cn/1", SPIDER.parse_list, method="POST", body=b"\xb9\xa4=1", headers={"Referer": "http://a.cn/", "X": ["1", "2"]}
        ),
    ],
    ids=["arguments", "meta", "post"],
)
def test_a_request_comes_back_as_it_was(request_: Request) -> None:
    back = to_request(stored(to_row(request_, SPIDER)), SPIDER)
    assert back.to_dict(spider=SPIDER) == request_.to_dict(spider=SPIDER)


def test_a_known_article_is_asked_for_conditionally() -> None:
    request = to_request(stored(to_row(Request("http://a.cn/1"), SPIDER), **{"If-None-Match": '"v1"'}), SPIDER, visit=1)
    assert (request.headers["If-None-Match"], request.meta["visit"], request.callback) == (b'"v1"', 1, SPIDER.parse)


@pytest.mark.parametrize(
    "asked",
    [
        {"callback": lambda response: None},
        {"callback": SPIDER.parse_list, "errback": SPIDER.fail},
        {"callback": SPIDER.parse_list, "cb_kwargs": {"seen": {1, 2}}},
        {"callback": SPIDER.parse_list, "meta": {"page": object()}},
    ],
    ids=["a function", "an errback", "no JSON", "an object"],
)
def test_what_cannot_be_written_down_is_not_kept(asked: dict[str, Any]) -> None:
    with pytest.raises(Unkept):
        to_row(Request("http://a.cn/1", **asked), SPIDER)


def test_a_row_whose_method_the_spider_has_lost_is_told() -> None:
    row = stored(to_row(Request("http://a.cn/1", SPIDER.parse_list), SPIDER)) | {"callback": "parse_column"}
    with pytest.raises(AttributeError, match="parse_column"):
        to_request(row, SPIDER)


def test_spellings_of_an_address_have_one_fingerprint() -> None:
    assert len({fingerprint(Request(url)) for url in ("http://A.cn/1?utm_source=x#y", "https://a.cn:443/1", "https://a.cn/1?sid=3")}) == 1
    assert (
        len(
            {fingerprint(Request("http://a.cn/1", method=method, body=body)) for method, body in (("GET", ""), ("POST", ""), ("POST", "1"))}
        )
        == 3
    )


@pytest.mark.parametrize(
    ("url", "trap"),
    [
        ("http://a.cn/news/news/news/news/", True),
        ("http://a.cn/a/b/a/b/a/b/a/b.html", True),
        ("http://a.cn/papers/grrb/2025/01/01/1/1/1/news-1.html", False),
        ("http://a.cn/news/ghxw/news/news/1.html", False),
        ("http://a.cn/", False),
    ],
)
def test_paths_that_repeat_themselves_are_traps(url: str, trap: bool) -> None:
    assert is_trap(url) is trap
