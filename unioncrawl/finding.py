"""The spider of an address."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from scrapy.spiderloader import SpiderLoaderProtocol


def find_spider(url: str, spiders: SpiderLoaderProtocol, among: Collection[str] | None = None) -> str | None:
    """The name of the spider whose domain fits an address best: cq.workercn.cn before workercn.cn. None for no spider, or several.

    All spiders are asked, or those among a few.
    """
    host = urlsplit(url).hostname or ""
    fits: dict[str, int] = {}
    for name in spiders.list() if among is None else among:
        domains = getattr(spiders.load(name), "allowed_domains", None) or ()
        fits[name] = max((len(domain) for domain in domains if host == domain or host.endswith(f".{domain}")), default=0)
    longest = max(fits.values(), default=0)
    best = [name for name, fit in fits.items() if fit == longest > 0]
    return best[0] if len(best) == 1 else None
