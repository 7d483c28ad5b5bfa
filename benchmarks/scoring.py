"""What a tool read from a page, held against the truth; and the shares over all pages, which are the table's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from benchmarks.comparing import Overlap, has_minute, image_names, letters, names, overlap, same_day, same_minute, same_source, same_title
from benchmarks.corpus import Truth


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tool says of a page; None and empty mean that it found nothing, or does not look for it."""

    body: str = ""
    title: str | None = None
    published: date | None = None  # a datetime where the tool gives a time of day
    source: str | None = None
    authors: Sequence[str] = ()
    editors: Sequence[str] = ()
    images: Sequence[str] | None = None  # addresses


@dataclass(frozen=True, slots=True)
class ImageCounts:
    """Pictures of the article on one page."""

    right: int
    found: int
    shown: int


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page. None: the page shows no such thing, so nothing can be right; the share is over the other pages."""

    site: str
    body: Overlap
    empty: bool
    contained: tuple[bool, ...]  # of Truth.must_contain
    chrome: tuple[bool, ...]  # of Truth.chrome: whether it leaked into the body
    meta_lines: tuple[bool, ...]  # of Truth.meta_lines, the same
    title: bool
    day: bool | None
    wrong_day: bool | None  # a day was given, another one than the page's
    minute: bool | None
    source: bool | None
    authors: bool | None  # the exact set
    false_author: bool | None  # only where the page names no author: somebody was named who is not the source
    editors: bool | None
    images: ImageCounts | None
    failed: bool  # the tool raised


def score(reading: Reading, truth: Truth, *, failed: bool = False) -> PageScore:
    """Hold one reading against its truth."""
    body = letters(reading.body)
    day = minute = wrong_day = None
    if truth.published:
        day = reading.published is not None and same_day(reading.published, truth.published, truth.utc_offset)
        wrong_day = reading.published is not None and not day
        if has_minute(truth.published):
            minute = reading.published is not None and same_minute(reading.published, truth.published, truth.utc_offset)
    authors, editors = names(reading.authors), names(reading.editors)
    return PageScore(
        site=truth.site,
        body=overlap(reading.body, truth.body),
        empty=not body,
        contained=tuple(letters(piece) in body for piece in truth.must_contain),
        chrome=tuple(letters(piece) in body for piece in truth.chrome),
        meta_lines=tuple(letters(piece) in body for piece in truth.meta_lines),
        title=same_title(reading.title, (truth.title, *truth.titles)),
        day=day,
        wrong_day=wrong_day,
        minute=minute,
        source=same_source(reading.source, (truth.source, *truth.outlets)) if truth.source else None,
        authors=authors == names(truth.authors) if truth.authors else None,
        false_author=None if truth.authors else not authors <= names(truth.source) | names(truth.outlets),
        editors=bool(editors) and editors == names(truth.editors) if truth.editors else None,
        images=_count_images(reading, truth),
        failed=failed,
    )


def _count_images(reading: Reading, truth: Truth) -> ImageCounts | None:
    if reading.images is None or truth.images is None:
        return None
    found, shown = image_names(reading.images), image_names(truth.images)
    return ImageCounts(len(found & shown), len(found), len(shown))


Scores = Sequence[PageScore]


def percent(values: Iterable[float | bool | None]) -> float | None:
    """The mean in per cent of what is known; None where nothing is."""
    known = [float(value) for value in values if value is not None]
    return 100 * fmean(known) if known else None


def mean_by_site(scores: Scores) -> float | None:
    """Body F1 in which a site counts once, however many of its pages are in the set."""
    sites: dict[str, list[float]] = {}
    for page in scores:
        sites.setdefault(page.site, []).append(page.body.f1)
    return percent(fmean(values) for values in sites.values())


def image_recall(scores: Scores) -> float | None:
    """Of the articles' pictures, the share found."""
    counts = [page.images for page in scores if page.images]
    return 100 * sum(page.right for page in counts) / max(1, sum(page.shown for page in counts)) if counts else None


def image_precision(scores: Scores) -> float | None:
    """Of the pictures found, the share that is the article's."""
    counts = [page.images for page in scores if page.images]
    return 100 * sum(page.right for page in counts) / max(1, sum(page.found for page in counts)) if counts else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head, what a tool must give to have a value in it, and how the value is got."""

    head: str
    needs: str  # the field of Reading; "" for none
    value: Callable[[Scores], float | None]


BODY = (
    Column("F1", "body", lambda scores: percent(page.body.f1 for page in scores)),
    Column("precision", "body", lambda scores: percent(page.body.precision for page in scores)),
    Column("recall", "body", lambda scores: percent(page.body.recall for page in scores)),
    Column("F1 by site", "body", mean_by_site),
    Column("F1 median", "body", lambda scores: 100 * median(page.body.f1 for page in scores)),
    Column("F1 ≥ .95", "body", lambda scores: percent(page.body.f1 >= 0.95 for page in scores)),
    Column("F1 < .5", "body", lambda scores: percent(page.body.f1 < 0.5 for page in scores)),
    Column("empty", "body", lambda scores: sum(page.empty for page in scores)),
    Column("must contain", "body", lambda scores: percent(hit for page in scores for hit in page.contained)),
    Column("chrome leak", "body", lambda scores: percent(leak for page in scores for leak in page.chrome)),
    Column("pages with leak", "body", lambda scores: percent(any(page.chrome) for page in scores)),
    Column("meta lines left", "body", lambda scores: percent(leak for page in scores for leak in page.meta_lines)),
)
FIELDS = (
    Column("title", "title", lambda scores: percent(page.title for page in scores)),
    Column("day", "published", lambda scores: percent(page.day for page in scores)),
    Column("minute", "published", lambda scores: percent(page.minute for page in scores)),
    Column("wrong day", "published", lambda scores: percent(page.wrong_day for page in scores)),
    Column("source", "source", lambda scores: percent(page.source for page in scores)),
    Column("editor", "editors", lambda scores: percent(page.editors for page in scores)),
    Column("authors", "authors", lambda scores: percent(page.authors for page in scores)),
    Column("false author", "authors", lambda scores: percent(page.false_author for page in scores)),
    Column("image recall", "images", image_recall),
    Column("image precision", "images", image_precision),
    Column("errors", "", lambda scores: sum(page.failed for page in scores)),
)
