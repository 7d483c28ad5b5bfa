"""`make browse`: Datasette over a database, looked at with a real browser. Needs `make .venv-browse/ready` and Chromium."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from lxml import html

from tests.docs.missing import ROOT, require
from tests.unioncrawl.stored import declare, put, tell_story
from unioncrawl.db import open_engine

WAIT = 120  # seconds for a page
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

Browser = Callable[[str], html.HtmlElement]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    datasette = require(ROOT / ".venv-browse" / "bin" / "datasette", "Datasette (make .venv-browse/ready)")
    folder = tmp_path_factory.mktemp("browse")
    engine = open_engine(f"sqlite:///{folder}/unioncrawl.db")
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "workercn", "中工网", "100000")
    first = put(engine, 1, "workercn", body="各級工會開展送清涼活動。", section="要闻")
    put(engine, 2, title="劳模", body=f"大国工匠。{'手艺' * 100}", section="人物")
    tell_story(engine, first, put(engine, 3, title="送清凉到工地", section="要闻"))
    engine.dispose()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [datasette, "serve", f"{folder}/unioncrawl.db", *options(), "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _await(f"http://127.0.0.1:{port}/unioncrawl.json")
            yield f"http://127.0.0.1:{port}/unioncrawl"
        finally:
            process.terminate()


def options() -> list[str]:
    """What `make browse` gives to Datasette."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    (found,) = re.findall(r"^BROWSE = (.*)$", makefile, re.MULTILINE)
    return str(found).split()


def _await(address: str) -> None:
    deadline = time.monotonic() + WAIT
    while True:
        try:
            urlopen(address).close()  # noqa: S310
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A page as it stands in the browser when its scripts have run."""
    chromium = require(next(filter(None, map(shutil.which, CHROMIUM)), None), "Chromium (on Debian: apt-get install chromium)")
    profile = tmp_path_factory.mktemp("chromium")

    def look(address: str) -> html.HtmlElement:
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom", address]
        shown = subprocess.run(command, capture_output=True, check=True, timeout=WAIT).stdout
        return html.fromstring(shown.decode(), base_url=address)

    return look


def facet(page: html.HtmlElement, name: str) -> dict[str, str]:
    """Its values, and the addresses that they lead to."""
    return {link.text_content().strip(): link.get("href") for link in page.xpath(f"//div[@id='facet-{name}']//li/a[not(@class='cross')]")}


def column(page: html.HtmlElement, name: str) -> list[str]:
    return [cell.text_content().strip() for cell in page.xpath(f"//td[contains(concat(@class, ' '), 'col-{name} ')]")]


def test_the_articles_with_their_facets(served: str, browser: Browser) -> None:
    page = browser(f"{served}/articles")
    assert page.xpath("//th//*[contains(@class, 'dropdown-menu-icon')]")  # which Datasette's script puts there
    assert sorted(column(page, "title")) == ["劳模", "送清凉 1", "送清凉到工地"]
    assert {name: set(facet(page, name)) for name in ("site_title", "region_name", "section")} == {
        "site_title": {"甘肃省总工会", "中工网"},
        "region_name": {"甘肃", "全国"},
        "section": {"要闻", "人物"},
    }
    narrowed = browser(facet(page, "site_title")["甘肃省总工会"])
    assert sorted(column(narrowed, "title")) == ["劳模", "送清凉到工地"]


def test_an_article_is_one_click_away_and_whole(served: str, browser: Browser) -> None:
    page = browser(f"{served}/articles?title=劳模")
    (short,) = column(page, "body")
    assert short.endswith("…")
    (link,) = page.xpath("//td[contains(@class, 'col-id')]/a/@href")
    (whole,) = column(browser(served.removesuffix("/unioncrawl") + link), "body")
    assert whole == f"大国工匠。{'手艺' * 100}"


def test_the_other_views(served: str, browser: Browser) -> None:
    stories = browser(f"{served}/stories")
    assert (column(stories, "copies"), column(stories, "site_title")) == (["2"], ["中工网"])
    (link,) = stories.xpath("//td[contains(@class, 'col-id')]/a/@href")
    assert column(browser(served.removesuffix("/unioncrawl") + link), "title") == ["送清凉 1", "送清凉到工地"]
    reposts = browser(f"{served}/reposts")
    assert (column(reposts, "original_title"), column(reposts, "site_title")) == (["中工网"], ["甘肃省总工会"])
    assert {"1", "2"} <= set(column(browser(f"{served}/daily?day=2024-05-01"), "articles"))


@pytest.mark.parametrize(
    ("words", "titles"),
    [("工会 送清凉", ["送清凉 1", "送清凉到工地"]), ("劳模 OR 送清涼", ["劳模", "送清凉 1", "送清凉到工地"]), ("-工会", []), ("", [])],
)
def test_the_search(served: str, browser: Browser, words: str, titles: list[str]) -> None:
    page = browser(f"{served}/search?words={quote(words)}")
    assert sorted(column(page, "title")) == titles
    if words == "工会 送清凉":
        assert "各級【工會】開展【送清涼】活動。" in column(page, "found")
        assert len(page.xpath("//td[contains(@class, 'col-article')]/a[starts-with(@href, '/unioncrawl/article/')]")) == 2
