from typing import ClassVar

import pytest
from scrapy.utils.test import get_crawler

from pipelines.topics import Topics
from unioncrawl.items import Article, Block, Image
from unioncrawl.site import SiteSpider


class General(SiteSpider):
    name = "general"
    title = "某经济网"
    region = "410000"
    kind = "reposter"
    home = "https://x.example.cn/"
    allowed_domains = ("x.example.cn",)
    lists: ClassVar = {}
    article_url = r"\.html$"
    state = "unverified"
    why = "a test"
    about: ClassVar[str | None] = "工会"


class Union(General):
    name = "union"
    about = None


def read(title: str, *lines: str, caption: str | None = None) -> Article:
    blocks = [Block(number, line) for number, line in enumerate(lines)]
    return Article("https://x.example.cn/1.html", title=title, blocks=blocks, images=[Image("https://x.example.cn/1.jpg", caption)])


@pytest.mark.parametrize(
    "article",
    [
        read("县总工会送清凉", "烈日下的工地上……"),
        read("烈日下的清凉", "昨天，县总工会一行来到工地。"),
        read("烈日下的清凉", "昨天，縣總工會一行來到工地。"),
        read("烈日下的清凉", "昨天，县总工 会一行来到工地。"),
        read("烈日下的清凉", "昨天，一行人来到工地。", caption="图为工会干部发放清凉包。"),
    ],
)
def test_what_speaks_of_the_topic_anywhere_stays(article: Article) -> None:
    assert Topics.from_crawler(get_crawler(General)).process_item(article).refusal is None


@pytest.mark.parametrize("article", [read("麦收进度过半", "全县开镰。"), read("全县职工", "会展中心今天开馆。"), read("")])
def test_what_does_not_is_refused_with_a_reason_of_its_own(article: Article) -> None:
    refusal = Topics.from_crawler(get_crawler(General)).process_item(article).refusal
    assert refusal is not None
    assert refusal.reason == "off-topic"


def test_a_site_that_declares_no_topic_keeps_everything() -> None:
    assert Topics.from_crawler(get_crawler(Union)).process_item(read("麦收进度过半")).refusal is None


def test_a_page_that_was_refused_before_keeps_its_reason() -> None:
    article = read("安全验证")
    article.refuse("blocked", "安全验证")
    refusal = Topics.from_crawler(get_crawler(General)).process_item(article).refusal
    assert refusal is not None
    assert refusal.reason == "blocked"
