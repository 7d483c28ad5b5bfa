"""`make analysis`: the example runs on what the export writes today, and counts what the views count."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from samples.build import write_archive
from samples.federations import FEDERATIONS, NATIONAL, pages
from tests.docs.missing import ROOT, require
from unioncrawl.db import open_engine

MONTHS = 2
TELL = (
    "import json, runpy; got = runpy.run_path('example.py'); print(json.dumps([got[name].to_dicts() for name in ('monthly', 'reposters')]))"
)


def scrapy(folder: Path, *arguments: str) -> None:
    settings = ("-s", f"DATABASE_URL=sqlite:///{folder}/union.db", "-s", f"ARCHIVE_DIR={folder}/archive")
    subprocess.run([sys.executable, "-m", "scrapy", *arguments, *settings], check=True, capture_output=True, cwd=ROOT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laid out as the project is: the example, and var/analysis with the sample."""
    folder = tmp_path_factory.mktemp("analysis")
    (folder / "docs" / "analysis").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "analysis" / "example.py", folder / "docs" / "analysis")
    data = folder / "var" / "analysis"
    data.mkdir(parents=True)
    write_archive(pages(MONTHS), data / "pages.warc.gz")
    scrapy(data, "crawl", "files", "-a", f"path={data}/pages.warc.gz")
    scrapy(data, "export", "--table", "articles", "--format", "parquet", "-o", f"{data}/articles.parquet")
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return open_engine(f"sqlite:///{folder}/var/analysis/union.db")


def counted(engine: Engine, query: str) -> dict[str, int]:
    with engine.connect() as connection:
        return {str(name): int(number) for name, number in connection.execute(text(query))}


def test_the_sample_is_read_as_it_was_written(engine: Engine) -> None:
    addresses = [page.url for page in pages(MONTHS)]
    assert counted(engine, "SELECT 'articles', count(*) FROM article")["articles"] == len(addresses) == len(set(addresses))
    per_site = counted(engine, "SELECT site.home, count(*) FROM article JOIN site ON site.name = article.site GROUP BY 1")
    homes = [site.home for site in NATIONAL + FEDERATIONS]
    assert per_site == Counter(home for address in addresses for home in homes if address.startswith(home))


def test_the_example_counts_what_the_views_count(folder: Path, engine: Engine) -> None:
    python = require(ROOT / ".venv-analysis" / "bin" / "python", "polars and matplotlib (make .venv-analysis/ready)")
    ran = subprocess.run([python, "-W", "error", "-c", TELL], cwd=folder / "docs" / "analysis", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    monthly: list[dict[str, Any]]
    monthly, reposters = json.loads(ran.stdout.rstrip().rpartition("\n")[2])
    totals = {row["region_name"]: row["total"] for row in monthly}
    assert totals == counted(engine, "SELECT region_name, count(*) FROM articles GROUP BY 1")
    assert len(totals) == len(FEDERATIONS) + 1
    taken = {row["site_title"]: row["stories"] for row in reposters}
    assert taken == counted(engine, "SELECT site_title, sum(stories) FROM reposts GROUP BY 1")
    assert len(taken) > 5
    for name in ("months", "reposters", "spread"):
        picture = (folder / "docs" / "analysis" / f"{name}.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert (ROOT / "docs" / "analysis" / f"{name}.png").exists()
