"""docs/adding-a-site.md, typed in a copy of the project: what is printed is what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.spiders.frozen import PAGES
from unioncrawl.period import today_in_beijing

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "adding-a-site.md"
PARTS = ("unioncrawl", "spiders", "pipelines", "samples", "docs", "scrapy.cfg", "pyproject.toml", "constraints.txt", "requirements.txt")
TESTS = ("tests/__init__.py", "tests/walk.py", "tests/spiders/__init__.py", "tests/spiders/frozen.py", "tests/spiders/test_sites.py")
MARK = "=== "
WAIT = "for i in $(seq 100); do (: < /dev/tcp/127.0.0.1/8765) 2> /dev/null && break; sleep 0.1; done\n"  # until the portal answers


class Typed(NamedTuple):
    """A command of the document, and what it prints."""

    command: str
    printed: str


def typed(text: str) -> list[Typed]:
    """The document's commands, in order."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    found = [piece.partition("\n") for block in blocks for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Typed(command, printed) for command, _, printed in found]


def printed(commands: list[str], folder: Path) -> list[str]:
    """What they print, one after the other in one shell, in a copy of the project."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    frozen = folder / "tests" / "spiders" / "pages"
    frozen.mkdir(parents=True)
    for pages in PAGES.glob("*.warc.gz"):
        shutil.copy(pages, frozen)
    for name in TESTS:
        shutil.copy(ROOT / name, folder / name)
    script = "".join(f"echo '{MARK}'\n{command}\n" + WAIT * command.endswith("&") for command in commands)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path}
    done = subprocess.run(
        ["bash", "-c", f"{script}kill $!\n"], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.stderr == ""
    return done.stdout.split(f"{MARK}\n")[1:]


def steady(text: str) -> str:
    """Without what differs from day to day, and from machine to machine."""
    text = text.replace(str(today_in_beijing()), "2026-11-20")
    text = re.sub(r"^\d{3} passed", "300 passed", text, flags=re.MULTILINE)  # the tests of all sites, which become more
    text = re.sub(r"(?<=the page of 2026-11-20 )\d\d:\d\d", "09:00", text)
    text = re.sub(r"\d+\.\d+s$", "1.00s", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=ok |et )after \d+ s", "after 1 s", text)
    return re.sub(r"│ +0 │ +\d+ │ finished", "│       0 │       1 │ finished", text)


def test_the_document_shows_what_its_commands_print(tmp_path: Path) -> None:
    said = typed(DOCUMENT.read_text("utf-8"))
    assert len(said) == 13
    came = printed([one.command for one in said], tmp_path)
    for one, text in zip(said, came, strict=True):
        assert steady(text) == steady(one.printed), one.command


def test_it_has_eight_steps() -> None:
    steps = re.findall(r"^## (\d)\. ", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert steps == list("12345678")
