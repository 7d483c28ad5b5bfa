"""The declared class tried on the pages: what it does not read is not found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from unioncrawl.discovery.asking import Answer, Asked, Fault
from unioncrawl.discovery.columns import Column
from unioncrawl.discovery.declaring import Declaration, Identity
from unioncrawl.discovery.findings import Findings, Listed, Sample
from unioncrawl.items import Listing
from unioncrawl.listing import Link
from unioncrawl.reading import read
from unioncrawl.site import SiteSpider

SAMPLES = 3  # articles
FOLLOWED = 2  # columns whose second page is asked for
NEWEST = 10  # links of a column that samples are taken from


async def try_declaration(asked: Asked, findings: Findings, taken: Mapping[str, Column], pages: Mapping[str, Sequence[Answer]]) -> None:
    """Read the columns (their pages by their addresses) and a few articles. Columns that are not read leave the declaration."""
    if findings.declaration is None:
        return
    site = spider_of(findings.declaration)
    newest: list[list[tuple[str, Link]]] = []
    for url, judged in taken.items():
        found = [answer for answer in pages.get(url, ()) if answer.page is not None]
        links = {address: link for answer in found if answer.page for address, link in site.listed(answer.page).items()}
        if links:
            newest.append(list(links.items())[:NEWEST])
            one = Listed(url, judged.name, tuple(links), judged.days, found[0].response)
            await _follow(asked, findings, site, one, found)
            findings.columns.append(one)
        else:
            judged.why_not = "its links have another form than the articles of the other columns"
            findings.others.append(judged)
    addresses = [link.url for judged in taken.values() for link in judged.links]
    findings.fitting = (sum(map(site.is_article, addresses)), len(addresses))
    if not findings.columns:
        newest = [[(site.canonical(link.url), link) for link in feed.links if site.is_article(link.url)] for feed in findings.feeds]
    for address, link in list(_in_turn(newest))[:SAMPLES]:
        findings.samples.append(await _sample(asked, site, address, link))
    if not findings.samples:
        findings.fault = Fault("nothing", "no links have the form of articles' addresses")
    elif findings.columns and not findings.declaration.issue:
        findings.declaration = replace(findings.declaration, lists={one.url: one.name for one in findings.columns})


def spider_of(declaration: Declaration) -> SiteSpider:
    """The declared class, made; a stand-in for what is not known of who it is."""
    who = declaration.identity
    whole = Identity(who.name or "probed", who.title or "probed", who.region or "100000", who.about)
    return replace(declaration, identity=whole).site()()


async def _follow(asked: Asked, findings: Findings, site: SiteSpider, one: Listed, pages: Sequence[Answer]) -> None:
    """Where a column goes on; of the first ones, whether there is anything."""
    listing = [answer.page for answer in pages if answer.page is not None and site.listed(answer.page)]
    following = next((at for page in listing for at in site.next_lists(page, 1)), None)
    if following is None:
        return
    one.following = following if isinstance(following, str) else following.url
    if sum(known.further is not None for known in findings.columns) < FOLLOWED:
        page = (await asked.look(following)).page
        one.further = len(site.listed(page).keys() - set(one.addresses)) if page is not None else 0


def _in_turn(columns: Sequence[Sequence[tuple[str, Link]]]) -> Iterator[tuple[str, Link]]:
    """The first of each column, then the second of each; none twice."""
    met: set[str] = set()
    for place in range(max(map(len, columns), default=0)):
        for links in columns:
            if place < len(links) and links[place][0] not in met:
                met.add(links[place][0])
                yield links[place]


async def _sample(asked: Asked, site: SiteSpider, address: str, link: Link) -> Sample:
    answer = await asked.look(address)
    if answer.response is None or answer.page is None:
        return Sample(address, None, answer.fault, None)
    article = site.article(answer.response, answer.page)
    article.hints.listing = Listing("", link.title, link.date, link.source, link.section)
    return Sample(address, read(article), None, answer.response)
