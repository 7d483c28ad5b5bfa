"""An article as the columns hold it: its address, and what was read of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from unioncrawl.beijing import BEIJING
from unioncrawl.db.addresses import canonical
from unioncrawl.items import Article
from unioncrawl.text import clean, letters, script

LONGEST_ADDRESS = 2_000  # bytes: an index of PostgreSQL takes no more than 2,700

Fields = dict[str, Any]  # of an article, by column; its images and attachments are of them here


def article_address(article: Article) -> str:
    """The canonical address. ValueError where there is none, or a longer one than an index takes."""
    if article.url is None:
        raise ValueError("an article without an address")
    url = canonical(clean(article.url))
    if len(url.encode()) > LONGEST_ADDRESS:
        raise ValueError(f"an address of {len(url)} characters: {url[:100]}")
    return url


def article_fields(article: Article) -> Fields:
    """What was read."""
    body = article.body
    at = article.published_at
    return {
        "title": article.title,
        "published_at": None if at is None else whole_seconds(at),
        "published_on": None if at is None else at.astimezone(BEIJING).date(),
        "published_precision": article.published_precision,
        "published_from": article.published_from,
        "source": article.source,
        "authors": article.authors or None,
        "editor": article.editor or None,
        "body": body,
        "body_hash": hashlib.sha256(letters(body).encode()).hexdigest(),
        "script": script(f"{article.title or ''}{body}"),
        "flags": article.flags or None,
        "images": _images(article) or None,
        "attachments": [{"url": attachment.url, "text": attachment.text or None} for attachment in article.attachments] or None,
    }


def whole_seconds(moment: datetime) -> datetime:
    """As UtcDateTime gives it back; a naive time is left for that column to refuse."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(microsecond=0)


def _images(article: Article) -> list[Fields]:
    numbers = [block.number for block in article.blocks]
    places = [sum(number <= image.position for number in numbers) for image in article.images]
    return [{"position": place, "url": image.url, "caption": image.caption} for place, image in zip(places, article.images, strict=True)]
