"""What answers that are no page mean."""

import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from unioncrawl.frontier.answers import Answer, described, is_of_the_host, meaning
from unioncrawl.robots import RobotsUnreachable


def status(number: int) -> HttpError:
    return HttpError(Response("http://a.cn/1", status=number))


def archive_trouble() -> IgnoreRequest:
    error = IgnoreRequest("cannot be archived")
    error.__cause__ = OSError(28, "No space left on device")
    return error


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        *((status(number), Answer.GONE) for number in (404, 410)),
        *((status(number), Answer.LATER) for number in (408, 429, 500, 502, 503, 504, 521)),
        *((status(number), Answer.NEVER) for number in (300, 400, 401, 403, 412, 418, 451, 501)),
        (status(304), Answer.UNMODIFIED),
        (DownloadTimeoutError("30 s"), Answer.LATER),
        (ResponseDataLossError(), Answer.LATER),
        (ConnectionResetError(), Answer.LATER),
        (DownloadCancelledError("larger than 8388608 bytes"), Answer.NEVER),
        (IgnoreRequest("Forbidden by robots.txt"), Answer.NEVER),
        (RobotsUnreachable("robots.txt of a.cn cannot be had"), Answer.LATER),
        (archive_trouble(), Answer.LATER),
    ],
    ids=lambda value: described(value)[:30] if isinstance(value, Exception) else value.name,
)
def test_answers_mean_what_they_say(error: Exception, answer: Answer) -> None:
    assert meaning(error) is answer


@pytest.mark.parametrize("error", [status(429), status(503), DownloadTimeoutError("30 s"), ConnectionResetError()], ids=described)
def test_a_host_that_does_not_answer_or_is_busy_is_left_alone(error: Exception) -> None:
    assert is_of_the_host(error)


@pytest.mark.parametrize(
    "error", [status(404), status(500), status(502), IgnoreRequest("Forbidden by robots.txt"), archive_trouble()], ids=described
)
def test_where_a_page_or_our_disk_fails_the_host_may_be_well(error: Exception) -> None:
    assert not is_of_the_host(error)


def test_an_error_is_described_in_a_line() -> None:
    assert described(status(503)) == "status 503"
    assert described(ValueError("x" * 1000)) == "ValueError: " + "x" * 288
