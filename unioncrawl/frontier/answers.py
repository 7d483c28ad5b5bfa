"""What an answer that is no page means for its address."""

from __future__ import annotations

from enum import Enum, auto

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, NotSupported
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.robots import RobotsUnreachable


class Answer(Enum):
    """What becomes of the address."""

    LATER = auto()  # try again within this crawl
    NEVER = auto()  # asking again soon changes nothing: tomorrow's crawl may try
    GONE = auto()
    UNMODIFIED = auto()


GONE = frozenset({404, 410})
BUSY = frozenset({429, 503})
LATER = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def meaning(error: BaseException) -> Answer:
    """What a failed download means."""
    if isinstance(error, HttpError):
        status = error.response.status
        if status in GONE:
            return Answer.GONE
        if status == 304:
            return Answer.UNMODIFIED
        return Answer.LATER if status in LATER else Answer.NEVER
    forbidden = isinstance(error, IgnoreRequest | DownloadCancelledError | NotSupported)  # robots.txt, another site, too large
    return Answer.NEVER if forbidden and not _is_ours(error) and not isinstance(error, RobotsUnreachable) else Answer.LATER


def is_of_the_host(error: BaseException) -> bool:
    """Whether a failure says something of the whole host: that it does not answer, or is asked too much.

    Where one of its programs fails (500, 502), pages beside it may be well.
    """
    if isinstance(error, HttpError):
        return error.response.status in BUSY
    return meaning(error) is Answer.LATER and not _is_ours(error)


def _is_ours(error: BaseException) -> bool:
    """Whether the page came, and the archive could not take it."""
    return isinstance(error, IgnoreRequest) and isinstance(error.__cause__, OSError | SQLAlchemyError)


def is_oversize(error: BaseException) -> bool:
    """Whether what came, or what it was when decompressed, is over DOWNLOAD_MAXSIZE."""
    return isinstance(error, DownloadCancelledError) or isinstance(error.__cause__, _DecompressionMaxSizeExceeded)


def described(error: BaseException) -> str:
    """In a line, for the frontier's column."""
    if isinstance(error, HttpError):
        return f"status {error.response.status}"
    return f"{type(error).__name__}: {error}"[:300]
