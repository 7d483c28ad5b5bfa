"""What was found, for people."""

from __future__ import annotations

from collections.abc import Iterator

from unioncrawl.discovery.asking import Fault
from unioncrawl.discovery.columns import Column
from unioncrawl.discovery.declaring import Declaration
from unioncrawl.discovery.feeds import Feed
from unioncrawl.discovery.findings import Findings, Listed, Sample

MARKS = 4  # of a system that are shown
OTHERS = 12  # pages that are no columns
FORBIDDEN = 3  # addresses
REASONS = {
    "blocked": "turned away; nothing is done to get round that",
    "robots": "robots.txt forbids it, which holds",
    "needs_browser": "scripts fill its pages; without a browser there is nothing to read",
    "unreachable": "nobody answers",
    "elsewhere": "it leads to another site: ask for that one",
    "missing": "the page is not there",
    "nothing": "no list of news was found",
    "spent": "too many pages were asked for",
}


def report(findings: Findings) -> Iterator[str]:
    """Line by line."""
    yield f"{findings.home}  {findings.title}".rstrip()
    forbidden = f"forbids {', '.join(findings.forbidden[:FORBIDDEN])}" if findings.forbidden else "allows all that was asked"
    yield f"pages asked  {findings.asked}; robots.txt {forbidden}"
    if findings.fault is not None:
        yield failure(findings.fault)
    system = findings.system or "not known"
    marks = ", ".join(findings.marks[:MARKS] + ([f"generator {findings.generator}"] if findings.generator else []))
    yield f"system       {system}{f' ({marks})' if marks else ''}"
    yield from _section("columns", map(_listed, findings.columns))
    yield from _section("no columns", map(_other, findings.others[:OTHERS]))
    yield from _section("feeds", map(_feed, findings.feeds))
    if findings.declaration is not None:
        fitting, listed = findings.fitting
        yield f"addresses    {_shape(findings.declaration)}  ({fitting} of the {listed} in lists)"
    yield from _section("articles", map(_sample, findings.samples))
    if findings.declaration is not None and findings.fault is None:
        yield f"\n{findings.declaration.source()}".rstrip()


def failure(fault: Fault) -> str:
    """Why nothing was found, in a line."""
    return f"{fault.state}: {REASONS[fault.state]} ({fault.detail})"


def _shape(declaration: Declaration) -> str:
    shape = declaration.article_url or declaration.base.article_url
    return shape if declaration.article_url or declaration.base.system else "any that looks like an article's"


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield name
        yield from (f"  {line}" for line in shown)


def _listed(column: Listed) -> str:
    days = f"{min(column.days)} to {max(column.days)}" if column.days else "no dates"
    further = "" if column.further is None else f" with {column.further} more"
    on = f"goes on at {column.following}{further}" if column.following else "no second page"
    return f"{column.url}  {column.name or '-'}  {len(column.addresses)} articles, {len(column.days)} dated, {days}; {on}"


def _other(column: Column) -> str:
    return f"{column.url}  {column.name or '-'}  {column.why_not}"


def _feed(feed: Feed) -> str:
    return f"{feed.url}  {'sitemap' if feed.is_sitemap else 'feed'}, {len(feed.links)} addresses"


def _sample(sample: Sample) -> str:
    article = sample.article
    if article is None:
        return f"{sample.url}  {sample.fault.state}: {sample.fault.detail}" if sample.fault else sample.url
    if article.refusal is not None:
        return f"{sample.url}  refused: {article.refusal.reason}, {article.refusal.detail}"
    at = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "no date"
    return f"{sample.url}  {article.title or 'no title'} | {at} | {article.source or 'no source'} | {len(article.body)} characters"
