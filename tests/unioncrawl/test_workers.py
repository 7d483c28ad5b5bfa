"""Work in processes of their own."""

import os
import time
from collections.abc import Iterator

import pytest

from unioncrawl.workers import in_order, workers

_given: list[int] = []


def begin(number: int) -> None:
    _given.append(number)


def square(number: int) -> tuple[int, int, list[int]]:
    time.sleep(0.02 * (number % 3))  # the later ones are often done first
    return number * number, os.getpid(), _given


def refuse(number: int) -> int:
    if number == 3:
        raise ValueError(number)
    return number


def test_what_is_found_comes_in_the_order_asked_and_from_several_processes() -> None:
    with workers(2, begin, 7) as pool:
        found = list(in_order(pool, square, range(30), 8))
    assert [(asked, answer) for asked, (answer, _, _) in found] == [(number, number * number) for number in range(30)]
    assert os.getpid() not in {process for _, (_, process, _) in found}
    assert all(given == [7] for _, (_, _, given) in found)


def test_no_more_is_asked_than_so_many_ahead() -> None:
    asked = []

    def asking() -> Iterator[int]:
        for number in range(20):
            asked.append(number)
            yield number

    with workers(1) as pool:
        for number, _ in in_order(pool, refuse_none, asking(), 4):
            assert len(asked) <= number + 5
    assert asked == list(range(20))


def refuse_none(number: int) -> int:
    return number


def test_a_fault_comes_at_its_turn() -> None:
    with workers(1) as pool:
        found = in_order(pool, refuse, range(1000), 4)
        assert [next(found)[0] for _ in range(3)] == [0, 1, 2]
        with pytest.raises(ValueError, match="3"):
            next(found)
