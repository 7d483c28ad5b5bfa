"""Results as Markdown, and a block of a document that is generated: running again replaces it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BEGIN, END = "<!-- {name}: generated, do not edit -->", "<!-- end of {name} -->"


class TableError(Exception):
    """The file to write to is somebody's text."""


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def number(value: float | None) -> str:
    """Counts as they are, measures to a tenth, nothing as a dash."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def put(block: str, name: str, path: Path) -> None:
    """Write a block into a file: in place of the one of that name, or as the whole file where there is none yet.

    Raises TableError where the file holds other text and no such block.
    """
    begin, end = BEGIN.format(name=name), END.format(name=name)
    generated = f"{begin}\n\n{block}\n\n{end}\n"
    document = path.read_text(encoding="utf-8") if path.exists() else ""
    before, begun, rest = document.partition(begin)
    _, ended, after = rest.partition(f"{end}\n")
    if document and not (begun and ended):
        raise TableError(f"{path} holds text, and no block {begin} ... {end} to put the table into")
    path.write_text(before + generated + after, encoding="utf-8")
