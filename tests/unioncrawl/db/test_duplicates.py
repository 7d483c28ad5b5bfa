"""Exact copies under other addresses of a site, on both databases."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.unioncrawl.db.saving import BEIJING, LATER, SEEN, an_article, rows, save
from unioncrawl.db import record_site, save_article, write
from unioncrawl.db.articles import mark_gone
from unioncrawl.items import Article

pytestmark = pytest.mark.usefixtures("here")
LONG = ["青禾市总工会举行爱心驿站启用仪式，环卫工人和快递小哥走进驿站，体验了饮水、充电、热饭等服务。"] * 3
TWIN = "http://paper.example.cn/node_1.html"


def a_copy(**fields: Any) -> Article:
    return an_article(**({"url": TWIN, "paragraphs": LONG, "page": None} | fields))


@pytest.mark.parametrize(
    "copy",
    [
        a_copy(),
        a_copy(title="送 清凉", paragraphs=["".join(LONG).replace("总工会", "總工會").replace("，", ",")]),
        a_copy(published_at=datetime(2024, 5, 1, 0, 30, 59, tzinfo=BEIJING), published_precision="second"),
        a_copy(published_at=datetime(2024, 5, 1, tzinfo=BEIJING), published_precision="day"),
        a_copy(source=None, authors=[], images=[]),
    ],
    ids=["as it is", "in traditional script", "with seconds", "without a clock", "without its byline"],
)
def test_an_exact_copy_under_another_address_of_the_site_is_one_more_sighting(engine: Engine, copy: Article) -> None:
    save(engine, an_article(paragraphs=LONG))
    for at in (SEEN, LATER):
        assert save(engine, copy, at) == "unchanged"
    (row,) = rows(engine, "article")
    assert (row["url"], row["source"], row["revision"], row["last_seen_at"]) == ("http://www.example.cn/c/1.shtml", "工人日报", 1, LATER)
    assert {sighting["url"] for sighting in rows(engine, "sighting")} == {"http://www.example.cn/c/1.shtml?utm_source=wx", TWIN}


@pytest.mark.parametrize(
    "other",
    [
        a_copy(paragraphs=["详见附件。"]),
        a_copy(title="送清凉到一线"),
        a_copy(title=None),
        a_copy(paragraphs=[*LONG, "（完）"]),
        a_copy(published_at=datetime(2024, 5, 2, 0, 30, tzinfo=BEIJING)),
        a_copy(published_at=datetime(2024, 5, 1, 0, 31, tzinfo=BEIJING)),
        a_copy(published_at=None, published_precision=None),
    ],
    ids=["few letters", "another title", "no title", "another body", "another day", "another minute", "no date"],
)
def test_what_is_no_exact_copy_is_an_article_of_its_own(engine: Engine, other: Article) -> None:
    save(engine, an_article(paragraphs=[block.text for block in other.blocks] if len(other.blocks) == 1 else LONG))
    assert save(engine, other) == "new"
    assert len(rows(engine, "article")) == 2


def test_a_copy_in_another_site_is_an_article_of_its_own(engine: Engine) -> None:
    write(engine, partial(record_site, name="there"))
    save(engine, an_article(paragraphs=LONG))
    assert write(engine, lambda connection: save_article(connection, a_copy(), "there", SEEN).outcome) == "new"


def test_an_address_that_comes_to_differ_from_the_article_it_gave_is_an_article_of_its_own(engine: Engine) -> None:
    save(engine, an_article(paragraphs=LONG))
    save(engine, a_copy())
    assert save(engine, a_copy(paragraphs=[*LONG, "更正。"]), LATER) == "new"
    assert save(engine, a_copy(paragraphs=LONG), LATER) == "changed"  # known by its address now
    assert len(rows(engine, "article")) == 2


def test_an_article_that_was_gone_and_is_there_under_another_address_is_there_again(engine: Engine) -> None:
    save(engine, an_article(paragraphs=LONG))
    number = rows(engine, "article")[0]["id"]
    write(engine, partial(mark_gone, number=number, at=SEEN))
    assert save(engine, a_copy(), LATER) == "unchanged"
    (row,) = rows(engine, "article")
    assert (row["gone_at"], row["seq"]) == (None, 3)
