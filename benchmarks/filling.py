"""A database as years of crawls leave it, in minutes: python -m benchmarks.filling ARTICLES URL...

Made-up articles, with the rows that the store would write, many at a time: article, revision, change, sighting, story, member, edge,
posting, counter and the search index (tests/benchmarks/test_filling.py holds them against the store's). Pages, images, runs and the
frontier stay empty. Several empty databases, SQLite files or PostgreSQL schemas, are filled with the same articles at once.

Texts: 300 to 1500 characters, 530 on average; words as often as in a language, those of TOPICS in a share of the articles that is known;
slogans that many have. 12 % are copies of an earlier article under another title, some cut, some with a line more. Dates over 10 years.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BindParameter, Column, Connection, Engine, Table, bindparam, func, select, text, update

from unioncrawl.db import open_engine, record_site, tables, write
from unioncrawl.db.articles import _ROWS, BEIJING, _fields
from unioncrawl.db.search import index_articles
from unioncrawl.db.spread import spread
from unioncrawl.items import Article, Block
from unioncrawl.regions import PROVINCES
from unioncrawl.stories import MOST_STORIES, VERSION, Relation, Telling, relation, telling
from unioncrawl.stories.clusters import Shelf

CHUNK = 1000  # articles made, and written, at a time
BEGAN, YEARS = datetime(2014, 1, 1, tzinfo=UTC), 10
COPIES = 0.12  # of the articles
LAG = 30  # articles between one and its copy, on average; 200 at most
REVISED, MET_TWICE = 0.02, 0.02  # of the articles: their source is corrected later; seen under a second address
FEWEST, MEAN, MOST = 300, 530, 1500  # characters of a text

# A word, and the share of the articles that have it, some of them in the title.
TOPICS = {
    word: share / 10_000
    for share, words in {
        9500: ("工会",),
        7000: ("职工",),
        4000: ("劳动",),
        3000: ("服务",),
        2000: ("劳模",),
        1000: ("工匠", "维权"),
        800: ("困难职工", "技能竞赛"),
        600: ("送清凉", "车间"),
        400: ("产业工人队伍", "集体协商", "农民工"),
        100: ("税务", "5G", "户外劳动者", "女职工委员会"),
        5: ("焊接机器人",),
        1: ("欧阳青禾",),
    }.items()
    for word in words
}
_SLOGANS = (
    "把服务职工群众的每一件小事都办到大家的心坎上去",
    "让每一位一线劳动者都能感受到来自娘家人的温暖和关怀",
    "以更高的标准更严的要求更实的作风推动各项工作再上新台阶",
    "团结动员广大职工立足本职岗位争当新时代的奋斗者和建设者",
    "坚持问题导向目标导向结果导向相统一抓好年度重点任务落实",
    "有困难找工会有心事找工会有难题找工会已经成为大家的习惯",
)
_VERBS = ("举办", "召开", "启动", "部署", "推进", "开展", "组织", "走进", "慰问", "表彰", "培训", "签订")
_THINGS = ("活动", "会议", "竞赛", "培训班", "座谈会", "推进会", "现场会", "签约仪式", "宣讲", "调研", "体检", "讲座")
_SOURCES = ("工人日报", "本网", "中工网", None, "劳动报", "宣教部")
_NAMES = ("张三", "李四", "王小五", "赵六一", "欧阳明")
_JOINTS = np.array(["", "，", "。", "。\n"], dtype=object)  # what follows a word,
_JOINED = np.cumsum([0.8, 0.145, 0.04, 0.015])  # and how often


@dataclass(slots=True)
class Made:
    """An article, and what happens to it."""

    number: int  # from 1, in the order in which they are stored; article.id
    site: str
    url: str
    title: str
    body: str
    source: str | None
    authors: list[str]
    published_at: datetime | None
    published_precision: str | None
    seen_at: datetime
    of: int  # the first article of which this is a copy; its own number
    last: int  # the last copy of that one; its own number
    was_from: str | None = None  # its source before it was corrected
    met_again: str | None = None  # a second address of it

    def article(self, source: str | None = None, url: str | None = None) -> Article:
        """As the reading steps leave it; from another source, under another address."""
        lines = [Block(place, line) for place, line in enumerate(self.body.split("\n"))]
        return Article(
            url=url or self.url,
            site=self.site,
            fetched_at=self.seen_at,
            blocks=lines,
            title=self.title,
            source=source or self.source,
            authors=self.authors,
            published_at=self.published_at,
            published_precision=self.published_precision,
        )


Rows = dict[str, list[dict[str, Any]]]  # by table


class Press:
    """Makes the articles; the same ones for the same number of them and the same seed."""

    def __init__(self, articles: int, seed: int = 0) -> None:
        self._articles = articles
        self._chance = chance = np.random.default_rng(seed)
        chars = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
        often = 1 / (np.arange(len(chars)) + 40.0)
        picked = np.random.default_rng(1).choice(chars, (20_000, 2), p=often / often.sum())
        self._words = np.array([first + second for first, second in picked], dtype=object)
        weights = 1 / (np.arange(len(self._words)) + 20.0)
        self._weights = np.cumsum(weights / weights.sum())
        is_copy = chance.random(articles + 1) < COPIES
        is_copy[:2] = False
        before = np.arange(articles + 1) - np.minimum(chance.geometric(1 / LAG, articles + 1), 200)
        self._of = np.arange(articles + 1)
        for copy in np.flatnonzero(is_copy).tolist():
            self._of[copy] = self._of[max(1, before[copy])]
        self._last = np.zeros(articles + 1, np.int64)
        np.maximum.at(self._last, self._of, np.arange(articles + 1))

    def made(self) -> Iterator[Made]:
        """All of them, in their order."""
        kept: dict[int, Made] = {}
        for first in range(1, self._articles + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, self._articles + 1))
            for number, body in zip(numbers, self._bodies(len(numbers)), strict=True):
                of = int(self._of[number])
                made = self._made(number, body if of == number else self._changed(kept[of].body))
                if made.last > number:
                    kept.setdefault(of, made)
                else:
                    kept.pop(of, None)
                yield made

    def _made(self, number: int, body: str) -> Made:
        chance = self._chance
        site = int(chance.integers(len(PROVINCES)))
        seen_at = BEGAN + timedelta(days=365.25 * YEARS * number / self._articles)
        seen_at = seen_at.replace(microsecond=0)
        at, precision = self._published(seen_at)
        source = _SOURCES[int(chance.integers(len(_SOURCES)))]
        luck = chance.random()
        url = f"http://site{site}.cn/{seen_at:%Y%m}/{number}.html"
        return Made(
            number=number,
            site=f"site{site}",
            url=url,
            title=self._title(site),
            body=body,
            source=source,
            authors=[_NAMES[int(chance.integers(len(_NAMES)))]],
            published_at=at,
            published_precision=precision,
            seen_at=seen_at,
            of=int(self._of[number]),
            last=int(self._last[self._of[number]]),
            was_from="网络" if luck < REVISED else None,
            met_again=f"http://old.site{site}.cn/{number}.html" if luck > 1 - MET_TWICE else None,
        )

    def _changed(self, body: str) -> str:
        """As another site prints it."""
        lines = body.split("\n")
        kind = self._chance.integers(4)
        if kind == 1 and len(lines) > 4:  # cut at the end
            lines = lines[: -max(1, len(lines) // 4)]
        elif kind == 2:
            lines = ["编者按：" + lines[0], *lines[1:]]
        elif kind == 3:
            lines = [*lines, "下一步，有关方面将继续跟进，相关情况将及时发布。"]
        return "\n".join(lines)

    def _published(self, seen_at: datetime) -> tuple[datetime | None, str | None]:
        luck = self._chance.random()
        if luck < 0.03:
            return None, None
        at = seen_at - timedelta(minutes=int(self._chance.integers(600)))
        if luck < 0.25:
            return at.astimezone(BEIJING).replace(hour=0, minute=0, second=0), "day"
        return at.replace(second=0), "minute"

    def _title(self, site: int) -> str:
        chance = self._chance
        place, verb, thing = list(PROVINCES.values())[site], chance.integers(len(_VERBS)), chance.integers(len(_THINGS))
        topics = [word for word, share in TOPICS.items() if chance.random() < share / 3]
        words = self._words[np.searchsorted(self._weights, chance.random(4))]
        return f"{place}总工会{_VERBS[verb]}{''.join(words)}{''.join(topics[:2])}{_THINGS[thing]}"

    def _bodies(self, count: int) -> list[str]:
        chance = self._chance
        lengths = np.minimum(FEWEST + chance.exponential(MEAN - FEWEST, count), MOST)
        ends = np.cumsum(np.maximum(lengths / 2.25, 100).astype(int))
        words = self._words[np.searchsorted(self._weights, chance.random(ends[-1]))]
        begins = np.concatenate([[0], ends[:-1]])
        for word, share in TOPICS.items():
            having = np.flatnonzero(chance.random(count) < share)
            times = 1 + chance.poisson(2 * share, len(having))
            which = np.repeat(having, times)
            words[begins[which] + (chance.random(len(which)) * (ends - begins)[which]).astype(int)] = word
        having = np.flatnonzero(chance.random(count) < 0.1)
        places = begins[having] + (chance.random(len(having)) * (ends - begins)[having]).astype(int)
        words[places] = np.array(_SLOGANS, dtype=object)[chance.integers(len(_SLOGANS), size=len(having))]
        pieces = words + _JOINTS[np.searchsorted(_JOINED, chance.random(ends[-1]))]
        return ["".join(pieces[begin:end]).rstrip("，。\n") + "。" for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]


def article_rows(article: Article) -> tuple[dict[str, Any], Rows]:
    """What the row of an article has from the article itself; what its rows in other tables have."""
    fields = _fields(article)
    elsewhere = {table.name: fields.pop(name) or [] for name, table in _ROWS.items()}
    return fields, {name: [{"number": number, **row} for number, row in enumerate(rows, 1)] for name, rows in elsewhere.items()}


class _Place(NamedTuple):
    """Where an article stands, as `spread` asks for it."""

    id: int
    site: str
    published_at: datetime | None
    published_precision: str | None


@dataclass(slots=True)
class _Family:
    """Articles that are copies of one, and their stories."""

    shelf: Shelf
    told: list[tuple[Telling, _Place]] = field(default_factory=list)
    stories: dict[int, int] = field(default_factory=dict)  # on the shelf -> story.id


class Ledger:
    """The rows of articles, in their order."""

    def __init__(self) -> None:
        self.seq = self.stories = self.sightings = 0
        self._families: dict[int, _Family] = {}
        self._postings: list[NDArray[np.int64]] = []  # key, story, article
        self.spreads: list[dict[str, Any]] = []  # of stories that have copies
        self.versions: list[dict[str, Any]] = []  # of their articles

    def rows(self, made: Sequence[Made]) -> tuple[Rows, list[tuple[int, str | None, str]]]:
        """Of some articles; and what they are found by."""
        rows: Rows = {name: [] for name in ("story", "article", "member", "edge", "revision", "change", "sighting")}
        for one in made:
            story = self._place(one, rows)
            self._write(one, story, rows)
        return rows, [(one.number, one.title, one.body) for one in made]

    def _write(self, one: Made, story: int, rows: Rows) -> None:
        fields, _ = article_rows(one.article())
        self._change(rows, one, "new", None)
        if one.was_from:
            self._change(rows, one, "revised", ["source"])
            kept = {"title", "published_at", "published_precision", "authors", "editor", "body"}
            former = {name: value for name, value in fields.items() if name in kept} | {"images": None, "source": one.was_from}
            times = {"article": one.number, "number": 1, "seen_at": one.seen_at, "changed": ["source"], "page": None}
            rows["revision"].append(former | times)
        own = {"id": one.number, "site": one.site, "url": one.url, "section": None, "page": None, "story": story, "gone_at": None}
        own |= {"revision": 2 if one.was_from else 1, "first_seen_at": one.seen_at, "last_seen_at": one.seen_at, "seq": self.seq}
        rows["article"].append(fields | own)
        for address in (one.url, *([one.met_again] if one.met_again else [])):
            self.sightings += 1
            row = {"id": self.sightings, "article": one.number, "url": address, "listed_on": None}
            rows["sighting"].append(row | {"first_seen_at": one.seen_at, "last_seen_at": one.seen_at})

    def _change(self, rows: Rows, one: Made, op: str, changed: list[str] | None) -> None:
        self.seq += 1
        rows["change"].append({"seq": self.seq, "article": one.number, "op": op, "at": one.seen_at, "changed": changed})

    def _place(self, one: Made, rows: Rows) -> int:
        """The story of an article; the postings of its keys stay here until the end."""
        told = telling(one.title, one.body)
        place = _Place(one.number, one.site, one.published_at, one.published_precision)
        member: dict[str, Any] = {
            "article": one.number,
            "joined_as": None,
            "versions": 0,
            "is_roundup": told.is_roundup,
            "version": VERSION,
        }
        if one.last == one.of:
            story = self._begin(place, rows)
            self._post(dict.fromkeys(told.keys, one.number), story)
        else:
            family = self._family(one)
            family.told.append((told, place))
            family.shelf.add(told.keys, is_roundup=told.is_roundup)
            record = family.shelf.records[-1]
            if record.story not in family.stories:
                family.stories[record.story] = self._begin(place, rows)
            story = family.stories[record.story]
            member |= {"joined_as": record.joined_as, "versions": record.versions}
            for other, found in record.relations.items():
                row = {"article": one.number, "other": family.told[other][1].id, "relation": found.kind, "share": round(found.share, 3)}
                rows["edge"].append(row)
            if one.number == one.last:
                self._close(self._families.pop(one.of))
        rows["member"].append(member)
        return story

    def _family(self, one: Made) -> _Family:
        if one.of not in self._families:

            def relate(article: int, other: int) -> Relation | None:
                (first, here), (second, there) = family.told[article], family.told[other]
                at, then = here.published_at, there.published_at
                return relation(first.text, second.text, at - then if at and then else None)

            family = self._families[one.of] = _Family(Shelf(relate))
        return self._families[one.of]

    def _begin(self, place: _Place, rows: Rows) -> int:
        self.stories += 1
        rows["story"].append({"id": self.stories, **spread([place])._asdict()})
        return self.stories

    def _post(self, keys: dict[int, int], story: int) -> None:
        if keys:
            held = np.array(list(keys.items()), np.int64)
            self._postings.append(np.column_stack([held[:, 0], np.full(len(held), story), held[:, 1]]))

    def _close(self, family: _Family) -> None:
        for at, story in family.stories.items():
            places = [family.told[one][1] for one in family.shelf.stories[at]]
            if len(places) > 1:
                self.spreads.append({"number": story, **spread(places)._asdict()})
            own = {key: family.told[holders[at]][1].id for key, holders in family.shelf.postings.items() if at in holders}
            self._post(own, story)
        records = zip(family.shelf.records, family.told, strict=True)
        self.versions += [{"number": place.id, "now": record.versions} for record, (_, place) in records if record.versions]

    def postings(self) -> Iterator[list[dict[str, int]]]:
        """All, in the order of their keys: of each the first MOST_STORIES."""
        posted = np.concatenate(self._postings)
        posted = posted[np.lexsort((posted[:, 2], posted[:, 0]))]
        first = np.append(True, posted[1:, 0] != posted[:-1, 0])
        begins = np.maximum.accumulate(np.where(first, np.arange(len(posted)), 0))
        posted = posted[np.arange(len(posted)) - begins < MOST_STORIES]
        for at in range(0, len(posted), 50 * CHUNK):
            yield [dict(zip(("key", "story", "article"), row, strict=True)) for row in posted[at : at + 50 * CHUNK].tolist()]


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns: with COPY on PostgreSQL."""
    if not rows:
        return
    binds = [(name, _bound(table.c[name], connection)) for name in rows[0]]
    values = [tuple(row[name] if bind is None else bind(row[name]) for name, bind in binds) for row in rows]
    names = ", ".join(f'"{name}"' for name in rows[0])
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(binds))})", values)  # noqa: S608


