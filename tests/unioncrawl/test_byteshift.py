"""Byte-shift damage, made here as mirrors make it: notes and losses among the bytes of GBK."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.byteshift import repair


def shifted(text: str, at: int) -> str:
    """The text with the lead byte of its character at a place lost, as a page shows it: `?` for it, all behind paired anew."""
    behind = text[at:].encode("gbk")[1:]
    return text[:at] + "?" + behind.decode("gbk", "replace")


def folded(text: str) -> str:
    """Full-width punctuation in ASCII, as stored texts have it."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


SENTENCES = ["這是工會的目的。“金秋助學”活動開始", "相互學習、共同促進的目的。”上海市嘉定區總工會說"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("fold", [str, folded])
def test_a_lost_full_stop_is_put_back(sentence: str, fold: type[str]) -> None:
    damaged = fold(shifted(sentence, sentence.index("。")))
    assert damaged != sentence
    assert repair(damaged) == (sentence, False)


SWALLOWED = [
    ("中國日?qǐng)?bào)網", "中國日報網"),  # 日報: a note behind the trail of 日 with the lead of 報 (請), one behind 報
    ("五一勞動獎?wù)伦C書", "五一勞動獎章證書"),  # 獎章: a note behind the trail of 獎 with the lead of 章 (務)
    ("他們?cè)敿?xì)介紹", "他們詳細介紹"),
    ("慰問職工?;顒?dòng)開始", "慰問職工。活動開始"),
    ("走進職工?,F(xiàn)場", "走進職工。現(xiàn)場"),  # the note behind 現 is whole again: stripping takes it
]


@pytest.mark.parametrize(("damaged", "whole"), SWALLOWED)
def test_a_swallowed_bracket_tells_the_lost_byte(damaged: str, whole: str) -> None:
    assert repair(damaged) == (whole, False)


@pytest.mark.parametrize("damaged", ["把“?!弊炙徒o職工", "?;顒?dòng)開始", "工會A?bào)刊"])
def test_what_nothing_tells_is_left_and_reported(damaged: str) -> None:
    assert repair(damaged) == (damaged, True)


WHOLE = [
    "为什么？因为职工需要APP",
    "真的吗?!我们ABC",
    "你知道?5M网速快不快",
    "去不去?,看情况OK",
    "https://example.org/?id=5&x=b",
    "工会?Yes",
    "心坎上?,F場",  # too short to tell: a note behind the F would confirm it
    "?",
    "",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_question_is_no_damage(text: str) -> None:
    assert repair(text) == (text, False)


@given(st.text(st.sampled_from("獎務?(wù)，。!Fqǐngbào日a報7"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    whole, _ = repair(text)
    assert len(whole) <= len(text) + text.count("?")
