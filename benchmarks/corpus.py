"""A folder of pages with truths: pages/NAME.html holds a page's bytes, truth/NAME.json what a careful reader finds on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from w3lib.encoding import html_to_unicode

# Tools that are given text still obey the label in it; the text is no longer what the label says.
_LABEL = re.compile(r"(charset\s{0,9}=\s{0,9}[\"']?)[\w-]{1,40}", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,200}>")  # lxml refuses text with it
_HEAD = 4096  # characters in which a page declares its encoding


@dataclass(frozen=True, slots=True)
class Truth:
    """What stands on a page. README.md describes the JSON; None and empty mean that the page does not show it."""

    title: str
    body: str
    site: str  # pages of one site share it
    titles: tuple[str, ...] = ()  # other right titles
    published: str | None = None  # "2019-09-07" or "2019-09-07T09:25:09", as the page's clock shows it
    utc_offset: str | None = None  # of that clock: "+08:00"
    source: str | None = None
    outlets: tuple[str, ...] = ()  # other names that are right as source, or no mistake as author
    authors: str | None = None
    editors: str | None = None
    images: tuple[str, ...] | None = None  # None: not looked at
    must_contain: tuple[str, ...] = ()  # pieces of the body
    chrome: tuple[str, ...] = ()  # strings of the page that are no part of the article
    meta_lines: tuple[str, ...] = ()  # lines beside the article that are fields: editor, original title


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is handed to every tool."""

    name: str
    body: bytes
    url: str
    content_type: str  # an honest server's: names the charset where the page's own label lacks or lies
    charset: str  # what the bytes are in
    truth: Truth = field(repr=False)

    def text(self) -> str:
        """The page decoded, with labels that a tool may obey a second time made true of a text."""
        text = html_to_unicode(self.content_type, self.body)[1]
        head = _LABEL.sub(r"\1utf-8", text[:_HEAD])
        return _XML_DECLARATION.sub("", head) + text[_HEAD:]


class CorpusError(Exception):
    """The folder is not one of pages with truths; says what is missing."""


def load(folder: Path) -> list[Page]:
    """All pages of a folder, by name. Raises CorpusError."""
    truths = sorted((folder / "truth").glob("*.json"))
    if not truths:
        raise CorpusError(f"no truths in {folder / 'truth'}: the folder must hold pages/NAME.html and truth/NAME.json")
    return [_read_page(folder / "pages" / f"{path.stem}.html", path) for path in truths]


def _read_page(page: Path, truth: Path) -> Page:
    try:
        body = page.read_bytes()
        facts = json.loads(truth.read_text(encoding="utf-8"))
        charset = _python_name(facts.get("encoding_actual") or "utf-8")
        label = "" if facts.get("declared_ok", True) else f"; charset={charset}"
        return Page(truth.stem, body, facts["url"], f"text/html{label}", charset, read_truth(facts))
    except FileNotFoundError as error:
        raise CorpusError(f"{truth} has no page {page}") from error
    except (KeyError, ValueError) as error:
        raise CorpusError(f"{truth}: {error!r}") from error


def read_truth(facts: dict[str, Any]) -> Truth:
    """The JSON of a truth. Raises KeyError where url, title or body_text is missing."""
    images = facts.get("images_in_body")
    return Truth(
        title=facts["title"],
        body=facts["body_text"],
        site=facts.get("site_group") or urlsplit(facts["url"]).netloc,
        titles=tuple(facts.get("title_alternatives", ())),
        published=facts.get("published"),
        utc_offset=facts.get("published_tz"),
        source=facts.get("source"),
        outlets=tuple(facts.get("source_or_author_alternatives", ())),
        authors=facts.get("author"),
        editors=facts.get("editor"),
        images=None if images is None else tuple(images),
        must_contain=tuple(facts.get("must_contain", ())),
        chrome=tuple(facts.get("must_not_contain", ())),
        meta_lines=tuple(facts.get("meta_lines_not_body", ())),
    )


def _python_name(encoding: str) -> str:
    """GB2312 and GBK are read as their superset; a BOM is no encoding of its own."""
    name = encoding.lower()
    return "gb18030" if name.startswith("gb") else name.removesuffix("-sig")
