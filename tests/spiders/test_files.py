"""`scrapy crawl files`, as it is run."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings
from warcio.warcwriter import WARCWriter

from samples.build import ARCHIVE
from spiders.files import Files, site_of
from unioncrawl.archive import Message, Record, records, response_record

AT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
TITLE = "省总工会走进车间慰问一线职工"
BODY = (
    "5月1日上午，甘肃省总工会主席一行走进兰州一家机械厂的车间，看望节日里坚守岗位的职工，送去了慰问品。",
    "在装配线旁，工会干部详细询问了职工的收入、工时和食堂伙食，并当场记下大家提出的七条建议。",
    "厂工会主席说，今年将把职工宿舍的空调全部换新，所需经费已列入年度预算，由职工代表大会监督。",
)
TEXT = "\n".join([TITLE, "2024-05-01 10:20:00  来源：工人日报", *BODY])
HEAD = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
PAGE = HEAD + "{}<div>" + "".join(f"<p>{line}</p>" for line in BODY) + "</div></body></html>"


class Run(NamedTuple):
    code: int
    log: str
    folder: Path

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "files.db")) as database:
            return database.execute(query).fetchall()


def command(folder: Path, *arguments: str) -> list[str]:
    settings = ("-s", f"DATABASE_URL=sqlite:///{folder}/files.db", "-s", f"ARCHIVE_DIR={folder}/archive")
    return [sys.executable, "-m", "scrapy", "crawl", *arguments, *settings]


def crawl(folder: Path, *arguments: str) -> Run:
    run = subprocess.run(command(folder, *arguments), capture_output=True, text=True, check=False)
    return Run(run.returncode, run.stderr, folder)


def last_line(log: str) -> str:
    return log.rstrip().rpartition("\n")[2]


@pytest.fixture(scope="module")
def bad_inputs(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A folder of what goes wrong, with good files before, between and after."""
    folder = tmp_path_factory.mktemp("files")
    inputs = folder / "inputs"
    inputs.mkdir()
    for number in (0, 5, 9):
        (inputs / f"{number}-good.txt").write_text(TEXT.replace("七条", f"{number}条"), encoding="utf-8")
    (inputs / "1-empty.html").touch()
    (inputs / "1-huge.txt").touch()
    os.truncate(inputs / "1-huge.txt", 50 * 1024 * 1024)
    (inputs / "2-binary.txt").write_bytes(os.urandom(20_000))
    (inputs / "3-noise.warc.gz").write_bytes(os.urandom(20_000))
    (inputs / "4-nested.html").write_text(
        "<html><body>" + "<div>" * 3_000 + PAGE.format("").replace("七条", "八条") + "</div>" * 3_000, encoding="utf-8"
    )
    damaged = PAGE.format("<p>\0&#0;\0</p>").encode() + "\ud800\udfff".encode("utf-8", "surrogatepass")
    (inputs / "6-damaged.shtml").write_bytes(damaged)
    with (inputs / "7-cut.warc.gz").open("wb") as file:
        writer = WARCWriter(file)
        for number in range(3):
            body = PAGE.format(f"<p>{number}</p>").encode("gbk")
            writer.write_record(
                response_record(f"http://a.cn/{number}", AT, Message("HTTP/1.1 200 OK", [("Content-Type", "text/html")], body))
            )
    os.truncate(inputs / "7-cut.warc.gz", (inputs / "7-cut.warc.gz").stat().st_size - 100)
    return crawl(folder, "files", "-a", f"path={inputs}")


def test_no_input_stops_the_others_or_shows_a_traceback(bad_inputs: Run) -> None:
    assert "Traceback" not in bad_inputs.log
    assert bad_inputs.code == 0
    stored = {str(url).rpartition("/")[2] for (url,) in bad_inputs.rows("SELECT url FROM article")}
    assert {"0-good.txt", "5-good.txt", "9-good.txt", "6-damaged.shtml", "0", "1"} <= stored


def test_each_bad_input_is_a_counted_refusal(bad_inputs: Run) -> None:
    refused = {re.sub(r".*/", "", str(url)): reason for url, reason in bad_inputs.rows("SELECT url, reason FROM rejection")}
    assert refused.pop("4-nested.html", "clean") in ("clean", "damaged", "empty", "oversize", "nested")
    assert refused == {
        "1-empty.html": "empty",
        "1-huge.txt": "oversize",
        "2-binary.txt": "binary",
        "3-noise.warc.gz?offset=0": "damaged",
        "2": "truncated",
    }
    assert re.search(r"refused: .*1 binary", bad_inputs.log)


