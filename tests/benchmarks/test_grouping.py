"""How right a grouping is, and the peers that need no further library."""

import pytest

from benchmarks.grouping import joined, rand_index, shares, simhash
from tests.unioncrawl.stories.texts import COPIES, OTHER, STORY


def test_a_grouping_is_right_whatever_its_labels_are_called() -> None:
    assert rand_index("aabbc", [7, 7, 1, 1, 9]) == 1.0
    assert shares("aabbc", [7, 7, 1, 1, 9]) == (1.0, 1.0)


def test_pairs_that_are_wrong_and_pairs_that_lack_are_told_apart() -> None:
    assert shares("aabb", [1, 1, 1, 1]) == (2 / 6, 1.0)
    assert shares("aabb", [1, 2, 3, 3]) == (1.0, 1 / 2)
    assert rand_index("aabb", [1, 2, 1, 2]) == pytest.approx(-0.5)


def test_pairs_join_over_several_steps() -> None:
    first, second, third, other = joined(4, [(0, 1), (2, 1)])
    assert first == second == third != other


def test_simhash_finds_what_is_the_same_and_not_what_differs() -> None:
    same = COPIES["with folded punctuation"]
    first, copy, other = simhash([("a", STORY), ("b", same), ("c", OTHER)])
    assert first == copy != other
