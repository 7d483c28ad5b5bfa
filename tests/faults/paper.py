"""A newspaper on loopback, crawled by `scrapy crawl paper` as any site is: its spider is written into a folder of the test's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import create_engine, text

from tests.faults.site import Answer, Site

ROOT = Path(__file__).parents[2]

SPIDER = """
from scrapy.core.engine import ExecutionEngine

from unioncrawl.platforms import trs
from unioncrawl.site import SiteSpider

ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 0.2  # Scrapy looks for due requests at every beat: 5 s are long in a test


class Paper({base}):
    name, title, region, kind = "paper", "某工人报", "620000", "press"
    home = "{site}/"
    allowed_domains = ("127.0.0.1", "localhost")
    lists = {lists}
    article_url = r"{article_url}"
"""

PEOPLE = ("瓦工", "电工", "焊工", "环卫工", "快递员", "护士", "司机", "教师", "车工", "厨师")
DEEDS = ("送去清凉", "讲安全课", "办运动会", "评选劳模", "维护权益", "组织体检", "招聘求职", "结对帮扶", "读书分享", "技能比武")


class Paper(Site):
    """Articles as long as a short news item, each with words of its own; lists of 20, linked by 下一页."""

    def page(self, path: str) -> Answer:
        kind, _, number = path.strip("/").partition("/")
        if kind == "a" and number.isdigit() and int(number) < self.articles:
            return Answer(200, article(int(number)))
        return super().page(path)

    def list_page(self, number: int) -> str:
        first = number * self.per_list
        items = "".join(item(f"/a/{place}", place) for place in range(first, min(first + self.per_list, self.articles)))
        more = f'<a href="/list/{number + 1}">下一页</a>' if first + self.per_list < self.articles else ""
        return f"<html><body><ul>{items}</ul>{more}</body></html>"


def item(address: str, number: int) -> str:
    return f'<li><a href="{address}">{headline(number)}</a></li>'


def headline(number: int) -> str:
    people, deed = PEOPLE[number % 10], DEEDS[number // 10 % 10]
    return f"县总工会为{people}{deed}之{number}"


def article(number: int) -> str:
    people, deed = PEOPLE[number % 10], DEEDS[number // 10 % 10]
    lines = [f"本报讯 县总工会近日在{number}号工地为{people}{deed}，到场的有{number + 30}人。", f"一位{people}说：“盼了很久。”"]
    lines.append(f"县总工会的负责人说，{deed}是今年的第{number}件实事，往后每月都办，{people}和别的劳动者都能参加，报名在各乡镇的工会。")
    lines.append(f"据介绍，去年全县有{number + 900}名{people}参加过，满意的占九成；今年的名额比去年多一倍，先到先得，报满为止。")
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<h1>{headline(number)}</h1><div>发布时间：2026-11-{number % 19 + 1:02} 来源：某工人报</div>"
    return f"<html><head><title>{headline(number)}</title></head><body>{head}<div class=content>{body}</div></body></html>"


class Ended(NamedTuple):
    """A command that has ended."""

    code: int
    output: str
    log: str
    peak: int  # of its memory, in MB


class Peak(Thread):
    """Looks at the most memory that a process has had, as long as it lives."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.status = Path(f"/proc/{pid}/status")
        self.megabytes = 0

    def run(self) -> None:
        with suppress(OSError):
            while found := re.search(r"VmHWM:\s+(\d+) kB", self.status.read_text()):
                self.megabytes = int(found[1]) // 1024
                time.sleep(0.05)


class Desk:
    """Runs the project's commands on the newspaper, over an archive in a folder and a SQLite database there, or another database."""

    def __init__(  # noqa: PLR0913, PLR0917 (what a test sets is named)
        self,
        folder: Path,
        site: Site,
        lists: tuple[str, ...] = ("/list/0",),
        article_url: str = r"/a/\d+$",
        base: str = "SiteSpider",
        database: str | None = None,
    ) -> None:
        self.folder, self.site = folder, site
        self.database = database or f"sqlite:///{folder}/test.db"
        spiders = folder / "hostile"
        spiders.mkdir(exist_ok=True)
        named = {f"{site.url}{path}": "要闻" for path in lists}
        (spiders / "__init__.py").write_text(SPIDER.format(site=site.url, lists=named, article_url=article_url, base=base))

    def command(self, *words: str, **settings: Any) -> list[str]:
        """Of a process; settings come over those of the project."""
        chosen: dict[str, Any] = {
            "SPIDER_MODULES": "hostile",
            "PRIVATE_HOSTS": urlsplit(self.site.url).netloc,
            "DATABASE_URL": self.database,
        }
        chosen |= {"ARCHIVE_DIR": f"{self.folder}/archive", "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8} | settings
        return [sys.executable, "-m", "scrapy", *words, *(part for name, value in chosen.items() for part in ("-s", f"{name}={value}"))]

    def start(self, *words: str, **settings: Any) -> subprocess.Popen[str]:
        path = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        out = subprocess.PIPE
        return subprocess.Popen(
            self.command(*words, **settings), cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, stdout=out, stderr=out, text=True
        )

    def run(self, *words: str, **settings: Any) -> Ended:
        process = self.start(*words, **settings)
        peak = Peak(process.pid)
        peak.start()
        output, log = process.communicate(timeout=200)
        peak.join()
        return Ended(process.returncode, output, log, peak.megabytes)

    def crawl(self, *words: str, **settings: Any) -> Ended:
        return self.run("crawl", "paper", *words, **settings)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        engine = create_engine(self.database)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return found

    def tell(self, statement: str) -> None:
        engine = create_engine(self.database)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def last_run(self) -> tuple[str, str, dict[str, Any]]:
        """Its verdict, why it ended, what it counted."""
        ((verdict, finish, counts),) = self.rows("SELECT verdict, finish, counts FROM run ORDER BY id DESC LIMIT 1")
        return verdict, finish, json.loads(counts) if isinstance(counts, str) else counts
