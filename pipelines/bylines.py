"""Lifts source, authors, editors and section. Where a page says them, and how, is read in `unioncrawl.bylines`."""

from __future__ import annotations

import re

from unioncrawl.bylines.beside import read_account, read_metas, read_self_mention
from unioncrawl.bylines.credits import drop_names_again, read_credits
from unioncrawl.bylines.datelines import read_datelines
from unioncrawl.bylines.found import Found
from unioncrawl.bylines.labelled import read_labels
from unioncrawl.items import Article
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import furniture, is_paragraph
from unioncrawl.lines.sections import read_section

PHOTO_STORY = 6  # paragraphs of a text that may be its photographer's

_SHOWN = re.compile("[图圖][为為]")
_CRUMB = re.compile(">|＞|»|›|位置")


def _authors(found: Found) -> list[str]:
    """Who wrote the text, or else who took its pictures."""
    editors = {*found.editors}.difference(found.labelled)
    return [name for name in dict.fromkeys(found.authors or _photographers(found)) if name not in editors]


def _photographers(found: Found) -> list[str]:
    """Who took the pictures of a story in pictures, or a picture alone."""
    if not (found.photographers or found.shots):
        return []
    blocks = found.article.blocks
    texts = [block.text for block in blocks if is_paragraph(block.text)]
    if found.photographers and len(texts) <= PHOTO_STORY:
        return found.photographers
    is_alone = len(texts) == len(blocks) == 1 and (found.is_caption or _SHOWN.search(texts[0]))
    return found.shots if is_alone else []


def _section(article: Article) -> str | None:
    """The column that the metas or the breadcrumb above the text name."""
    metas = article.hints.metas
    for name in ("columnname", "article:section"):
        if metas.get(name) and 2 <= len(metas[name][0]) <= 20:
            return metas[name][0]
    text = next((block.number for block in article.blocks if is_paragraph(block.text)), 0)
    above = [taken for taken in article.trace if taken.number <= text and taken.changed is None and _CRUMB.search(taken.text)]
    above.sort(key=lambda taken: ("位置" not in taken.text, taken.number))
    crumbs = (taken.text for taken in above if furniture(fold(taken.text)) == "breadcrumb")
    return next((section for crumb in crumbs if (section := read_section(crumb, article.title))), None)


class Bylines:
    """The step."""

    def process_item(self, item: Article) -> Article:
        found = Found(item)
        read_labels(found)
        read_datelines(found)
        read_credits(found)
        drop_names_again(found)
        read_account(found)
        read_self_mention(found)
        read_metas(found)
        found.move_person()
        item.source = min(found.sources, key=lambda source: source[0])[1] if found.sources else None
        item.authors = _authors(found)
        item.editor = list(dict.fromkeys(found.editors or found.reviewers))
        item.section = item.section or _section(item)
        return item
