"""Paragraphs printed again, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.copies import is_prose, without_copies

P1 = "3月12日，青禾市总工会举办女职工权益保护座谈会，来自纺织、卫生、教育等行业的36名代表参加，市总工会副主席周敏主持会议并讲话。"
P2 = "会上，代表们围绕托育服务、弹性工时和“妈妈岗”设置等话题发言，市总工会现场答复问题21个，其余9个将在一周内转交有关部门办理。"
P3 = "据介绍，去年以来全市新建爱心托管班48个，服务职工子女2300余名；今年还将新增12个，并向外来务工人员子女开放。"
P4 = "座谈会后，代表们参观了市职工服务中心。"
OTHER = "同日，青禾市教育工会也召开了教职工代表会议，听取校长作年度工作报告，审议通过教职工疗休养办法。"
BODY = [P1, P2, P3, P4]
HEAD = "青禾市总工会举办女职工权益保护座谈会"


def rest(*texts: str) -> list[str]:
    """The paragraphs that stay, as they stay."""
    left = without_copies(list(texts))
    return [left.get(at, text) for at, text in enumerate(texts) if left.get(at, text)]


COPIES = {
    "twice": [*BODY, *BODY],
    "three times": BODY * 3,
    "in one paragraph": [*BODY, "".join(BODY)],
    "in sentences": [*BODY, *(f"{sentence}。" for text in BODY for sentence in text.rstrip("。").split("。"))],
    "broken in the middle of a sentence": [*BODY, P1[:31], P1[31:] + P2[:17], P2[17:], P3 + P4],
    "with other punctuation": [*BODY, *(text.replace("，", ", ").replace("。", ".") for text in BODY)],
    "in traditional script": [
        *BODY,
        "3月12日，青禾市總工會舉辦女職工權益保護座談會，來自紡織、衛生、教育等行業的36名代表參加，市總工會副主席周敏主持會議並講話。",
        "會上，代表們圍繞托育服務、彈性工時和“媽媽崗”設置等話題發言，市總工會現場答覆問題21個，其餘9個將在一周內轉交有關部門辦理。",
        "據介紹，去年以來全市新建愛心託管班48個，服務職工子女2300餘名；今年還將新增12個，並向外來務工人員子女開放。",
        P4,
    ],
}


@pytest.mark.parametrize("texts", COPIES.values(), ids=COPIES.keys())
def test_a_second_print_is_cut(texts: list[str]) -> None:
    assert rest(*texts) == BODY


def test_captions_in_either_print_stay() -> None:
    assert rest(HEAD, P1, "图为会场。李华 摄", P2, P3, HEAD, P1, P2, "3月12日的参观现场", P3) == [
        *[HEAD, P1, "图为会场。李华 摄", P2, P3],
        "3月12日的参观现场",
    ]


def test_a_title_between_the_prints_goes_with_the_second() -> None:
    assert rest(HEAD, *BODY, HEAD, *BODY) == [HEAD, *BODY]


def test_a_copy_within_a_paragraph_is_cut_out_of_it() -> None:
    assert rest(P1, P2, P3, P1 + P2 + P3 + "活动将持续到月底。") == [P1, P2, P3, "活动将持续到月底。"]


def test_a_summary_above_the_text_is_cut() -> None:
    assert rest(P1, *BODY) == BODY


def test_a_lead_above_the_headline_gives_way_to_the_text() -> None:
    assert rest(P1, "首页 > 要闻", HEAD, *BODY) == ["首页 > 要闻", HEAD, *BODY]


def test_a_teaser_below_the_text_is_cut_with_what_hangs_on_it() -> None:
    assert rest(*BODY, "相关阅读", P1, P2[:-1] + "[详细]") == [*BODY, "相关阅读"]


KEPT = {
    "a form with other figures": [P2, P2.replace("21", "17").replace("9个", "6个")],
    "a form with other figures in Chinese": [P1, P1.replace("女职工", "第一届") + "一", P1.replace("女职工", "第二届") + "二"],
    "a form with another name": [P1, P1.replace("周敏", "王海燕")],
    "forms with paragraphs in common": [P1, P4 * 3, P1.replace("36", "28").replace("12日", "19日"), P4 * 3],
    "a slogan in two paragraphs": [P1, f"会议强调，{P2[3:]}", P3, f"大家表示，{P2[3:]}", P4],
    "a slogan as a paragraph of two items": [P1, P2, P3, OTHER, P2, P4 * 2],
    "a refrain": ["锤声响", "抡起铁锤把歌唱，汗水洒在炉台旁", "熔出钢花满天亮"] * 3,
    "rows of a table": ["先进班组 第一车间", *["一线职工 第二车间"] * 6, P1],
    "questions": [f"问:请介绍市总工会在{part}方面开展了哪些工作，取得了哪些成效？" for part in ("维权", "帮扶", "文体")],
    "a sentence quoted by a reader": [*BODY, "网友评论", f"引用:{P2[:40]}", "说得好！"],
}


@pytest.mark.parametrize("texts", KEPT.values(), ids=KEPT.keys())
def test_what_is_no_copy_stays(texts: list[str]) -> None:
    assert without_copies(texts) == {}


@pytest.mark.parametrize(("text", "expected"), [(P1, True), (P4, False), (HEAD * 3, False), ("", False)])
def test_a_line_may_be_a_paragraph(text: str, expected: bool) -> None:
    assert is_prose(text) is expected


@given(st.lists(st.sampled_from([*BODY, HEAD, "", P1 + P2, P2[:30], "。", "图为会场"]), max_size=12))
def test_no_word_is_lost(texts: list[str]) -> None:
    kept = "".join(rest(*texts))
    for text in texts:
        for sentence in filter(None, text.replace("；", "。").split("。")):
            assert sentence in kept or sentence[:20] in kept
