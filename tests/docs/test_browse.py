"""`make browse`: Datasette over a database, with the search of the project. Runs where `make .venv-browse/ready` has been."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.unioncrawl.stored import declare, put
from unioncrawl.db import open_engine

ROOT = Path(__file__).parents[2]
DATASETTE = ROOT / ".venv-browse" / "bin" / "datasette"
WAIT = 60  # seconds for it to answer

pytestmark = pytest.mark.skipif(not DATASETTE.exists(), reason="no Datasette here: make .venv-browse/ready")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Its address."""
    engine = open_engine(f"sqlite:///{tmp_path}/unioncrawl.db")
    declare(engine, "gansu", "甘肃省总工会", "620000")
    put(engine, 1, body="各級工會開展送清涼活動。", section="要闻")
    put(engine, 2, title="劳模", body="大国工匠。", section="人物")
    engine.dispose()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = str(ROOT / "docs" / "browse")
    options = ["--metadata", f"{folder}/metadata.yml", "--plugins-dir", f"{folder}/plugins", "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [str(DATASETTE), "serve", str(tmp_path / "unioncrawl.db"), *options], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}/unioncrawl"
        try:
            _await(address)
            yield address
        finally:
            process.terminate()


def _await(address: str) -> None:
    deadline = time.monotonic() + WAIT
    while True:
        try:
            urlopen(f"{address}.json").close()  # noqa: S310
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def page(address: str) -> str:
    with urlopen(address) as response:  # noqa: S310
        return response.read().decode()  # type: ignore[no-any-return]


def test_a_browser_gets_the_views_with_facets_and_the_search(served: str) -> None:
    shown = page(f"{served}/articles")
    assert "送清凉 1" in shown
    assert all(f"_facet={name}" in shown or f'data-column="{name}"' in shown for name in ("site_title", "region_name", "section"))
    for view in ("stories", "daily", "reposts"):
        assert "<table" in page(f"{served}/{view}") or "0 records" in page(f"{served}/{view}")
    for words, titles in (("工会 送清凉", ["送清凉 1"]), ("劳模 OR 工会", ["劳模", "送清凉 1"]), ("-工会", []), ("", [])):
        found = json.loads(page(f"{served}/search.json?_shape=array&words={quote(words)}"))
        assert [row["title"] for row in found] == titles
    (first,) = json.loads(page(f"{served}/search.json?_shape=array&words={quote('工会')}"))
    assert first["found"] == "各級【工會】開展送清涼活動。"
