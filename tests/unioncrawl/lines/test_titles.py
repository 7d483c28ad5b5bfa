"""Titles as pages print them, hostile ones among them."""

import pytest

from unioncrawl.lines.titles import LONGEST_PRINTED, read_dated, read_original, shorter_forms, tidy, without_outlet, without_site


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("某某县举办球赛-甲网", "某某县举办球赛"),
        ("某某县举办球赛_体育_甲网", "某某县举办球赛"),
        ("某某县举办球赛_10%公司_甲新闻-The Paper", "某某县举办球赛"),
        ("某某县举办球赛 | 兩岸 | 甲濟日報", "某某县举办球赛"),
        ("棱镜|某某县举办球赛", "棱镜|某某县举办球赛"),
        ("1-10月某某县职工人数稳步增长", "1-10月某某县职工人数稳步增长"),
        ("忠诚党的事业——某某县总工会推进行动", "忠诚党的事业——某某县总工会推进行动"),
    ],
)
def test_the_names_of_sites_are_cut_off_a_page_s_title(title: str, bare: str) -> None:
    assert without_site(title) == bare


def test_a_title_is_tidied() -> None:
    assert tidy("<b>某某县举办球赛</b>") == "某某县举办球赛"
    assert tidy("世界即时看!某某县举办职工球赛") == "某某县举办职工球赛"
    assert tidy("某某县举办职工球赛|全球热点评") == "某某县举办职工球赛"
    assert tidy("标题: 某某县举办球赛 [打印本页]") == "某某县举办球赛"
    assert tidy("[动态]某某县举办球赛") == "[动态]某某县举办球赛"
    assert without_outlet("某某县举办球赛-全讯官网") == "某某县举办球赛"
    assert without_outlet("新春走基层 | 走进某某工会") == "新春走基层 | 走进某某工会"


def test_a_date_behind_a_title_is_told_from_it() -> None:
    dated = read_dated("某某县举办职工球赛 2023-03-06 10:13")
    assert dated is not None
    assert (dated["title"], dated["date"]) == ("某某县举办职工球赛", "2023-03-06 10:13")
    assert (glued := read_dated("某某县举办职工球赛时间:2023-03-06")) is not None
    assert (glued["title"], glued["date"]) == ("某某县举办职工球赛", "2023-03-06")
    assert read_dated("作者: 王红 来源: 甲泽日报 发表时间: 2025-10-01 09:32") is None
    assert read_dated("2023-03-06 10:13") is None


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("原标题:某某县举办职工球赛", ("某某县举办职工球赛", None)),
        ("(原題:某某县举办职工球赛)", ("某某县举办职工球赛", None)),
        ("原标题：某某县举办职工球赛 来源：甲州日报", ("某某县举办职工球赛", " 来源：甲州日报")),
        ("某某县举办职工球赛", None),
        ("球赛的问题:场地不够", None),
    ],
)
def test_an_original_title_is_told_from_its_source(line: str, read: tuple[str, str | None] | None) -> None:
    original = read_original(line)
    assert (original and (original["title"], original["rest"])) == read


def test_a_title_without_end_is_looked_at_in_part() -> None:
    forms = shorter_forms("职工之家-" * 50_000)
    assert sum(map(len, forms)) <= LONGEST_PRINTED**2
    assert len(tidy("职工之家 " * 50_000)) <= LONGEST_PRINTED
