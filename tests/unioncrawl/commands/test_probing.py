"""`scrapy crawl SITE -a probe=1` and `scrapy newsite URL`, over loopback."""

import ast
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from samples import portal

ROOT = Path(__file__).parents[3]
PARTS = ("unioncrawl", "spiders", "pipelines", "scrapy.cfg", "pyproject.toml", "constraints.txt", "requirements.txt")
ASKED: list[str] = []


@contextmanager
def served(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server, while it runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answering(answer: Callable[[str], tuple[int, str, dict[str, str]]]) -> ThreadingHTTPServer:
    """A server that answers a path with status, body and headers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ASKED.append(self.path)
            status, body, headers = answer(self.path)
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that may be written to."""
    folder = tmp_path_factory.mktemp("project")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    (folder / "tests" / "spiders").mkdir(parents=True)
    for name in ("tests/__init__.py", "tests/spiders/__init__.py", "tests/spiders/frozen.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in the project's folder."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/test.db",
        "ARCHIVE_DIR": str(folder / "archive"),
        "PYTHONPATH": str(folder),
    }
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def newsite(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    host = url.partition("//")[2].rstrip("/")
    return run(
        folder, "scrapy", "newsite", url, *words, "-s", f"PRIVATE_HOSTS={host}", "-s", "DOWNLOAD_DELAY=0", "-s", "DOWNLOAD_TIMEOUT=5"
    )


def written(folder: Path) -> set[str]:
    """What stands in the project, but for what Python leaves."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".pytest" not in str(path)
    }


def test_a_site_its_frozen_pages_and_its_test_are_written_and_the_test_passes(project: Path) -> None:
    before = written(project)
    with served(portal.server("127.0.0.1", 0)) as url:
        done = newsite(project, url, "--name", "yunling", "--region", "530000")
        assert (done.returncode, done.stderr) == (0, "")
        new = {"spiders/yunling.py", "tests/spiders/test_yunling.py", "tests/spiders/pages/yunling.warc.gz"}
        assert written(project) - before == new
        assert all(f"  {name}" in done.stdout.splitlines() for name in new)

        again = newsite(project, url, "--name", "yunling", "--region", "530000")  # not a second time, nor under another name
        assert (again.returncode, again.stdout) == (2, "")
        assert "that is the site yunling" in again.stderr

        with served(portal.server("127.0.0.1", 0)) as other:  # on another port is another site
            beside = newsite(project, other, "--name", "beside", "--region", "530000", "--title", '工会""";1/0#')
        assert (beside.returncode, beside.stderr) == (0, "")
        for name in ("spiders/beside.py", "tests/spiders/test_beside.py"):  # a title is text, whatever stands in it
            statements = ast.parse((project / name).read_text("utf-8")).body
            assert not any(isinstance(one, ast.Expr) for one in statements[1:])
        for name in ("spiders/beside.py", "tests/spiders/test_beside.py", "tests/spiders/pages/beside.warc.gz"):
            (project / name).unlink()

        probed = run(project, "scrapy", "crawl", "yunling", "-a", "probe=1", "-s", f"PRIVATE_HOSTS={url[7:-1]}", "-s", "DOWNLOAD_DELAY=0")
        assert (probed.returncode, probed.stderr) == (0, "")
        assert "class Yunling(Trs):" in probed.stdout
        assert "robots.txt allows all that was asked" in probed.stdout
        assert written(project) - before == new  # no database, no archive

    tested = run(project, "pytest", "-n", "0", "-q", "tests/spiders/test_yunling.py")
    assert tested.returncode == 0, tested.stdout
    assert "2 passed" in tested.stdout
    for words in (("ruff", "check", *new), ("ruff", "format", "--check", *new)):
        fit = run(project, *[word for word in words if not word.endswith(".gz")])
        assert fit.returncode == 0, fit.stdout
    lint = subprocess.run([Path(sys.executable).parent / "scrapy-lint"], cwd=project, capture_output=True, text=True, check=False)
    assert "yunling" not in lint.stdout
    for name in new:
        (project / name).unlink()


SHELL = '<html><body><div id="app"></div><script src="/js/app.js"></script></body></html>'


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda path: (412, "", {}), "blocked: "),
        (lambda path: (200, "User-agent: *\nDisallow: /\n" if path == "/robots.txt" else "", {"Content-Type": "text/plain"}), "robots: "),
        (lambda path: (404 if path == "/robots.txt" else 200, SHELL, {}), "needs_browser: "),
        (lambda path: (404, "", {}) if path == "/robots.txt" else (302, "", {"Location": "http://127.0.0.2/"}), "elsewhere: "),
        (lambda path: (503, "", {}), "unreachable: "),
        (lambda path: (404 if path == "/robots.txt" else 200, "<html><body><p>网站建设中</p></body></html>", {}), "nothing: "),
    ],
    ids=["412", "robots", "script", "redirect", "503", "nothing"],
)
def test_where_nothing_is_found_nothing_is_written_and_the_reason_is_told(
    project: Path, answer: Callable[[str], tuple[int, str, dict[str, str]]], reason: str
) -> None:
    before = written(project)
    ASKED.clear()
    with served(answering(answer)) as url:
        done = newsite(project, url, "--name", "nobody", "--region", "530000")
    assert done.returncode == 1
    assert done.stderr.startswith(f"scrapy newsite: {reason}"), done.stderr
    assert done.stderr.endswith("; nothing was written\n")
    assert written(project) == before
    if reason == "robots: ":
        assert ASKED == ["/robots.txt"]


def test_a_host_that_does_not_answer_is_unreachable(project: Path) -> None:
    before = written(project)
    done = newsite(project, "http://127.0.0.1:1/", "--name", "nobody", "--region", "530000")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("scrapy newsite: unreachable: nobody answers")
    assert "Traceback" not in done.stderr
    assert written(project) == before


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("www.example.cn",), "one site is added at a time"),
        (("http://127.0.0.1:1/", "--name", "Yun-Ling"), "--name takes small letters"),
        (("http://127.0.0.1:1/", "--name", "jiangsu"), "jiangsu is a site already"),
        (("https://www.jsgh.org/",), "that is the site jiangsu"),
        (("https://www.jsgh.org:443/",), "that is the site jiangsu"),
        (("http://127.0.0.1:99999/", "--name", "nobody"), "Port out of range"),
        (("http://127.0.0.1:1/", "--name", "nobody", "--region", "53"), "not the six digits"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(project: Path, words: tuple[str, ...], fault: str) -> None:
    done = run(project, "scrapy", "newsite", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert fault in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_site_whose_pages_do_not_tell_its_region_must_be_told(project: Path) -> None:
    with served(portal.server("127.0.0.1", 0)) as url:
        done = newsite(project, url, "--name", "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert "(云岭总工会) do not tell: --region; nothing was written" in done.stderr


@pytest.mark.parametrize(
    "words", [("files", "-a", "probe=1"), ("jiangsu", "-a", "probe=yes"), ("jiangsu", "-a", "probe=1", "-a", "limit=3")]
)
def test_a_probe_takes_no_other_argument(project: Path, words: tuple[str, ...]) -> None:
    done = run(project, "scrapy", "crawl", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a site is probed with -a probe=1, and nothing beside it" in done.stderr
