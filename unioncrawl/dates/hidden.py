"""The dates that a page gives beside its lines: in its head, and on the list that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from unioncrawl.dates import Stamp, at_day, read_line, strongest
from unioncrawl.dates.places import Dated, Place
from unioncrawl.items import Article

DEFAULT_CLOCKS = {time(0, 0, 0), time(23, 59, 59)}  # what a CMS that knows the day alone puts into a meta
TEMPLATE_CLOCK = timedelta(minutes=5)  # a meta so near to the fetching tells when the page was made

# Metas that tell of the publication, the surest first; those of the template, of changes and of the page's making (Maketime) do not.
METAS = (
    "ct",  # of a WeChat page, in seconds: its script's, by which the page shows its time
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publishtime",
    "publish_time",
    "publishedtime",
    "firstpublishedtime",
    "og:release_date",
    "og:published_time",
    "og:time",
    "weibo:article:create_at",
    "weibo: article:create_at",
    "bytedance:published_time",
    "apub:time",
    "createdate",
    "datecreated",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)


def hidden_dates(article: Article, address: Stamp | None) -> Iterator[Dated]:
    """The dates of the page's head and of the list that led to it."""
    near = address.at.date() if address else None
    given = article.hints.metas
    metas = [content for name in METAS if name in given for content in given[name]]
    for content in [*filter(None, [article.hints.jsonld.get("datePublished")]), *metas]:
        found = strongest(read_line(content, article.fetched_at, near))
        if found and not _is_template_clock(found.stamp, article.fetched_at):
            is_day = found.stamp.at.time() in DEFAULT_CLOCKS
            yield Dated(Place.META, at_day(found.stamp.at.date()) if is_day and found.stamp.precision != "month" else found.stamp)
    listing = article.hints.listing
    if listing and listing.date:
        found = strongest(read_line(listing.date, article.fetched_at, near))
        if found:
            yield Dated(Place.LISTING, found.stamp)


def _is_template_clock(stamp: Stamp, fetched_at: datetime | None) -> bool:
    """Whether a date is so near to the fetching that it tells when the page was made."""
    return fetched_at is not None and stamp.precision in {"minute", "second"} and abs(stamp.at - fetched_at) < TEMPLATE_CLOCK
