"""Pages of a site as they were served, which `scrapy newsite` freezes, and what its class reads of them."""

from pathlib import Path

from unioncrawl.archive import Record, page_of, records
from unioncrawl.captures import served_again
from unioncrawl.items import Article
from unioncrawl.reading import read
from unioncrawl.responses import decoded
from unioncrawl.site import SiteSpider

PAGES = Path(__file__).parent / "pages"


class Frozen:
    """The frozen pages of a site."""

    def __init__(self, site: type[SiteSpider]) -> None:
        self.site = site()
        found = [record for record in records(PAGES / f"{site.name}.warc.gz") if isinstance(record, Record)]
        self.responses = {record.url: served_again(record, page_of(record, PAGES)) for record in found}

    def listed(self, url: str) -> int:
        """How many articles a list page has."""
        return len(self.site.listed(decoded(self.responses[url])))

    def article(self, url: str) -> Article:
        """The article of a page, read."""
        response = self.responses[url]
        return read(self.site.article(response, decoded(response)))
