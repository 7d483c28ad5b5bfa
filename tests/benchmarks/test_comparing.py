from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from benchmarks.comparing import image_names, letters, names, overlap, same_day, same_minute, same_source, same_title

BEIJING = timezone(timedelta(hours=8))


def test_letters_forget_layout_and_width() -> None:
    assert letters(" 工会\u3000职工\n１２３ （甲）\u200b") == "工会职工123(甲)"


def test_a_text_overlaps_wholly_with_itself_and_with_its_layout_changed() -> None:
    assert overlap("职工\n之家", "职工之家") == (1, 1, 1)


def test_chrome_costs_precision_and_a_lost_half_costs_recall() -> None:
    assert tuple(overlap("一二三四五", "一二三")) == pytest.approx((0.5, 1, 2 / 3))
    assert tuple(overlap("一二三", "一二三四五")) == pytest.approx((1, 0.5, 2 / 3))


def test_a_repeated_text_counts_once() -> None:
    assert overlap("一二三一二三", "一二三").precision == pytest.approx(2 / 5)


def test_nothing_is_right_where_nothing_is_to_be_found() -> None:
    assert overlap("", "") == (1, 1, 1)
    assert overlap("", "一二三").f1 == 0


@pytest.mark.parametrize("found", ["“工匠”进校园", '"工匠"进校园', "「工匠」 进校园"])
def test_a_title_may_quote_in_another_style(found: str) -> None:
    assert same_title(found, ["“工匠”进校园"])


@pytest.mark.parametrize("found", [None, "", "工匠进校园", "“工匠”进校园_某某网"])
def test_a_title_with_or_without_more_is_another(found: str | None) -> None:
    assert not same_title(found, ["“工匠”进校园"])


@pytest.mark.parametrize("found", ["工人日报", "来源：工人日报", "稿件来源:《工人日报》", "来源于工人日报", "【工人日报】"])
def test_a_source_is_its_name(found: str) -> None:
    assert same_source(found, ["工人日报"])


@pytest.mark.parametrize("found", [None, "", "来源：", "工人日报客户端", "来源：工人日报 作者：张三"])
def test_a_source_with_more_is_another(found: str | None) -> None:
    assert not same_source(found, ["工人日报"])


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("本报记者 张三、李四", {"张三", "李四"}),
        (["张三", "李四"], {"张三", "李四"}),
        ("责任编辑：张三", {"张三"}),
        ("见习记者张三 通讯员 李四", {"张三", "李四"}),
        ("文/张三", {"张三"}),
        ("Bob；BOB", {"bob"}),
        ("记者", set()),
        (None, set()),
    ],
)
def test_a_byline_is_its_people(byline: str | list[str] | None, people: set[str]) -> None:
    assert names(byline) == people


@pytest.mark.parametrize(
    "found",
    [
        datetime(2024, 5, 1, 0, 30, 59, tzinfo=BEIJING),
        datetime(2024, 4, 30, 16, 30, tzinfo=UTC),
        datetime(2024, 5, 1, 0, 30),  # noqa: DTZ001
    ],
)
def test_a_time_is_compared_on_the_page_s_clock(found: datetime) -> None:
    assert same_day(found, "2024-05-01T00:30", "+08:00")
    assert same_minute(found, "2024-05-01T00:30:12", "+08:00")


def test_a_day_is_no_minute() -> None:
    assert same_day(date(2024, 5, 1), "2024-05-01T00:00", "+08:00")
    assert not same_minute(date(2024, 5, 1), "2024-05-01T00:00", "+08:00")
    assert not same_day(date(2024, 5, 2), "2024-05-01", None)


def test_pictures_are_the_same_by_file_name() -> None:
    assert image_names(["https://a.cn/1/x.jpg?w=200", "//b.cn/x.jpg", "y.png#big"]) == {"x.jpg", "y.png"}
