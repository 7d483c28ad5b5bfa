"""The spider of an address, and whether its host is one."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.spiderloader import SpiderLoaderProtocol

LONGEST_HOST = 253  # characters (RFC 1035)
_LABEL = re.compile(r"[^\s\x00-\x2c/:;<=>?@\[\\\]^`{|}~\x7f]{1,63}")  # letters of any script: names may be written as they are read


def is_host(host: str | None) -> bool:
    """Whether a host can be one: a name of labels within DNS's bounds, or an IP address."""
    if not host or len(host) > LONGEST_HOST:
        return False
    if ":" in host:
        try:
            return bool(ip_address(host))
        except ValueError:
            return False
    return all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))


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