def test_an_archives_articles_keep_their_own_address_and_place(bad_inputs: Run) -> None:
    ((file, status, fetched),) = bad_inputs.rows(
        "SELECT archive_file, status, fetched_at FROM page JOIN article ON article.page = page.id WHERE article.url = 'http://a.cn/1'"
    )
    assert file == "../inputs/7-cut.warc.gz"
    assert (status, fetched) == (200, "2024-05-01 08:30:00")


def test_an_article_is_of_its_site_or_else_of_its_host(bad_inputs: Run) -> None:
    sites = {url: site for url, site in bad_inputs.rows("SELECT url, site FROM article")}  # noqa: C416 (dict() has no types here)
    assert sites["http://a.cn/1"] == "a.cn"
    assert sites[(bad_inputs.folder / "inputs" / "0-good.txt").as_uri()] == "files"
    spiders = get_spider_loader(get_project_settings())
    assert site_of("https://www.workercn.cn/c/2024-05-01/1.shtml", spiders) == "workercn"


def test_reading_again_changes_nothing(bad_inputs: Run) -> None:
    before = bad_inputs.rows("SELECT url, seq, revision, body FROM article ORDER BY url")
    again = crawl(bad_inputs.folder, "files", "-a", f"path={bad_inputs.folder}/inputs/*")
    assert again.code == 0
    assert again.rows("SELECT url, seq, revision, body FROM article ORDER BY url") == before


