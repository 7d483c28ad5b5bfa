from datetime import UTC, date, datetime
from typing import Any

from rich.console import Console
from sqlalchemy import Engine

from unioncrawl.commands.articles import articles_table
from unioncrawl.db import newest_articles, record_site, save_article, write
from unioncrawl.items import Article, Block

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def store(engine: Engine, number: int, site: str = "gansu", **fields: Any) -> None:
    article = Article(f"http://a.cn/{number}", title=f"[第{number}篇]", blocks=[Block(0, "工会要闻")], **fields)
    write(engine, lambda connection: record_site(connection, site))
    write(engine, lambda connection: save_article(connection, article, site, NOW))


def shown(engine: Engine, limit: int = 20, site: str | None = None) -> str:
    with engine.connect() as connection:
        table = articles_table(newest_articles(connection, limit, site))
    console = Console(width=120)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def test_the_newest_come_first_in_beijing_time_as_exactly_as_they_are_known(engine: Engine) -> None:
    store(engine, 1, published_at=datetime(2024, 4, 30, 16, 30, 5, tzinfo=UTC), published_precision="second")
    store(engine, 2, published_at=datetime(2024, 5, 1, 16, tzinfo=UTC), published_precision="day")
    store(engine, 3)
    rows = [line.split()[1:3] for line in shown(engine).splitlines() if "第" in line]
    assert rows == [["2024-05-02", "│"], ["2024-05-01", "00:30:05"], ["│", "[第3篇]"]]


def test_only_so_many_and_only_of_one_site(engine: Engine) -> None:
    for number in range(4):
        store(engine, number, site="gansu" if number % 2 else "workercn", authors=["张三", "李四"])
    assert shown(engine, limit=3).count("第") == 3
    assert shown(engine, site="gansu").count("第") == 2
    assert "张三、李四" in shown(engine, limit=1)


def test_a_period_is_of_days_in_beijing(engine: Engine) -> None:
    for number in (1, 2, 3):
        store(engine, number, published_at=datetime(2024, 5, number, 17, tzinfo=UTC))
    store(engine, 4)
    with engine.connect() as connection:
        found = [newest_articles(connection, 9, since=day) for day in (date(2024, 5, 3), date(2024, 5, 5))]
        found.append(newest_articles(connection, 9, until=date(2024, 5, 2)))
    assert [[row["url"] for row in rows] for rows in found] == [["http://a.cn/3", "http://a.cn/2"], [], ["http://a.cn/1"]]
