"""`scrapy newsite`: a site's file, frozen pages and their test, from what its own pages show."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import cast

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from w3lib.url import is_url

from unioncrawl.command import CommandError, QuietCommand
from unioncrawl.declaration import DeclarationError
from unioncrawl.discovery.declaring import NAME, Identity, name_of, region_of
from unioncrawl.discovery.exploring import Start
from unioncrawl.discovery.findings import Findings
from unioncrawl.discovery.probing import probe
from unioncrawl.discovery.reporting import failure, report
from unioncrawl.discovery.writing import best_sample, site_files, write_site
from unioncrawl.finding import find_spider, port_of
from unioncrawl.terminal import harmless


class Command(QuietCommand):
    """Asks the site as a probe does; writes all or nothing."""

    def syntax(self) -> str:
        """For --help."""
        return "[options] URL"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Add a site: look at its pages, write its class, frozen pages and their test"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Look at a site from its home page on (a few dozen requests at most; robots.txt and the delay hold), print what was found, and "
            "write its class, two pages as they were served, and the test that reads them. Nothing is overwritten. "
            "Exit code 1: nothing was found, and nothing written; 2: wrong usage. "
            "Examples: scrapy newsite https://www.example.cn/; scrapy newsite https://www.example.cn/ --name yunling --region 530000"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--name", help="the site's name, as commands take it (default: from the address)")
        parser.add_argument("--title", help="what the site is called, in Chinese (default: from the title of the home page)")
        parser.add_argument("--region", metavar="CODE", help="six digits of GB/T 2260 (default: of the province that the title names)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, print, write."""
        try:
            self.write(args, opts)
        except UsageError as fault:
            print(f"scrapy newsite: {fault}", file=sys.stderr)
            self.exitcode = 2
        except (CommandError, DeclarationError, OSError) as fault:
            print(f"scrapy newsite: {fault}; nothing was written", file=sys.stderr)
            self.exitcode = 1

    def write(self, args: list[str], opts: argparse.Namespace) -> None:
        """The command's work. UsageError or CommandError where it cannot be done."""
        url, name = self.asked(args, opts)
        spiders = Path(str(import_module(cast(Settings, self.settings)["NEWSPIDER_MODULE"]).__file__)).parent
        taken = [path for path in site_files(spiders.parent, spiders, name) if path.exists()]
        if taken:
            raise UsageError(f"{taken[0].relative_to(spiders.parent)} is there already: --name gives the site another one")
        findings = probe(cast(AsyncCrawlerProcess, self.crawler_process), Start(url))
        if findings.fault is not None or findings.declaration is None:
            raise CommandError(failure(findings.fault) if findings.fault else "nothing was found")
        declaration = replace(findings.declaration, identity=identity(findings, name, opts))
        sample = best_sample(findings)
        if sample is None:
            raise CommandError(f"articles are listed, but none could be read; `scrapy explain {findings.samples[0].url}` shows why")
        declaration.site()
        written = write_site(spiders.parent, spiders, declaration, findings, sample)
        for line in report(replace(findings, declaration=declaration)):
            print(harmless(line))
        print("\nwritten")
        for path in written:
            print(f"  {path.relative_to(spiders.parent)}")

    def asked(self, args: list[str], opts: argparse.Namespace) -> tuple[str, str]:
        """The home page's address and the site's name. UsageError where they are not fit."""
        if len(args) != 1 or not is_url(args[0]):
            raise UsageError("one site is added at a time, by the address of its home page: scrapy newsite https://www.example.cn/")
        loader = cast(AsyncCrawlerProcess, self.crawler_process).spider_loader
        try:
            at_port = port_of(args[0])
        except ValueError as fault:
            raise UsageError(f"{args[0]}: {fault}") from None
        known = find_spider(args[0], loader, [name for name in loader.list() if port_of(getattr(loader.load(name), "home", "")) == at_port])
        if known:
            raise UsageError(f"that is the site {known}: `scrapy crawl {known} -a probe=1` looks at it")
        name = opts.name or name_of(args[0])
        if not re.fullmatch(NAME, name) or iskeyword(name) or iskeyword(name.capitalize()):
            raise UsageError(f"{name!r} is no name of a site: --name takes small letters, digits and _, a letter first")
        if name in loader.list():
            raise UsageError(f"{name} is a site already: --name gives this one another")
        if opts.region and not re.fullmatch(r"\d{6}", opts.region):
            raise UsageError(f"--region={opts.region} is not the six digits of GB/T 2260")
        return args[0], name


def identity(findings: Findings, name: str, opts: argparse.Namespace) -> Identity:
    """Who the site is. CommandError where neither its pages nor the options say it."""
    title = opts.title or findings.title
    region = opts.region or region_of(title)
    missing = [option for option, value in (("--title", title), ("--region", region)) if not value]
    if missing:
        raise CommandError(f"its pages ({title or 'no title'}) do not tell: {' and '.join(missing)}")
    return Identity(name, title, region)
