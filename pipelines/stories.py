"""Stories 700: an article's fingerprint, taken outside of the transaction; the store finds its story by it (unioncrawl.db.stories)."""

from __future__ import annotations

from unioncrawl.items import Article
from unioncrawl.stories import telling


class Stories:
    """The step. What is refused tells no story."""

    def process_item(self, item: Article) -> Article:
        if item.refusal is None:
            item.telling = telling(item.title, item.body)
        return item
