"""Verdicts and exit codes."""

from typing import Any

import pytest

from unioncrawl.health import Verdict, cause, counts, exit_code, verdict


def a_run(**differences: Any) -> dict[str, Any]:
    """The stats of a good run of a site: 4 lists, 80 links on them, 20 articles fetched and stored."""
    stats: dict[str, Any] = {
        "downloader/request_count": 25,
        "downloader/response_status_count/200": 25,
        "robotstxt/response_status_count/200": 1,
        "unioncrawl/lists": 4,
        "unioncrawl/listed": 80,
        "unioncrawl/fetched": 20,
        "unioncrawl/new": 20,
        "unioncrawl/filled/title": 20,
        "unioncrawl/filled/published_at": 20,
        "unioncrawl/filled/source": 15,
    }
    return counts(stats | {name.replace("__", "/"): value for name, value in differences.items()})


def test_a_run_that_stores_new_articles_is_ok() -> None:
    assert verdict(a_run(), []) == "ok"
    assert verdict(a_run(), [a_run()] * 5) == "ok"


def test_a_run_that_changes_an_article_is_ok() -> None:
    assert verdict(a_run(unioncrawl__new=0, unioncrawl__changed=1, unioncrawl__unchanged=19), []) == "ok"


@pytest.mark.parametrize("fetched", [0, 20])
def test_a_run_that_finds_links_and_nothing_new_is_quiet(fetched: int) -> None:
    assert verdict(a_run(unioncrawl__fetched=fetched, unioncrawl__new=0, unioncrawl__unchanged=fetched), [a_run()]) == "quiet"


@pytest.mark.parametrize(
    "differences",
    [
        pytest.param({"unioncrawl__listed": 0, "unioncrawl__fetched": 0, "unioncrawl__new": 0}, id="lists without a link"),
        pytest.param({"unioncrawl__lists__empty": 1}, id="one of the lists is empty and was not before"),
        pytest.param({"unioncrawl__listed": 19}, id="a quarter of the usual links"),
        pytest.param({"unioncrawl__lists": 0, "unioncrawl__listed": 0, "unioncrawl__fetched": 0, "unioncrawl__new": 0}, id="no list read"),
        pytest.param({"unioncrawl__new": 19}, id="an article lost on the way"),
        pytest.param({"unioncrawl__new": 19, "unioncrawl__refused": 1, "unioncrawl__refused__fault": 1}, id="a step failed over a page"),
        pytest.param({"finish_reason": "barren"}, id="nothing new for long"),
        pytest.param({"unioncrawl__new": 9, "unioncrawl__refused": 11, "unioncrawl__refused__empty": 11}, id="most refused"),
        pytest.param({"unioncrawl__fetched": 3, "unioncrawl__new": 0, "unioncrawl__refused": 3, "unioncrawl__refused__empty": 3}, id="all refused"),
        pytest.param({"unioncrawl__filled__published_at": 9}, id="most without a date"),
        pytest.param({"unioncrawl__filled__published_at": 13}, id="dates fell from all to two thirds"),
        pytest.param({"unioncrawl__filled__title": 9}, id="most without a title"),
        pytest.param({"unioncrawl__filled__source": 8}, id="sources fell from three quarters to less than half"),
        pytest.param({"downloader__response_status_count__200": 1, "downloader__response_status_count__404": 4, "unioncrawl__lists": 0,
                      "unioncrawl__fetched": 0, "unioncrawl__new": 0}, id="the lists are gone"),
    ],
)  # fmt: skip
def test_a_site_that_no_longer_reads_as_it_did_drifts(differences: dict[str, Any]) -> None:
    assert verdict(a_run(**differences), [a_run()] * 5) == "drift"


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ({"unioncrawl__lists__empty": 1, "unioncrawl__lists__empty__at": ["http://a.cn/"]}, "1 of 4 lists without a link: http://a.cn/"),
        ({"unioncrawl__listed": 19}, "5 links a list, 20 before"),
        ({"unioncrawl__new": 9, "unioncrawl__refused": 11, "unioncrawl__refused__empty": 9, "unioncrawl__refused__cut": 2},
         "most refused: empty x 9, cut x 2"),
        ({"unioncrawl__filled__published_at": 0}, "published_at in 0% of the articles"),
        ({"unioncrawl__new": 19}, "1 of 20 pages met a fault"),
        ({"downloader__response_status_count__404": 4, "downloader__response_status_count__200": 1, "unioncrawl__lists": 0,
          "unioncrawl__fetched": 0, "unioncrawl__new": 0}, "no list was read (404 x 4)"),
    ],
)  # fmt: skip
def test_a_drift_says_what_drifted(differences: dict[str, Any], said: str) -> None:
    run = a_run(**differences)
    assert cause(run, [a_run()] * 5, verdict(run, [a_run()] * 5)) == said


def test_a_block_says_which_statuses() -> None:
    run = a_run(downloader__response_status_count__412=30, downloader__response_status_count__403=2, unioncrawl__refused__script=3)
    assert cause(run, [], verdict(run, [])) == "412 x 30, script x 3, 403 x 2"


def test_a_good_run_needs_no_cause() -> None:
    assert cause(a_run(), [], verdict(a_run(), [])) is None


def test_two_refused_articles_are_no_drift() -> None:
    assert (
        verdict(a_run(unioncrawl__fetched=2, unioncrawl__new=0, unioncrawl__refused=2, unioncrawl__refused__empty=2), [a_run()]) == "quiet"
    )


