"""Sites that never end, end by themselves; what a bound cuts off waits for the next run (F13, F17, F18)."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.faults.paper import Desk, Paper, article, item
from tests.faults.site import Answer, Site, served

MOST = 500  # pages that a trap may be asked for

fresh = count(1).__next__


def page(title: str, *lines: str) -> str:
    return f"<html><body><h1>{title}</h1><div class=content>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"


def calendar(path: str) -> Answer:
    """A month leads to the next, and to its days, on which nothing happens; the addresses do not show the days."""
    kind, _, number = path.strip("/").partition("/")
    if kind == "day":
        return Answer(
            200, page(f"{2000 + int(number) // 360}年{int(number) // 30 % 12 + 1}月{int(number) % 30 + 1}日活动安排", "本日暂无活动安排。")
        )
    first = int(number or 0) * 30
    days = "".join(f'<li><a href="/day/{day}">第{day}天的活动安排</a></li>' for day in range(first, first + 30))
    return Answer(200, f'<html><body><ul>{days}</ul><a href="/list/{int(number or 0) + 1}">下一页</a></body></html>')


def sessions(path: str) -> Answer:
    """Every link carries a new key."""
    if path.startswith("/a/"):
        return Answer(200, article(int(path.partition("?")[0].rpartition("/")[2])))
    items = "".join(item(f"/a/{number}?key={fresh():032x}", number) for number in range(20))
    return Answer(200, f'<html><body><ul>{items}</ul><a href="/list/0?key={fresh():032x}">下一页</a></body></html>')


def path_sessions(path: str) -> Answer:
    """The key stands in the path, as ASP.NET writes it."""
    if "/a/" in path:
        return Answer(200, article(int(path.rpartition("/")[2])))
    items = "".join(item(f"/(S({fresh():024x}))/a/{number}", number) for number in range(20))
    return Answer(200, f'<html><body><ul>{items}</ul><a href="/(S({fresh():024x}))/list/0">下一页</a></body></html>')


def relative(path: str) -> Answer:
    """A list below the list: /list/a/b/a/b/…"""
    if path.rpartition("/")[2].isdigit() and "/a/b/" in path:
        return Answer(200, article(len(path)))
    return Answer(200, f'<html><body><ul>{item("a/b/7", len(path))}</ul><a href="a/b/">下一页</a></body></html>')


def same_list(path: str) -> Answer:
    """Whatever page is asked for, it is the same, or one of two."""
    if path.startswith("/a/"):
        return Answer(200, article(int(path.rpartition("/")[2])))
    number = int(path.rpartition("/")[2])
    items = "".join(item(f"/a/{place}", place) for place in range(number % 2 * 10, number % 2 * 10 + 10))
    return Answer(200, f'<html><body><ul>{items}</ul><a href="/list/{number + 1}">下一页</a></body></html>')


def dead_links(path: str) -> Answer:
    """A list of 200,000 articles, none of which is there."""
    if path.startswith("/list"):
        return Answer(200, "<html><body>" + "".join(f"<a href=/a/{number}>报道</a>" for number in range(200_000)))
    return Answer(404, "<html>not here")


def turned_away(path: str) -> Answer:
    """Lists are given to anybody, articles to nobody."""
    if path.startswith("/list"):
        return Answer(200, Paper(2_000).list_page(int(path.rpartition("/")[2])))
    return Answer(403, "<html>Access Denied")


TRAPS = [
    (calendar, "drift", "barren", 1),
    (sessions, "drift", "barren", 20),
    (path_sessions, "drift", "barren", 20),
    (relative, "ok", "finished", 3),
    (same_list, "ok", "finished", 20),
    (dead_links, "drift", "barren", 0),
    (turned_away, "blocked", "barren", 0),
]


@pytest.mark.parametrize(("trap", "verdict", "finish", "articles"), TRAPS, ids=lambda value: getattr(value, "__name__", None))
def test_f18_a_trap_ends_by_itself(tmp_path: Path, trap: Callable[[str], Answer], verdict: str, finish: str, articles: int) -> None:
    with served(Site(0)) as site:
        site.page = lambda path: Answer(404) if path == "/robots.txt" else trap(path)  # type: ignore[method-assign]
        desk = Desk(tmp_path, site, article_url=r"/(?:a|day|list/.*b)/\d+(?:$|\?)")
        done = desk.crawl()
        asked = site.asked.total()
        print(f"{trap.__name__}: {asked} asked")
        assert asked < MOST
        stored = desk.rows("SELECT count(*) FROM article")[0][0]
        assert (*desk.last_run()[:2], done.code, stored >= articles) == (verdict, finish, int(verdict != "ok"), True), done.log[-2000:]
        assert stored <= asked
        if finish == "barren":
            assert "stopped early: barren" in done.log


def test_f18_a_redirect_loop_and_parts_without_end_cost_a_few_pages(tmp_path: Path) -> None:
    def onward(path: str) -> Answer | None:
        """Redirects that lead to one more, and an article of a million parts, each as long as the first."""
        if path.startswith("/loop"):
            return Answer(302, "", {"Location": f"/loop/{int(path.rpartition('/')[2]) + 1}"})
        if path.startswith("/t3714581"):
            parts = "<script>createPageHTML(1000000000, 0, 't3714581', 'html');</script>"
            return Answer(200, article(len(path)).replace("</body>", f"{parts}</body>"))
        return None

    with served(Paper(0)) as site:
        articles = site.page
        listed = item("/loop/1", 1) + item("/t3714581.html", 2)
        site.faults["/list/0"] = lambda times, headers: Answer(200, f"<html><body><ul>{listed}</ul></body></html>")
        site.page = lambda path: onward(path) or articles(path)  # type: ignore[method-assign]
        desk = Desk(tmp_path, site, article_url=r"/loop/|/t\d+\.html", base="trs.Trs")
        desk.crawl()
        asked = {kind: sum(times for path, times in site.asked.items() if path.startswith(kind)) for kind in ("/loop", "/t3714581")}
        print(asked)
        assert asked == {"/loop": 6, "/t3714581": 30}
        assert desk.rows("SELECT state FROM frontier WHERE url LIKE '%/loop/1'") == [("failed",)]
        assert desk.rows("SELECT count(*) FROM article") == [(1,)]


def test_f13_a_list_of_a_million_links_is_no_list(tmp_path: Path) -> None:
    with served(Paper(20)) as site:
        links = "".join(f"<a href=/b/{number}>报道</a>" for number in range(1_000_000))
        site.faults["/list/9"] = lambda times, headers: Answer(200, links)
        desk = Desk(tmp_path, site, lists=("/list/0", "/list/9"))
        ended = desk.crawl()
        assert (desk.rows("SELECT count(*) FROM article"), site.asked.total()) == ([(20,)], 23)
        assert "larger than" in desk.rows("SELECT error FROM frontier WHERE state = 'failed'")[0][0]
        assert ended.peak <= 300


def test_f18_what_the_page_budget_cuts_off_is_the_next_runs(tmp_path: Path) -> None:
    with served(Paper(100)) as site:
        desk = Desk(tmp_path, site)
        first = desk.crawl(CLOSESPIDER_PAGECOUNT=30)
        verdict, finish, counts = desk.last_run()
        assert (first.code, verdict, finish) == (1, "ok", "closespider_pagecount")
        assert f"{counts['left']} addresses wait for the next run" in first.log
        assert counts["left"] == desk.rows("SELECT count(*) FROM frontier WHERE state = 'pending'")[0][0] > 0
        second = desk.crawl()
        assert (second.code, desk.last_run()[:2]) == (0, ("ok", "finished"))
        assert desk.rows("SELECT count(*) FROM article") == [(100,)]
        assert site.most_asked() == 1


def test_f17_a_host_that_fails_again_and_again_is_left_alone(tmp_path: Path) -> None:
    is_down = True

    def down(path: str) -> Answer | None:
        return Answer(503) if is_down and path.startswith("/a/") else None

    with served(Paper(200)) as site:
        well = site.page
        site.page = lambda path: down(path) or well(path)  # type: ignore[method-assign]
        desk = Desk(tmp_path, site)
        first = desk.crawl(RETRY_DELAYS="1,2000", RETRY_WAIT=5)
        print(f"{site.articles_asked} asked of a host that is down")
        assert site.articles_asked < 100  # of 200, each twice without a rest; some are under way when it begins
        assert (first.code, desk.last_run()[:2]) == (1, ("unreachable", "finished"))
        assert desk.rows("SELECT DISTINCT state FROM frontier WHERE url LIKE '%/a/%'") == [("pending",)]
        later = desk.rows("SELECT min(next_at) > datetime('now', '+20 minutes') FROM frontier WHERE attempts = 0 AND state = 'pending'")
        assert later == [(1,)]

        is_down = False
        desk.tell("UPDATE frontier SET next_at = '2001-01-01 00:00:00' WHERE state = 'pending'")
        assert desk.crawl().code == 0
        assert desk.rows("SELECT count(*) FROM article") == [(200,)]


def test_f17_a_host_that_is_well_again_after_its_rest_is_asked_on(tmp_path: Path) -> None:
    with served(Paper(100)) as site:
        for number in range(40):
            site.faults[f"/a/{number}"] = lambda times, headers: Answer(503) if times == 1 and site.articles_asked < 20 else None
        desk = Desk(tmp_path, site)
        assert desk.crawl(RETRY_DELAYS="1,1,1,1").code == 0
        assert desk.rows("SELECT count(*) FROM article") == [(100,)]
        assert desk.last_run()[0] == "ok"
