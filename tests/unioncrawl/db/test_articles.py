"""An article and its changes, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.unioncrawl.db.saving import BEIJING, LATER, PAGE, SEEN, an_article, rows, save
from unioncrawl.db import tables
from unioncrawl.items import Block, Hints

pytestmark = pytest.mark.usefixtures("here")


def test_an_article_is_stored_with_all_its_parts(engine: Engine) -> None:
    assert save(engine, an_article()) == "new"
    (row,) = rows(engine, "article")
    assert row["url"] == "http://www.example.cn/c/1.shtml"
    assert row["published_at"] == datetime(2024, 4, 30, 16, 30, tzinfo=UTC)
    assert row["published_on"] == date(2024, 5, 1)
    assert row["body"] == "工会送清凉。\n职工得实惠。"
    assert (row["authors"], row["editor"], row["flags"]) == (["张三", "李四"], None, None)
    assert (row["script"], row["revision"], row["seq"]) == ("hans", 1, 1)
    assert row["first_seen_at"] == row["last_seen_at"] == SEEN
    (sighting,) = rows(engine, "sighting")
    assert (sighting["url"], sighting["listed_on"]) == ("http://www.example.cn/c/1.shtml?utm_source=wx", "http://www.example.cn/list/")
    (image,) = rows(engine, "image")
    assert (image["number"], image["position"], image["caption"]) == (1, 1, "现场")
    (page,) = rows(engine, "page")
    assert (page["digest"], page["archive_file"], page["archive_offset"], row["page"]) == ("sha1:AAAA", "a.warc.gz", 0, page["id"])


def test_the_second_time_nothing_moves_but_last_seen_at(engine: Engine) -> None:
    save(engine, an_article())
    before = {name: rows(engine, name) for name in tables.metadata.tables}
    assert save(engine, an_article(page=replace(PAGE, fetched_at=LATER)), LATER) == "unchanged"
    after = {name: rows(engine, name) for name in tables.metadata.tables}
    moved = {
        (name, column, new[column])
        for name, table in after.items()
        for old, new in zip(before[name], table, strict=True)
        for column in new
        if new[column] != old[column]
    }
    assert moved == {(name, "last_seen_at", LATER) for name in ("article", "page", "sighting")}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "送清凉到一线"),
        ("published_at", datetime(2024, 5, 1, 9, 0, tzinfo=BEIJING)),
        ("published_precision", "day"),
        ("source", None),
        ("authors", []),
        ("editor", ["王五"]),
        ("images", []),
        ("blocks", [Block(0, "工会送清凉。")]),
    ],
)
def test_a_visible_change_keeps_the_former_state(engine: Engine, field: str, value: Any) -> None:
    save(engine, an_article())
    (former,) = rows(engine, "article")
    changed = an_article(page=replace(PAGE, digest="sha1:BBBB", fetched_at=LATER))
    setattr(changed, field, value)
    assert save(engine, changed, LATER) == "changed"
    (row,) = rows(engine, "article")
    (revision,) = rows(engine, "revision")
    assert (row["revision"], row["seq"]) == (2, 2)
    assert (revision["number"], revision["seen_at"], revision["page"]) == (1, SEEN, former["page"])
    assert field.replace("blocks", "body") in revision["changed"]
    assert {name: revision[name] for name in revision if name in former and name != "page"} == {
        name: former[name] for name in revision if name in former and name != "page"
    }
    assert row["page"] != former["page"]
    assert len(rows(engine, "image")) == (0 if field == "images" else 1)
    assert revision["images"] == [{"position": 1, "url": "http://www.example.cn/1.jpg", "caption": "现场"}]


def test_what_readers_do_not_see_is_brought_up_to_date_without_a_revision(engine: Engine) -> None:
    save(engine, an_article())
    assert save(engine, an_article(published_from="meta", flags=["spun"]), LATER) == "unchanged"
    (row,) = rows(engine, "article")
    assert (row["published_from"], row["flags"], row["revision"], row["seq"]) == ("meta", ["spun"], 1, 1)
    assert rows(engine, "revision") == []


def test_an_older_response_overwrites_nothing(engine: Engine) -> None:
    save(engine, an_article(), LATER)
    assert save(engine, an_article(title="旧题"), SEEN) == "unchanged"
    (row,) = rows(engine, "article")
    assert (row["title"], row["last_seen_at"]) == ("送清凉", LATER)


def test_the_first_section_stays(engine: Engine) -> None:
    save(engine, an_article())
    for section in ("要闻", "基层"):
        assert save(engine, an_article(section=section)) == "unchanged"
    assert rows(engine, "article")[0]["section"] == "要闻"


@pytest.mark.parametrize("twin", ["https://www.example.cn/c/1.shtml", "HTTP://WWW.EXAMPLE.CN:80/c/./1.shtml#p2"])
def test_one_page_under_two_addresses_is_one_article_seen_twice(engine: Engine, twin: str) -> None:
    save(engine, an_article())
    assert save(engine, an_article(url=twin)) == "unchanged"
    assert len(rows(engine, "article")) == 1
    assert len(rows(engine, "sighting")) == 2


def test_an_article_without_a_list_is_seen_once(engine: Engine) -> None:
    for _ in range(2):
        save(engine, an_article(hints=Hints()))
    assert len(rows(engine, "sighting")) == 1


def test_a_day_is_the_day_in_beijing(engine: Engine) -> None:
    save(engine, an_article(published_at=datetime(2024, 5, 1, tzinfo=BEIJING), published_precision="day"))
    with engine.connect() as connection:
        shown = connection.execute(text("SELECT published_on, published_at, site_title, region, authors FROM articles")).one()
    assert (str(shown.published_on), shown.published_at, *shown[2:]) == ("2024-05-01", None, "某省总工会", "620000", "张三、李四")


def test_the_view_shows_beijing_time(engine: Engine) -> None:
    save(engine, an_article())
    with engine.connect() as connection:
        shown = connection.execute(text("SELECT published_at, first_seen_at, editor FROM articles")).one()
    assert (str(shown.published_at), str(shown.first_seen_at), shown.editor) == ("2024-05-01 00:30:00", "2024-05-02 11:04:05", None)


def test_an_article_without_an_address_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="without an address"):
        save(engine, an_article(url=None))
