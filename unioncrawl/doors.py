"""Where requests may go: http(s), to a host of the site, on the usual port, at a public address. Every request passes here.

Redirects, robots.txt, further pages of an article and start requests are requests like others. Names are judged before the request,
addresses when a name is resolved, at connect time: a public name may point into a private network (RFC 6890).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from ipaddress import IPv6Address, ip_address
from typing import Self, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

PORTS = {"http": 80, "https": 443}


def closed(url: str, domains: Sequence[str], private_hosts: Collection[str]) -> str | None:
    """Why an address is not asked: "scheme", "host", "port" or "address"; None where it may be. Without domains any public host may.

    private_hosts are the exceptions, as host:port.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # a bracket or a port that is none
        return "host"
    if parts.scheme not in PORTS:
        return "scheme"
    if not host or (domains and not is_within(url, domains)):
        return "host"
    port = port or PORTS[parts.scheme]
    if f"{host}:{port}" in private_hosts:
        return None
    if port not in PORTS.values():
        return "port"
    return None if is_public(host) else "address"


def is_within(url: str, domains: Sequence[str]) -> bool:
    """Whether an address is of one of these domains, on whatever port; not where it is none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host) and any(f".{host}".endswith(f".{domain}") for domain in domains)


def is_public(host: str) -> bool:
    """Whether a host is a public address, or a name: those are judged when they are resolved."""
    try:
        address = ip_address(host)
    except ValueError:
        return host.rstrip(".") != "localhost"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


class Doors:
    """The downloader middleware: before all others, so that nothing is done for a request that goes nowhere."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.private_hosts = frozenset(crawler.settings.getlist("PRIVATE_HOSTS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse, counted by the reason."""
        why = closed(request.url, getattr(self.crawler.spider, "allowed_domains", None) or (), self.private_hosts)
        if why is not None:
            self.crawler.stats.inc_value(f"unioncrawl/closed/{why}")
            raise IgnoreRequest(f"not asked ({why}): {request.url[:200]}")


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver of names, for public addresses alone; PRIVATE_HOSTS may lie anywhere. It knows IPv4 only, as Scrapy's does."""

    private_names: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Scrapy's way to make one."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.private_names = frozenset(entry.rpartition(":")[0] for entry in crawler.settings.getlist("PRIVATE_HOSTS"))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        """The address of a name. DNSLookupError where it is not public."""
        found = super().getHostByName(name, timeout)
        return found if name in self.private_names else found.addCallback(_public, name)


def _public(address: object, name: str) -> str:
    if not is_public(cast(str, address)):
        raise DNSLookupError(f"{name} is at {address}, which is not public")
    return cast(str, address)
