"""Characters: what is fit to store, what is fit to compare."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.text import clean, folded, is_han, letter_codes, letters, narrow, script, simplified

CLEANED = {
    "a clean line": ("各级工会开展“送温暖”活动（2024年）", "各级工会开展“送温暖”活动（2024年）"),
    "indents of all kinds of blanks": ("\u3000\u3000\xa0本报讯\u2003\u2002记者 \t王某 ", "本报讯 记者 王某"),
    "lines stay lines": ("第一行\r\n  第二行\r第三行\u2028第四行\n\n末行", "第一行\n第二行\n第三行\n第四行\n\n末行"),
    "an icon font's glyph": ("\ue60b 2024-12-26 \ue6a1 来源", "2024-12-26 来源"),
    "controls": ("工\0会\x08新\x7f闻", "工会新闻"),
    "C1 controls and soft hyphens": ("工\x84会\xad新闻", "工会新闻"),
    "zero-width and directional marks": ("\ufeff工\u200b会\u200e新\u2060闻\u202c", "工会新闻"),
    "variation selectors": ("❤\ufe0f工会", "❤工会"),
    "lone surrogates": ("送温暖\ud83d", "送温暖\ufffd"),
    "a PDF's radicals": ("全国总\u2f2f会\u2f45案", "全国总工会方案"),
    "a reference escaped twice": ("&#24037;&#x4F1A;&ldquo;&amp;nbsp;”", "工会“ ”"),
    "a reference to an invisible character": ("工&#8203;会", "工会"),
    "an address's ampersands": ("?a=1&b=2&copy=3 A&B & C", "?a=1&b=2&copy=3 A&B & C"),
    "an unknown reference": ("&gonghui;", "&gonghui;"),
    "UTF-8 encoded twice, by Latin-1": ("å·¥ä¼\x9a来信", "工会来信"),
    "UTF-8 encoded twice, by cp1252": ("å·¥ä¼š", "工会"),
    "accents are no bytes": ("café “Noël” à Genève", "café “Noël” à Genève"),
}


@pytest.mark.parametrize(("text", "expected"), CLEANED.values(), ids=CLEANED.keys())
def test_a_text_is_cleaned(text: str, expected: str) -> None:
    assert clean(text) == expected


PIECES = st.sampled_from(
    [
        *"&#;4x7amp\r\n\t 工会å·¥ä¼šé“”\x84\x9a\xad\xa0\u200b\u3000\ue60b\ud83d⼯\x00",
        "&amp;",
        "&#38;",
        "&#x26;",
        "&#8203;",
        "&#13;",
        "&#24037;",
        "&aring;",
        "&middot;",
        "&yen;",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join) | st.text(st.characters(exclude_categories=[]), max_size=40))
def test_cleaning_twice_is_cleaning_once_and_a_database_takes_it(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    (stored,) = sqlite3.connect(":memory:").execute("SELECT ?", (once,)).fetchone()
    assert stored == once
    assert "\0" not in once


def test_deeply_nested_references_end() -> None:
    text = "&" + "#38;" * 10_000 + "#24037;"
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("char", ["工", "㐀", "〇", "\U00020000", "\uf9d0"])
def test_a_han_character(char: str) -> None:
    assert is_han(char)


@pytest.mark.parametrize("char", ["a", "1", "，", "。", "あ", "䷀", "é", " ", "\U0001f600"])
def test_no_han_character(char: str) -> None:
    assert not is_han(char)


def test_width_is_folded_one_for_one() -> None:
    assert narrow("来源：中工网（ＡＰＰ）　２０２４！“。”") == "来源:中工网(APP) 2024!“。”"
    assert narrow("来源∶中工网∕作者﹕王红") == "来源:中工网/作者:王红"


def test_script_is_folded_one_for_one() -> None:
    assert simplified("臺灣總工會發著頭髮，\U0001f600") == "台湾总工会发着头发，\U0001f600"


@pytest.mark.parametrize(
    ("one", "other"), [("（ＡＰＰ）工會，2024！", "app 工会 2024"), ("全国总工会：“送温暖”", "全國總工會送溫暖"), ("①", "1")]
)
def test_two_prints_share_their_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@given(st.text(max_size=60))
def test_letters_know_their_places(text: str) -> None:
    codes, places = letter_codes(text)
    assert letters(text) == "".join(map(chr, codes))
    assert letters("".join(text[place] for place in places)) == letters(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各级工会开展活动", "hans"),
        ("各級工會開展活動", "hant"),
        ("於灵歌的工会", "hans"),
        ("工人日", None),
        ("", None),
        ("Union News 2024", None),
    ],
)
def test_the_script_is_the_one_of_most_characters(text: str, expected: str | None) -> None:
    assert script(text) == expected


@given(st.text(max_size=60))
def test_short_texts_compare_as_long_ones(text: str) -> None:
    long = text + "。" * 60
    assert folded(text) == folded(long)[: len(text)] == simplified(narrow(text))
    assert letters(text) == letters(long)
