"""Passages that stand twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.passages import GRAM, Run, grams, repeated
from unioncrawl.text import letter_codes

ONE = "市总工会三月十二日召开女职工权益保护座谈会并为先进集体颁奖"
TWO = "来自纺织卫生教育等行业的代表围绕托育服务和弹性工时发言"


def passages(text: str) -> list[list[Run]]:
    return repeated(letter_codes(text)[0])


@pytest.mark.parametrize("size", [1, 2, 3, 8, 12, 16])
def test_equal_grams_and_only_they_have_equal_hashes(size: int) -> None:
    codes = letter_codes(ONE + TWO + ONE)[0]
    hashes = grams(codes, size)
    text = ONE + TWO + ONE
    assert len(hashes) == len(text) - size + 1
    assert len(np.unique(hashes)) == len({text[at : at + size] for at in range(len(hashes))})


def test_a_text_without_repetition_has_no_passage() -> None:
    assert passages(ONE + TWO) == []


def test_a_print_again_is_one_run() -> None:
    assert passages(ONE + TWO + ONE) == [[Run(0, len(ONE + TWO), len(ONE))]]


def test_what_is_put_in_joins_two_runs() -> None:
    text = ONE + TWO + ONE + "图为会场" + TWO
    assert passages(text) == [[Run(0, len(ONE + TWO), len(ONE)), Run(len(ONE), len(ONE + TWO + ONE) + 4, len(TWO))]]


def test_three_prints_in_a_row_are_one_run_longer_than_their_distance() -> None:
    assert passages(ONE * 3) == [[Run(0, len(ONE), 2 * len(ONE))]]


def test_a_beginning_used_twice_does_not_mislead() -> None:
    begin = ONE[:20]
    text = f"{ONE}{TWO}{begin}其余各项工作均已完成{ONE}{TWO}"
    assert passages(text)[-1][-1] == Run(0, len(text) - len(ONE + TWO), len(ONE + TWO))


@given(st.text(st.sampled_from("工会组"), max_size=120))
def test_runs_hold_what_they_say(text: str) -> None:
    codes = letter_codes(text)[0]
    end = 0
    for run in (run for passage in repeated(codes) for run in passage):
        assert run.earlier < run.later
        assert run.later >= end - GRAM
        assert (codes[run.earlier : run.earlier + run.length] == codes[run.later : run.later + run.length]).all()
        end = run.later + run.length
