"""`scrapy sites`."""

import subprocess
import sys
from pathlib import Path

import pytest

from unioncrawl.commands.sites import BEGIN, END, rewritten

ROOT = Path(__file__).parents[3]


def scrapy_sites(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "sites", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_the_sites_of_a_state_are_shown() -> None:
    shown = scrapy_sites("--state", "blocked")
    assert (shown.returncode, shown.stderr) == (0, "")
    (row,) = (line for line in shown.stdout.splitlines() if "acftu" in line)  # a row is a line
    assert "the firewall (瑞数) answers 412 to all but browsers" in row
    assert "workercn" not in shown.stdout


def test_a_documents_table_is_written_between_its_marks(tmp_path: Path) -> None:
    document = tmp_path / "sites.md"
    document.write_text(f"# 站点\n\n{BEGIN}\nthe former table\n{END}\n\nafter\n", "utf-8")
    assert scrapy_sites("--write", str(document)).returncode == 0
    text = document.read_text("utf-8")
    assert text.startswith(f"# 站点\n\n{BEGIN}\n")
    assert text.endswith(f"{END}\n\nafter\n")
    assert "| workercn | 中工网 |" in text
    assert "the former table" not in text


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_document_without_the_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it has no lines"):
        rewritten(text, "table")


def test_a_missing_document_gets_one_line_and_exit_2(tmp_path: Path) -> None:
    refused = scrapy_sites("--write", str(tmp_path / "none.md"))
    assert refused.returncode == 2
    assert "none.md" in refused.stderr
    assert "Traceback" not in refused.stderr
