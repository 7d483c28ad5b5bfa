from __future__ import annotations

from typing import ClassVar, cast

import pytest
from scrapy import Spider
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader, SpiderLoaderProtocol

from unioncrawl.finding import find_spider, is_host


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


class Ports:
    """Three sites on one host, and one on a part of it."""

    sites: ClassVar = {
        name: type(name, (Spider,), {"name": name, "home": f"http://{host}/", "allowed_domains": [host.partition(":")[0]]})
        for name, host in {"usual": "a.cn", "other": "a.cn:8080", "third": "a.cn:81", "part": "b.a.cn"}.items()
    }

    def list(self) -> list[str]:
        return list(self.sites)

    def load(self, spider_name: str) -> type[Spider]:
        return self.sites[spider_name]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://a.cn/1", "usual"),
        ("https://a.cn/1", "usual"),
        ("https://a.cn:443/1", "usual"),
        ("http://a.cn:8080/1", "other"),
        ("http://www.a.cn:81/1", "third"),
        ("http://a.cn:82/1", None),
        ("http://a.cn:99999/1", None),
        ("http://b.a.cn:8080/1", "part"),
        ("http://c.cn:8080/1", None),
    ],
)
def test_of_several_sites_on_a_host_the_port_says_whose_an_address_is(url: str, name: str | None) -> None:
    assert find_spider(url, cast(SpiderLoaderProtocol, Ports())) == name


@pytest.mark.parametrize(
    "host", ["www.workercn.cn", "workercn.cn.", "127.0.0.1", "::1", "云岭工会.cn", "xn--fiqs8s", "localhost", "a_b.example.cn"]
)
def test_names_and_addresses_are_hosts(host: str) -> None:
    assert is_host(host)


@pytest.mark.parametrize(
    "host", [None, "", ".", "..cn", "a..cn", "x" * 5_000, "x" * 64 + ".cn", ".".join("a" * 130), "a b.cn", "a%b.cn", "1:2:3", "a\x00.cn"]
)
def test_what_no_name_server_could_know_is_none(host: str | None) -> None:
    assert not is_host(host)
