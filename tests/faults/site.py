"""A news site on loopback: list pages linked by "next", articles in numbers, faults on demand."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """What the site sends."""

    status: int
    body: str | bytes | Iterator[bytes] = ""  # what comes piece by piece has no length, and ends with the connection
    headers: dict[str, str] | None = None


class Site:
    """Counts what it is asked for. `faults` maps a path to a function of (how often it was asked, headers) that answers in its place."""

    def __init__(self, articles: int, latency: float = 0, per_list: int = 20) -> None:
        self.articles = articles
        self.latency = latency
        self.per_list = per_list
        self.asked: Counter[str] = Counter()
        self.faults: dict[str, Callable[[int, Message], Answer | None]] = {}
        self.url = ""
        self._lock = threading.Lock()

    def answer(self, path: str, headers: Message) -> Answer:
        with self._lock:
            self.asked[path] += 1
            times = self.asked[path]
        time.sleep(self.latency)
        fault = self.faults.get(path)
        instead = fault(times, headers) if fault is not None else None
        return instead or self.page(path)

    def page(self, path: str) -> Answer:
        kind, _, number = path.strip("/").partition("/")
        if kind == "list" and number.isdigit():
            return Answer(200, self.list_page(int(number)))
        if kind == "a" and number.isdigit() and int(number) < self.articles:
            return Answer(200, f"<html><title>第{number}篇</title><p>工会第{number}次送清凉。</p></html>")
        return Answer(404, "<html>not here</html>")

    def list_page(self, number: int) -> str:
        first = number * self.per_list
        links = [f'<a class=a href="/a/{article}">第{article}篇</a>' for article in range(first, min(first + self.per_list, self.articles))]
        more = f'<a class=next href="/list/{number + 1}">下一页</a>' if first + self.per_list < self.articles else ""
        return f"<html>{''.join(links)}{more}</html>"

    @property
    def asked_for_articles(self) -> Counter[str]:
        with self._lock:
            return Counter({path: times for path, times in self.asked.items() if path.startswith("/a/")})

    @property
    def articles_asked(self) -> int:
        return self.asked_for_articles.total()

    def most_asked(self) -> int:
        return max(self.asked_for_articles.values())


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, body, headers = site.answer(self.path, self.headers)
            content = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | (headers or {})).items():
                self.send_header(name, value)
            if not isinstance(content, bytes):
                self.close_connection = True
            elif status != 304:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            for piece in [content] if isinstance(content, bytes) else content:
                self.wfile.write(piece)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionResetError, BrokenPipeError):  # the crawl was killed
                super().handle()

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
