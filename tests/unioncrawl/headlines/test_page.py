"""What stands around a line that may be the title."""

import pytest

from unioncrawl.headlines.page import Page
from unioncrawl.items import Article, Block, Taken

PROSE = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
DATELINE = "2023-03-06 09:00 来源:甲网"


def page(*lines: str, said: list[str] | None = None, trace: list[Taken] | None = None) -> Page:
    blocks = [Block(number, line) for number, line in enumerate(lines)]
    return Page(Article(None, blocks=blocks, trace=trace or []), blocks, said or [])


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("某某县举办球赛", 4.0),
        ("某某縣舉辦球賽", 4.0),
        ("某某县举办球赛_甲网", 3.5),
        ("甲网:某某县举办球赛", 1.5),
        ("举办球赛", 0.0),
        ("某某县", 0.0),
        ("乙县慰问职工", 0.0),
    ],
)
def test_the_head_of_a_page_agrees_with_a_line_more_or_less(said: str, points: float) -> None:
    assert page("某某县举办球赛", PROSE, said=["甲网", said]).agreement(0) == points


def test_a_line_that_begins_as_the_head_of_the_page_agrees() -> None:
    assert page("某某县举办职工球赛 职工踊跃报名", said=["甲网", "某某县举办职工球赛"]).agreement(0) == 3.0


@pytest.mark.parametrize(
    ("below", "distance"),
    [
        ([DATELINE], 1),
        (["分享到", "——120名职工参加", DATELINE], 2),
        (["一行", "两行", DATELINE], 3),
        (["一行", "两行", "三行", DATELINE], 0),
        ([PROSE, DATELINE], 0),
        (["3上一篇 下一篇4 2024年2月1日 放大 缩小 默认"], 0),
        ([], 0),
    ],
)
def test_a_dateline_follows_a_title_with_few_lines_between(below: list[str], distance: int) -> None:
    assert page("某某县举办球赛", *below).dateline_below(0) == distance


def test_a_line_is_printed_again_where_another_says_the_same_or_one_was_taken_away() -> None:
    assert not page("某某县举办职工球赛", PROSE).is_printed_again(0)
    assert page("某某县举办职工球赛", PROSE, "某某縣舉辦職工球賽").is_printed_again(0)
    assert page("某某县举办职工球赛", trace=[Taken(1, "repeats", "title", "某某县举办职工球赛")]).is_printed_again(0)
    assert not page("某某县举办职工球赛", trace=[Taken(1, "container", "links", "某某县举办职工球赛")]).is_printed_again(0)


def test_what_leads_back_to_other_pages_stands_above_the_text() -> None:
    assert page("首页 > 文化", "某某县举办球赛", PROSE, "首页 > 文化").last_crumb == 0
    assert page("某某县举办球赛", PROSE).last_crumb == -1


def test_the_text_is_no_notice_of_the_page() -> None:
    notice = "为达最佳浏览效果,建议使用 Chrome、Firefox 或 Microsoft Edge 的浏览器。"
    assert page(notice, "某某县举办球赛", PROSE).first_paragraph == 2
    assert not page(notice, "某某县举办球赛").has_text
