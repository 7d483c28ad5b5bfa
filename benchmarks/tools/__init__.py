"""One file a tool: what it is called, which fields of a Reading it gives, and `read(page) -> Reading`.

Every tool is called as its own documentation says for Chinese pages, with the options that serve it best on them. All start from the same
bytes: unioncrawl decodes them itself, the others get Page.text(). A field that a tool does not have is left out; nothing is guessed for it.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import Protocol, cast

from benchmarks.corpus import Page
from benchmarks.scoring import Reading

NAMES = ("unioncrawl", "trafilatura", "readability", "newspaper4k", "goose3", "justext", "gne", "resiliparse", "htmldate")


class Tool(Protocol):
    """A module of this package."""

    PACKAGE: str | None  # as the package index calls it; None for this project
    GIVES: frozenset[str]  # fields of Reading

    def read(self, page: Page) -> Reading:
        """Read a page from its bytes."""


def load(name: str) -> Tool:
    """A tool by name. Raises ImportError where its package is not installed."""
    return cast(Tool, import_module(f"{__name__}.{name}"))


def attempt(tool: Tool, page: Page) -> Reading | Exception:
    """Read a page; what a tool raises is its result. The tools are others' and raise anything, so everything is caught."""
    try:
        return tool.read(page)
    except Exception as error:
        return error


def version(tool: Tool) -> str:
    """What is installed: "trafilatura 2.3.1"."""
    return f"{tool.PACKAGE} {metadata.version(tool.PACKAGE)}" if tool.PACKAGE else "unioncrawl, this checkout"
