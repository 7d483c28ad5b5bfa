"""Pinyin notes: which brackets are notes, and how a character is read."""

import pytest

from unioncrawl.pinyin import reading, strip_notes, toneless

STRIPPED = [
    ("慶祝國(guó)慶", "慶祝國慶", ["國"]),
    ("就(jiù)業(yè)環(huán)衛(wèi)", "就業環衛", ["就", "業", "環", "衛"]),
    ("近日(jìnrì)，市(shì)总工会(zǒnggōnghuì)召开", "近日，市总工会召开", ["日", "市", "会"]),
    ("工会组织（gōnghuì zǔzhī）成立", "工会组织成立", ["织"]),
    ("攻(gōng )坚克难，一 (yī)线", "攻坚克难，一线", ["攻", "一"]),
    ("充分了(le)解了职工的(de )需要", "充分了解了职工的需要", ["了", "的"]),
    ("(紀(jì)委書(shū)記)", "(紀委書記)", ["紀", "書"]),
    ("旅客(lǚkè)、西安(xī’ān)、方案(fāng'àn)", "旅客、西安、方案", ["客", "安", "案"]),
    ("女(nu\u0308\u030c)工", "女工", ["女"]),
    ("广(ɡuǎnɡ)场", "广场", ["广"]),
]

KEPT = [
    "手机(APP)上(AED)线",
    "版权所有 (c) All Rights",
    "五次(次)，十(ok)",
    "工会（试行）(1日)",
    "工人(de)说，了(de)",
    "网站(www)",
    "职工(zhíggg)",
    "ABC(gōng)",
    "组织(gōng,zuò)",
    "职工(Gōng)",
    "人(gōng",
    "()",
]


@pytest.mark.parametrize(("text", "expected", "noted"), STRIPPED)
def test_a_note_is_stripped(text: str, expected: str, noted: list[str]) -> None:
    assert strip_notes(text) == (expected, noted)


@pytest.mark.parametrize("text", KEPT)
def test_another_bracket_stays(text: str) -> None:
    assert strip_notes(text) == (text, [])


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("啊", "a"),
        ("座", "zuo"),
        ("工", "gong"),
        ("會", "hui"),
        ("報", "bao"),
        ("驴", "lü"),
        ("掠", "lüe"),
        ("剖", "pou"),
        ("喆", None),
        ("a", None),
        ("。", None),
    ],
)
def test_a_common_character_has_a_reading(char: str, expected: str | None) -> None:
    assert reading(char) == expected


def test_a_tone_is_taken_off() -> None:
    assert [toneless(syllable) for syllable in ("jiǎng", "lǜ ", "lüè", "ɡōnɡ", "de")] == ["jiang", "lü", "lüe", "gong", "de"]


def test_a_long_run_of_syllables_that_fail_ends() -> None:
    text = "工(" + "xian" * 12 + "ǖ)"
    assert strip_notes(text) == (text, [])
