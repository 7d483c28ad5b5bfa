from collections import Counter
from datetime import date
from pathlib import Path

from tests.spiders.test_crawls import crawl
from tests.unioncrawl.commands.running import scrapy
from unioncrawl.commands.reparse import summary
from unioncrawl.db.rereading import Became
from unioncrawl.reparsing import Report, Unread


def test_the_summary_counts_and_names_what_could_not_be_read() -> None:
    became: Counter[Became] = Counter({"changed": 1, "unchanged": 7})
    report = Report(
        became,
        Counter({Unread("a.warc.gz", "No such file or directory"): 2, Unread("http://a.cn/1", "KeyError('x')"): 1}),
    )
    assert summary(report).split("\n") == [
        "11 pages: 1 changed, 7 unchanged, 0 new, 0 refused, 3 not read",
        "  a.warc.gz: No such file or directory (2 pages)",
        "  http://a.cn/1: KeyError('x')",
    ]


def test_the_exit_codes_and_what_a_general_paper_is_read_for(tmp_path: Path) -> None:
    day = date(2026, 11, 18)
    folder = "https://epaper.huanbohainews.com.cn/tsldrb/pc/{}/202611/18/{}.html"
    texts = ["县总工会把电影搬到了工地。", "麦田昨天浇完了冬水。"]
    items = "".join(f'<li><a href="../../../content/202611/18/content_{number}.html">昨日见闻之{number}</a></li>' for number in range(2))
    pages = {folder.format("col", "node_3"): f"<html><body><ul>{items}</ul></body></html>"}
    for number, text in enumerate(texts):
        head = f"<html><head><title>昨日见闻之{number}</title></head><body><h2>昨日见闻之{number}</h2>"
        pages[folder.format("content", f"content_{number}")] = f"{head}<founder-content><p>{text}</p></founder-content></body></html>"
    crawl(tmp_path, "tsldrb", pages, f"since={day}", f"until={day}")
    url, archive = f"sqlite:///{tmp_path}/test.db", ("-s", f"ARCHIVE_DIR={tmp_path}/archive")

    done = scrapy(url, "reparse", "tsldrb", "--rejected", "--cores", "1", *archive)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 pages: 0 changed, 1 unchanged, 0 new, 1 refused, 0 not read\n", "")
    assert scrapy(url, "reparse", "nowhere").returncode == 2
    assert scrapy(url, "reparse", "--cores", "0").returncode == 2
    (tmp_path / "pages.warc.gz").unlink()
    done = scrapy(url, "reparse", *archive)
    assert done.returncode == 1
    assert f"{tmp_path}/pages.warc.gz: No such file or directory" in done.stdout
