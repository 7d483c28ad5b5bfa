"""The lines that print a title: broken over several of them, and again further on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unioncrawl.items import Block
from unioncrawl.lines.folding import letters
from unioncrawl.lines.furniture import is_paragraph
from unioncrawl.lines.titles import SHORTEST, read_dated, read_original, tidy, without_site

REACH = 60  # blocks before and behind the first paragraph that may hold the title
LONG = 80  # characters of a paragraph that is no notice;
NEAR = 300  # the most blocks that stand between it and the first: each block up to it is compared with all others
LONGEST_AGAIN = 200  # characters of a line that prints the title again
MOST_LINES = 4  # of a title


def around_text(blocks: list[Block]) -> list[Block]:
    """The lines that may hold the title: around the first paragraph, or, where that is a notice, to the first long one."""
    first = next((at for at, block in enumerate(blocks) if is_paragraph(block.text)), 0)
    behind = enumerate(blocks[first : first + NEAR], first)
    last = next((at for at, block in behind if len(block.text) >= LONG and is_paragraph(block.text)), first)
    return blocks[max(0, first - REACH) : last + REACH]


def broken(titles: Iterable[str], blocks: list[Block], folded: list[str]) -> Iterator[tuple[str, list[Block]]]:
    """Titles that two to four lines in a row, given with their letters, make up together, each with its lines."""
    wholes = {title: letters(title) for title in titles}
    begins = {whole[:SHORTEST] for whole in wholes.values() if len(whole) > SHORTEST}
    starts = [at for at, line in enumerate(folded) if line[:SHORTEST] in begins]  # hardly any
    for title, whole in wholes.items():
        for at in starts:
            end = _end(whole, folded, at)
            if end:
                yield title, blocks[at:end]


def _end(whole: str, folded: list[str], at: int) -> int | None:
    """Where the lines from a place on end that make up a title; None where they do not."""
    line = folded[at]
    for end in range(at + 1, min(at + MOST_LINES, len(folded))):
        if line == whole or not whole.startswith(line):
            return None
        line += folded[end]
        if line == whole:
            return end + 1
    return None


def repeats_of(title: str, blocks: list[Block]) -> list[tuple[Block, str]]:
    """Lines that print the title again (with the site's name, 原标题:, a date), and what each keeps of itself."""
    whole = letters(title)
    lines = [letters(block.text) for block in blocks]
    printed = "\n".join(["", *lines])  # quick to search: mostly it holds neither
    found: list[tuple[Block, str]] = []
    if f"\n{whole[:SHORTEST]}" in printed:
        around = around_text(blocks)
        found += [(block, "") for _, part in broken([title], around, [letters(block.text) for block in around]) for block in part]
    if whole not in printed and "题" not in printed:
        return found
    for block, line in zip(blocks, lines, strict=True):
        if len(block.text) > LONGEST_AGAIN:
            continue
        if "题" in line and (original := read_original(block.text)):
            found.append((block, (original["rest"] or "").strip()))
        elif whole in line and (rest := _beside(whole, block.text)) is not None:
            found.append((block, rest))
    return found


def _beside(title: str, line: str) -> str | None:
    """What a line has beside the letters of the title, if that is a date or nothing; None where it says more."""
    bare = letters(tidy(line))
    if bare == title:
        return ""
    dated = read_dated(line)
    if dated and letters(dated["title"]) == title:
        return dated["date"]
    return "" if bare.startswith(title) and len(title) >= 8 and letters(without_site(line)) == title else None
