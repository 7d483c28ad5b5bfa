"""Passages that a text holds twice, found on the diagonals of equal 16-grams in nearly linear time."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GRAM = 16  # letters in a row that are no chance
GAP = 300  # letters that may stand in one print alone: captions, or what a form is filled with

_BASE = 0x9E3779B97F4A7C15
_CHUNK = 256  # letters compared at a time


class Run(NamedTuple):
    """Letters from `later` on, as many as `length`, that equal those from `earlier` on."""

    earlier: int
    later: int
    length: int


def grams(codes: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    """The hashes of all grams of so many letters, in order: polynomials modulo 2**64. The text must be as long as a gram."""
    if size == 1:
        return codes.astype(np.uint64)
    half = size // 2
    halves = grams(codes, half)
    pairs = halves[:-half] * _power(half) + halves[half:]
    return pairs if size % 2 == 0 else pairs[:-1] * np.uint64(_BASE) + codes[size - 1 :]


@cache
def _power(length: int) -> np.uint64:
    return np.uint64(pow(_BASE, length, 2**64))


def repeated(codes: NDArray[np.uint32], least: int = GRAM) -> list[list[Run]]:
    """The passages of so many letters that are printed again, each as its runs of equal letters, in the order of the later prints.

    The runs of a passage follow each other in both prints, with at most GAP letters between two in either. Where a run is longer than
    the distance of its prints, the passage stands more than twice in a row.
    """
    if len(codes) < 2 * GRAM:
        return []
    index = _Index(codes)
    if index.reach < least:  # mostly
        return []
    passages: list[list[Run]] = []
    last = Run(0, 0, 0)
    later = index.next_seed(0)
    while later is not None:
        run = index.run(later, last)
        if run.length >= GRAM:
            if not (passages and _extended(passages[-1], run)):
                passages.append([run])
            last = run
        later = index.next_seed(max(later + 1, run.later + run.length))
    return [passage for passage in passages if sum(run.length for run in passage) >= least]


def _extended(passage: list[Run], run: Run) -> bool:
    """Add a run to a passage, if it goes on there in both prints, with something put into one of them, or one thing for another."""
    first, last = passage[0], passage[-1]
    chance = min(max(0, last.earlier + last.length - run.earlier), GRAM)  # what was put in may begin like what follows it
    last = last._replace(length=last.length - chance)
    here, there = run.later - last.later - last.length, run.earlier - last.earlier - last.length
    less, more = min(here, there), max(here, there)
    goes_on = less >= 0 and more <= GAP and (less == 0 or more <= 3 * less + GRAM) and run.earlier + run.length <= first.later + 2 * GRAM
    if goes_on:
        passage[-1:] = [last, run]
    return goes_on


class _Index:
    """Where the grams stand that a text has more than once."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        self._codes = codes
        hashes = grams(codes, GRAM)
        room = len(hashes).bit_length()  # for a place, in a hash's low bits: one sort brings equal grams together, each in its order
        self._place = np.uint64(2**room - 1)
        self._hashes = hashes << np.uint64(room)
        self._ranked = self._hashes | np.arange(len(hashes), dtype=np.uint64)
        self._ranked.sort()
        again = self._ranked[1:][self._ranked[1:] ^ self._ranked[:-1] <= self._place]
        self._seeds = (again & self._place).astype(np.intp)
        self._seeds.sort()

    @property
    def reach(self) -> int:
        """Letters from the first that stood before to the last."""
        return int(self._seeds[-1] - self._seeds[0]) + GRAM if len(self._seeds) else 0

    def next_seed(self, start: int) -> int | None:
        """The next place whose gram stood before."""
        rank = int(self._seeds.searchsorted(start))
        return int(self._seeds[rank]) if rank < len(self._seeds) else None

    def run(self, later: int, last: Run) -> Run:
        """The longest run through a seed that begins behind the last one: on from its first print, or from the one near the last run."""
        return max((self._run(earlier, later, last) for earlier in self._earlier(later, last)), key=lambda run: run.length)

    def _earlier(self, later: int, last: Run) -> set[int]:
        """The first place of a gram, and the one before it that is nearest to where the last run goes on."""
        goes_on = later - (last.later - last.earlier)
        first, near, end = self._ranked.searchsorted(self._hashes[later] | np.array([0, goes_on, later], dtype=np.uint64)).tolist()
        return {int(self._ranked[rank] & self._place) for rank in (first, max(first, near - 1), min(near, end - 1))}

    def _run(self, earlier: int, later: int, last: Run) -> Run:
        begin = 0
        most = min(GAP, later - last.later - last.length, earlier)
        while begin < most and self._codes[later - begin - 1] == self._codes[earlier - begin - 1]:
            begin += 1
        return Run(earlier - begin, later - begin, begin + self._equal(earlier, later))

    def _equal(self, earlier: int, later: int) -> int:
        """How many letters from two places on are equal."""
        length = 0
        while later + length < len(self._codes):
            ahead = self._codes[later + length : later + length + _CHUNK]
            others = (ahead != self._codes[earlier + length : earlier + length + len(ahead)]).nonzero()[0]
            if len(others):
                return length + int(others[0])
            length += len(ahead)
        return length
