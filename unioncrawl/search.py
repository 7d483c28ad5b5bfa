"""Searching Chinese: what an article is found by, what a search asks for, and the lines that show it.

Chinese has no blanks between words, so the index holds every two neighbouring characters: 总工会 is 总工, 工会, and 会 alone, as the last
of its run. A word of two characters is one term, exactly; a longer one is its pairs in a row; a single character is what terms begin
with. Letters and digits are words as they stand. Everything is in simplified script, one width, lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import add
from typing import NamedTuple

import numpy as np

from unioncrawl.text import HAN, is_han, letter_codes, narrow

LONGEST = 60_000  # characters of an article that are searched: PostgreSQL's tsvector holds 1 MB
LONGEST_WORD = 32  # characters of a word of letters that are told apart
MOST_WORDS = 100  # of a query
BEFORE, SHOWN = 16, 72  # characters of a snippet: before the first word found, altogether
TITLE = 8  # times that a word in a title counts as much as in a body
_MOST_HITS = 200  # looked at for a snippet
_ENOUGH, _LENGTH = 1.2, 0.75  # BM25's k1 and b

_RUN = re.compile(f"[{HAN}]+|[^ {HAN}]+")
_SPACED_NAME = re.compile(f"(?<![{HAN}])([{HAN}])[ \u3000](?=[{HAN}](?![{HAN}]))")  # 王 伟, as short names are printed
_TOKEN = re.compile(r'-?"[^"]*"?|-?\(|\)|[^\s()"]+')
_QUOTES = str.maketrans("“”„‟", '""""')


class QueryError(ValueError):
    """The search asks for nothing that could be found."""


class Phrase(NamedTuple):
    """Words that follow each other."""

    runs: tuple[str, ...]  # of Chinese characters, or words of letters


class Every(NamedTuple):
    """All of these, and none of those."""

    wanted: tuple[Query, ...]
    unwanted: tuple[Query, ...] = ()


class Either(NamedTuple):
    """One of these, or more."""

    options: tuple[Query, ...]


Query = Phrase | Every | Either


def terms(text: str) -> list[str]:
    """What a text is found by, in its order."""
    return [term for run in _runs(text[:LONGEST]) for term in _run_terms(run)]


def _runs(text: str) -> list[str]:
    return _RUN.findall(_fold(_SPACED_NAME.sub(r"\1", text)))


def _fold(text: str) -> str:
    """Letters as they compare, a blank for everything else; one character for one."""
    codes, places = letter_codes(text)
    folded = np.full(len(text), ord(" "), dtype=np.uint32)
    folded[places] = codes
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


def _run_terms(run: str) -> list[str]:
    if not is_han(run[0]):
        return [run[:LONGEST_WORD]]
    return [*map(add, run, run[1:]), run[-1]]


def parse(query: str) -> Query:
    """Words and "phrases", all of which are wanted; `OR` or `|` between alternatives, `-` before what is not wanted, and parentheses.

    AND (which may be written) binds closer than OR. QueryError where no word is wanted, a parenthesis has nothing in it or closes
    that was not opened, or there are more words than anybody searches for.
    """
    words = _TOKEN.findall(narrow(query).translate(_QUOTES))[::-1]
    if len(words) > MOST_WORDS:
        raise QueryError(f"a search of more than {MOST_WORDS} words")
    found = _either(words)
    if words:
        raise QueryError("a parenthesis is closed that was not opened")
    return found


def _either(tokens: list[str]) -> Query:
    """The alternatives up to a closing parenthesis, or to the end: they are taken from the list, which is in reverse."""
    options = [_every(tokens)]
    while tokens and tokens[-1] in {"OR", "|"}:
        tokens.pop()
        options.append(_every(tokens))
    return options[0] if len(options) == 1 else Either(tuple(options))


def _every(tokens: list[str]) -> Query:
    """All up to an alternative, a closing parenthesis, or the end."""
    wanted: list[Query] = []
    unwanted: list[Query] = []
    while tokens and tokens[-1] not in {")", "OR", "|"}:
        word = tokens.pop()
        if word in {"(", "-("}:
            if tokens[-1:] in ([], [")"]):
                raise QueryError(f"a parenthesis with nothing in it: put words between {word} and ), or leave it out")
            found: Query | None = _either(tokens)
            del tokens[-1:]  # the closing parenthesis, if it is there
        else:
            found = _phrase(word)
        if found is not None and word != "AND":
            (unwanted if word.startswith("-") else wanted).append(found)
    if not wanted:
        raise QueryError("nothing to search for: at least one word must be wanted, and no alternative empty")
    return wanted[0] if len(wanted) == 1 and not unwanted else Every(tuple(wanted), tuple(unwanted))


def _phrase(word: str) -> Phrase | None:
    runs = _runs(word)
    return Phrase(tuple(runs)) if runs else None


