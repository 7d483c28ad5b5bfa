"""When a run has seen enough."""

import pytest

from unioncrawl.frontier.bounds import REMEMBERED, Harvest, Hosts


def test_pages_that_bring_the_same_again_are_counted_in_a_row() -> None:
    harvest = Harvest(3)
    for _ in range(3):
        harvest.text("县总工会送清凉", "同一篇文章的正文。" * 20)
    assert harvest.barren == 2
    harvest.text("县总工会送清凉", "另一篇文章的正文。" * 20)
    assert harvest.barren == 0
    for _ in range(3):
        harvest.nothing()
    assert harvest.is_over


def test_a_short_text_is_told_by_its_title_and_not_by_its_dates() -> None:
    harvest = Harvest(100)
    for day in range(1, 31):
        harvest.text("", f"2026年11月{day}日活动安排\n本日暂无活动安排。")
    assert harvest.barren == 29
    for number in range(30):
        harvest.text(f"第{number}号公告", "详见附件。")
    assert harvest.barren == 0


@pytest.mark.parametrize("title", ["第3-{}号公告", "公告2026-{}", "上调{}.5元的通知", "{}/12批名单", "职工〔2026〕{}-1号"])
def test_short_notices_that_differ_in_their_numbers_are_news(title: str) -> None:
    harvest = Harvest(100)
    for number in range(1, 31):
        harvest.text(title.format(number), "详见附件。")
    assert harvest.barren == 0


@pytest.mark.parametrize("title", ["2026-11-{}日程", "2026/11/{}", "11月{}日活动", "2026年{}月活动安排", "2026年11月{}日（星期三）"])
def test_the_pages_of_a_calendar_are_none(title: str) -> None:
    harvest = Harvest(100)
    for day in range(1, 31):
        harvest.text(title.format(day), "暂无活动安排。")
    assert harvest.barren == 29


def test_new_links_are_no_news_and_old_ones_a_sign() -> None:
    harvest = Harvest(100)
    harvest.nothing()
    harvest.links([f"article {number}" for number in range(20)])
    assert harvest.barren == 1
    harvest.links([*(f"article {number}" for number in range(20)), "next"])
    assert harvest.barren == 2


def test_what_is_remembered_is_bounded() -> None:
    harvest = Harvest(100)
    for number in range(REMEMBERED + 500):
        harvest.text("", f"{number:08}" * 10)
    assert len(harvest.met) == REMEMBERED


def test_a_host_rests_after_failures_in_a_row_and_longer_each_time() -> None:
    hosts = Hosts(3, [60, 300])
    assert [hosts.failed("a.cn") for _ in range(4)] == [None, None, 60, None]
    assert 0 < hosts.rest("a.cn") <= 60
    assert hosts.rest("b.cn") == 0
    hosts.until["a.cn"] = 0  # the rest is over
    assert hosts.failed("a.cn") == 300
    hosts.answered("a.cn")
    assert (hosts.rest("a.cn"), hosts.until) == (0, {})
    assert hosts.failed("a.cn") is None