def _bound(column: Column[Any], connection: Connection) -> Any:
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def fill(engines: Sequence[Engine], articles: int, seed: int = 0) -> None:
    """Fill empty databases."""
    with ExitStack() as prepared:
        for engine in engines:
            for site, (code, name) in enumerate(PROVINCES.items()):
                write(engine, partial(record_site, name=f"site{site}", title=f"{name}总工会", region=f"{code}0000", state="active"))
            prepared.enter_context(_bulk(engine))
        ledger, made = Ledger(), Press(articles, seed).made()
        while some := list(islice(made, CHUNK)):
            rows, found_by = ledger.rows(some)
            for engine in engines:
                write(engine, partial(_write, rows=rows, found_by=found_by))
        for engine in engines:
            write(engine, partial(_finish, ledger=ledger))
        for postings in ledger.postings():
            for engine in engines:
                write(engine, partial(put, table=tables.posting, rows=postings))
    for engine in engines:
        settle(engine)


def _write(connection: Connection, rows: Rows, found_by: Sequence[tuple[int, str | None, str]]) -> None:
    for name, some in rows.items():
        put(connection, tables.metadata.tables[name], some)
    index_articles(connection, found_by)


def _finish(connection: Connection, ledger: Ledger) -> None:
    number: BindParameter[int] = bindparam("number")
    if ledger.spreads:
        names = [name for name in ledger.spreads[0] if name != "number"]
        story = update(tables.story).where(tables.story.c.id == number).values({name: bindparam(name) for name in names})
        connection.execute(story, ledger.spreads)
    if ledger.versions:
        member = update(tables.member).where(tables.member.c.article == number).values(versions=bindparam("now"))
        connection.execute(member, ledger.versions)
    connection.execute(update(tables.counter).where(tables.counter.c.name == "seq").values(value=ledger.seq))
    if connection.dialect.name == "postgresql":
        for name in ("article", "story", "sighting"):
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))  # noqa: S608


