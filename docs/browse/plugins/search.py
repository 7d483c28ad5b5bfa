"""Datasette's words for unioncrawl's search: found_in(body, words) and search_for(words)."""

import sqlite3

from datasette import hookimpl

from unioncrawl.search import QueryError, fts5, parse, snippet


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give every connection the two functions."""
    conn.create_function("search_for", 1, search_for, deterministic=True)
    conn.create_function("found_in", 2, found_in, deterministic=True)


def search_for(words: str) -> str:
    """The words as FTS5 asks for them; what nothing can be found by finds nothing."""
    try:
        return fts5(parse(words))
    except QueryError:
        return '""'


def found_in(body: str, words: str) -> str:
    """The place in a text that has most of the words."""
    return snippet(body, parse(words))
