"""What a text is known by."""

import pytest

from tests.unioncrawl.stories.texts import COPIES, EXCERPTS, OTHER, STORY
from unioncrawl.stories import is_roundup, sketch


@pytest.mark.parametrize("name", ["in traditional script", "with pinyin notes", "with folded punctuation"])
def test_what_is_printed_otherwise_has_the_same_sketch(name: str) -> None:
    assert len(set(sketch(COPIES[name])) & set(sketch(STORY))) >= 0.9 * len(sketch(STORY))


@pytest.mark.parametrize("text", [*COPIES.values(), *EXCERPTS.values()], ids=[*COPIES, *EXCERPTS])
def test_copies_and_excerpts_share_keys(text: str) -> None:
    assert set(sketch(text)) & set(sketch(STORY))


def test_another_text_shares_no_key() -> None:
    assert not set(sketch(OTHER)) & set(sketch(STORY))


def test_keys_are_signed_integers_of_64_bits_and_as_many_as_the_text_is_long() -> None:
    keys = sketch(STORY)
    assert len(set(keys)) == len(keys) == 24
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(sketch("".join(chr(0x4E00 + at) for at in range(2400)))) == 50
    assert len(sketch("".join(chr(0x4E00 + at) for at in range(9000)))) == 64


@pytest.mark.parametrize("text", ["", "工会", "，。！", "2024-06-18 09:30 来源:青禾日报"])
def test_a_text_of_nothing_has_no_key(text: str) -> None:
    assert sketch(text) == []


@pytest.mark.parametrize(
    "title",
    [
        "今日要闻汇总",
        "一周工会要闻速览(第6期)",
        "【要闻】本周工会动态",
        "每周新闻回顾",
        "工会要闻",
        "全市工会信息摘要",
        "一周工會要聞",
        "工会一周",
        "安全生产周报（第5期）",
    ],
)
def test_a_page_of_several_stories_is_known_by_its_title(title: str) -> None:
    assert is_roundup(title)


@pytest.mark.parametrize(
    "title",
    [
        "【要闻】青禾市总工会召开大会",
        "【工会要闻】职工一周内捐款三万元",
        "要闻编辑部获表彰",
        "汇总一批典型案例",
        "国内联播快讯",
        "",
        "一周年",
    ],
)
def test_an_article_s_title_is_no_roundup_s(title: str) -> None:
    assert not is_roundup(title)
