from dataclasses import replace
from datetime import date, datetime

import pytest

from benchmarks.corpus import Truth
from benchmarks.scoring import BODY, FIELDS, PageScore, Reading, score

TRUTH = Truth(
    title="职工之家揭牌",
    body="三月五日，职工之家揭牌。",
    site="gongchang",
    published="2024-03-05T09:25",
    utc_offset="+08:00",
    source="工人日报",
    authors="张三",
    editors="李四",
    images=("https://a.cn/1.jpg", "https://a.cn/2.jpg"),
    must_contain=("三月五日", "揭牌。"),
    chrome=("返回首页", "分享到"),
    meta_lines=("责任编辑：李四",),
)
RIGHT = Reading(
    body="三月五日,职工之家揭牌。",
    title="职工之家揭牌",
    published=datetime(2024, 3, 5, 9, 25),  # noqa: DTZ001 (the page's clock)
    source="来源：工人日报",
    authors=["记者 张三"],
    editors=["李四"],
    images=["https://b.cn/1.jpg", "https://b.cn/2.jpg"],
)


def columns(*scores: PageScore) -> dict[str, float | None]:
    return {column.head: column.value(scores) for column in (*BODY, *FIELDS)}


def test_a_right_reading_is_right_in_every_column() -> None:
    wrong = {"F1 < .5", "empty", "chrome leak", "pages with leak", "meta lines left", "wrong day", "errors"}
    named = {"false author"}  # counted on pages without an author
    found = columns(score(RIGHT, TRUTH))
    assert {head: value for head, value in found.items() if head not in wrong | named} == dict.fromkeys(
        found.keys() - wrong - named, pytest.approx(100)
    )
    assert {found[head] for head in wrong} == {0}
    assert found["false author"] is None


def test_an_empty_reading_finds_nothing_and_invents_nothing() -> None:
    found = columns(score(Reading(images=[]), TRUTH, failed=True))
    assert {head for head, value in found.items() if value} == {"F1 < .5", "empty", "errors"}


@pytest.mark.parametrize(
    ("reading", "head", "value"),
    [
        (replace(RIGHT, body="返回首页 三月五日,职工之家揭牌。"), "chrome leak", 50),
        (replace(RIGHT, body="返回首页 三月五日,职工之家揭牌。"), "pages with leak", 100),
        (replace(RIGHT, body=RIGHT.body + "责任编辑:李四"), "meta lines left", 100),
        (replace(RIGHT, body="三月五日"), "must contain", 50),
        (replace(RIGHT, published=date(2024, 3, 5)), "day", 100),
        (replace(RIGHT, published=date(2024, 3, 5)), "minute", 0),
        (replace(RIGHT, published=date(2024, 3, 6)), "wrong day", 100),
        (replace(RIGHT, published=None), "wrong day", 0),
        (replace(RIGHT, authors=["张三", "李四"]), "authors", 0),
        (replace(RIGHT, images=["https://b.cn/1.jpg", "https://b.cn/logo.gif"]), "image recall", 50),
        (replace(RIGHT, images=["https://b.cn/1.jpg"]), "image precision", 100),
        (replace(RIGHT, images=None), "image recall", None),
    ],
)
def test_a_fault_shows_in_its_column(reading: Reading, head: str, value: float | None) -> None:
    assert columns(score(reading, TRUTH))[head] == value


@pytest.mark.parametrize(("authors", "false"), [([], 0), (["李四"], 100), (["工人日报"], 0), (["中工网"], 0)])
def test_on_a_page_without_author_whoever_is_not_the_source_is_false(authors: list[str], false: float) -> None:
    truth = replace(TRUTH, authors=None, outlets=("中工网",))
    assert columns(score(replace(RIGHT, authors=authors), truth))["false author"] == false


def test_a_page_counts_only_in_the_columns_of_what_it_shows() -> None:
    bare = replace(TRUTH, published=None, source=None, editors=None)
    found = columns(score(RIGHT, TRUTH), score(Reading(body=RIGHT.body), bare))
    assert (found["day"], found["source"], found["editor"]) == (100, 100, 100)


def test_by_site_a_site_counts_once() -> None:
    good, bad = score(RIGHT, TRUTH), score(Reading(), replace(TRUTH, site="elsewhere"))
    found = columns(good, good, good, bad)
    assert found["F1"] == pytest.approx(75)
    assert found["F1 by site"] == pytest.approx(50)
