"""Hostile pages: whatever stands on them, and however often, reading raises nothing and its time grows as they do.

The time is the process's own, so that other programs do not count, and the least of several tries: what is left of chance is small
against the bounds.
"""

import time
from collections.abc import Callable
from functools import partial
from itertools import count, islice, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from unioncrawl.reading import read_page, read_text

GROWTH = 8  # times that four times the page may take; what is linear takes four, a quadratic expression sixteen
PARSES = 5_000  # times that lxml needs to run through the same bytes and do nothing: 2 ms for a megabyte of bare text
LEAST = 0.002  # seconds; what is faster is not worth a comparison
TRIES = 5

TITLE = "某市总工会开展夏季送清凉活动"
PROSE = "连日来，各级工会干部深入施工现场，把防暑药品和饮用水送到职工手中，叮嘱大家注意安全。"

MARKUP = (
    "<p>", "</p>", "<div>", "<div class=title>", "<div class=related>", "</div>", "<table><tr><td>", "</td></tr></table>", "<ul><li>", "<br>",
    "<h1>", "</h1>", "<span>", "<a href=/#.html>", "</a>", "<img src=#.jpg alt=现场合影>", "<!--enpcontent-->", "<!--/enpcontent-->",
    "<meta name=author content=李敏>", "<script>", "</script>", "<pre>", "<title>", "</html>", "<", "&", "&nbsp;", "&amp;#24037;", "&#x5DE5;",
)  # fmt: skip
WORDS = (
    TITLE, PROSE, "工会", "某", "#", "1", " ", "\u3000", "\n", "，", "。", "？", "…", "“", "”", "（", "）", "(", ")", "[", "【", "】", "《", "》", "-", "_",
    "|", ">", "/", ".", "·", "：", "*", "?", "国(guó)", "国(guó", "?F(xiàn)場", "務?(wù)", "å·¥ä¼š", "（😀）", "\x00", "\ufffd",
    "2024-05-06 07:08", "2024年5月6日", "二〇二四年五月六日", "05-06", "7:08", "May 6, 2024", "昨天", "3分钟前", "20240506", "1714950480",
    "来源：", "某某日报", "作者：", "记者 李敏", "通讯员", "责任编辑：", "（李敏 王芳）", "李敏/文 王芳/图", "摄", "本报讯（记者 李敏）", "李敏王芳张伟",
    "首页", "大中小", "打印", "上一篇：", "相关新闻", "网友评论", "版权所有", "京ICP备#号", "分享到", "当前位置：首页 > 新闻 > 正文", "第1版：要闻",
    "图为现场", "摘要：", "[详细]", "王芳 某市总工会主席", "http://example.org/", "![](", "原标题：", "责编",
)  # fmt: skip


def repeated(unit: str, size: int) -> str:
    """A unit as often as the size asks for, each # in it a number of its own."""
    times = size // len(unit.encode()) + 1
    return "".join(unit.replace("#", str(number)) for number in range(times)) if "#" in unit else unit * times


def page(unit: str, size: int) -> bytes:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{repeated(unit, size)}".encode()


def seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


class Nothing:
    """What a parser reports to that nobody listens to."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


def parse(body: bytes) -> None:
    etree.fromstring(body, etree.HTMLParser(encoding="utf-8", huge_tree=True, target=Nothing()))


def assert_linear(read: Callable[[int], object], size: int) -> None:
    """Hold the time at four times a size against the time at that size, as often as chance may be to blame."""
    small = large = float("inf")
    read(size)  # what is built once
    for _ in range(TRIES):
        small = min(small, seconds(partial(read, size)))
        large = min(large, seconds(partial(read, 4 * size)))
        if large <= GROWTH * max(small, LEAST):
            return
    pytest.fail(f"{large:.3f} s, not {GROWTH} times {small:.3f} s")


UNITS = st.lists(st.sampled_from(MARKUP + WORDS), min_size=1, max_size=5).map("".join)
bounded = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@bounded
@given(UNITS)
def test_the_time_for_a_page_grows_as_the_page_does(unit: str) -> None:
    assert_linear(lambda size: read_page(page(unit, size), "http://example.org/2024/1.html", None), 16_000)


@bounded
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join))
def test_the_time_for_a_text_grows_as_the_text_does(unit: str) -> None:
    assert_linear(lambda size: read_text(f"{TITLE}\n{repeated(unit, size)}", "http://example.org/2024/1.html"), 16_000)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(UNITS)
def test_a_page_of_a_megabyte_takes_no_more_than_so_many_parses(unit: str) -> None:
    body = page(unit, 1_000_000)
    floor = max(LEAST, *(seconds(partial(parse, body)) for _ in range(TRIES)))
    assert any(seconds(partial(read_page, body, None, None)) <= PARSES * floor for _ in range(TRIES))


# What once took time by the square: lines that are taken one by one, each with a search for it.
@pytest.mark.parametrize(
    "unit",
    [
        f"<p>{TITLE}</p>",
        "<p>2024-05-06 07:08 来源：某某日报#</p>",
        "<p>发布时间：2024-05-06</p>",
        "<p>05-06</p>",
        f"<p>第#条，{PROSE}</p>",
        f"<li><a href=/#>{TITLE}#</a></li>",
        "?F(xiàn)場",
        "<p>责任编辑：李敏#</p>",
    ],
)
def test_a_page_of_two_hundred_kilobytes_takes_four_times_as_long_as_one_of_fifty(unit: str) -> None:
    assert_linear(lambda size: read_page(page(unit, size), None, None), 50_000)


# What once took time by the square: lines between a short paragraph and a long one, each of which may be the title.
@pytest.mark.parametrize("unit", [f"<p>{TITLE}</p>", "<h2>第#号工会职工活动</h2>", "<p>第#次送清凉</p><p>2024-05-06</p><p>——记者手记</p>"])
def test_a_page_of_many_headings_takes_four_times_as_long_as_a_quarter_of_it(unit: str) -> None:
    assert_linear(lambda size: read_page(page(f"<p>{PROSE}</p>{repeated(unit, size)}<p>{PROSE}{PROSE}</p>", 0), None, None), 50_000)


# What once took time by the square: names that are looked for among all the others, one by one.
@pytest.mark.parametrize(
    "unit",
    [
        "<p>作者：{0}红 {0}芳 {0}明 {0}伟 {0}洋</p>",
        "<p>来源：{0}</p><p>来源：某某日报</p>",
        "<p>记者 {0}</p><p>第{1}次送清凉活动</p>",
        f"<p>{PROSE}</p><meta name=author content={{0}}>",
    ],
)
def test_a_page_of_many_names_takes_four_times_as_long_as_a_quarter_of_it(unit: str) -> None:
    given = "敏芳伟娜静强磊军洋勇艳杰娟涛明超兰霞平刚"

    def read(size: int) -> object:
        names = enumerate(map("".join, product("李王张刘陈杨黄赵吴周徐孙马朱胡郭何林罗谢", given, given)))
        lines = (unit.format(name, number) for number, name in islice(names, size))
        return read_page(page("".join(lines), 0), None, None)

    assert_linear(read, 1000)


def test_a_page_with_a_long_attribute_takes_four_times_as_long_as_one_with_a_quarter_of_it() -> None:
    widths = count(1)  # what an attribute says is remembered
    assert_linear(lambda size: read_page(page(f"<img src=a.jpg width='{next(widths)}{' ' * size}x'>", 0), None, None), 5000)
