"""A sample page, as its file in pages/ declares it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any, Literal

HERE = Path(__file__).parent


@dataclass(slots=True, frozen=True)
class Sample:
    """A page, and what reading it must give (README.md says what each field is)."""

    name: str
    shows: str
    url: str
    title: str
    published: str
    template: str | None = None
    charset: Literal["utf-8", "gbk"] = "utf-8"
    listed: list[str] = field(default_factory=list)
    searched: bool = False
    reads: Literal["article", "refused", "gone"] = "article"

    source: str | None = None
    authors: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    section: str | None = None
    body: str = ""
    images: list[dict[str, str]] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)

    page: dict[str, Any] = field(default_factory=dict)  # what the page shows, where it is not just the above

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs."""
        return self.body.strip("\n").split("\n") if self.body else []

    @property
    def day(self) -> str:
        """The day of publication: "2026-11-03"."""
        return self.published[:10]


@dataclass(slots=True, frozen=True)
class Served:
    """What an address answers."""

    url: str
    body: bytes
    content_type: str = "text/html"
    status: str = "200 OK"


def read_samples() -> list[Sample]:
    """All sample pages, by name."""
    return [Sample(path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(HERE.glob("pages/*.toml"))]


def template(name: str) -> Template:
    """A file of templates/."""
    return Template((HERE / "templates" / f"{name}.html").read_text(encoding="utf-8"))


def hanzi_day(day: str) -> str:
    """2026-11-03 as 2026年11月03日."""
    year, month, number = day.split("-")
    return f"{year}年{month}月{number}日"
