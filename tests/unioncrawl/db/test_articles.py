"""One article, one transaction, on both databases."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine, select, text

from unioncrawl.db import find_digest, record_page, record_site, reject, save_article, tables, write
from unioncrawl.db.articles import mark_gone
from unioncrawl.items import Article, Block, Hints, Image, Listing, Page, Refusal

BEIJING = ZoneInfo("Asia/Shanghai")
SEEN = datetime(2024, 5, 2, 3, 4, 5, tzinfo=UTC)
LATER = SEEN + timedelta(days=1)
PAGE = Page("http://www.example.cn/c/1.shtml", "sha1:AAAA", 200, SEEN, file="a.warc.gz", offset=0, etag='"1"')

Row = dict[str, Any]


@pytest.fixture(autouse=True)
def site(engine: Engine) -> None:
    write(engine, partial(record_site, name="here", title="某省总工会", region="620000", state="active"))


def an_article(**fields: Any) -> Article:
    paragraphs = fields.pop("paragraphs", ["工会送清凉。", "职工得实惠。"])
    article = Article(
        url="http://www.example.cn/c/1.shtml?utm_source=wx",
        blocks=[Block(number, text) for number, text in enumerate(paragraphs)],
        hints=Hints(listing=Listing("http://www.example.cn/list/")),
        title="送清凉",
        published_at=datetime(2024, 5, 1, 0, 30, tzinfo=BEIJING),
        published_precision="minute",
        published_from="line",
        source="工人日报",
        authors=["张三", "李四"],
        images=[Image("http://www.example.cn/1.jpg", "现场", position=0)],
        page=PAGE,
    )
    return replace(article, **fields)


def save(engine: Engine, article: Article, at: datetime = SEEN) -> str:
    return write(engine, lambda connection: save_article(connection, article, "here", at).outcome)


def rows(engine: Engine, name: str) -> list[Row]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tables.metadata.tables[name])).mappings()]


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


def test_an_article_without_an_address_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="without an address"):
        save(engine, an_article(url=None))


def test_nothing_of_a_transaction_stays_where_it_fails(engine: Engine) -> None:
    def fail(connection: Connection) -> None:
        save_article(connection, an_article(), "here", SEEN)
        raise RuntimeError("killed here")

    with pytest.raises(RuntimeError, match="killed here"):
        write(engine, fail)
    assert all(rows(engine, name) == [] for name in ("article", "page", "sighting", "image"))
    save(engine, an_article())
    assert rows(engine, "article")[0]["seq"] == 1


def test_writers_at_once_neither_clash_nor_double_and_their_numbers_have_no_gap(engine: Engine) -> None:
    articles = [an_article(url=f"http://www.example.cn/c/{number % 20}.shtml", page=None) for number in range(80)]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(partial(save, engine), articles))
    assert (outcomes.count("new"), outcomes.count("unchanged")) == (20, 60)
    assert sorted(row["seq"] for row in rows(engine, "article")) == list(range(1, 21))


def test_a_reader_never_misses_a_number_that_is_committed_late(engine: Engine) -> None:
    def save_new(number: int) -> None:
        save(engine, an_article(url=f"http://www.example.cn/c/{number}.shtml", page=None))

    seen: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        writes = [pool.submit(save_new, number) for number in range(60)]
        while not all(write.done() for write in writes) or len(seen) < 60:
            with engine.connect() as connection:
                after = seen[-1] if seen else 0
                seen += connection.execute(
                    select(tables.article.c.seq).where(tables.article.c.seq > after).order_by(tables.article.c.seq)
                ).scalars()
    assert seen == list(range(1, 61))


def test_the_same_bytes_are_one_page_and_keep_their_first_place(engine: Engine) -> None:
    again = replace(PAGE, fetched_at=LATER, file="b.warc.gz", offset=7, etag='"2"')
    first, second = (write(engine, partial(record_page, page=page)) for page in (PAGE, again))
    elsewhere = write(engine, partial(record_page, page=replace(again, url="http://www.example.cn/c/2.shtml", file=None, offset=None)))
    assert first == second != elsewhere
    with engine.connect() as connection:
        assert find_digest(connection, "sha1:AAAA") == replace(PAGE, etag='"2"')
        assert find_digest(connection, "sha1:NONE") is None
