"""Sites that never end, end by themselves; what a bound cuts off waits for the next run (F13, F17, F18)."""

from collections.abc import Callable
from email.message import Message
from itertools import count
from pathlib import Path

import pytest

from tests.faults.paper import Desk, Paper, article, headline, item
from tests.faults.site import Answer, Site, served

MOST = 500  # pages that a trap may be asked for


def page(title: str, *lines: str) -> str:
    return f"<html><body><h1>{title}</h1><div class=content>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"


def calendar(path: str) -> Answer:
    """A month leads to the next, and to its days, on which nothing happens; the addresses do not show the days."""
    kind, _, number = path.strip("/").partition("/")
    if kind == "day":
        return Answer(200, page(f"{2000 + int(number) // 360}年{int(number) // 30 % 12 + 1}月{int(number) % 30 + 1}日活动安排", "本日暂无活动安排。"))
    first = int(number or 0) * 30
    days = "".join(f'<li><a href="/day/{day}">第{day}天的活动安排</a></li>' for day in range(first, first + 30))
    return Answer(200, f'<html><body><ul>{days}</ul><a href="/list/{int(number or 0) + 1}">下一页</a></body></html>')


def sessions(path: str, fresh: Callable[[], int] = count(1).__next__) -> Answer:
    """Every link carries a new key."""
    if path.startswith("/a/"):
        return Answer(200, article(int(path.partition("?")[0].rpartition("/")[2])))
    items = "".join(item(f"/a/{number}?key={fresh():032x}", number) for number in range(20))
    return Answer(200, f'<html><body><ul>{items}</ul><a href="/list/0?key={fresh():032x}">下一页</a></body></html>')


def path_sessions(path: str, fresh: Callable[[], int] = count(1).__next__) -> Answer:
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
    (relative, "ok", "finished", 4),
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
        asked = sum(site.asked.values())
        print(f"{trap.__name__}: {asked} asked")
        assert asked < MOST
        stored = desk.rows("SELECT count(*) FROM article")[0][0]
        assert (*desk.last_run()[:2], done.code, stored >= articles) == (verdict, finish, int(verdict != "ok"), True), done.log[-2000:]
        assert stored <= asked
        if finish == "barren":
            assert "stopped early: barren" in done.log
