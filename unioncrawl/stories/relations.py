"""How two texts relate: the same, a part of one another, or one form filled for two events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from unioncrawl.stories.fingerprint import TEXT_GRAM, Fingerprint

CONTAINED = 0.60  # least share of the shorter text's grams in the other of two that are related
MUTUAL = 0.60  # least share of either's in the other of two that are the same
REPLACED_FIGURES = 0.10  # most figures of the common part in whose place the other has its own,
REPLACED_WORDS = 0.020  # most words so replaced, by letter of the common part,
REPLACED_BLOCK = 0.12  # and most of the shorter text in whose place the other has something else: beyond them it is a form
FAR = timedelta(days=30)  # apart, a text that is told again is a new one (the yearly campaign), unless
NEARLY_ALL = 0.90  # so much of it is in the other, with no other figure

_BLOCK = 40  # letters of a replacement that is no word
_GAP = 2000  # letters of one that is looked into
_ANCHORS = 400  # common passages of two texts that are put in order
_BACK = 60  # of them, those looked back at

_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万亿两")
_FIGURE = re.compile(f"[{''.join(sorted(_NUMERALS))}]+")
_LONGEST_FIGURE = 5  # digits; longer ones are dates, telephones
_DATELINE = re.compile("日[电讯]|来源|浏览|字号")  # what pages put in and change at will, with figures of its own


class Kind(StrEnum):
    """What a text is to another."""

    SAME = "same"
    EXCERPT = "excerpt of"
    LONGER = "longer version of"
    TEMPLATE = "template"  # one form, another event


class Relation(NamedTuple):
    """What the first text is to the second, and the share of the shorter one that both have."""

    kind: Kind
    share: float

    @property
    def is_story(self) -> bool:
        """Whether the two tell the same."""
        return self.kind is not Kind.TEMPLATE


class _Anchor(NamedTuple):
    """A passage that both texts have: its places in the two, and its letters."""

    one: int
    other: int
    length: int


def relation(one: Fingerprint, other: Fingerprint, apart: timedelta | None = None) -> Relation | None:
    """What one text is to another; None where they have too little in common. `apart`: between their publications, where both are known."""
    if len(one.grams) > len(other.grams):
        turned = relation(other, one, apart)
        return turned and turned._replace(kind=Kind.LONGER if turned.kind is Kind.EXCERPT else turned.kind)
    places, others = _shared(one, other)
    share = len(places) / max(1, len(one.grams))
    if share < CONTAINED:
        return None
    figures, is_form = _compared(one.letters, other.letters, _in_order(_anchors(places, others)))
    is_late = apart is not None and abs(apart) > FAR and (share < NEARLY_ALL or figures > 0)
    if is_form or is_late:
        return Relation(Kind.TEMPLATE, share)
    return Relation(Kind.SAME if len(places) >= MUTUAL * len(other.grams) else Kind.EXCERPT, share)


def _shared(one: Fingerprint, other: Fingerprint) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first places in both texts of the grams that they share, in the order of the grams."""
    if not len(other.grams):
        return one.places[:0], one.places[:0]
    found = np.searchsorted(other.grams, one.grams)
    found[found == len(other.grams)] = 0
    shared = other.grams[found] == one.grams
    return one.places[shared], other.places[found[shared]]


def _anchors(places: NDArray[np.intp], others: NDArray[np.intp]) -> list[_Anchor]:
    """The passages that grams make which follow each other in both texts, in the order of the first."""
    order = places.argsort()
    places, others = places[order], others[order]
    breaks = ((places[1:] != places[:-1] + 1) | (others[1:] != others[:-1] + 1)).nonzero()[0] + 1
    bounds = [0, *breaks.tolist(), len(places)]
    return [_Anchor(int(places[start]), int(others[start]), end - start + TEXT_GRAM - 1) for start, end in pairwise(bounds)]


def _in_order(anchors: list[_Anchor]) -> list[_Anchor]:
    """Those anchors, of most letters together, that follow each other in both texts; what two of them share is cut from the latter."""
    anchors = sorted(sorted(anchors, key=lambda anchor: -anchor.length)[:_ANCHORS])
    weights: list[int] = []
    before: list[int] = []
    for at, anchor in enumerate(anchors):
        weight, link = anchor.length, -1
        for back in range(max(0, at - _BACK), at):
            gain = weights[back] + anchor.length - _overlap(anchors[back], anchor)
            if anchors[back].other < anchor.other and gain > weight:
                weight, link = gain, back
        weights.append(weight)
        before.append(link)
    chain: list[_Anchor] = []
    at = max(range(len(anchors)), key=weights.__getitem__, default=-1)
    while at >= 0:
        chain.append(anchors[at])
        at = before[at]
    return chain[::-1]


def _overlap(anchor: _Anchor, then: _Anchor) -> int:
    return max(0, anchor.one + anchor.length - then.one, anchor.other + anchor.length - then.other)


def _compared(one: str, other: str, anchors: list[_Anchor]) -> tuple[int, bool]:
    """How many figures of one text have others in their place in the other, and whether what is replaced shows two fillings of a form."""
    figures = words = block = 0
    for here, there in _replaced(one, other, anchors):
        is_long, is_alike = min(len(here), len(there)) >= _BLOCK, _is_alike(here, there)
        if is_long and not is_alike:
            block += min(len(here), len(there))
        elif is_long or max(len(here), len(there)) < 3 * _BLOCK:
            others = _figures_replaced(here, there)
            figures += others
            words += 0 if others else sum(edit.tag == "replace" for edit in Levenshtein.opcodes(here, there))
    letters = sum(anchor.length for anchor in anchors)
    last = anchors[-1]
    all_figures = len(_FIGURE.findall(one, anchors[0].one, last.one + last.length))
    is_form = figures > REPLACED_FIGURES * all_figures or words > REPLACED_WORDS * letters or block > REPLACED_BLOCK * len(one)
    return figures, is_form


def _replaced(one: str, other: str, anchors: list[_Anchor]) -> Iterator[tuple[str, str]]:
    """What two anchors have between them in either text, with the whole of the figures at its ends, where both have something."""
    for anchor, then in pairwise(anchors):
        over = _overlap(anchor, then)
        here = anchor.one + anchor.length, then.one + over
        there = anchor.other + anchor.length, then.other + over
        if here[0] < here[1] and there[0] < there[1]:
            texts = _with_figures(one, *here), _with_figures(other, *there)
            if texts[0] != texts[1] and not any(map(_DATELINE.search, texts)):
                yield texts


def _with_figures(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1] in _NUMERALS:
        start -= 1
    while end < len(text) and text[end] in _NUMERALS:
        end += 1
    return text[start:end]


def _figures_replaced(here: str, there: str) -> int:
    found, others = (Counter(figure for figure in _FIGURE.findall(text) if len(figure) <= _LONGEST_FIGURE) for text in (here, there))
    return min((found - others).total(), (others - found).total())


def _is_alike(here: str, there: str) -> bool:
    """Whether two stretches are the same but for some words; those too long to tell are not."""
    return max(len(here), len(there)) <= _GAP and Levenshtein.normalized_similarity(here, there) >= 0.5
