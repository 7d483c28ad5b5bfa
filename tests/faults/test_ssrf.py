"""A site that points into the network that the crawler stands in: nothing there is asked (faults.md, section 3)."""

from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.paper import Desk, Paper, item
from tests.faults.site import Answer, Site, served

PRIVATE = ("127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "192.168.1.1", "0.0.0.0", "198.18.0.1", "224.0.0.1")

RESOLVER = """

import socket

Paper.allowed_domains = ("127.0.0.1", "inner.test")
ADDRESSES = {addresses}
resolve = socket.gethostbyname
socket.gethostbyname = lambda name: ADDRESSES.get(name) or resolve(name)
"""


def hosts_of_the_inside(port: int) -> list[str]:
    """Spellings of this computer's own address, and of others that no site has."""
    numbers = [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "localhost",
    ]
    return [f"http://{number}:{port}/a/1" for number in numbers] + ["http://169.254.169.254/latest/a/1", "http://[fd00:ec2::254]/a/1"]


def test_ssrf_redirects_and_links_into_the_private_network_are_not_followed(tmp_path: Path) -> None:
    with served(Site(5)) as inside, served(Paper(3)) as site:
        others = ("file:///etc/passwd", "data:text/html,<h1>a</h1>", "ftp://127.0.0.1/a/1")
        inner = [*hosts_of_the_inside(urlsplit(inside.url).port or 0), *others]
        for number, address in enumerate(inner):
            site.faults[f"/a/{100 + number}"] = lambda times, _, address=address: Answer(302, "", {"Location": address})  # type: ignore[misc]
        led = [f"/a/{100 + number}" for number in range(len(inner))]
        listed = "".join(item(address, number) for number, address in enumerate([*inner, *led, "/a/0", "/a/1", "/a/2"]))
        site.faults["/list/0"] = lambda times, _: Answer(200, f"<html><body><ul>{listed}</ul></body></html>")
        desk = Desk(tmp_path, site)
        desk.crawl()
        assert inside.asked.total() == 0
        assert desk.rows("SELECT count(*) FROM article") == [(3,)]
        ended = desk.rows("SELECT url, state FROM frontier WHERE url NOT LIKE '%/list/0' ORDER BY id")
        assert {url for url, state in ended if state == "failed"} >= {f"{site.url}{path}" for path in led}
        assert {url for url, state in ended if state == "done"} == {f"{site.url}/a/{number}" for number in range(3)}
        assert desk.rows("SELECT count(*) FROM page WHERE url LIKE '%passwd%' OR url LIKE 'data:%'") == [(0,)]


def test_ssrf_names_that_resolve_to_private_addresses_are_not_connected_to(tmp_path: Path) -> None:
    names = {f"n{number}.inner.test": address for number, address in enumerate(PRIVATE)}
    with served(Paper(3)) as site:
        port = urlsplit(site.url).port
        known = f"http://known.inner.test:{port}/a/2"  # which the settings open
        listed = "".join(item(f"http://{name}/a/{number}", number) for number, name in enumerate([*names])) + item(known, 2)
        site.faults["/list/0"] = lambda times, _: Answer(200, f"<html><body><ul>{listed}{item('/a/0', 0)}</ul></body></html>")
        site.faults["/a/0"] = lambda times, _: Answer(302, "", {"Location": "http://n0.inner.test/a/1"})
        desk = Desk(tmp_path, site)
        with (tmp_path / "hostile" / "__init__.py").open("a") as module:
            module.write(RESOLVER.format(addresses=names | {"known.inner.test": "127.0.0.1"}))
        desk.crawl(RETRY_DELAYS="", ROBOTSTXT_OBEY=False, PRIVATE_HOSTS=f"127.0.0.1:{port},known.inner.test:{port}")
        assert desk.rows("SELECT url FROM article") == [(known,)]  # so the names were looked up here
        errors = [error for (error,) in desk.rows("SELECT error FROM frontier WHERE state = 'failed'")]
        assert len(errors) == len(names) + 1
        assert all("CannotResolveHost" in error for error in errors), errors
