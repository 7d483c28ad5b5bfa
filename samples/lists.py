"""The list pages that lead to the samples, in the shapes of the site's generations: HTML, JSON, a search's reply, the paper's pages.

A list holds what its samples' `listed` says, newest first, and goes on over as many pages as that takes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from samples.sample import Sample, Served, hanzi_day, template

SEARCH = (
    "https://www.workercn.cn/cms/front/search/result?query=" + quote("title:工会|content:工会") + "&siteID=122&type=&sort=publishDate"
    "&startDate={day}&endDate={day}&catalogID=&pageIndex=0&pageSize=10"
)
PAPER = re.compile(r"https://www\.workercn\.cn/papers/grrb/(\d{4})/(\d\d)/(\d\d)/(\d+)/news-\d+\.html")


def list_pages(samples: list[Sample]) -> Iterator[Served]:
    """Every list page."""
    lists: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in sorted(samples, key=lambda sample: sample.published, reverse=True):
        for address in sample.listed:
            lists[address].append(sample)
    for address, items in lists.items():
        if "/json/" in address:
            yield from _transition(address, items)
        elif "//www." in address:
            yield from _current(address, items)
        else:
            yield from _classic(address, items)
    yield from _paper([sample for sample in samples if PAPER.match(sample.url)])
    for sample in samples:
        if sample.searched:
            yield _search(sample)


def _current(address: str, items: list[Sample]) -> Iterator[Served]:
    """HTML first, then JSON: https://www.workercn.cn/acftu/, then /json/acftu/index_2.json."""
    channel = urlsplit(address).path.strip("/")
    first, *further = _parts(items, 5)
    page = template("current-list").substitute(section=first[0].section, channel=channel, items="\n".join(map(_current_item, first)))
    yield Served(address, page.encode())
    for number, part in enumerate(further, start=2):
        reply = {"total": len(items), "data": [{"id": _id(sample), **_result(sample)} for sample in part]}
        yield _json(urljoin(address, f"/json/{channel}/index_{number}.json"), reply)


def _transition(address: str, items: list[Sample]) -> Iterator[Served]:
    """JSON from the first page, an array; its addresses count from the root."""
    for number, part in enumerate(_parts(items, 20), start=1):
        reply = [{"title": _listed_title(sample), "href": urlsplit(sample.url).path, "time": _clock(sample)} for sample in part]
        yield _json(address.replace("_1.json", f"_{number}.json"), reply)


def _classic(address: str, items: list[Sample]) -> Iterator[Served]:
    """GBK; the second page of 41.shtml is 41_2.shtml. Which shape a list has depends on the host."""
    host = urlsplit(address).hostname or ""
    shape, size = _CLASSIC_SHAPES.get(host.partition(".")[0], (_left_list, 3))
    for number, part in enumerate(_parts(items, size), start=1):
        page = template("classic-list").substitute(section=part[0].section, items=shape(part))
        yield Served(address if number == 1 else address.replace(".shtml", f"_{number}.shtml"), page.encode("gb18030"))


def _paper(samples: list[Sample]) -> Iterator[Served]:
    """A page of the paper names its articles, and the pages of the day."""
    days: defaultdict[str, defaultdict[str, list[Sample]]] = defaultdict(lambda: defaultdict(list))
    for sample in samples:
        days[sample.day][sample.url.rsplit("/", 2)[1]].append(sample)
    for day, pages in days.items():
        names = "\n".join(
            f'<li><a class="pdf" href="../{number}/grrb{day.replace("-", "")}{number}.pdf">PDF</a>'
            f' <a href="../{number}/page.html">第{number.zfill(2)}版：{articles[0].section}</a></li>'
            for number, articles in pages.items()
        )
        for number, articles in pages.items():
            items = "\n".join(f'<li><a href="{sample.url.rsplit("/", 1)[1]}">{sample.title}</a></li>' for sample in articles)
            page = template("paper-page").substitute(hanzi_day=hanzi_day(day), pages=names, items=items)
            yield Served(f"https://www.workercn.cn/papers/grrb/{day.replace('-', '/')}/{number}/page.html", page.encode())


def _search(sample: Sample) -> Served:
    """The reply for the sample's day; the words found are marked in the titles."""
    result = {**_result(sample), "title": sample.title.replace("工会", "<em>工会</em>"), "catalogName": sample.section}
    return _json(SEARCH.format(day=sample.day), {"status": 1, "data": {"total": 1, "data": [result]}})


def _current_item(sample: Sample) -> str:
    image = f"/upload/resources/image/{sample.day.replace('-', '/')}/{_id(sample)}_526x296c.jpg"
    path, title = urlsplit(sample.url).path, _listed_title(sample)
    return f"""<li id="li_{_id(sample)}">
  <a href="{path}" target="_blank"><img class="lazy" data-src="{image}" alt="{title}" title="{title}" src="{image}" /></a>
  <h3><a href="{path}" target="_blank">{title}</a></h3>
  <div class="info">
    <div class="info1"><span class="media">滚动</span></div>
    <div class="info2" style="float:left">{_clock(sample)}</div>
    <span style="float:right">{sample.source or ""}</span>
  </div>
</li>"""


def _left_list(items: Iterable[Sample]) -> str:
    rows = (f'<li><a href="{_listed_url(sample)}">{sample.title}</a> <span>[{sample.day}]</span></li>' for sample in items)
    return '<ul id="leftList">\n' + "\n".join(rows) + "\n</ul>"


def _picture_list(items: Iterable[Sample]) -> str:
    rows = (
        f'<li><a href="{sample.url}"><img src="/images/{_id(sample)}.jpg" alt=""></a><h3><a href="{sample.url}">{sample.title}</a></h3>'
        f"<p>{sample.paragraphs[0][:40]}……</p></li>"
        for sample in items
    )
    return '<ul class="imgtxt1">\n' + "\n".join(rows) + "\n</ul>"


def _bare_list(items: Iterable[Sample]) -> str:
    """Relative addresses and cut titles, no dates."""
    rows = (f'<li><a href="{urlsplit(sample.url).path}" title="{sample.title}">{sample.title[:12]}…</a></li>' for sample in items)
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"


_CLASSIC_SHAPES: dict[str, tuple[Callable[[Iterable[Sample]], str], int]] = {
    "right": (_picture_list, 1),
    "xz": (_bare_list, 1),
}  # and a page's items


def _result(sample: Sample) -> dict[str, Any]:
    return {"url": urlsplit(sample.url).path, "title": _listed_title(sample), "publishDate": _clock(sample), "source": sample.source}


def _listed_title(sample: Sample) -> str:
    return str(sample.page.get("listed_title", sample.title))


def _listed_url(sample: Sample) -> str:
    return str(sample.page.get("listed_url", sample.url))


def _clock(sample: Sample) -> str:
    """To the second, as lists show it."""
    clock = str(sample.page.get("listed_at", sample.published.replace("T", " ")))
    return clock if clock.count(":") == 2 else f"{clock}:00"


def _id(sample: Sample) -> str:
    return str(re.findall(r"\d+", sample.url)[-1])


def _parts(items: list[Sample], size: int) -> list[list[Sample]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _json(url: str, reply: object) -> Served:
    return Served(url, json.dumps(reply, ensure_ascii=False).encode(), "application/json")
