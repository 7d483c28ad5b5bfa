"""Runs: lines that stand in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def runs(places: Iterable[int]) -> Iterator[list[int]]:
    """Places in rising order, those in a row together: 2, 3, 7 → [2, 3], [7]."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
