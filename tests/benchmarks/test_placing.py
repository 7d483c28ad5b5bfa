"""A filled database made larger: it is as sound, and articles are stored on top of it."""

from sqlalchemy import Engine, func, select

from benchmarks.filling import fill
from benchmarks.placing import made, multiply, stored
from tests.unioncrawl.db.test_stories import is_sound
from unioncrawl.db import tables


def _count(engine: Engine, name: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.metadata.tables[name])).scalar_one())


def test_a_database_is_multiplied_and_written_to(engine: Engine) -> None:
    fill([engine], 60)
    before = {name: _count(engine, name) for name in ("article", "story", "member", "edge", "posting")}
    multiply(engine, 3)
    assert {name: _count(engine, name) for name in before} == {name: 3 * rows for name, rows in before.items()}
    multiply(engine, 2)
    spent = stored(engine, made("new", 10, 5), 4, told=True)
    assert spent.p95 >= spent.p50 > 0
    assert _count(engine, "article") == 6 * before["article"] + 10
    with engine.connect() as connection:
        assert is_sound(connection)