def _phrase_terms(phrase: Phrase) -> tuple[list[str], bool]:
    """The terms in a row, and whether the last is only the beginning of one."""
    *before, last = phrase.runs
    found = [term for run in before for term in _run_terms(run)]
    if not is_han(last[0]):
        return [*found, *_run_terms(last)], False
    return ([*found, *_run_terms(last)[:-1]], False) if len(last) > 1 else ([*found, last], True)


def fts5(query: Query) -> str:
    """As SQLite's FTS5 has it."""
    if isinstance(query, Phrase):
        row, is_open = _phrase_terms(query)
        return f'"{" ".join(row)}"{" *" if is_open else ""}'
    if isinstance(query, Either):
        return f"({' OR '.join(map(fts5, query.options))})"
    wanted = " AND ".join(map(fts5, query.wanted))
    return f"({wanted})" if not query.unwanted else f"(({wanted}) NOT ({' OR '.join(map(fts5, query.unwanted))}))"


def tsquery(query: Query) -> str:
    """As PostgreSQL's tsquery has it."""
    if isinstance(query, Phrase):
        row, is_open = _phrase_terms(query)
        follow = " <-> ".join(f"'{term}'" for term in row)
        return f"({follow}:*)" if is_open else f"({follow})"
    if isinstance(query, Either):
        return f"({' | '.join(map(tsquery, query.options))})"
    return f"({' & '.join([*map(tsquery, query.wanted), *(f'!{tsquery(part)}' for part in query.unwanted)])})"


def tsvector(title: str, body: str) -> str:
    """Both texts as PostgreSQL's tsvector, the title's terms with weight A, and a place left empty between the two.

    Its places end at 16,383: what comes later in a text is found by words of two characters, and by longer ones no more.
    """
    of_title = terms(title)
    weighted = [f"'{term}':{place}A" for place, term in enumerate(of_title, 1)]
    return " ".join(weighted + [f"'{term}':{min(place, 16383)}" for place, term in enumerate(terms(body), len(of_title) + 2)])


def snippet(text: str, query: Query, marks: tuple[str, str] = ("【", "】")) -> str:
    """The part of a text that has most of what was searched for, which stands between marks; its beginning where it has nothing of it."""
    folded = _fold(text[:LONGEST])
    hits = sorted((hit.start(), hit.end(), number) for number, pattern in enumerate(_patterns(query)) for hit in _first(pattern, folded))
    begin = max((start for start, _, _ in hits), key=lambda start: (_kinds(hits, start), -start), default=0)
    begin = max(0, begin - BEFORE)
    end, shown, done = begin + SHOWN, [], begin
    for start, stop, _ in hits:
        if done <= start and stop <= end:
            shown += [text[done:start], marks[0], text[start:stop], marks[1]]
            done = stop
    shown.append(text[done:end])
    return f"{'…' if begin else ''}{''.join(shown).strip()}{'…' if end < len(text) else ''}".replace("\n", " ")


def relevance(texts: Sequence[tuple[str, str]], query: Query) -> list[float]:
    """How well each of these titles and bodies, all of which have what was searched for, is what was meant: BM25 among them."""
    patterns = _patterns(query)
    folded = [(_fold(title), _fold(body[:LONGEST])) for title, body in texts]
    often = np.array(
        [[TITLE * len(pattern.findall(title)) + len(pattern.findall(body)) for pattern in patterns] for title, body in folded], float
    ).reshape(len(texts), len(patterns))
    lengths = np.array([len(title) + len(body) for title, body in folded], float)
    having = np.count_nonzero(often, axis=0)
    rarity = np.log1p((len(texts) - having + 0.5) / (having + 0.5))
    enough = _ENOUGH * (1 - _LENGTH + _LENGTH * lengths / max(1.0, lengths.mean() if len(texts) else 1.0))
    scores: list[float] = (often * (_ENOUGH + 1) / (often + enough[:, None]) @ rarity).tolist()
    return scores


def _kinds(hits: list[tuple[int, int, int]], start: int) -> int:
    return len({number for first, stop, number in hits if start <= first and stop <= start + SHOWN - BEFORE})


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (hit for hit, _ in zip(pattern.finditer(text), range(_MOST_HITS), strict=False))


def _patterns(query: Query) -> list[re.Pattern[str]]:
    """One for every phrase that is wanted, for folded text."""
    if isinstance(query, Phrase):
        words = [re.escape(run) if is_han(run[0]) else f"(?<![^ {HAN}]){re.escape(run)}(?![^ {HAN}])" for run in query.runs]
        return [re.compile(" {0,4}".join(words))]
    return [pattern for part in (query.wanted if isinstance(query, Every) else query.options) for pattern in _patterns(part)]
