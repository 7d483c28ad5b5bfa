"""An article explained: its page line by line, with what took each line and why; then what was read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from rich.console import Group
from rich.text import Text

from unioncrawl.items import Article, Taken

LONGEST_COMPARED = 2_000  # characters of a changed line whose difference is shown: comparing is quadratic
CONTEXT = 12  # characters shown on either side of a change
_STYLES = {"equal": "dim", "delete": "red", "insert": "green"}
_SIGNS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


class Line(NamedTuple):
    """A line of the page, and what became of it."""

    number: int
    text: str  # as it is in the body; as it was when it was taken
    taken: Taken | None  # None where it stays
    changes: list[Taken]


def explanation(article: Article, origin: str | None = None) -> Group:
    """For a rich console; without colour it reads as well. `origin` says from when and where the page is."""
    lines = page_lines(article)
    width = max((len(_reason(event)) for line in lines for event in (*line.changes, *filter(None, [line.taken]))), default=0)
    shown = [shown for line in lines for shown in _shown(line, width)]
    head = [Text(article.url or "", style="bold"), *([Text(origin, style="dim")] if origin else [])]
    return Group(*head, *shown, Text(), *_fields(article), Text())


def page_lines(article: Article) -> list[Line]:
    """The lines of a page that was read, in page order."""
    stays = {block.number: block.text for block in article.blocks}
    trace: dict[int, list[Taken]] = {number: [] for number in stays}
    for event in article.trace:
        trace.setdefault(event.number, []).append(event)
    return [
        Line(
            number,
            stays[number] if number in stays else events[-1].text,
            None if number in stays else events[-1],
            [event for event in events if event.changed is not None],
        )
        for number, events in sorted(trace.items())
    ]


def difference(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The pieces of a changed line: ("equal", "delete" or "insert", text)."""
    if max(len(before), len(after)) > LONGEST_COMPARED:
        yield from (("delete", before), ("insert", after))
        return
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "equal", before[start:end]
            continue
        if start < end:
            yield "delete", before[start:end]
        if new_start < new_end:
            yield "insert", after[new_start:new_end]


def _reason(event: Taken) -> str:
    return f"{event.step}: {event.why}"


def _shown(line: Line, width: int) -> Iterator[Text]:
    """A line, and its changes under it."""
    if line.taken is None:
        yield Text.assemble((f"{line.number:5} ", "dim"), ("│ ", "green"), " " * width, "  ", line.text)
    else:
        reason = _reason(line.taken)
        yield Text.assemble((f"{line.number:5} ", "dim"), ("× ", "red"), (f"{reason:{width}}  ", "yellow"), (line.text, "dim"))
    for change in line.changes:
        pieces = [_piece(kind, text) for kind, text in difference(change.text, change.changed or "")]
        yield Text.assemble("      ", ("~ ", "cyan"), (f"{_reason(change):{width}}  ", "cyan"), *pieces)


def _piece(kind: str, text: str) -> tuple[str, str]:
    if kind == "equal" and len(text) > 2 * CONTEXT:
        text = f"{text[:CONTEXT]}…{text[-CONTEXT:]}"
    before, after = _SIGNS[kind]
    return f"{before}{text}{after}", _STYLES[kind]


def _fields(article: Article) -> Iterator[Text]:
    """What was read."""
    at = article.published_at
    published = f"{at:%Y-%m-%d %H:%M:%S %z} ({article.published_precision}, from {article.published_from})" if at else None
    fields = {
        "title": article.title,
        "published": published,
        "source": article.source,
        "authors": "、".join(article.authors),
        "editor": "、".join(article.editor),
        "section": article.section,
        "images": "; ".join(image.caption or image.url for image in article.images),
        "files": "; ".join(attachment.text or attachment.url for attachment in article.attachments),
        "flags": ", ".join(article.flags),
        "body": f"{len(article.blocks)} paragraphs, {sum(len(block.text) for block in article.blocks)} characters",
    }
    for name, value in fields.items():
        yield Text.assemble((f"{name:>10}  ", "bold"), value or ("-", "dim"))
    if article.refusal is not None:
        yield Text.assemble(("   refused  ", "bold red"), f"{article.refusal.reason}: {article.refusal.detail}")
