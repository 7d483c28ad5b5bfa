"""The project as scrapyd runs it: from a zip file, without its folder."""

import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_all_that_runs_is_in_a_package_and_runs_from_a_zip_file(tmp_path: Path) -> None:
    egg = tmp_path / "unioncrawl.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        for top in ("unioncrawl", "pipelines", "spiders"):
            for package in sorted(path.parent for path in (ROOT / top).rglob("__init__.py")):  # what setuptools.find_packages finds
                for module in package.glob("*.py"):
                    archive.write(module, module.relative_to(ROOT))
    environment = os.environ | {
        "PYTHONPATH": str(egg),
        "SCRAPY_SETTINGS_MODULE": "unioncrawl.settings",
        "DATABASE_URL": "sqlite:///test.db",
    }
    for words in (["db", "upgrade"], ["sites"], ["articles"]):
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), words


def test_scrapyd_deploy_knows_where_to() -> None:
    config = ConfigParser()
    config.read(ROOT / "scrapy.cfg")
    assert config["deploy"]["url"] == "http://127.0.0.1:6800/"  # without it there is no default target; docs/running.md asks there, too
    assert config["deploy"]["url"] in (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
