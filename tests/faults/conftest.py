"""Crawls in processes of their own, over a fresh database and archive."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from unioncrawl.db import open_engine

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These take minutes; .ci/run, which sets CI, has them."""
    if not os.environ.get("CI"):
        for item in items:
            if ROOT / "tests" / "faults" in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="faults over minutes: CI=1 make test"))


class Crawler:
    """Starts crawls of a site over one database, and looks into it."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url = database_url
        self.folder = folder
        self.engine: Engine = open_engine(database_url)

    def start(self, site_url: str, **settings: Any) -> subprocess.Popen[str]:
        """In the background; its log goes to a file."""
        chosen = {"DATABASE_URL": self.database_url, "ARCHIVE_DIR": str(self.folder / "archive")} | settings
        command = [sys.executable, "-m", "tests.faults.crawl", site_url, *(f"{name}={value}" for name, value in chosen.items())]
        with (self.folder / "crawl.log").open("a") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)

    def run(self, site_url: str, **settings: Any) -> dict[str, Any]:
        """To its end; its stats."""
        return self.end(self.start(site_url, **settings))

    def end(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """Wait for its end; its stats."""
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0, self.log
        stats: dict[str, Any] = json.loads(output.splitlines()[-1])
        return stats

    @staticmethod
    def kill(process: subprocess.Popen[str]) -> None:
        """kill -9."""
        process.send_signal(signal.SIGKILL)
        process.communicate()

    @property
    def log(self) -> str:
        return (self.folder / "crawl.log").read_text()

    def count(self, table: str, where: str = "true") -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table} WHERE {where}")).scalar_one())  # noqa: S608

    def tell(self, statement: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), values)


@pytest.fixture
def crawler(database_url: str, tmp_path: Path) -> Iterator[Crawler]:
    """Over SQLite and over PostgreSQL: for what the database has a part in."""
    made = Crawler(database_url, tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def sqlite_crawler(tmp_path: Path) -> Iterator[Crawler]:
    """Over SQLite alone: for what is the same on both, as tests/unioncrawl/db shows."""
    made = Crawler(f"sqlite:///{tmp_path}/test.db", tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def seed() -> int:
    """Of the moments at which crawls are killed; printed where a test fails."""
    return int(os.environ.get("FAULT_SEED", "") or int.from_bytes(os.urandom(4)))
