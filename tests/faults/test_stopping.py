"""A crawl that is told to stop ends soon, whatever the site does: what was not asked yet waits for the next run."""

import subprocess
import time
from collections.abc import Callable
from email.message import Message
from pathlib import Path

import pytest

from tests.faults.paper import Desk, Paper, article, item
from tests.faults.site import Answer, Site, served

PATIENCE = 3  # seconds that an answer is waited for
SOON = 2 * PATIENCE  # what is under way comes to its end, and the database is closed

Fault = Callable[[int, Message], Answer | None]


def hang(times: int, headers: Message) -> None:
    """No answer for longer than anybody waits."""
    time.sleep(10 * PATIENCE)


def slow_down(times: int, headers: Message) -> Answer:
    """A request every two seconds is enough."""
    return Answer(200, "User-agent: *\nCrawl-delay: 2\n", {"Content-Type": "text/plain"})


def wait_until_asked(site: Site, times: int, process: subprocess.Popen[str]) -> None:
    while site.asked.total() < times:
        assert process.poll() is None
        time.sleep(0.05)


def seconds_to_stop(process: subprocess.Popen[str]) -> float:
    began = time.monotonic()
    process.terminate()
    process.communicate(timeout=100)
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("faults", "asked"),
    [
        ({"/robots.txt": hang}, 1),
        ({f"/a/{number}": hang for number in range(20)}, 4),
        ({"/robots.txt": slow_down}, 3),
    ],
    ids=["robots.txt hangs", "pages hang", "robots.txt asks for distance"],
)
def test_a_crawl_that_is_stopped_ends_soon_and_gives_back_what_it_has(tmp_path: Path, faults: dict[str, Fault], asked: int) -> None:
    with served(Paper(20)) as site:
        site.faults |= faults
        desk = Desk(tmp_path, site)
        one_by_one = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0.1}
        process = desk.start("crawl", "paper", DOWNLOAD_TIMEOUT=PATIENCE, LOG_FILE=str(tmp_path / "log"), **one_by_one)
        wait_until_asked(site, asked, process)
        assert seconds_to_stop(process) < SOON
        assert desk.rows("SELECT count(*) FROM frontier WHERE leased_by IS NOT NULL") == [(0,)]
        assert desk.rows("SELECT DISTINCT attempts FROM frontier WHERE state = 'pending' AND url LIKE '%/list/0'") in ([], [(0,)])


def test_an_article_of_many_pages_that_a_stop_cuts_off_is_whole_the_next_time(tmp_path: Path) -> None:
    parts = "<script>createPageHTML(20, 0, 't3714581', 'html');</script>"
    with served(Paper(0, latency=0.5)) as site:
        site.faults["/list/0"] = lambda times, headers: Answer(200, f"<html><body><ul>{item('/t3714581.html', 1)}</ul></body></html>")
        for part in ("", *(f"_{number}" for number in range(1, 20))):
            page = article(len(part)).replace("</body>", f"{parts}</body>")
            site.faults[f"/t3714581{part}.html"] = lambda times, headers, page=page: Answer(200, page)  # type: ignore[misc]
        desk = Desk(tmp_path, site, article_url=r"/t\d+\.html", base="trs.Trs")
        process = desk.start("crawl", "paper", LOG_FILE=str(tmp_path / "log"))
        wait_until_asked(site, 5, process)
        assert seconds_to_stop(process) < SOON
        assert desk.rows("SELECT count(*) FROM article") == [(0,)]
        verdict, _, counts = desk.last_run()
        assert (verdict, counts["fetched"]) == ("quiet", 0)
        assert desk.crawl().code == 0
        assert desk.rows("SELECT flags FROM article") == [(None,)]
