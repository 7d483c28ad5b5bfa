"""An article on several pages: the body of a further page joins the first page's, before anything is read."""

from __future__ import annotations

from dataclasses import replace

from unioncrawl.items import Article, Block


def append_page(article: Article, further: Article) -> None:
    """Put the body of a further page, and its pictures, at the end of the article's body.

    The body is what a site's selector marks; without one, what the pages so far do not show: they share all but the body.
    """
    lines = [block for block in further.blocks if block.part == "body"]
    if not lines:
        printed = {block.text for block in article.blocks}
        lines = [block for block in further.blocks if block.text not in printed]
    if not lines:
        return
    at = _end_of_body(article.blocks, further.blocks)
    start = article.blocks[at - 1].number + 1 if at else 0
    path = article.blocks[at - 1].path if at else ()
    numbers = {line.number: start + place for place, line in enumerate(lines)}

    for block in article.blocks[at:]:
        block.number += len(lines)
    article.blocks[at:at] = [replace(line, number=numbers[line.number], path=path) for line in lines]
    for image in article.images:
        image.position += len(lines) if image.position >= start else 0
    for attachment in article.attachments:
        attachment.position += len(lines) if attachment.position >= start else 0
    article.attachments += [
        replace(attachment, position=numbers[attachment.position], path=path)
        for attachment in further.attachments
        if attachment.position in numbers
    ]
    first = lines[0].number
    article.images += [
        replace(image, position=numbers.get(image.position, start - 1), path=path)
        for image in further.images
        if image.position in numbers or image.position == first - 1
    ]


def _end_of_body(blocks: list[Block], further: list[Block]) -> int:
    """The place after the last marked line; without one, before the lines that both pages end with."""
    marked = [place for place, block in enumerate(blocks) if block.part == "body"]
    if marked:
        return marked[-1] + 1
    shared = 0
    while shared < min(len(blocks), len(further)) and blocks[-1 - shared].text == further[-1 - shared].text:
        shared += 1
    return len(blocks) - shared
