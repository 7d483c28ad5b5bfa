"""Lines of a date, an outlet and names."""

import pytest

from unioncrawl.lines.datelines import Dateline, is_dateline, is_foot_line, read_dateline, read_issue, read_neighbour


@pytest.mark.parametrize(
    "line",
    [
        "2019-08-19 08:23",
        "甲省工人报 2019-08-19 08:23 大字",
        "来源:甲报 时间:2023-05-01",
        "《甲工人报》(2016年01月22日 02版)",
        "25.01.2015 13:18",
        "2013.05.03",
        "http://www.example.cn 2009年11月09日11:30 甲音乐 我要评论(0)",
    ],
)
def test_a_line_with_a_date_and_hardly_more_is_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "2016年全国工会对口援建工作推进会召开",
        "5月1日上午,某市总工会举行座谈会",
        "某市总工会2023年5月1日举办庆祝国际劳动节暨先进表彰大会",
        "责任编辑:王红",
        "",
    ],
)
def test_a_title_or_a_sentence_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("甲省工人报 2019-08-19 08:23 大字", Dateline("甲省工人报", [], "2019-08-19 08:23")),
        ("2022-02-09 17:54:57 某某区人民政府", Dateline("某某区人民政府", [], "2022-02-09 17:54:57")),
        ("2020-10-04 15:05甲合報 記者陳志強／即時報導", Dateline("甲合報", ["陳志強"], "2020-10-04 15:05")),
        ("甲報快訊／陳志強 2020年03月12日 20:19:00", Dateline("甲報快訊", ["陳志強"], "2020年03月12日 20:19:00")),
        ("EXAMPLE.COM 2004年7月16日08:19 [ 王红 ]", Dateline(None, ["王红"], "EXAMPLE.COM 2004年7月16日08:19")),
        ("2019年09月11日01:53 甲网科技 我有话说(1307人参与) 收藏本文", Dateline("甲网科技", [], "2019年09月11日01:53")),
        ("2022年12月10日 星期六 报料热线:123456", Dateline(None, [], "2022年12月10日 星期六")),
        ("2012-08-30 11:37:00", Dateline(None, [], "2012-08-30 11:37:00")),
        ("发布日期:2024-01-05 18:00", Dateline(None, [], "发布日期:2024-01-05 18:00")),
    ],
)
def test_outlet_and_authors_are_read_off_a_dateline(line: str, found: Dateline) -> None:
    assert read_dateline(line, below_title=True) == found


def test_a_counter_is_taken_off_and_the_date_stays_whole() -> None:
    assert read_dateline("甲代快报 2021-05-06 0", below_title=True).rest == "2021-05-06"


def test_any_word_beside_the_date_is_an_outlet_only_below_a_title() -> None:
    assert read_dateline("华夏某某 2020-03-09 18:14:21", below_title=True).outlet == "华夏某某"
    assert read_dateline("华夏某某 2020-03-09 18:14:21", below_title=False).outlet is None


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("《甲工人报》(2016年01月22日 02版)", ("甲工人报", "(2016年01月22日 02版)")),
        ("《甲工人报》（2016年01月22日　02版）", ("甲工人报", "（2016年01月22日　02版）")),
        ("甲工人报 2014年08月12日 星期一", ("甲工人报", "2014年08月12日 星期一")),
        ("2014年08月12日 星期一", None),
        ("《劳动法》自2008年01月01日起施行", None),
    ],
)
def test_a_paper_s_issue_is_read(line: str, paper: tuple[str, str] | None) -> None:
    assert read_issue(line) == paper


def test_author_and_outlet_may_stand_on_the_line_beside() -> None:
    assert read_neighbour("王红/甲国青年报") == Dateline("甲国青年报", ["王红"])
    assert read_neighbour("甲新社") == Dateline("甲新社")
    assert read_neighbour("- 甲观新闻") == Dateline("甲观新闻")
    assert read_neighbour("强化理论武装 引导建功立业") is None
    assert read_neighbour("分享到") is None
    assert read_neighbour("某某县总工会:") is None


def test_the_foot_of_an_e_paper_prints_paper_page_and_day() -> None:
    assert is_foot_line("甲州日报 社会 00006 2018-03-03 19871 2018年03月03日 星期六", None)
    assert is_foot_line("甲州日报 要闻 00001 球赛开幕 2018-03-03 2", "球赛开幕")
    assert not is_foot_line("甲州日报 社会", None)
    assert not is_foot_line("球赛开幕", "球赛开幕")
    assert not is_foot_line("2018年3月3日,职工球赛开幕。", "球赛开幕")
