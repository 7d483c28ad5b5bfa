"""A new site's files: its class, two of its pages as they were served, and the test that reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapy.http import Response
from warcio.warcwriter import WARCWriter

from unioncrawl.archive import Message, response_record
from unioncrawl.discovery.declaring import QUOTES, Declaration
from unioncrawl.discovery.findings import Findings, Sample
from unioncrawl.discovery.trying import spider_of
from unioncrawl.items import Page
from unioncrawl.reading import read
from unioncrawl.responses import decoded


def site_files(root: Path, spiders: Path, name: str) -> tuple[Path, Path, Path]:
    """Where a site's class, its test and its frozen pages are."""
    tests = root / "tests" / "spiders"
    return spiders / f"{name}.py", tests / f"test_{name}.py", tests / "pages" / f"{name}.warc.gz"


def best_sample(findings: Findings) -> Sample | None:
    """The first article that was read with a title; None where none was."""
    return next((one for one in findings.samples if one.article and one.article.refusal is None and one.article.title), None)


def test_source(declaration: Declaration, findings: Findings, sample: Sample) -> str:
    """The test, formatted as the project's are: what the site's class reads of the frozen pages now, it must always read."""
    who, name = declaration.identity, declaration.class_name
    lines = [
        f'"""{who.title.translate(QUOTES)}: pages of it as they were on {declaration.day}, in pages/{who.name}.warc.gz."""',
        "",
        f"from spiders.{who.name} import {name}",
        "from tests.spiders.frozen import Frozen",
        "",
        f"SITE = Frozen({name})",
        *_list_test(findings),
        *_article_test(declaration, sample),
    ]
    return "\n".join(lines) + "\n"


def _list_test(findings: Findings) -> Iterator[str]:
    listed = [one for one in findings.columns if one.response is not None][:1]
    for one in listed:
        yield f"LIST = {_text(one.response.url if one.response else one.url)}"
        yield from ("", "", "def test_a_list_names_its_articles() -> None:", f"    assert SITE.listed(LIST) == {len(one.addresses)}")


def _article_test(declaration: Declaration, sample: Sample) -> Iterator[str]:
    """What is read of the page alone, without what a list says."""
    if sample.response is None:
        return
    site = spider_of(declaration)
    article = read(site.article(sample.response, decoded(sample.response)))
    at = article.published_at
    yield from ("", "", "def test_an_article_is_read() -> None:", f"    article = SITE.article({_text(sample.response.url)})")
    yield f"    assert article.title == {_text(article.title)}"
    if at:
        yield "    assert article.published_at is not None"
        yield f"    assert article.published_at.isoformat() == {_text(at.isoformat())}"
    else:
        yield _none("published_at")
    yield f"    assert article.source == {_text(article.source)}" if article.source else _none("source")
    yield f"    assert len(article.body) == {len(article.body)}"


def _none(field: str) -> str:
    return f"    assert article.{field} is None"


def _text(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def freeze(responses: Iterable[Response], path: Path) -> None:
    """Keep responses in a WARC file, their bytes as served. Of their headers what tells how to read them is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for response in responses:
            page: Page = response.meta["page"]
            told = (response.headers.get("Content-Type") or b"").decode("latin-1")
            headers = [("Content-Type", told)] if told else []
            message = Message("HTTP/1.1 200 OK", [*headers, ("Content-Length", str(len(response.body)))], response.body)
            writer.write_record(response_record(response.url, page.fetched_at, message))


def write_site(root: Path, spiders: Path, declaration: Declaration, findings: Findings, sample: Sample) -> tuple[Path, Path, Path]:
    """Write the files. FileExistsError where one is there."""
    site, test, pages = site_files(root, spiders, declaration.identity.name)
    for path in (site, test, pages):
        if path.exists():
            raise FileExistsError(f"{path} is there already")
    text = test_source(declaration, findings, sample)
    frozen = [one.response for one in findings.columns[:1] if one.response is not None]
    freeze([*frozen, *([sample.response] if sample.response is not None else [])], pages)
    site.write_text(declaration.source(), encoding="utf-8")
    test.write_text(text, encoding="utf-8")
    return site, test, pages
