"""Who made a text, as a paragraph ends."""

import pytest

from unioncrawl.lines.closings import closing


@pytest.mark.parametrize(
    ("paragraph", "authors", "photographers"),
    [
        ("工作全面提升。(王红 李建国 张芳)", ["王红", "李建国", "张芳"], []),
        ("工作全面提升。（王红）", ["王红"], []),
        ("送上慰问金。(省轻纺工会 王红) |", ["王红"], []),
        ("工人正在操作。王红报道", ["王红"], []),
        ("工人正在操作。 新华社记者 王红 摄", [], ["王红"]),
        ("图为演练现场记者 王红 摄", [], ["王红"]),
        ("让人感受到温暖。王红", ["王红"], []),
        ("提升了居民的安全感。 (王红) 146", ["王红"], []),
        ("成为展览的一部分。(王红 整理)", ["王红"], []),
        ("工人正在检票。王红摄/中新社", [], ["王红"]),
        ("工人正在捕鱼。王红摄(甲民图片网)", [], ["王红"]),
    ],
)
def test_a_text_ends_with_its_makers(paragraph: str, authors: list[str], photographers: list[str]) -> None:
    end = closing(paragraph, last=True)
    assert end is not None
    assert (end.credit.authors, end.credit.photographers) == (authors, photographers)


@pytest.mark.parametrize(
    "paragraph",
    [
        "职工会员卡(试行)。",
        "活动已启动。(完)",
        "一名外来工(王红)",
        "会上讲话。王红主持会议",
        "资料图:冬日出行。某社记者 王红 摄",
        "向优秀职工学习。",
    ],
)
def test_other_endings_name_nobody(paragraph: str) -> None:
    assert closing(paragraph, last=True) is None


def test_a_bare_name_signs_only_the_last_paragraph() -> None:
    assert closing("让人感受到温暖。王红", last=False) is None
