"""A site whose spider fails over every article."""

from collections.abc import Iterable
from typing import ClassVar

from scrapy.http import TextResponse

from unioncrawl.site import SiteSpider


class Failing(SiteSpider):
    name, title, region = "failing", "某市总工会", "620100"
    home = "http://failing.example/"
    allowed_domains = ("failing.example",)
    lists: ClassVar = {home: ""}
    article_url = r"/\d+$"

    def further_pages(self, page: TextResponse) -> Iterable[str]:
        raise ValueError("the template changed")
