"""Signs of what a line of a page is: its links, its sentences, a date, the editor's name."""

from __future__ import annotations

import re

from unioncrawl.items import Block

SHORTEST_PROSE = 10  # characters beside links; a shorter line is a heading, a button, a name
SHORTEST_SENTENCE = 5  # characters beside links of a line that ends as a sentence
LINKS = 5  # times that the share of links in a line counts against it
LINKED = 0.25  # what a line counts at the least, however much of it is links
LONGEST_DATELINE = 100
LONGEST_SIGNATURE = 40  # characters of a line that names the editor

_PROSE = re.compile("[，。！？；,!?;]")
_SENTENCE_END = re.compile("[。！？!?”…][”’）)」』]?$")
_DATE = re.compile(r"(?:19|20)\d\d ?[-年/.] ?\d{1,2}|(?<!\d)\d{1,2}[-/月.]\d{1,2}日?[/.]?(?:20\d\d)? {0,2}-? ?\d{1,2}:\d\d")
_SIGNATURE = re.compile("编辑|編輯|责编|責編")


def is_links(block: Block) -> bool:
    """Whether half of a line or more is links: a menu, a list of titles."""
    return block.link_chars * 2 >= len(block.text)


def is_listed(block: Block) -> bool:
    """Whether a line among the text is a link of a list, rather than a sentence with a link in it."""
    return is_links(block) and not (_SENTENCE_END.search(block.text) and block.link_chars < len(block.text))


def is_dated(block: Block) -> bool:
    """Whether a line shows a date, short enough to be about the article rather than of it."""
    return len(block.text) <= LONGEST_DATELINE and _DATE.search(block.text) is not None


def is_signature(block: Block) -> bool:
    """Whether a line names the editor, as the last of an article."""
    text = block.text
    return block.link_chars * 2 < len(text) <= LONGEST_SIGNATURE and _SIGNATURE.search(text) is not None


def prose(block: Block) -> int:
    """The characters of running text in a line that is not half links; a link in it counts against them: sentences seldom have one."""
    text, links = block.text, block.link_chars
    free = len(text) - links
    if free < SHORTEST_SENTENCE or block.tag == "tr":
        return 0
    if not ("，" in text or _PROSE.search(text) if free >= SHORTEST_PROSE else text[-1] in "。！？"):
        return 0
    return free if not links else int(free * max(LINKED, 1 - LINKS * links / len(text)))
