import json

import pytest

from unioncrawl.page.hints import MAX_JSONLD, jsonld_fields, weixin_time

NEWS = {
    "@type": "NewsArticle",
    "headline": "题 目",
    "datePublished": "2024-05-01T08:00:00+08:00",
    "author": {"@type": "Person", "name": "张小明"},
}
FOUND = {"headline": "题 目", "datePublished": "2024-05-01T08:00:00+08:00", "author": "张小明"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (NEWS, FOUND),
        ([{"@type": "BreadcrumbList"}, NEWS], FOUND),
        ({"@graph": [{"@type": "Organization", "name": "某网"}, NEWS]}, FOUND),
        ({**NEWS, "@type": ["Article", "NewsArticle"]}, FOUND),
        ({**NEWS, "author": [{"name": "张小明"}, "李大明"]}, {**FOUND, "author": "张小明、李大明"}),
        ({**NEWS, "author": {"name": None}, "headline": 3}, {"datePublished": FOUND["datePublished"]}),
        ({"@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld", "title": "题", "pubDate": "2024-05-01T08:00:00"}, {"headline": "题", "datePublished": "2024-05-01T08:00:00"}),
        ({"@type": "WebSite", "headline": "某网"}, {}),
        (None, {}),
        ([[[NEWS]]], {}),
        ("NewsArticle", {}),
    ],
)  # fmt: skip
def test_the_first_article_counts(data: object, expected: dict[str, str]) -> None:
    assert jsonld_fields(json.dumps(data)) == expected


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, '{"@type": "NewsArticle"', "\x00", '{"@type": "NewsArticle", "headline": "' + "题" * MAX_JSONLD + '"}'],
)
def test_what_is_no_json_or_too_long_says_nothing(script: str) -> None:
    assert jsonld_fields(script) == {}


def test_raw_newlines_in_a_text_are_forgiven() -> None:
    assert jsonld_fields('{"@type": "NewsArticle", "headline": "题\n目"}') == {"headline": "题 目"}


@pytest.mark.parametrize(
    ("script", "clock"),
    [
        ('var ct = "1700000000";', "1700000000"),
        ("var ct='1700000000'", "1700000000"),
        ('var ct = "";', None),
        ('var ct = "17000000001";', None),
        ("var ct = new Date();", None),
        ('var ctx = "1700000000";', None),
    ],
)
def test_only_seconds_are_the_time_of_a_wechat_page(script: str, clock: str | None) -> None:
    assert weixin_time(script.encode()) == clock
