"""Refused pages and their reasons, on both databases."""

import secrets

import pytest
from sqlalchemy import Engine

from tests.unioncrawl.db.saving import SEEN, an_article, rows, save
from unioncrawl.db import reject, write
from unioncrawl.items import Refusal

pytestmark = pytest.mark.usefixtures("here")


def test_a_refused_page_is_kept_with_its_reason_until_it_gives_an_article(engine: Engine) -> None:
    for reason in ("empty", "script"):
        refusal = Refusal(reason, "请开启JavaScript\0" * 100)
        write(engine, lambda connection, refusal=refusal: reject(connection, an_article(), "here", refusal, SEEN))  # type: ignore[misc]
    (row,) = rows(engine, "rejection")
    assert (row["reason"], row["url"], len(row["detail"])) == ("script", "http://www.example.cn/c/1.shtml", 500)
    assert row["page"] == rows(engine, "page")[0]["id"]
    save(engine, an_article(url="https://www.example.cn/c/1.shtml"))
    assert rows(engine, "rejection") == []


def test_a_page_is_refused_for_its_address_under_that_address(engine: Engine) -> None:
    for _ in range(2):
        refused = an_article(url="http://[a.cn/1")
        write(engine, lambda connection, refused=refused: reject(connection, refused, "here", Refusal("address", ""), SEEN))  # type: ignore[misc]
    assert [row["url"] for row in rows(engine, "rejection")] == ["http://[a.cn/1"]


def test_an_address_longer_than_an_index_takes_is_refused_and_kept_cut(engine: Engine) -> None:
    long = an_article(url=f"http://a.cn/{secrets.token_hex(10_000)}.html")
    with pytest.raises(ValueError, match="an address of 20017 characters"):
        save(engine, long)
    write(engine, lambda connection: reject(connection, long, "here", Refusal("unstorable", ""), SEEN))
    assert [len(row["url"]) for row in rows(engine, "rejection")] == [2000]
