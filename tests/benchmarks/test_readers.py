import json
from pathlib import Path

import pytest

from benchmarks import tools
from benchmarks.corpus import Page
from benchmarks.readers import main
from benchmarks.scoring import Reading
from benchmarks.table import TableError, markdown, number, put
from benchmarks.tools.clock import read_clock

PAGE = "<title>职工之家揭牌</title><h1>职工之家揭牌</h1><p>2024-03-05 09:25 来源：工人日报</p><p>三月五日，职工之家揭牌，职工代表到场。</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("pages", "truth"):
        (tmp_path / part).mkdir()
    (tmp_path / "pages" / "a.html").write_bytes(PAGE.encode())
    facts = {"url": "http://www.example.cn/a.html", "title": "职工之家揭牌", "body_text": "三月五日，职工之家揭牌，职工代表到场。"}
    (tmp_path / "truth" / "a.json").write_text(json.dumps(facts), encoding="utf-8")
    return tmp_path


class Broken:
    """A tool that raises on every page."""

    PACKAGE = None
    GIVES = frozenset({"body"})

    def read(self, page: Page) -> Reading:
        raise ZeroDivisionError(page.name)


def test_the_report_has_a_row_a_tool_in_every_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--tools", "unioncrawl", "--rounds", "1"]) == 0
    report = capsys.readouterr().out
    assert report.startswith("1 pages of 1 sites. unioncrawl")
    assert report.count("\n| unioncrawl |") == 3
    assert "| lxml parse | 1.0 |" in report


def test_without_rounds_there_is_no_cost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--tools", "unioncrawl", "--rounds", "0"]) == 0
    assert "lxml parse" not in capsys.readouterr().out


def test_a_tool_that_raises_is_an_error_in_the_table_and_ends_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "load", lambda _: Broken())
    assert main([str(folder), "--tools", "gne", "--rounds", "1"]) == 0
    output = capsys.readouterr()
    assert "ZeroDivisionError('a')" in output.err
    assert "| gne | – | – | – | – | – | – | – | – | – | – | 1 |" in output.out


def test_a_tool_that_is_not_installed_is_named(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "NAMES", ("nobody",))
    assert main([str(folder), "--tools", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_a_folder_without_pages_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no truths" in capsys.readouterr().err


def test_a_block_is_put_in_place_of_its_last_version_and_of_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    put("first", "it", path)
    path.write_text(f"# Head\n\n{path.read_text(encoding='utf-8')}\nFoot\n", encoding="utf-8")
    put("second", "it", path)
    put("third", "it", path)
    assert path.read_text(encoding="utf-8") == "# Head\n\n<!-- it: generated, do not edit -->\n\nthird\n\n<!-- end of it -->\n\nFoot\n"


def test_a_file_of_other_text_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text("Notes", encoding="utf-8")
    with pytest.raises(TableError, match="holds text"):
        put("table", "it", path)
    assert path.read_text(encoding="utf-8") == "Notes"


def test_a_table_is_markdown() -> None:
    rows = [["a", number(1.25)], ["b", number(3)], ["c", number(None)]]
    assert markdown(["", "F1"], rows) == "|  | F1 |\n| --- | ---: |\n| a | 1.2 |\n| b | 3 |\n| c | – |"


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2019-09-07 09:25:09", "2019-09-07T09:25:00"),
        ("2005年3月11日12:12", "2005-03-11T12:12:00"),
        ("2009年11月09日 11:58", "2009-11-09T11:58:00"),
        ("2018/06/10", "2018-06-10"),
        ("2020-01-21T11:12:00+08:00", "2020-01-21T11:12:00"),
    ],
)
def test_a_printed_time_is_read(printed: str, iso: str) -> None:
    found = read_clock(printed)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize("printed", [None, "", "昨天", "2019-13-01", "2019-09-07 25:00"])
def test_what_is_no_time_is_none(printed: str | None) -> None:
    assert read_clock(printed) is None
