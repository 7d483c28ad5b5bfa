"""A site explored from its home page: which pages are looked at, in which order, and what is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from scrapy.http import TextResponse
from scrapy.utils.response import get_meta_refresh

from unioncrawl.beijing import BEIJING
from unioncrawl.discovery.asking import Answer, Ask, Asked, Fault
from unioncrawl.discovery.blocks import Block, all_dated, blocks, shown
from unioncrawl.discovery.columns import Candidate, Column, candidates, channels, column, frame
from unioncrawl.discovery.declaring import Declaration, Identity, domain_of, issue_of, name_of, region_of, title_of_home
from unioncrawl.discovery.feeds import Feed, feed_addresses, read_feed, sitemap_addresses
from unioncrawl.discovery.findings import Findings
from unioncrawl.discovery.shapes import article_shape
from unioncrawl.discovery.systems import generator, system_of
from unioncrawl.discovery.trying import try_declaration
from unioncrawl.doors import is_within
from unioncrawl.listing import Link, link_address
from unioncrawl.platforms import founder, jpaas
from unioncrawl.platforms.unknown import Unknown

MOST_COLUMNS = 14  # pages read as columns
MOST_DECLARED = 12  # columns
MOST_UNITS = 3  # parts of a column's page
FEEDS = 2  # and as many sitemaps
FEWEST_LINKS = 3  # of a home page that is not a shell
REASONS = 3  # why pages are no columns, that are told
TURNED = ("blocked", "robots", "unreachable")  # states of pages that say something of the site
KNOWN = 10  # what a column that is known beforehand promises: more than any other


@dataclass(slots=True, frozen=True)
class Start:
    """What is known of a site beforehand: its home page at least. The rest is tried like what is found."""

    home: str
    domains: Sequence[str] = ()
    lists: Mapping[str, str] = field(default_factory=dict)
    who: Identity | None = None


@dataclass(slots=True, frozen=True)
class _Candidate:
    """A candidate, its page or its parts, and their blocks."""

    named: Candidate
    answers: list[Answer]
    blocks: list[Block]


async def explore(start: Start, ask: Ask, now: datetime) -> Findings:
    """What a site's pages show of it."""
    asked = Asked(ask, start.domains or (domain_of(start.home),), now)
    findings = Findings(start.home)
    home = await _home(asked, start.home)
    if home.page is None:
        findings.fault = home.fault
    else:
        await _explore(asked, findings, start, home.page)
    findings.asked = len(asked.answers)
    findings.forbidden = [url for url, answer in asked.answers.items() if answer.fault is not None and answer.fault.state == "robots"]
    return findings


async def _home(asked: Asked, url: str) -> Answer:
    """The home page, or what it refreshes itself to; a shell is a fault."""
    answer = await asked.look(url)
    refresh = _refresh(answer.page) if answer.page is not None else None
    if refresh and refresh != url:
        answer = await asked.look(refresh)
    if answer.page is None:
        return answer
    links = {href for href in answer.page.xpath("//a/@href").getall() if not href.lower().startswith(("#", "javascript:", "mailto:"))}
    if len(links) < FEWEST_LINKS and answer.page.xpath("//script"):
        return Answer(None, None, Fault("needs_browser", f"{answer.page.url} has {len(links)} links, and scripts"))
    return answer


def _refresh(page: TextResponse) -> str | None:
    """Where a page refreshes itself to."""
    try:
        address = get_meta_refresh(page)[1]
    except ValueError:
        return None
    return link_address(page.url, address) if address else None


async def _explore(asked: Asked, findings: Findings, start: Start, home: TextResponse) -> None:
    findings.title = title_of_home(home.xpath("string(//title)").get("").strip())
    findings.generator = generator(home)
    read = await _columns(asked, home, start.lists)
    judged = _judge(asked, home, read)
    taken = [one for one in judged if one.why_not is None][:MOST_DECLARED]
    findings.others = [one for one in judged if one.why_not is not None]
    findings.feeds = await _feeds(asked, home)
    links = [link for one in taken for link in one.links] or [link for feed in findings.feeds for link in feed.links]
    if not links:
        findings.fault = _nothing(read, judged)
        return
    findings.declaration = _declared(asked, findings, start, taken, links)
    pages = {one.named.url: one.answers for one in read} | {home.url: [await asked.look(home.url)]}
    await try_declaration(asked, findings, {one.url: one for one in taken}, pages)


