"""Requests go where they may: to public hosts of the site. The crawls are real, the servers on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from unioncrawl.doors import closed, is_public

SITE = ("example.cn",)


@pytest.mark.parametrize(
    "url",
    ["http://example.cn/", "https://www.example.cn/a?b=c", "http://example.cn:80/", "http://example.cn:443/", "https://WWW.EXAMPLE.CN/"],
)
def test_public_hosts_of_the_site_are_asked(url: str) -> None:
    assert closed(url, SITE, ()) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.cn/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://example.com/", "host"),
        ("http://notexample.cn/", "host"),
        ("http://example.cn.evil.com/", "host"),
        ("http://user@evil.com/example.cn", "host"),
        ("http://2130706433/", "host"),
        ("http://[::ffff:127.0.0.1]/", "host"),
        ("http://[::1/", "host"),
        ("http://example.cn:port/", "host"),
        ("http:///path", "host"),
        ("http://example.cn:6379/", "port"),
        ("http://example.cn:8080/", "port"),
    ],
)
def test_what_is_not_of_the_site_is_not_asked(url: str, why: str) -> None:
    assert closed(url, SITE, ()) == why


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "localhost", "::1", "fd00::1",
     "fe80::1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_not_public(host: str) -> None:
    assert not is_public(host)
    assert closed(f"http://[{host}]/" if ":" in host else f"http://{host}/", (), ()) == "address"


@pytest.mark.parametrize("host", ["8.8.8.8", "2001:4860:4860::8888", "www.workercn.cn"])
def test_public_addresses_and_names_are_public(host: str) -> None:
    assert is_public(host)


def test_a_private_host_is_asked_on_the_port_that_was_given_and_on_no_other() -> None:
    assert closed("http://127.0.0.1:8000/", ("127.0.0.1",), {"127.0.0.1:8000"}) is None
    assert closed("http://127.0.0.1:8001/", ("127.0.0.1",), {"127.0.0.1:8000"}) == "port"
    assert closed("http://127.0.0.1/", ("127.0.0.1",), {"127.0.0.1:8000"}) == "address"


Answer = tuple[int, dict[str, str], str]


@contextmanager
def served(answer: Callable[[str], Answer]) -> Iterator[tuple[str, list[str]]]:
    """A server on loopback: its host:port, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html", "Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def crawled(host: str, folder: Path, *paths: str) -> dict[str, Any]:
    """The stats of a crawl of those paths; `host` alone is open to it."""
    command = [sys.executable, "-m", "tests.unioncrawl.one_look", host, f"sqlite:///{folder}/look.db", str(folder / "archive"), *paths]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    stats: dict[str, Any] = json.loads(run.stdout)
    return stats


def page(path: str) -> Answer:
    return (404, {}, "") if path == "/robots.txt" else (200, {}, "<html>a page</html>")


def leading(path: str, to: str) -> Callable[[str], Answer]:
    """A site of pages, one of which is a redirect."""
    return lambda asked: (302, {"Location": to}, "") if asked == path else page(asked)


def test_a_start_request_that_redirects_to_a_closed_port_ends_there(tmp_path: Path) -> None:
    with served(page) as (inner, secrets), served(leading("/a", f"http://{inner}/secret")) as (host, _):
        stats = crawled(host, tmp_path, "/a", "/b")
    assert secrets == []
    assert stats["unioncrawl/closed/port"] == 1
    assert stats["responses"] == ["/b"]


def test_robots_txt_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    with served(page) as (inner, secrets), served(leading("/robots.txt", f"http://{inner}/robots.txt")) as (host, _):
        crawled(host, tmp_path, "/a")
    assert secrets == []


def test_a_name_that_stands_for_a_private_address_is_not_connected_to(tmp_path: Path) -> None:
    with served(page) as (host, asked):
        port = host.rpartition(":")[2]
        stats = crawled(f"127.0.0.1:{port}", tmp_path, f"http://localhost.:{port}/a")
    assert asked == []
    assert stats["responses"] == []


@pytest.mark.parametrize("status", [500, 503])
def test_nothing_is_asked_of_a_site_whose_robots_txt_fails(tmp_path: Path, status: int) -> None:
    with served(lambda path: (status, {}, "") if path == "/robots.txt" else page(path)) as (host, asked):
        stats = crawled(host, tmp_path, "/a")
    assert set(asked) == {"/robots.txt"}
    assert stats["robotstxt/unreachable"] == 1
    assert stats["verdict"] == "unreachable"


def test_an_error_page_in_the_place_of_robots_txt_forbids_nothing(tmp_path: Path) -> None:
    with served(lambda path: (404, {}, "User-agent: *\nDisallow: /") if path == "/robots.txt" else page(path)) as (host, _):
        assert crawled(host, tmp_path, "/a")["responses"] == ["/a"]


def test_the_delay_that_a_site_asks_for_is_kept(tmp_path: Path) -> None:
    rules = "User-agent: *\nCrawl-delay: 2\nDisallow: /closed"
    with served(lambda path: (200, {}, rules) if path == "/robots.txt" else page(path)) as (host, asked):
        stats = crawled(host, tmp_path, "/a", "/closed")
    assert stats["delay"] == 2
    assert "/closed" not in asked
