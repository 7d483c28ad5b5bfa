"""The pages of the sample articles: what a sample declares, in its template, in its charset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Template

from samples.sample import Sample, Served, hanzi_day, template

CODECS = {"gbk": ("gb18030", "gb2312"), "utf-8": ("utf-8", "utf-8")}  # as written, and as the page's meta says


def article_pages(sample: Sample) -> Iterator[Served]:
    """The article's page, and its further ones."""
    shown, codec = sample.page, CODECS[sample.charset][0]
    content_type, status = shown.get("content_type", "text/html"), shown.get("status", "200 OK")
    if "html" in shown:
        yield Served(sample.url, shown["html"].strip().encode(codec), content_type, status)
        return
    for number, body in enumerate([shown.get("body", "$body"), *shown.get("further", [])], start=1):
        url = sample.url if number == 1 else re.sub(r"(\.\w+)$", rf"_{number}\1", sample.url)
        yield Served(url, _html(sample, body).encode(codec), content_type, status)


def _html(sample: Sample, body: str) -> str:
    """The page; what [page] does not override follows from the article."""
    shown, headline = sample.page, sample.page.get("title", sample.title)
    edition = re.search(r"/papers/grrb/\d{4}/\d\d/\d\d/(\d+)/", sample.url)
    return template(sample.template or "").substitute(
        charset=shown.get("meta_charset", CODECS[sample.charset][1]),
        title=shown.get("document_title", headline),
        headline=headline,
        pretitle=shown.get("pretitle", ""),
        date=sample.published.replace("T", " "),
        hanzi_day=hanzi_day(sample.day),
        edition=edition[1].zfill(2) if edition else "",
        source=shown.get("source", sample.source or ""),
        section=sample.section or "",
        list=sample.listed[0] if sample.listed else "",
        images=shown.get("images", ""),
        body=_body(sample, body).strip(),
        editor=f'<div class="editor">{shown["editor"]}</div>' if "editor" in shown else "",
        before=shown.get("before", ""),
        after=shown.get("after", ""),
    )


def _body(sample: Sample, markup: str) -> str:
    """Markup in which $body is all paragraphs, and $p1, $p2, … are single ones."""
    single = {f"p{number}": text for number, text in enumerate(sample.paragraphs, start=1)}
    return Template(markup).substitute(body=_paragraphs(sample), **single)


def _paragraphs(sample: Sample) -> str:
    """All of them, between the lead-in and the closing byline that [page] gives."""
    lines = sample.paragraphs
    if lines:
        lines[0] = sample.page.get("lead", "") + lines[0]
        lines[-1] += sample.page.get("closing", "")
    byline = [sample.page["byline"]] if "byline" in sample.page else []
    return "\n".join(f"<p>　　{line}</p>" for line in byline + lines)
