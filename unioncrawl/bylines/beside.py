"""What a page says of its makers beside lines of theirs: a platform's card, the paper's name in the text, the metas."""

from __future__ import annotations

import re
from itertools import chain

from unioncrawl.bylines.found import Found, Place
from unioncrawl.items import Article
from unioncrawl.lines.names import people
from unioncrawl.text import HAN

LONGEST_ACCOUNT = 40  # characters of the line that names a platform's account

_SELF = re.compile(
    rf"(?:^|[。,，;；])([{HAN}]{{2,6}}(?:日报|晚报|商报|时报|工人报|晨报|都市报))记者(?:从|在|了解|获悉|看到|采访|昨|今|日前)"
)


_OURS = ("本报", "【本报")


def read_account(found: Found) -> None:
    """The account of a platform (微信公众号) stands below the title, and again in its card: 原创 kingname 某某号."""
    article = found.article
    if found.title_line is None or not article.outline:  # plain texts print captions below the title
        return
    words = [word for word in _line(article, found.title_line + 1)[:LONGEST_ACCOUNT].split() if word != "原创"]
    if not words:
        return
    name = words[-1]
    stays = [block for block in article.blocks if block.text == name]
    gone = [taken for taken in article.trace if taken.text == name and taken.changed is None]
    if len(stays) + len(gone) < (2 if len(words) == 1 else 1):
        return
    found.add_source(name, Place.META)
    said = article.hints.metas.get("author", [])
    found.authors += [word for word in words[:-1] if word in said and not found.authors]


def _line(article: Article, number: int) -> str:
    """The line of a number, whether it stays or is taken; those taken last are the likeliest."""
    stays = (block.text for block in article.blocks if block.number == number)
    gone = (taken.text for taken in reversed(article.trace) if taken.number == number and taken.changed is None)
    return next(chain(stays, gone), "")


def read_self_mention(found: Found) -> None:
    """The paper that calls itself 本报 and its writers 某某日报记者."""
    texts = found.lead_ins + [block.text for block in found.article.blocks]
    if any(text.startswith(_OURS) for text in texts):
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
    said = [*metas.get("author", []), *metas.get("article:author", []), article.hints.jsonld.get("author", "")]
    named = [names for content in filter(None, said) if (names := people(content, sure=False)) and not set(names) & set(found.editors)]
    if named:
        text = "".join(block.text for block in article.blocks) + "".join(taken.text for taken in article.trace)
        found.authors += next((names for names in named if all(name in text for name in names)), [])
