"""Topics 650: of a general site, which declares what it is read for (`about`), articles that do not speak of it are refused.

The title and the body are asked, after the reading: a menu, a related list or a footer that has the word counts for nothing. Lists are no
place to tell it: a title without the word says nothing of the text.
"""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from unioncrawl.health import OFF_TOPIC
from unioncrawl.items import Article
from unioncrawl.text import letters


def speaks_of(article: Article, word: str) -> bool:
    """Whether an article that has been read has the word in its title, a paragraph or a caption, in whatever script and spacing."""
    texts = (article.title or "", *(block.text for block in article.blocks), *(image.caption or "" for image in article.images))
    return any(letters(word) in letters(text) for text in texts)


class Topics:
    """The step."""

    def __init__(self, about: str | None) -> None:
        self.about = about

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(getattr(crawler.spidercls, "about", None))

    def process_item(self, item: Article) -> Article:
        if self.about and not speaks_of(item, self.about):
            item.refuse(OFF_TOPIC, f"does not speak of {self.about}")
        return item
