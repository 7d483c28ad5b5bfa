"""What the READMEs tell people to type."""

import re
from pathlib import Path

import pytest
from scrapy.utils.misc import walk_modules_iter
from sqlalchemy import Engine, text

from unioncrawl.db import open_engine

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def queries(name: str) -> list[str]:
    (block,) = re.findall(r"```sql\n(.*?)```", read(name), re.DOTALL)
    return [query.strip() for query in re.sub(r"--.*", "", block).split(";") if query.strip()]


@pytest.fixture
def empty(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path}/empty.db")


@pytest.mark.parametrize("name", READMES)
def test_their_queries_run(name: str, empty: Engine) -> None:
    assert len(queries(name)) >= 4
    with empty.connect() as connection:
        for query in queries(name):
            connection.execute(text(query)).fetchall()


def test_both_ask_the_same() -> None:
    assert queries("README.md") == queries("README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_their_commands_are_there(name: str) -> None:
    named = set(re.findall(r"^    scrapy (\w+)", read(name), re.MULTILINE))
    ours = {module.__name__.rpartition(".")[2] for module in walk_modules_iter("unioncrawl.commands")}
    assert named
    assert named <= ours


@pytest.mark.parametrize("name", READMES)
def test_their_targets_are_there(name: str) -> None:
    named = set(re.findall(r"^    make (\w+)", read(name), re.MULTILINE))
    assert {"demo", "test", "crawl"} <= named
    assert named <= set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_their_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_dependency_has_a_line() -> None:
    pinned = re.findall(r"^([a-z0-9]+)(?:\[\w+\])?==", read("requirements.txt"), re.MULTILINE)
    table = read("README.md").partition("| dependency |")[2]
    assert [name for name in pinned if name not in table] == []