async def _columns(asked: Asked, home: TextResponse, lists: Mapping[str, str]) -> list[_Candidate]:
    """The pages that may be columns, what promises most first; those that a channel's page leads to come in as it is read."""
    waiting = [Candidate(url, name, KNOWN) for url, name in lists.items()] + candidates(home, asked.domains)
    done: dict[str, _Candidate] = {}
    while waiting and len(done) < MOST_COLUMNS:
        named = waiting.pop(0)
        if named.url not in done and named.url != home.url:
            found = done[named.url] = await _candidate(asked, named)
            deeper = [sub for sub in channels(found.blocks, named.url, asked.domains) if sub.promise > 0]
            waiting = sorted([*waiting, *deeper], key=lambda one: -one.promise)
    return list(done.values())


async def _candidate(asked: Asked, named: Candidate) -> _Candidate:
    answer = await asked.look(named.url)
    units = jpaas.units(answer.page)[:MOST_UNITS] if answer.page is not None else []
    answers = [await asked.look(unit) for unit in units] or [answer]
    return _Candidate(named, answers, [block for part in answers if part.page is not None for block in blocks(shown(part.page))])


def _judge(asked: Asked, home: TextResponse, read: Sequence[_Candidate]) -> list[Column]:
    """The columns, best first; the home page is one where there is no other."""
    came = [one for one in read if any(answer.page is not None for answer in one.answers)]
    beside = frame([one.blocks for one in came])
    judged = [column(one.named, [block for block in one.blocks if block not in beside], asked.domains, asked.now) for one in came]
    if not any(one.why_not is None for one in judged):
        judged.append(column(Candidate(home.url, "", 0), all_dated(blocks(shown(home))), asked.domains, asked.now))
    return sorted(judged, key=lambda one: -one.score)


def _nothing(read: Sequence[_Candidate], judged: Sequence[Column]) -> Fault:
    """Why no articles are listed: nothing came, or what came is no column."""
    faults = [answer.fault for one in read for answer in one.answers if answer.fault is not None]
    if faults and faults[0].state in TURNED and len(faults) == sum(len(one.answers) for one in read):
        return faults[0]
    reasons = Counter(one.why_not for one in judged)
    return Fault("nothing", ", ".join(f"{count} × {why}" for why, count in reasons.most_common(REASONS)))


async def _feeds(asked: Asked, home: TextResponse) -> list[Feed]:
    """Feeds that the pages name, sitemaps that robots.txt names."""
    named = list(dict.fromkeys(chain.from_iterable(feed_addresses(page, asked.domains) for page in asked.pages)))[:FEEDS]
    robots = (await asked.look(home.urljoin("/robots.txt"))).page
    named += sitemap_addresses(robots, asked.domains)[:FEEDS] if robots is not None else []
    pages = [(await asked.look(url)).page for url in named]
    return [read_feed(page) for page in pages if page is not None]


def _declared(asked: Asked, findings: Findings, start: Start, taken: Sequence[Column], links: Sequence[Link]) -> Declaration:
    """What was found, written down as a class; the marks of the system are noted beside it."""
    no_articles = {page.url for page in asked.pages} | {one.url for one in findings.others}
    addresses = list(dict.fromkeys(link.url for link in links))
    shape = article_shape(addresses, no_articles)
    system, findings.marks = system_of(asked.pages, [url for url in addresses if is_within(url, asked.domains)])
    findings.system = system.base.system if system else None
    lists = {one.url: one.name for one in taken} or {feed.url: "" for feed in findings.feeds if not feed.is_sitemap}
    is_paper = system is not None and system.base is founder.Founder
    issue = next((sign for one in taken if (sign := issue_of(one.url))), None) if is_paper else None
    who = start.who or Identity(name_of(start.home), findings.title, region_of(findings.title))
    return Declaration(
        identity=who,
        base=system.base if system else Unknown,
        home=start.home,
        domains=tuple(asked.domains),
        lists={} if issue else lists,
        article_url=None if system else shape,
        issue=issue,
        day=asked.now.astimezone(BEIJING).date(),
    )
