"""What a page says of its makers beside lines of theirs: a platform's card, the paper's name in the text, the metas."""

from __future__ import annotations

import re

from unioncrawl.bylines.found import Found, Place
from unioncrawl.items import Block, Taken
from unioncrawl.lines.names import people
from unioncrawl.text import HAN

LONGEST_ACCOUNT = 40  # characters of the line that names a platform's account

_SELF = re.compile(
    rf"(?:^|[。,，;；])([{HAN}]{{2,6}}(?:日报|晚报|商报|时报|工人报|晨报|都市报))记者(?:从|在|了解|获悉|看到|采访|昨|今|日前)"
)


def read_account(found: Found) -> None:
    """The account of a platform (微信公众号) stands below the title, and again in its card: 原创 kingname 某某号."""
    article = found.article
    title = article.title_line
    if title is None or not article.outline:  # plain texts print captions below the title
        return
    lines: list[Block | Taken] = [*article.blocks, *[taken for taken in article.trace if taken.changed is None]]
    below = next((line.text for line in lines if line.number == title + 1), "")
    words = [word for word in below[:LONGEST_ACCOUNT].split() if word != "原创"]
    if not words or [line.text for line in lines].count(words[-1]) < (2 if len(words) == 1 else 1):
        return
    found.add_source(words[-1], Place.META)
    said = article.hints.metas.get("author", [])
    found.authors += [word for word in words[:-1] if word in said and not found.authors]


def read_self_mention(found: Found) -> None:
    """The paper that calls itself 本报 and its writers 某某日报记者."""
    article = found.article
    texts = [taken.text for taken in article.trace if taken.why == "lead-in"] + [block.text for block in article.blocks]
    if any(text.startswith(("本报", "【本报")) for text in texts):
        papers = {mention[1] for text in texts for mention in _SELF.finditer(text)}
        if len(papers) == 1:
            found.add_source(papers.pop(), Place.CREDIT)


def read_metas(found: Found) -> None:
    """What the metas say where the lines say nothing: the government sites' ContentSource and Author, an author that the page names too."""
    article = found.article
    metas = article.hints.metas
    for name in ("contentsource", "source", "article:source"):
        for content in metas.get(name, []):
            found.add_source(content, Place.META)
    if found.authors:
        return
    text = "".join(block.text for block in article.blocks) + "".join(taken.text for taken in article.trace)
    for content in [*metas.get("author", []), *metas.get("article:author", []), article.hints.jsonld.get("author", "")]:
        names = people(content, sure=False)
        if names and all(name in text for name in names) and not set(names) & set(found.editors):
            found.authors += names
            return
