import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from unioncrawl.finding import find_spider


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.workercn.cn/c/2026-11-03/8929555.shtml", "workercn"),
        ("http://acftu.workercn.cn/41/201811/21/181121100507233.shtml", "workercn"),
        ("http://cq.workercn.cn/32842/202211/18/221118.shtml", "workercn_cq"),
        ("http://workercn.cn.example.org/", None),
        ("http://notworkercn.cn/", None),
        ("file:///tmp/a.html", None),
    ],
)
def test_the_longest_domain_that_fits_says_whose_an_address_is(url: str, name: str | None) -> None:
    assert find_spider(url, SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))) == name
