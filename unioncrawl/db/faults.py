"""What an error of a database means: the row is bad, another writer was met, the database is away, or something must be done by hand."""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError

# SQLSTATE, PostgreSQL's manual, appendix A.
_MET = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_AWAY = frozenset(
    {"57P01", "57P02", "57P03", "57P05", "53300"}
)  # shutting down, crashed, starting up, idle session ended, too many connections
_AWAY_CLASS = "08"  # connection exception
_LIMIT_CLASS = "54"  # program limit exceeded: a value too long for an index
_FULL = frozenset({"53100", "SQLITE_FULL", "SQLITE_IOERR_WRITE"})  # the last: a file over its limit


def is_row_fault(error: Exception) -> bool:
    """Whether what was to be written is at fault: it would fail however often it is tried."""
    if isinstance(error, DBAPIError) and not isinstance(error, DataError):
        return _code(error).startswith(_LIMIT_CLASS)
    return True


def has_met_another(error: DBAPIError) -> bool:
    """Whether another writer was faster: the transaction sees its work when it runs again."""
    return isinstance(error, IntegrityError) or _code(error) in _MET


def is_away(error: DBAPIError) -> bool:
    """Whether the database cannot be reached for now."""
    code = _code(error)
    if code.startswith("SQLITE"):
        return code.startswith("SQLITE_BUSY")
    if code:
        return code in _AWAY or code.startswith(_AWAY_CLASS)
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)  # no code: no server answered


def is_full(error: BaseException) -> bool:
    """Whether the disk is full."""
    return isinstance(error, DBAPIError) and _code(error) in _FULL


def _code(error: DBAPIError) -> str:
    """SQLSTATE or SQLite's name of the error; empty where there is none."""
    return getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None) or ""
