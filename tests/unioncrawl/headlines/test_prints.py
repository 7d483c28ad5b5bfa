"""The lines that print a title."""

import pytest

from unioncrawl.headlines.prints import REACH, around_text, broken, repeats_of
from unioncrawl.items import Block
from unioncrawl.lines.folding import letters

PROSE = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
NOTICE = "本站所有内容均由会员自行发布,请大家自行核实。"


def blocks(*lines: str) -> list[Block]:
    return [Block(number, line) for number, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["某某县总工会", "关于举办球赛的", "通知"], [[0, 1, 2]]),
        (["首页", "某某县总工会", "关于举办球赛的", "通知", "正文"], [[1, 2, 3]]),
        (["某某县总工会关于举办球赛的通知", "——"], []),
        (["某某县总工会", "举办球赛", "通知"], []),
        (["某某县", "总工会关于举办球赛的通知"], []),
        (["某某县总", "工会", "关于", "举办球赛的", "通知"], []),
        (["某某县总工会关于举办", "球赛的通知", "某某县总工会", "关于举办球赛的通知"], [[0, 1], [2, 3]]),
    ],
)
def test_two_to_four_lines_may_make_up_a_title(lines: list[str], found: list[list[int]]) -> None:
    parts = broken(["乙县的通知", "某某县总工会关于举办球赛的通知"], blocks(*lines), list(map(letters, lines)))
    assert [[block.number for block in part] for _, part in parts] == found


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("某某县举办职工球赛", ""),
        ("某某縣舉辦職工球賽！", ""),
        ("某某县举办职工球赛-体育-甲网", ""),
        ("某某县举办职工球赛 2023-03-06", "2023-03-06"),
        ("原标题:乙县职工比球技", ""),
        ("原标题:乙县职工比球技 来源:甲州日报", "来源:甲州日报"),
        ("某某县举办职工球赛的消息", None),
        ("球赛", None),
    ],
)
def test_a_line_that_prints_the_title_again_keeps_what_is_not_title(line: str, rest: str | None) -> None:
    again = repeats_of("某某县举办职工球赛", blocks(PROSE, line))
    assert [(block.number, kept) for block, kept in again] == ([] if rest is None else [(1, rest)])


def test_a_title_is_looked_for_around_the_text_that_is_no_notice() -> None:
    far = ["栏目"] * 2 * REACH
    around = around_text(blocks(*far, NOTICE, "某某县举办职工球赛", *far, PROSE + PROSE, *far))
    assert (around[0].number, around[-1].number) == (REACH, 5 * REACH + 1)
