"""Lines in a row."""

from unioncrawl.lines.runs import runs


def test_places_in_a_row_stand_together() -> None:
    assert list(runs([2, 3, 7, 9, 10, 11])) == [[2, 3], [7], [9, 10, 11]]
    assert list(runs([])) == []
