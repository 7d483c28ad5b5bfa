"""The rows of responses, on both databases."""

from dataclasses import replace
from functools import partial

from sqlalchemy import Engine

from tests.unioncrawl.db.saving import LATER, PAGE
from unioncrawl.db import find_digest, record_page, write


def test_the_same_bytes_are_one_page_and_keep_their_first_place(engine: Engine) -> None:
    again = replace(PAGE, fetched_at=LATER, file="b.warc.gz", offset=7, etag='"2"')
    first, second = (write(engine, partial(record_page, page=page)) for page in (PAGE, again))
    elsewhere = write(engine, partial(record_page, page=replace(again, url="http://www.example.cn/c/2.shtml", file=None, offset=None)))
    assert first == second != elsewhere
    with engine.connect() as connection:
        assert find_digest(connection, "sha1:AAAA") == replace(PAGE, etag='"2"')
        assert find_digest(connection, "sha1:NONE") is None