def test_a_run_that_used_up_its_pages_is_none_for_that() -> None:
    assert verdict(a_run(finish_reason="closespider_pagecount"), [a_run()]) == "ok"


def test_a_list_that_was_always_empty_is_no_drift() -> None:
    assert verdict(a_run(unioncrawl__lists__empty=1), [a_run(unioncrawl__lists__empty=1)]) == "ok"


def test_a_site_that_never_names_sources_does_not_drift_for_that() -> None:
    assert verdict(a_run(unioncrawl__filled__source=0), [a_run(unioncrawl__filled__source=0)] * 5) == "ok"


def test_a_few_articles_without_dates_are_no_drift() -> None:
    few = {"unioncrawl__fetched": 3, "unioncrawl__new": 3, "unioncrawl__filled__published_at": 0}
    assert verdict(a_run(**few), [a_run()] * 5) == "ok"


NOTHING = {"unioncrawl__lists": 0, "unioncrawl__listed": 0, "unioncrawl__fetched": 0, "unioncrawl__new": 0}


@pytest.mark.parametrize(
    "differences",
    [
        {**NOTHING, "downloader__response_status_count__200": 1, "downloader__response_status_count__412": 4},
        {**NOTHING, "downloader__response_status_count__200": 1, "downloader__response_status_count__521": 1},
        {**NOTHING, "downloader__response_status_count__200": 1, "robotstxt__forbidden": 4},
        {"downloader__response_status_count__403": 30},
        {"unioncrawl__new": 5, "unioncrawl__refused": 15, "unioncrawl__refused__blocked": 15},
    ],
)
def test_a_firewall_or_robots_txt_blocks(differences: dict[str, Any]) -> None:
    assert verdict(a_run(**differences), [a_run()]) == "blocked"


@pytest.mark.parametrize(
    "differences",
    [
        {**NOTHING, "downloader__response_status_count__200": 1},  # robots.txt
        {**NOTHING, "downloader__response_status_count__200": 1, "downloader__response_status_count__502": 12},
        {**NOTHING, "downloader__response_status_count__200": 0, "robotstxt__response_status_count__200": 0},
        {"unioncrawl__resting": 1},
        {"downloader__response_status_count__500": 60},
    ],
)
def test_a_site_that_does_not_answer_is_unreachable(differences: dict[str, Any]) -> None:
    assert verdict(a_run(**differences), [a_run()]) == "unreachable"


def test_local_documents_are_ok_when_any_gave_an_article() -> None:
    read = {"unioncrawl/fetched": 3, "unioncrawl/unchanged": 1, "unioncrawl/refused": 2, "unioncrawl/refused/empty": 2}
    assert verdict(counts(read), []) == "ok"
    assert verdict(counts({}), []) == "drift"


def test_local_documents_that_a_fault_of_ours_lost_are_drift() -> None:
    assert verdict(counts({"unioncrawl/fetched": 31, "unioncrawl/new": 1}), []) == "drift"


def test_a_crawl_that_goes_on_and_finds_all_done_is_quiet() -> None:
    assert verdict(counts({"unioncrawl/known": 4}), []) == "quiet"


@pytest.mark.parametrize("bad", ["drift", "blocked", "unreachable"])
def test_a_crawl_that_came_too_early_to_ask_keeps_a_bad_verdict(bad: Verdict) -> None:
    assert verdict(counts({"unioncrawl/known": 2}), [a_run()], bad) == bad


@pytest.mark.parametrize("good", ["ok", "quiet"])
def test_a_crawl_that_asks_nothing_after_a_good_one_is_quiet(good: Verdict) -> None:
    assert verdict(counts({"unioncrawl/known": 2}), [a_run()], good) == "quiet"


def test_a_crawl_that_asks_is_judged_by_what_came() -> None:
    assert verdict(a_run(), [a_run()], "unreachable") == "ok"


def test_a_crawl_that_goes_on_with_articles_alone_is_judged_by_them() -> None:
    gone_on = {"unioncrawl__lists": 0, "unioncrawl__listed": 0, "downloader__response_status_count__403": 1}
    assert verdict(a_run(**gone_on), [a_run()]) == "ok"


@pytest.mark.parametrize("finish", ["archive_failed", "disk_full", "database", "frontier"])
def test_a_run_that_our_own_trouble_ended_says_nothing_of_the_site(finish: str) -> None:
    assert verdict(a_run(finish_reason=finish, unioncrawl__new=3), [a_run()]) is None


@pytest.mark.parametrize("before", ["ok", "drift", None])
def test_a_crawl_that_came_too_early_to_ask_after_our_own_trouble_has_no_verdict_either(before: Verdict | None) -> None:
    assert verdict(counts({"unioncrawl/known": 2}), [a_run()], before, judged=False) is None
    assert verdict(a_run(), [a_run()], before, judged=False) == "ok"


def test_a_run_that_was_stopped_before_anything_came_says_nothing_of_the_site() -> None:
    stopped = counts({"finish_reason": "shutdown", "downloader/request_count": 3})
    assert verdict(stopped, [a_run()]) is None
    assert verdict(a_run(finish_reason="shutdown"), [a_run()]) == "ok"


def test_the_exit_code_is_zero_on_ok_and_quiet_alone() -> None:
    assert [exit_code(word) for word in ("ok", "quiet", "drift", "blocked", "unreachable", None)] == [0, 0, 1, 1, 1, 1]
