"""Paragraphs that a page prints again, and what is left of each once the copy is cut out.

A copy holds the same sentences, however they are joined into paragraphs, with captions put in or left out. What has other words or
figures in the place of some is a form filled twice and no copy. What is shorter than a paragraph is a refrain, a slogan, a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from unioncrawl.lines.folding import letters
from unioncrawl.passages import GAP, GRAM, Run, repeated
from unioncrawl.text import HAN, code_points, letter_codes, script

_PROSE = 30  # characters of a line that may be a paragraph
_PARAGRAPH = 40  # letters that a copy has in one paragraph at least; or it is
_PASSAGE = 100  # letters long
_SHARE = 0.25  # and so much of the page;
_LIST = 300  # where no sentence ends in it, so long
_REST = 4  # letters that may hang on a copied paragraph: [详细], 摘要
_MISPRINTS = 0.005  # share of a copy's letters that may be others;
_MISPRINTS_ACROSS = 0.05  # more where the prints differ in script, for each has words of its own
_MOST = 100  # passages of a page that are looked at

_WHOLE_STOP = rf"(?:(?<!\.)|(?<=[{HAN}]\.))"  # behind a character: a point is no stop, unless Chinese stands before it
_STOP = re.compile(f"[。！？!?.]{_WHOLE_STOP}")
_BOUND = re.compile(f"[。！？!?.\n]{_WHOLE_STOP}")
_SENTENCE = re.compile(rf".*?(?:(?:{_STOP.pattern})+[”’」』）)]*|$)", re.DOTALL)
_PAUSE = re.compile("[。，,；;！？]")
_FIGURES = re.compile("[0-9〇零一二三四五六七八九十百千万亿两]+")

Span = tuple[int, int]  # letters: from, to


def is_prose(text: str) -> bool:
    """Whether a line may be a paragraph."""
    return len(text) >= _PROSE and _PAUSE.search(text) is not None


def without_copies(texts: list[str]) -> dict[int, str]:
    """What stays of the paragraphs that hold a copy, by their places; "" where nothing does. The others are not named."""
    passages = repeated(code_points("".join(map(letters, texts))), _PARAGRAPH)
    if not passages:
        return {}
    page = _Page(texts)
    for passage in passages[:_MOST]:
        if page.may_be_copy(passage):
            page.cut(page.trimmed(passage))
    return page.left()


class _Page:
    """The letters of a page's paragraphs in one row, and which of them are cut."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._text = "\n".join(texts)
        self._codes, self._places = letter_codes(self._text)
        self._offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
        self._starts = self._places.searchsorted(self._offsets)  # of every paragraph; the last is the end
        self._sizes = np.diff(self._starts)
        self._gone = np.zeros(len(self._codes), dtype=bool)

    @cached_property
    def _is_bound(self) -> NDArray[np.bool_]:
        """Which letters begin a sentence; the end is a bound too."""
        stops = self._places.searchsorted([match.start() for match in _BOUND.finditer(self._text)])
        is_bound = np.zeros(len(self._codes) + 1, dtype=bool)
        is_bound[[0, -1]] = is_bound[stops] = True
        return is_bound

    @cached_property
    def _bounds(self) -> NDArray[np.intp]:
        return self._is_bound.nonzero()[0]

    def may_be_copy(self, passage: list[Run]) -> bool:
        """Whether a passage is long enough for a copy, or one of its prints may fill a paragraph: few lists of links do."""
        if self._may_be_long(passage):
            return True
        first, last = passage[0], passage[-1]
        return self._may_fill(first.later, last.later + last.length) or self._may_fill(first.earlier, last.earlier + last.length)

    def _may_be_long(self, passage: list[Run]) -> bool:
        """Whether a passage is long enough for a copy, whatever it fills."""
        most = sum(run.length for run in passage) + _REST * len(self._texts)
        return most >= _PASSAGE and most >= _SHARE * len(self._codes)

    def _may_fill(self, start: int, end: int) -> bool:
        """Whether a paragraph that is long enough lies between two letters, but for a rest."""
        first, last = self._starts.searchsorted(start - _REST), self._starts.searchsorted(end + _REST, "right")
        return bool((self._sizes[first : last - 1] >= _PARAGRAPH).any())

    def trimmed(self, passage: list[Run]) -> list[Run]:
        """The passage without the words by which what stands around its prints happens to be equal."""
        last = passage[-1]
        over = self._overhang(last.later + last.length, last.earlier + last.length, -1, last.length)
        first, *others = [*passage[:-1], last._replace(length=last.length - over)]
        over = self._overhang(first.later, first.earlier, 1, first.length)
        return [Run(first.earlier + over, first.later + over, first.length - over), *others]

    def _overhang(self, later: int, earlier: int, step: int, length: int) -> int:
        """Letters from an end of a run inwards to where a sentence begins: at once in one of the prints, or further on in both."""
        steps = step * np.arange(max(min(length, GAP) // 2, 1))
        bounds = self._is_bound[later + steps], self._is_bound[earlier + steps]
        near = (bounds[0] | bounds[1])[:GRAM]
        return int(np.argmax(near if near.any() else bounds[0] & bounds[1]))

    def cut(self, passage: list[Run]) -> None:
        """Cut one print of a passage if it is a copy: the later one, unless that is the one that goes on."""
        first, last = passage[0], passage[-1]
        later = first.later, last.later + last.length
        earlier = first.earlier, min(last.earlier + last.length, later[0])
        if not self._may_be_long(passage) and not self._is_outside(later, earlier):
            return
        if self._is_alone(earlier) and self._is_prose(self._at(later[1] - 1) + 1):
            spans = [(run.earlier, run.earlier + run.length) for run in passage]
        else:
            spans = [(run.later, run.later + run.length) for run in passage]
        removable = self._removable(spans, later, earlier)
        if removable.any() and not self._is_form(passage, later, earlier):
            self._gone |= removable

    def left(self) -> dict[int, str]:
        """What stays of every paragraph that lost something."""
        left: dict[int, str] = {}
        if not self._gone.any():  # mostly
            return left
        for at, text in enumerate(self._texts):
            gone = self._gone[self._starts[at] : self._starts[at + 1]]
            if np.count_nonzero(~gone) <= _REST and gone.any():
                left[at] = ""
            elif gone.any():
                spans = ((match[0], *self._span(at, match)) for match in _SENTENCE.finditer(text))
                left[at] = "".join(sentence for sentence, start, end in spans if start == end or not self._gone[start:end].all()).strip()
        return left

    def _removable(self, spans: list[Span], later: Span, earlier: Span) -> NDArray[np.bool_]:
        """The letters of a print that fill paragraphs or sentences of the page; none where they are too few for a copy."""
        covered = np.zeros(len(self._codes), dtype=bool)
        for start, end in spans:
            covered[start:end] = True
        paragraphs = _filled(covered, self._starts, _REST)
        filled = np.repeat(paragraphs, self._sizes) | np.repeat(_filled(covered, self._bounds, 0), np.diff(self._bounds))
        found = int(np.count_nonzero(filled))
        is_text = self._has_stop(earlier) or found >= _LIST
        if is_text and min(found, later[0] - earlier[0]) >= _PASSAGE and found >= _SHARE * len(covered):
            return filled
        if not self._is_outside(later, earlier):
            return np.zeros_like(covered)
        paragraphs &= self._sizes >= _PARAGRAPH
        for at in paragraphs.nonzero()[0]:
            paragraphs[at] = _STOP.search(self._texts[at]) is not None
        return np.repeat(paragraphs, self._sizes)

    def _is_outside(self, later: Span, earlier: Span) -> bool:
        """Whether one of two prints of a paragraph stands outside the text: before it as its summary, or alone, as a lead or a teaser."""
        return self._at(earlier[1] - 1) + 1 == self._at(later[0]) or self._is_alone(earlier) or self._is_alone(later)

    def _has_stop(self, span: Span) -> bool:
        return _STOP.search(self._between(*span)) is not None

    def _is_form(self, passage: list[Run], later: Span, earlier: Span) -> bool:
        """Whether one print has other figures, or other words within its sentences, in the place of those of the other."""
        replaced = 0
        for here, there in self._gaps(passage, later, earlier):
            is_line = self._is_whole(here) and self._is_whole(there)
            for one, other in _differences(self._letters(here), self._letters(there)):
                if _FIGURES.fullmatch(one + other) or (one and other and _FIGURES.search(one + other)):
                    return True
                if one and other and not is_line:
                    replaced += max(len(one), len(other))
        if not replaced:
            return False
        across = script(self._between(*later)) != script(self._between(*earlier))
        return replaced > sum(run.length for run in passage) * (_MISPRINTS_ACROSS if across else _MISPRINTS)

    def _gaps(self, passage: list[Run], later: Span, earlier: Span) -> Iterator[tuple[Span, Span]]:
        """What either print has between two runs, and what completes their paragraphs at both ends, but for a rest of the later one."""
        begins = self._paragraph(later[0])[0], self._paragraph(earlier[0])[0]
        ends = self._paragraph(later[1] - 1)[1], self._paragraph(earlier[1] - 1)[1]
        if later[0] - begins[0] > _REST:
            yield (max(begins[0], later[0] - GAP), later[0]), (max(begins[1], earlier[0] - GAP), earlier[0])
        for run, then in pairwise(passage):
            yield (run.later + run.length, then.later), (run.earlier + run.length, then.earlier)
        if ends[0] - later[1] > _REST:
            yield (later[1], min(ends[0], later[1] + GAP)), (earlier[1], min(ends[1], earlier[1] + GAP))

    def _is_alone(self, span: Span) -> bool:
        """Whether a print fills its paragraphs, and no others stand before and behind it."""
        first, last = self._at(span[0]), self._at(span[1] - 1)
        fills = self._starts[last + 1] - self._starts[first] - span[1] + span[0] <= _REST
        return bool(fills) and not self._is_prose(first - 1) and not self._is_prose(last + 1)

    def _is_prose(self, at: int) -> bool:
        return 0 <= at < len(self._texts) and is_prose(self._texts[at])

    def _is_whole(self, span: Span) -> bool:
        """Whether a span begins and ends with a paragraph."""
        return span[0] in self._starts and span[1] in self._starts

    def _at(self, letter: int) -> int:
        """The paragraph of a letter."""
        return int(self._starts.searchsorted(letter, "right")) - 1

    def _paragraph(self, letter: int) -> Span:
        at = self._at(letter)
        return int(self._starts[at]), int(self._starts[at + 1])

    def _letters(self, span: Span) -> str:
        return "".join(map(chr, self._codes[span[0] : span[1]]))

    def _between(self, start: int, end: int) -> str:
        """The text from a letter to the one before another."""
        return self._text[self._places[start] : self._places[end] if end < len(self._places) else None]

    def _span(self, at: int, match: re.Match[str]) -> Span:
        """The letters of a match in a paragraph."""
        start, end = self._places.searchsorted(self._offsets[at] + np.array(match.span()))
        return int(start), int(end)


def _differences(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands in one text for what in the other; "" for nothing."""
    for edit in Levenshtein.opcodes(one, other):
        if edit.tag != "equal":
            yield one[edit.src_start : edit.src_end], other[edit.dest_start : edit.dest_end]


def _filled(covered: NDArray[np.bool_], bounds: NDArray[np.intp], rest: int) -> NDArray[np.bool_]:
    """Which stretches between two bounds are covered, but for a rest of some letters."""
    counts = np.diff(np.concatenate([[0], np.cumsum(covered)])[bounds])
    return (counts > 0) & (np.diff(bounds) - counts <= rest)
