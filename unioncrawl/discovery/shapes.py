"""The shape of articles' addresses: a regular expression generalised from those in lists, digits to \\d."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

FEWEST = 3  # addresses of a shape
LEAST = 0.1  # share of the addresses
MOST_SHAPES = 3
MOST_WORDS = 6  # folders that are named; more are any
STRONG = 9  # digits that are no number of pages
DATE = (4, 6, 8)  # digits of a year, a month, a day

_VARIED = re.compile(r"(?<![0-9a-z])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])|\d+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SWITCHES = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_MIXED = 3  # changes between letters and digits from which a name is one of a random alphabet


class _Address(NamedTuple):
    """An address cut up."""

    folders: tuple[str, ...]  # before the part that varies, the nearest last
    varied: tuple[str, ...]  # the folders and the file from the first that holds digits
    query: tuple[tuple[str, str], ...]

    @property
    def skeleton(self) -> tuple[str, ...]:
        """What addresses of one shape share."""
        return (*map(_skeleton, self.varied), "?", *(f"{name}={_skeleton(value)}" for name, value in self.query))


def article_shape(addresses: Iterable[str], others: Collection[str] = ()) -> str | None:
    """A regular expression that the articles' addresses match and the others, of lists and menus, do not. None where they have no shape.

    Few addresses of another shape do not count: lists have links to elsewhere.
    """
    cut = [found for address in dict.fromkeys(addresses) if (found := _cut(address))]
    groups: dict[tuple[str, ...], list[_Address]] = {}
    for address in cut:
        groups.setdefault(address.skeleton, []).append(address)
    common = Counter({skeleton: len(group) for skeleton, group in groups.items()}).most_common(MOST_SHAPES)
    enough = [groups[skeleton] for skeleton, count in common if count >= max(LEAST * len(cut), min(FEWEST, len(cut)))]
    shapes = [shape for group in enough if (shape := _shape(group, others))]
    return "|".join(dict.fromkeys(shapes)) or None


def _cut(address: str) -> _Address | None:
    """None for an address in which nothing varies."""
    parts = urlsplit(address)
    segments = tuple(parts.path.strip("/").split("/")) if parts.path.strip("/") else ()
    query = tuple((name, value) for pair in parts.query.split("&") if pair for name, _, value in [pair.partition("=")])
    at = len(segments)
    while at and _varies(segments[at - 1]):
        at -= 1
    if at == len(segments):
        if not segments or not any(_varies(value) for _, value in query):
            return None
        return _Address(segments[:-1], segments[-1:], query)
    return _Address(segments[:at], segments[at:], ())


def _varies(segment: str) -> bool:
    return _VARIED.search(segment) is not None


def _skeleton(segment: str) -> str:
    stem, dot, ending = segment.rpartition(".") if "." in segment else (segment, "", "")
    if not _VARIED.fullmatch(stem) and len(_SWITCHES.findall(stem)) >= _MIXED:
        return f"*{dot}{ending}"
    return _VARIED.sub(lambda found: "#" if found[0].isdecimal() else "@", stem) + dot + ending


def _shape(group: Sequence[_Address], others: Collection[str]) -> str | None:
    """With as many folders as it takes to be told from the others."""
    first = group[0]
    dated = any(map(_YEAR.match, first.varied[:-1]))
    varied = [_alike([address.varied[place] for address in group], dated) for place in range(len(first.varied))]
    query = [f"{_literal(name)}={_alike([address.query[place][1] for address in group])}" for place, (name, _) in enumerate(first.query)]
    ending = r"\?" + "&".join(query) + "(?:&|$)" if query else "$"
    shape = "/" + "/".join(varied) + ending
    strong = _is_strong(group)
    for depth in range(1, 4):
        if strong and not any(re.search(shape, other) for other in others):
            return shape
        if any(len(address.folders) < depth for address in group):
            return None
        shape = f"/{_folder({address.folders[-depth] for address in group})}{shape}"
        strong = True
    return None


def _is_strong(group: Sequence[_Address]) -> bool:
    """Whether it is told from a list's further pages by itself: by a word beside the number, a day, or the number's length."""
    file = group[0].varied[-1]
    worded = file.rpartition(".")[0].strip("0123456789_-") != ""
    dated = any(_YEAR.match(folder) for folder in group[0].varied[:-1])
    return worded or dated or bool(group[0].query) or min(len(address.varied[-1].partition(".")[0]) for address in group) >= STRONG


def _folder(names: Collection[str]) -> str:
    if len(names) == 1:
        return _literal(next(iter(names)))
    return f"(?:{'|'.join(map(_literal, sorted(names)))})" if len(names) <= MOST_WORDS else r"[\w-]+"


def _alike(segments: Sequence[str], within_date: bool = False) -> str:
    """One expression for segments of one skeleton."""
    skeleton = _skeleton(segments[0])
    if skeleton.startswith("*"):
        return rf"[\w-]{{{min(len(segment.rpartition('.')[0] or segment) for segment in segments) - 2},}}" + _literal(skeleton[1:])
    numbers = iter(list(zip(*map(_VARIED.findall, segments), strict=True)))  # by their places
    pieces = re.findall(r"[#@]|[^#@]+", skeleton)
    dated = any(map(_YEAR.match, segments)) or within_date
    return "".join(_number(next(numbers), piece, dated) if piece in "#@" else _literal(piece) for piece in pieces)


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\-", "-")


def _number(texts: Sequence[str], sign: str, dated: bool) -> str:
    """The expression of a number that these are; a date, or a part of one, keeps its length, an id may grow."""
    shortest, longest = min(map(len, texts)), max(map(len, texts))
    if sign == "@":
        return r"[0-9a-fA-F-]{36}" if "-" in texts[0] else r"[0-9a-fA-F]{32}"
    if shortest == longest and shortest in DATE and all(text.startswith(("19", "20")) for text in texts):
        return rf"\d{{{shortest}}}"
    if dated and longest <= 2:
        return r"\d{1,2}" if shortest < longest else rf"\d{{{longest}}}"
    return rf"\d{{{shortest - 2},}}" if shortest > 3 else r"\d+"
