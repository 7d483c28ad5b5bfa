"""Which links of a page lead to files that go with an article: 附件, and whatever else is read by another program."""

from __future__ import annotations

from unioncrawl.page.images import MAX_URL, absolute

MAX_TEXT = 200  # characters
# fmt: off
ENDINGS = frozenset((
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "rtf", "odt", "ods", "csv", "zip", "rar", "7z",
))
# fmt: on
PAGES = ("/", ".html", ".htm", ".shtml")  # most links, known by their end alone


def attachment_url(href: str, base: str | None) -> str | None:
    """The absolute address of the file that a link leads to; None where it leads to a page."""
    if href.endswith(PAGES) and "?" not in href and "#" not in href:
        return None
    _, dot, ending = href.partition("?")[0].partition("#")[0].rpartition(".")
    if not dot or ending.rstrip().lower() not in ENDINGS or len(href) > MAX_URL:
        return None
    return absolute(base, href)