def scrapy(folder: Path, *arguments: str) -> str:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/files.db", "ARCHIVE_DIR": f"{folder}/archive"}
    command = [sys.executable, "-m", "scrapy", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return run.stdout + run.stderr


def test_loose_files_are_kept_and_read_again_when_they_are_gone(tmp_path: Path) -> None:
    (inputs := tmp_path / "inputs").mkdir()
    known = "# url: https://www.workercn.cn/c/2024-05-01/8240001.shtml\n"
    (inputs / "a.txt").write_text(TEXT.replace("2024-05-01 10:20:00", "昨天"), encoding="utf-8")
    (inputs / "b.txt").write_text(known + TEXT.replace("七条", "八条"), encoding="utf-8")
    (inputs / "c.html").write_bytes(PAGE.format("").replace("七条", "九条").encode("gbk"))
    (inputs / "d.txt").write_bytes(os.urandom(20_000))
    for _ in range(2):  # the second time, the archive has them
        run = crawl(tmp_path, "files", "-a", f"path={inputs}")
        assert len(run.rows("SELECT DISTINCT archive_offset FROM page WHERE archive_file LIKE 'unioncrawl-%'")) == 4
        (archive,) = (tmp_path / "archive").iterdir()
        assert [record.kind for record in records(archive) if isinstance(record, Record)] == ["resource"] * 4
    before = run.rows("SELECT url, site, seq, published_at, body FROM article ORDER BY url")
    shutil.rmtree(inputs)
    assert scrapy(tmp_path, "reparse", "--rejected") == "4 pages: 0 changed, 3 unchanged, 0 new, 1 refused, 0 not read\n"
    crawl(tmp_path, "files", "-a", f"path={tmp_path}/archive")
    assert run.rows("SELECT url, site, seq, published_at, body FROM article ORDER BY url") == before


def test_an_archive_that_cannot_be_written_ends_the_crawl(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "archive").touch()
    run = crawl(tmp_path, "files", "-a", f"path={tmp_path}/a.txt")
    assert run.code == 1
    assert "no verdict after" in run.log
    assert "stopped early: archive_failed" in run.log
    assert "see that ARCHIVE_DIR is a folder" in run.log
    assert "Traceback" not in run.log
    assert run.rows("SELECT count(*) FROM article") == [(0,)]


def test_the_verdict_is_shown_however_little_is_logged(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = crawl(tmp_path, "files", "-a", f"path={tmp_path}/a.txt", "-L", "ERROR")
    assert run.log.startswith("files: ok after")
    logged = crawl(tmp_path, "files", "-a", f"path={tmp_path}/a.txt", "--logfile", f"{tmp_path}/log")
    assert logged.log == ""
    assert "files: ok after" in (tmp_path / "log").read_text()


def test_an_archive_of_a_known_site_reads_again_as_it_was_read(tmp_path: Path) -> None:
    run = crawl(tmp_path, "files", "-a", f"path={ARCHIVE}")
    assert "passed over: 7 neither page nor text, 1 with a status other than 200, 1 robots.txt" in run.log
    assert run.rows("SELECT title, region FROM site WHERE name = 'workercn'") == [("中工网", "100000")]
    again = scrapy(tmp_path, "reparse", "--rejected")
    assert re.fullmatch(r"\d+ pages: 0 changed, \d+ unchanged, 0 new, \d+ refused, 0 not read\n", again), again


def test_a_page_that_its_spider_fails_on_is_refused_as_a_fault_and_the_others_are_read(tmp_path: Path) -> None:
    with (path := tmp_path / "two.warc").open("wb") as file:
        for url in ("http://failing.example/1", "http://a.cn/1"):
            message = Message("HTTP/1.1 200 OK", [("Content-Type", "text/html")], PAGE.format("").encode())
            WARCWriter(file, gzip=False).write_record(response_record(url, AT, message))
    modules = "SPIDER_MODULES=spiders.files,tests.spiders.failing_site"
    run = crawl(tmp_path, "files", "-a", f"path={path}", "-s", modules)
    assert run.rows("SELECT url, site, reason, detail FROM rejection") == [
        ("http://failing.example/1", "failing", "fault", "ValueError: the template changed")
    ]
    assert run.rows("SELECT archive_file FROM page JOIN rejection ON rejection.page = page.id") == [("../two.warc",)]
    assert run.rows("SELECT url FROM article") == [("http://a.cn/1",)]
    assert "1 pages met a fault of the program" in run.log


def test_records_with_nonsense_for_an_address_are_refused_by_name(tmp_path: Path) -> None:
    with (path := tmp_path / "odd.warc").open("wb") as file:
        for url in ("nonsense", "urn:uuid:1", "http://a.cn/1"):
            message = Message("HTTP/1.1 200 OK", [("Content-Type", "text/html")], PAGE.format("").encode())
            WARCWriter(file, gzip=False).write_record(response_record(url, AT, message))
    run = crawl(tmp_path, "files", "-a", f"path={path}")
    assert "refused: 2 address" in run.log
    assert run.rows("SELECT detail FROM rejection ORDER BY 1") == [("nonsense",), ("urn:uuid:1",)]
    assert run.rows("SELECT url FROM article") == [("http://a.cn/1",)]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("files", "-a", "path={folder}/none.txt"), "no such file"),
        (("fils",), "files?"),
        (("workercn", "-s", "REPLAY={folder}/none.warc"), "REPLAY"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    run = crawl(tmp_path, *(argument.format(folder=tmp_path) for argument in arguments))
    assert run.code == 2
    assert "Traceback" not in run.log
    assert last_line(run.log).startswith("scrapy crawl: ")
    assert complaint in last_line(run.log)


@pytest.mark.parametrize(("arguments", "complaint"), [({}, "path="), ({"path": "{folder}"}, "no file"), ({"since": "2024-01-01"}, "since")])
def test_wrong_arguments_are_wrong_usage(tmp_path: Path, arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        Files(**{name: value.format(folder=tmp_path) for name, value in arguments.items()})


def test_files_that_give_no_article_at_all_are_no_success(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    run = crawl(tmp_path, "files", "-a", f"path={tmp_path}/empty.txt")
    assert run.code == 1
    assert "look first at" in run.log


def test_a_crawl_that_is_told_to_stop_stops_and_says_so(tmp_path: Path) -> None:
    with (path := tmp_path / "long.wet").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for number in range(3_000):
            message = Message("HTTP/1.1 200 OK", [("Content-Type", "text/plain")], TEXT.replace("七条", f"{number}条").encode())
            writer.write_record(response_record(f"http://a.cn/{number}", AT, message))
    with subprocess.Popen(command(tmp_path, "files", "-a", f"path={path}"), stderr=subprocess.PIPE, text=True) as crawling:
        while not stored(tmp_path):
            time.sleep(0.05)
        crawling.terminate()
        _, log = crawling.communicate(timeout=60)
    assert crawling.returncode == 1
    assert "stopped early: shutdown" in log
    assert "Traceback" not in log
    assert 0 < stored(tmp_path) < 3_000


def stored(folder: Path) -> int:
    """Articles in the database, which the crawl may not have made yet."""
    with closing(sqlite3.connect(folder / "files.db")) as database:
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0]
        count: int = database.execute("SELECT count(*) FROM article").fetchone()[0] if tables else 0
        return count
