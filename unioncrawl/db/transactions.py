"""Transactions that write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

TRIES = 5
_TRY_AGAIN = frozenset({"40001", "40P01"})  # serialization failure, deadlock (PostgreSQL, appendix A)

Result = TypeVar("Result")


def write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Run `work` in one transaction and return what it returns; nothing of it stays where it raises.

    Two writers that meet (both insert the same address, or each waits for the other) are sent through again, up to TRIES times: `work`
    then finds what the other has written.
    """
    writer = engine.execution_options(immediate=True)
    for _ in range(TRIES - 1):
        try:
            with writer.begin() as connection:
                return work(connection)
        except (IntegrityError, OperationalError) as error:
            if not _met_another(error):
                raise
    with writer.begin() as connection:
        return work(connection)


def _met_another(error: DBAPIError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN
