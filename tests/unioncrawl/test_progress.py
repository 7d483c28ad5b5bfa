from datetime import UTC, datetime

import pytest

from unioncrawl.beijing import BEIJING
from unioncrawl.progress import Refused, summary

STATS = {
    "unioncrawl/lists": 3,
    "unioncrawl/listed": 45,
    "unioncrawl/fetched": 40,
    "unioncrawl/new": 38,
    "unioncrawl/verdict": "ok",
    "elapsed_time_seconds": 61.7,
    "finish_reason": "finished",
}


def test_a_good_crawl_is_one_line() -> None:
    assert summary("gansu", STATS) == ("gansu: ok after 62 s: 3 lists, 45 listed, 40 fetched, 38 new, 0 changed, 0 unchanged, 0 refused")


def test_refusals_are_counted_by_reason_and_the_first_are_shown() -> None:
    refused = {"unioncrawl/refused": 4, "unioncrawl/refused/empty": 1, "unioncrawl/refused/script": 3}
    lines = summary("gansu", STATS | refused, [Refused("http://a.cn/1", "script", "请开启JavaScript")]).splitlines()
    assert lines[0].endswith("4 refused")
    assert "3 script, 1 empty" in lines[1]
    assert lines[2].strip() == "http://a.cn/1  script: 请开启JavaScript"


def test_a_refused_page_tells_the_terminal_nothing() -> None:
    assert "address: [2Jnonsense" in summary(
        "files", STATS | {"unioncrawl/refused/address": 1}, [Refused("", "address", "\x1b[2Jnonsense")]
    )


@pytest.mark.parametrize(
    ("stats", "said"),
    [
        ({"unioncrawl/verdict": "drift"}, "scrapy explain"),
        ({"unioncrawl/verdict": "blocked"}, "turns the crawler away"),
        ({"unioncrawl/verdict": "unreachable"}, "does not answer"),
        ({"unioncrawl/verdict": "blocked", "unioncrawl/cause": "412 x 4"}, "\n  412 x 4\n  the site turns"),
        ({"finish_reason": "shutdown"}, "stopped early: shutdown"),
        ({"spider_exceptions/count": 2, "item_error_count": 1}, "3 pages met a fault"),
    ],
)
def test_what_is_wrong_is_said_with_where_to_look(stats: dict[str, object], said: str) -> None:
    assert said in summary("gansu", STATS | stats)


def test_a_crawl_that_came_too_early_says_until_when_its_addresses_wait() -> None:
    due = datetime(2026, 11, 20, 23, 55, tzinfo=BEIJING)
    waiting = {"unioncrawl/verdict": "unreachable", "unioncrawl/left": 2, "unioncrawl/due": due.astimezone(UTC).isoformat()}
    said = summary("gansu", STATS | waiting)
    assert "2 addresses wait for the next run, the first until 11-20 23:55 in Beijing\n  nothing was asked for" in said
    assert "does not answer" not in said
    assert "does not answer" in summary("gansu", STATS | waiting | {"downloader/request_count": 3})


def test_a_crawl_that_came_too_early_after_our_own_trouble_says_that_nothing_is_known() -> None:
    early = {"finish_reason": "finished", "unioncrawl/left": 2}
    assert "nothing was asked for, since what failed waits: still no verdict, as the run before" in summary("gansu", early)
    assert "nothing was asked for" not in summary("gansu", early | {"finish_reason": "shutdown"})


@pytest.mark.parametrize(
    ("finish", "said"), [("archive_failed", "the archive takes"), ("disk_full", "disk is full"), ("database", "is gone")]
)
def test_our_own_trouble_is_not_the_sites(finish: str, said: str) -> None:
    lines = summary("gansu", {"finish_reason": finish, "unioncrawl/left": 3})
    assert said in lines
    assert "the site is not at fault" in lines
    assert "explain" not in lines


def test_a_crawl_that_came_to_nothing_has_a_summary() -> None:
    assert summary("gansu", {}).startswith("gansu: no verdict after 0 s: 0 lists")
