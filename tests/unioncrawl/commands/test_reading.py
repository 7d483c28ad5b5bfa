"""The commands that read the database: changes, search, export."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.unioncrawl.commands.running import scrapy
from tests.unioncrawl.stored import declare, put, tell_story


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    for number in range(3):
        put(engine, number)
    return engine


@pytest.mark.usefixtures("engine")
def test_changes_are_lines_of_json_and_end_with_the_next_number(database_url: str) -> None:
    lines = [json.loads(line) for line in scrapy(database_url, "changes", "--after", "1", "--limit", "1").stdout.splitlines()]
    assert [lines[0][name] for name in ("seq", "op", "at", "changed")] == [2, "new", "2024-05-10T11:04:05+08:00", None]
    assert lines[0]["fields"]["title"] == "送清凉 1"
    assert lines[1:] == [{"next": 2}]
    assert scrapy(database_url, "changes", "--after", "3").stdout == '{"next": 3}\n'


@pytest.mark.usefixtures("engine")
def test_a_search_shows_what_it_found_and_where(database_url: str) -> None:
    done = scrapy(database_url, "search", "工会", "送清凉", "--since", "2024-01-01", "--limit", "1")
    assert done.stdout == "2024-05-01  gansu  送清凉 2\n  【工会】【送清凉】。 职工得实惠。\n  http://gansu.example.cn/c/2.shtml\n\n"
    none = scrapy(database_url, "search", "工会", "-职工")
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "scrapy search: nothing found\n")
    assert scrapy(database_url, "search", "-职工").returncode == 2


@pytest.mark.parametrize("words", [("articles",), ("search", "送清凉"), ("stories", "--article", "{row}")], ids=lambda words: words[0])
def test_a_title_tells_the_terminal_nothing(engine: Engine, database_url: str, words: tuple[str, ...]) -> None:
    row = put(engine, 9, title="送清凉\x1b[2J\u202e 9")
    tell_story(engine, row)
    done = scrapy(database_url, *(word.format(row=row) for word in words))
    assert "送清凉[2J 9" in done.stdout
    assert not {"\x1b", "\u202e"} & set(done.stdout)


@pytest.mark.usefixtures("engine")
def test_an_export_goes_to_a_file_or_to_standard_output(database_url: str, tmp_path: Path) -> None:
    for name in ("jsonl", "csv", "parquet"):
        file = tmp_path / f"articles.{name}"
        done = scrapy(database_url, "export", "--format", name, "-o", str(file))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert file.stat().st_size > 0
    assert len(scrapy(database_url, "export", "--format", "jsonl").stdout.splitlines()) == 3
    assert scrapy(database_url, "export", "--format", "csv", "--bom").stdout.startswith("\ufeffid,")
    assert sorted(path.name for path in tmp_path.glob("articles.*")) == ["articles.csv", "articles.jsonl", "articles.parquet"]


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "xml"),
        ("--format", "csv", "--table", "nothing"),
        ("--format", "csv", "--table", "image", "--site", "gansu"),
        ("--format", "jsonl", "--bom"),
        ("--format", "parquet"),
        ("--format", "csv", "--since", "gestern"),
    ],
)
def test_a_wrong_export_is_explained_with_exit_code_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "export", *words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/a.db", "export", "--format", "csv", "-o", str(tmp_path / "none" / "a.csv"))
    assert done.returncode == 1
    assert done.stderr.startswith("scrapy export: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("articles --limit -1", "argument --limit: -1 is no whole number of 1 or more"),
        ("articles --limit 0", "argument --limit: 0 is no whole number of 1 or more"),
        ("search 工会 --limit -1", "argument --limit: -1 is no whole number of 1 or more"),
        ("articles --since gestern", "argument --since: 'gestern' is no day: write it as YYYY-MM-DD"),
        ("search 工会 (", "scrapy search: a parenthesis with nothing in it"),
        ("changes --limit x", "argument --limit: x is no whole number of 1 or more"),
        ("changes --after -5", "argument --after: -5 is no whole number of 0 or more"),
        ("changes --after 4", "scrapy changes: --after 4: the newest change is 3;"),
        ("feed --to {folder}/b.jsonl.zst --after 999999", "scrapy feed: --after 999999: the newest change is 3;"),
        ("articles --site nosuch", "scrapy articles: the database knows no site nosuch"),
        ("search 工会 --site nosuch", "scrapy search: the database knows no site nosuch"),
        ("export --format csv --site nosuch", "scrapy export: the database knows no site nosuch"),
        ("articles --since 2024-05-02 --until 2024-05-01", "scrapy articles: --since 2024-05-02 is after --until 2024-05-01"),
        ("export --table nosuch", "argument --table: invalid choice: 'nosuch' (choose from "),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_number_or_name_that_cannot_be_is_named_with_exit_code_2(database_url: str, tmp_path: Path, words: str, said: str) -> None:
    done = scrapy(database_url, *words.format(folder=tmp_path).split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b.jsonl.zst").exists()


@pytest.mark.usefixtures("engine")
def test_a_file_that_is_a_folder_is_named_before_anything_is_written(database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "b.jsonl.zst"
    folder.mkdir()
    for words in (("export", "--format", "csv", "-o", str(folder)), ("feed", "--to", str(folder))):
        done = scrapy(database_url, *words)
        assert (done.returncode, done.stderr) == (1, f"scrapy {words[0]}: {folder} is a folder: name a file in it\n")
    assert list(tmp_path.glob("*.part")) == []
