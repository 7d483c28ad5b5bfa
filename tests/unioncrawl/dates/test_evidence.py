from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unioncrawl.dates.test_find_date import shown
from unioncrawl.dates import read_line

NOW = datetime(2026, 3, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("line", "kind", "piece"),
    [
        ("发布时间：2023-10-19 08:07 来源：中工网", "published", "发布时间：2023-10-19 08:07"),
        ("来源：中工网 2023-10-19 08:07 编辑：张三", "line", "2023-10-19 08:07"),
        ("更新于：2023年10月19日 阅读：次", "updated", "更新于：2023年10月19日"),
        ("《工人日报》（2023年10月19日 02版）", "paper", "2023年10月19日"),
        ("admin 发表于 2023-10-19 08:07", "published", "发表于 2023-10-19 08:07"),
    ],
)
def test_evidence_says_its_kind_and_its_place_with_the_label(line: str, kind: str, piece: str) -> None:
    (evidence,) = read_line(line, NOW)
    assert (evidence.kind, line[evidence.start : evidence.end]) == (kind, piece)


def test_a_line_gives_all_its_evidence_in_order() -> None:
    kinds = [evidence.kind for evidence in read_line("发布时间：2023-10-19 更新时间：2023-10-20 生效日期：2023-11-01", NOW)]
    assert kinds == ["published", "updated"]


@pytest.mark.parametrize(
    "second", ["Dec 27, 2024", "24-12-27", "20241227", "2024年12月", "12月27日", "3小时前", "昨天 08:00", "周三 08:00", "刚刚"]
)
def test_a_second_date_of_any_shape_is_read(second: str) -> None:
    line = f"发布时间：2024-12-26 09:09 更新时间：{second}"
    assert [line[evidence.start : evidence.end] for evidence in read_line(line, NOW)] == [
        "发布时间：2024-12-26 09:09",
        f"更新时间：{second}",
    ]


def test_without_a_clock_what_counts_from_it_stays_unread() -> None:
    assert read_line("3小时前", None) == []
    assert read_line("昨天 08:05", None) == []
    assert read_line("10-19 08:07", None) == []
    assert read_line("2023-10-19", None)[0].stamp.precision == "day"


def test_a_date_without_a_year_goes_to_the_year_of_a_near_day() -> None:
    (evidence,) = read_line("12-31 23:50", None, near=date(2020, 1, 1))
    assert shown(evidence.stamp) == "2019-12-31 23:50"
    assert not evidence.whole
