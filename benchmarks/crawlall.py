"""What crawling many sites in one process saves: the sample portal on 30 hosts of loopback, by crawlall, and one after the other.

    python -m benchmarks.crawlall [--sites 30] [--at-once 8 30] [--delay 1]

Each site has the delay between requests that it would have live, so a single run mostly waits. Every run has an empty database of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from samples import portal
from unioncrawl.platforms.trs import Trs

MOST = 30  # sites
PORT = 8766
PLACES = [f"{first}{second}" for first in "云石茶盐河林" for second in "岭渡湾坪溪"]
PERIOD = ("-a", "since=2026-11-16", "-a", "until=2026-11-20")


def site(number: int) -> type[Trs]:
    """The portal of a place, on a host of its own."""
    home = f"http://127.0.3.{number}:{PORT}/"
    declared = {
        "name": f"portal_{number:02}",
        "title": f"{PLACES[number - 1]}总工会",
        "region": "530000",
        "home": home,
        "allowed_domains": [f"127.0.3.{number}"],
        "lists": {f"{home}xwzx/{column}/": name for column, name in portal.COLUMNS.items()},
    }
    return type(f"Portal{number:02}", (Trs,), {"__module__": __name__, **declared})


SITES = [site(number) for number in range(1, MOST + 1)]
globals().update({one.__name__: one for one in SITES})  # where Scrapy looks for spiders


@contextmanager
def served(sites: Sequence[type[Trs]]) -> Iterator[None]:
    """The portals, each a server."""
    servers = [portal.server(one.allowed_domains[0], PORT, one.title.removesuffix("总工会")) for one in sites]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def seconds(command: str, names: Sequence[str], delay: float, *words: str) -> float:
    """Wall time of a command over sites; RuntimeError where one is not crawled."""
    hosts = ",".join(f"{one.allowed_domains[0]}:{PORT}" for one in SITES)
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "SPIDER_MODULES": "benchmarks.crawlall",
            "PRIVATE_HOSTS": hosts,
            "DOWNLOAD_DELAY": delay,
            "DATABASE_URL": f"sqlite:///{folder}/crawl.db",
            "ARCHIVE_DIR": f"{folder}/archive",
        }
        options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
        began = perf_counter()
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "scrapy", command, *names, *words, *PERIOD, *options, "-L", "ERROR"],
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{command} {' '.join(names)}: {done.stdout}{done.stderr}")
    return perf_counter() - began


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=MOST)
    parser.add_argument("--at-once", type=int, nargs="+", default=[8, 30])
    parser.add_argument("--delay", type=float, default=1)
    given = parser.parse_args()
    sites = SITES[: given.sites]
    names = [one.name for one in sites]
    with served(sites):
        together = {at_once: seconds("crawlall", names, given.delay, "--at-once", str(at_once)) for at_once in given.at_once}
        single = [seconds("crawl", [name], given.delay) for name in names]
    print(f"{len(names)} single runs  {sum(single):6.0f} s, {min(single):.0f} to {max(single):.0f} s each")
    for at_once, taken in together.items():
        print(f"crawlall, {at_once:2} at once  {taken:6.0f} s, 1/{sum(single) / taken:.1f} of that")


if __name__ == "__main__":
    main()
