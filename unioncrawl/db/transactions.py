"""Transactions, tried again where that helps."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from unioncrawl.db.faults import has_met_another, is_away

TRIES = 5  # against another writer
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0  # seconds between tries while the database is away

Result = TypeVar("Result")


def write(engine: Engine, work: Callable[[Connection], Result], patience: float = 0) -> Result:
    """Run `work` in one transaction and return what it returns; nothing of it stays where it raises.

    Two writers that meet (both insert the same address, or each waits for the other) are sent through again: `work` then finds what the
    other has written. While the database is away it is tried again for `patience` seconds; `work` may then find that its last try was
    committed after all.
    """
    return _transact(engine.execution_options(immediate=True), work, patience)


def read(engine: Engine, work: Callable[[Connection], Result], patience: float = 0) -> Result:
    """Run `work`, which writes nothing, as `write` does; on SQLite it waits for no writer and keeps none waiting."""
    return _transact(engine, work, patience)


def _transact(engine: Engine, work: Callable[[Connection], Result], patience: float) -> Result:
    deadline, pause, tries = time.monotonic() + patience, FIRST_PAUSE, 1
    while True:
        try:
            with engine.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            if has_met_another(error) and tries < TRIES:
                tries += 1
            elif is_away(error) and time.monotonic() + pause < deadline:
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                raise