@contextmanager
def _bulk(engine: Engine) -> Iterator[None]:
    """What makes a fill faster and a crawl less safe. PostgreSQL makes its search index when all rows are there."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            for pragma in ("synchronous = OFF", "cache_size = -500000"):
                connection.connection.execute(f"PRAGMA {pragma}")
        yield
        engine.dispose()
        return
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_search_terms"))
    yield
    began = perf_counter()
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        connection.execute(text("CREATE INDEX ix_search_terms ON search USING gin (terms)"))
    print(f"GIN index: {perf_counter() - began:.0f} s", file=sys.stderr)


def settle(engine: Engine) -> None:
    """As a database is some time after so many rows came."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def counted(engine: Engine) -> dict[str, int]:
    """How many rows the tables have."""
    names = ("article", "story", "member", "edge", "posting", "change", "sighting", "revision")
    with engine.connect() as connection:
        return {name: connection.execute(select(func.count()).select_from(tables.metadata.tables[name])).scalar_one() for name in names}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.filling", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("urls", nargs="+")
    options = parser.parse_args()
    engines = [open_engine(url) for url in options.urls]
    fill(engines, options.articles)
    for engine in engines:
        print(engine.dialect.name, Counter(counted(engine)))
    print(f"{process_time():.0f} s of this process")
    return 0


if __name__ == "__main__":
    sys.exit(main())
