"""The sample sites of all platforms, on hosts of loopback where nobody answers."""

from tests.unioncrawl.platforms import (
    test_dedecms,
    test_dtcms,
    test_founder,
    test_hanweb,
    test_jpaas,
    test_people,
    test_subsite,
    test_trs,
    test_unknown,
    test_vsb,
    test_xunrui,
)
from unioncrawl.site import SiteSpider

ALIVE: tuple[type[SiteSpider], ...] = (
    test_dedecms.Luhe,
    test_dtcms.Weishui,
    test_founder.Old,
    test_hanweb.Haizhou,
    test_jpaas.Taihu,
    test_people.Chaguan,
    test_subsite.Hexi,
    test_trs.Yunling,
    test_unknown.Qingjiang,
    test_vsb.Shanhe,
    test_xunrui.Tuole,
)
HOSTS = [f"127.0.2.{number}" for number in range(1, len(ALIVE) + 1)]


def dead(site: type[SiteSpider], host: str) -> type[SiteSpider]:
    """The site, moved to a host."""
    home = f"http://{host}:1/"
    moved = {"home": home, "allowed_domains": [host], "lists": {} if site.issue else {home: ""}}
    issue = {"issue": f"{home}%Y-%m/%d/node_3.htm"} if site.issue else {}
    return type(f"Dead{site.__name__}", (site,), {"__module__": __name__, "name": f"dead_{site.name}", **moved, **issue})


DEAD = [dead(site, host) for site, host in zip(ALIVE, HOSTS, strict=True)]
globals().update({site.__name__: site for site in DEAD})  # where Scrapy looks for spiders
