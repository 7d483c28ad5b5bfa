"""The sample sites of all platforms, on hosts of loopback where nobody answers."""

from tests.unioncrawl.platforms.sites import SITES
from unioncrawl.site import SiteSpider

HOSTS = [f"127.0.2.{number}" for number in range(1, len(SITES) + 1)]


def dead(site: type[SiteSpider], host: str) -> type[SiteSpider]:
    """The site, moved to a host."""
    home = f"http://{host}:1/"
    moved = {"home": home, "allowed_domains": [host], "lists": {} if site.issue else {home: ""}}
    issue = {"issue": f"{home}%Y-%m/%d/node_3.htm"} if site.issue else {}
    return type(f"Dead{site.__name__}", (site,), {"__module__": __name__, "name": f"dead_{site.name}", **moved, **issue})


DEAD = [dead(site, host) for site, host in zip(SITES, HOSTS, strict=True)]
globals().update({site.__name__: site for site in DEAD})  # where Scrapy looks for spiders
