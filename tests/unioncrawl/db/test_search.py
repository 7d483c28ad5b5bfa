"""Search, on both databases."""

from datetime import date, timedelta

import alembic.command
import pytest
from sqlalchemy import Engine, text

from tests.unioncrawl.stored import SEEN, declare, put
from unioncrawl.db.engine import _config, connect, upgrade
from unioncrawl.db.search import find, rebuild
from unioncrawl.search import parse

TEXTS = {
    1: ("工会送清凉", "各级工会为一线职工送去防暑用品，送清凉、送健康。"),
    2: ("職工之家", "總工會建設職工之家，勞模到場。"),
    3: ("税务提醒", "企业应当依法纳税。\n工匠到会。"),
    4: ("5G网络", "2024年度，5G网络进车间。记者 王 伟 报道"),
    5: ("𠮷林", "送一次清凉；工人会合。"),
}


@pytest.fixture
def engine(engine: Engine) -> Engine:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    declare(engine, "workercn", "中工网", "100000")
    for number, (title, body) in TEXTS.items():
        put(engine, number, "workercn" if number == 2 else "gansu", title=title, body=body, day=date(2024, 5, number))
    return engine


def found(engine: Engine, query: str, **filters: object) -> list[int]:
    with engine.connect() as connection:
        return [article.published_on.day for article in find(connection, parse(query), **filters) if article.published_on]  # type: ignore[arg-type]


def test_what_is_asked_for_is_found_and_nothing_else(engine: Engine) -> None:
    expected: dict[str, set[int]] = {
        "工会": {1, 2},  # and not 工人会合, 工匠到会
        "工會": {1, 2},
        "劳模": {2},
        "送清凉": {1},  # and not 送一次清凉
        "“送清凉、送健康”": {1},
        "“送清凉 送健康”": {1},
        "“送健康 送清凉”": set(),
        "税": {3},  # at the end of a line
        "会": {1, 2, 3, 5},
        "2024年": {4},
        "2024": {4},
        "202": set(),
        "5g": {4},
        "王伟": {4},
        "王 伟": {4},
        "𠮷林": {5},
        "工会 -劳模": {1},
        "劳模 OR 工匠": {2, 3},
        "(劳模 OR 清凉) -送一次": {1, 2},
        "务提": {3},
        "示务": set(),
        "网络2024": set(),  # the title's end and the text's beginning are no neighbours
    }
    assert {query: set(found(engine, query)) for query in expected} == expected


def test_a_title_comes_before_a_text_and_the_latest_first_among_equals(engine: Engine) -> None:
    for number, title in ((11, "新闻"), (12, "新闻"), (13, "评弹新闻")):
        put(engine, number, title=title, body="某某评弹团演出。", day=date(2024, 5, number))
    assert found(engine, "评弹") == [13, 12, 11]
    assert found(engine, "评弹", limit=2) == [13, 12]


def test_of_very_many_only_the_latest_are_compared(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unioncrawl.db.search.RANKED", 2)
    for number, title in ((11, "评弹评弹评弹"), (12, "新闻"), (13, "新闻")):
        put(engine, number, title=title, body="某某评弹团演出。", day=date(2024, 5, number))
    assert found(engine, "评弹") == [13, 12]
    assert found(engine, "评弹", until=date(2024, 5, 12)) == [11, 12]


def test_what_most_articles_have_is_found_among_the_latest(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unioncrawl.db.search.RANKED", 4)
    monkeypatch.setattr("unioncrawl.db.search.PROBED", 2)
    for number in range(11, 23):
        put(engine, number, title="新闻", body="评弹团演出。" if number % 4 else "别的。", day=date(2024, 5, number))
    assert found(engine, "评弹") == [22, 21, 19, 18]
    assert found(engine, "别的") == [20, 16, 12]
    assert found(engine, "新闻 -评弹") == [20, 16, 12]
    assert found(engine, "评弹", until=date(2024, 5, 14)) == [14, 13, 11]


def test_sites_and_days_narrow_it(engine: Engine) -> None:
    assert found(engine, "工会", site="workercn") == [2]
    assert found(engine, "工会", since=date(2024, 5, 2)) == [2]
    assert found(engine, "工会", until=date(2024, 5, 1)) == [1]
    assert found(engine, "会", since=date(2024, 5, 2), until=date(2024, 5, 3)) != []


def test_a_changed_article_is_found_by_its_new_words_alone(engine: Engine) -> None:
    put(engine, 1, title="慰问", body="慰问困难户。", day=date(2024, 5, 1), seen_at=SEEN + timedelta(days=1))
    assert found(engine, "困难户") == [1]
    assert (found(engine, "送清凉"), found(engine, "工会")) == ([], [2])


def test_the_index_made_anew_is_the_same(engine: Engine) -> None:
    with engine.begin() as connection:
        rebuild(connection)
    assert found(engine, "送清凉") == [1]
    assert set(found(engine, "会")) == {1, 2, 3, 5}


def test_the_largest_text_can_be_stored_and_found(engine: Engine) -> None:
    han = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(70_000))
    put(engine, 20, title="长文", body=f"{han}\n末尾", day=date(2024, 5, 20))
    put(engine, 21, title="长词", body="\n".join(f"{number:040x}" for number in range(3000)), day=date(2024, 5, 21))
    assert found(engine, "长文") == [20]
    assert found(engine, han[30_000:30_002]) == [20]


def test_an_older_database_gets_its_index_with_the_upgrade(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        alembic.command.upgrade(_config(connection), "0003")
        connection.execute(text("INSERT INTO site (name, state) VALUES ('gansu', 'active')"))
        connection.execute(
            text(
                "INSERT INTO article (id, site, url, title, body, body_hash, revision, first_seen_at, last_seen_at, seq, published_on)"
                " VALUES (7, 'gansu', 'http://a.cn/1', NULL, '各级工会', '', 1, '2024-05-01', '2024-05-01', 1, '2024-05-01')"
            )
        )
    upgrade(engine)
    assert found(engine, "工会") == [1]
    engine.dispose()
