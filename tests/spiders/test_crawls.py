"""Sites crawled as a user would, from sample pages in an archive into a database."""

import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from w3lib.url import safe_url_string

from samples.build import write_archive
from samples.sample import Served
from tests.unioncrawl.platforms import test_hanweb
from tests.unioncrawl.platforms.news import NEWS
from tests.walk import Answer

ROOT = Path(__file__).parents[2]


def crawl(
    folder: Path, site: str, pages: Mapping[str, str | Answer], *arguments: str, status: str = "200 OK"
) -> tuple[int, sqlite3.Connection]:
    """The exit code, and the database then."""
    answers = {url: Answer(page.encode()) if isinstance(page, str) else page for url, page in pages.items()}
    served = [Served(safe_url_string(url), answer.body, answer.content_type, status) for url, answer in answers.items()]
    write_archive(served, folder / "pages.warc.gz")
    settings = {"REPLAY": folder / "pages.warc.gz", "DATABASE_URL": f"sqlite:///{folder}/test.db", "ARCHIVE_DIR": folder / "archive"}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    asked = [option for argument in arguments for option in ("-a", argument)]
    done = subprocess.run([sys.executable, "-m", "scrapy", "crawl", site, *asked, *options], cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, sqlite3.connect(folder / "test.db")


def test_a_hanweb_portal_is_stored_from_all_its_groups(tmp_path: Path) -> None:
    pages = {url.replace(test_hanweb.HOST, "https://www.jsgh.org"): page for url, page in test_hanweb.SITE.items()}
    code, database = crawl(tmp_path, "jiangsu", pages, "since=2026-10-01", "until=2026-11-20")
    assert code == 0
    assert database.execute("SELECT title, published_on, source FROM article ORDER BY published_on DESC").fetchall() == [
        (news.title, str(news.day), news.source) for news in NEWS
    ]


def test_of_a_general_paper_only_union_news_are_stored_and_the_rest_says_nothing_of_its_health(tmp_path: Path) -> None:
    day = date(2026, 11, 18)
    folder = "https://epaper.huanbohainews.com.cn/tsldrb/pc/{}/202611/18/{}.html"
    texts = ["县总工会把电影搬到了工地。", *(f"第{number}块麦田昨天浇完了冬水。" for number in range(1, 12))]
    items = "".join(f'<li><a href="../../../content/202611/18/content_{number}.html">昨日见闻之{number}</a></li>' for number in range(12))
    pages: dict[str, str | Answer] = {folder.format("col", "node_3"): f"<html><body><ul>{items}</ul><div>工会新闻</div></body></html>"}
    for number, text in enumerate(texts):
        head = f'<html><head><title>昨日见闻之{number}</title></head><body><h2 class="art-title text-center">昨日见闻之{number}</h2>'
        pages[folder.format("content", f"content_{number}")] = f"{head}<founder-content><p>{text}</p></founder-content></body></html>"
    code, database = crawl(tmp_path, "tsldrb", pages, f"since={day}", f"until={day}")
    assert (code, database.execute("SELECT verdict FROM run").fetchall()) == (0, [("ok",)])
    assert database.execute("SELECT title, body FROM article").fetchall() == [("昨日见闻之0", texts[0])]
    assert database.execute("SELECT reason, count(*) FROM rejection GROUP BY reason").fetchall() == [("off-topic", 11)]


def test_a_firewalls_412_is_the_verdict_blocked(tmp_path: Path) -> None:
    pages = {"https://www.acftu.org/xwdt/ghyw/": "", "https://www.acftu.org/wjzl/wjzlzcwj/": ""}
    code, database = crawl(tmp_path, "acftu", pages, status="412 Precondition Failed")
    assert (code, database.execute("SELECT verdict FROM run").fetchall()) == (1, [("blocked",)])
