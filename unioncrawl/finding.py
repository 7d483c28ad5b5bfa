"""The spider of an address, and whether its host is one."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.spiderloader import SpiderLoaderProtocol

from unioncrawl.doors import PORTS

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


def port_of(url: str) -> int | None:
    """The port that an address names; None for the usual ones. ValueError where it is none."""
    port = urlsplit(url).port
    return None if port in PORTS.values() else port


def find_spider(url: str, spiders: SpiderLoaderProtocol, among: Collection[str] | None = None) -> str | None:
    """The name of the spider whose domain fits an address best: cq.workercn.cn before workercn.cn. None for no spider, or several.

    Of several on one domain it is the one whose home is at the address's port. All spiders are asked, or those among a few.
    """
    host = urlsplit(url).hostname or ""
    fits: dict[str, tuple[int, bool]] = {}
    for name in spiders.list() if among is None else among:
        spider = spiders.load(name)
        domains = getattr(spider, "allowed_domains", None) or ()
        longest = max((len(domain) for domain in domains if host == domain or host.endswith(f".{domain}")), default=0)
        if longest:
            fits[name] = longest, _have_one_port(url, getattr(spider, "home", ""))
    best = [name for name, fit in fits.items() if fit == max(fits.values())]
    return best[0] if len(best) == 1 else None


def _have_one_port(url: str, other: str) -> bool:
    try:
        return port_of(url) == port_of(other)
    except ValueError:
        return False
