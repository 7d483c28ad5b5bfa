"""Portals of no known system, laid out as such portals are: explored from the home page, declared, and crawled to the last article."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from samples import portal
from samples.portal import Piece
from tests.unioncrawl.discovery.test_exploring import explored, imported
from tests.walk import Answer, walk

HOST = "http://www.qingjiang.example.cn"
NEWS = portal.news("清江")
COLUMNS = list(portal.COLUMNS.items())
TITLE = "<title>首页 - 清江总工会</title>"


def html(*parts: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{''.join(parts)}<div>版权所有：清江总工会</div></body></html>"


def article(piece: Piece) -> str:
    said = f'<div class="t">{piece.title}</div><div class="info">发布时间：{piece.day} 来源：清江工会 点击：33</div>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)
    return html(
        '<div class=nav><a href="/">首页</a></div>', said, f'<div class="con">{text}</div>', head=f"<title>{piece.title}-清江总工会</title>"
    )


def parted(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, Sequence[Piece]]]:
    """The pages of a list: the number, the number of all, and what it lists."""
    total = -(-len(pieces) // portal.PER_PAGE)
    for number in range(1, total + 1):
        yield number, total, pieces[(number - 1) * portal.PER_PAGE : number * portal.PER_PAGE]


def tables() -> dict[str, str]:
    """ASP of the years before 2010: tables, everything a query, days without years, 下一页."""
    names = [(str(number), name) for number, (_, name) in enumerate(COLUMNS, 1)] + [("9", "公告公示"), ("7", "政策法规")]
    menu = "<table><tr>" + "".join(f'<td><a href="list.asp?classid={number}">{name}</a></td>' for number, name in names) + "</tr></table>"

    def rows(pieces: Sequence[Piece]) -> str:
        items = (
            f'<tr><td>·<a href="show.asp?id={one.number}" target=_blank>{one.title}</a></td><td>[{one.day:%m-%d}]</td></tr>'
            for one in pieces
        )
        return f"<table>{''.join(items)}</table>"

    pages = {f"{HOST}/show.asp?id={one.number}": article(one) for column, _ in COLUMNS for one in NEWS[column]}
    boxes = []
    for at, (column, name) in enumerate(COLUMNS, 1):
        more = f'<td>{name}</td><td><a href="list.asp?classid={at}">更多&gt;&gt;</a></td>'
        boxes.append(f"<table><tr>{more}</tr><tr><td colspan=2>{rows(NEWS[column][:5])}</td></tr></table>")
        for number, total, pieces in parted(NEWS[column]):
            following = f'<a href="list.asp?classid={at}&page={number + 1}">下一页</a>' if number < total else ""
            pages[f"{HOST}/list.asp?classid={at}" + (f"&page={number}" if number > 1 else "")] = html(
                menu, rows(pieces), f"共{total}页 {following}"
            )
    return pages | {f"{HOST}/": html(menu, *boxes, head=TITLE)}


def cards() -> dict[str, str]:
    """Cards of today: the whole item a link, the day large and the month small, a pager of numbers alone."""
    names = [(str(number), name) for number, (_, name) in enumerate(COLUMNS, 1)] + [("9", "通知公告")]
    menu = "<nav><ul>" + "".join(f'<li><a href="/news/list/{number}.html">{name}</a></li>' for number, name in names) + "</ul></nav>"

    def rows(pieces: Sequence[Piece]) -> str:
        items = (
            f'<div class="card"><a href="/news/detail/{one.number}.html"><div class="date"><b>{one.day:%d}</b><span>{one.day:%Y-%m}</span></div>'
            f"<h4>{one.title}</h4><p>{one.paragraphs[0]}</p></a></div>"
            for one in pieces
        )
        return f'<div class="cards">{"".join(items)}</div>'

    def name_of(at: int, number: int) -> str:
        return f"/news/list/{at}" + (f"_{number}" if number > 1 else "") + ".html"

    pages = {f"{HOST}/news/detail/{one.number}.html": article(one) for column, _ in COLUMNS for one in NEWS[column]}
    for at, (column, _) in enumerate(COLUMNS, 1):
        for number, total, pieces in parted(NEWS[column]):
            others = (
                f'<a href="{name_of(at, other)}">{other}</a>' if other != number else f"<b>{other}</b>" for other in range(1, total + 1)
            )
            pages[HOST + name_of(at, number)] = html(menu, rows(pieces), f"<div class=pager>{''.join(others)}</div>")
    pages[f"{HOST}/news/list/9.html"] = html(menu, rows(NEWS["tzgg"]))
    heading = '<div class="hd"><h2>工会要闻</h2><a href="/news/list/1.html" class="more">MORE+</a></div>'
    return pages | {f"{HOST}/": html(menu, f"<section>{heading}{rows(NEWS['ghyw'][:4])}</section>", head=TITLE)}


def channels() -> dict[str, str]:
    """Numbered channels, the day before the title, titles cut short, a home page that refreshes itself to the real one."""
    names = [(str(number), name) for number, (_, name) in enumerate(COLUMNS, 1)] + [("9", "信息公开")]
    menu = "<ul>" + "".join(f'<li><a href="/channels/{number}.html">{name}</a></li>' for number, name in names) + "</ul>"
    pages = {f"{HOST}/": html(head='<meta http-equiv="refresh" content="0;url=/index.html">'), f"{HOST}/index.html": html(menu, head=TITLE)}
    for at, (column, _) in enumerate(COLUMNS, 1):
        pages |= {f"{HOST}/contents/{at}/{one.number}.html": article(one) for one in NEWS[column]}
        for number, total, pieces in parted(NEWS[column]):
            items = "".join(
                f'<li><span>{one.day}</span><a href="/contents/{at}/{one.number}.html" title="{one.title}">{one.title[:8]}…</a></li>'
                for one in pieces
            )
            following = f'<a href="/channels/{at}_{number + 1}.html">下一页</a>' if number < total else ""
            pages[f"{HOST}/channels/{at}" + (f"_{number}" if number > 1 else "") + ".html"] = html(menu, f"<ul>{items}</ul>", following)
    return pages


def folders() -> dict[str, str]:
    """Columns in folders, articles in folders of days below them, and a column's newest on every page."""
    paths = dict(zip(portal.COLUMNS, ("xinwen/yaowen", "xinwen/jiceng", "weiquan"), strict=True))
    menu = "".join(f'<a href="/{paths[column]}/">{name}</a> | ' for column, name in COLUMNS) + '<a href="/xiazai/">下载中心</a>'

    def link(one: Piece) -> str:
        return f'<a href="/{paths[one.column]}/{one.day}/{one.number}.html">{one.title}</a>'

    hot = f"<div class=hot><h3>热点推荐</h3><ul>{''.join(f'<li>{link(one)}</li>' for one in NEWS['wqfw'][:5])}</ul></div>"
    pages = {f"{HOST}/": html(menu, hot, head=TITLE)}
    for column, path in paths.items():
        pages |= {f"{HOST}/{path}/{one.day}/{one.number}.html": article(one) for one in NEWS[column]}
        for number, total, pieces in parted(NEWS[column]):
            items = "".join(f"<p>{link(one)}<i>{one.day:%Y/%m/%d}</i></p>" for one in pieces)
            following = f'<a href="index_{number + 1}.html">下一页</a>' if number < total else ""
            page = html(menu, f"<div class=list>{items}</div>", hot, f'<a href="./">首页</a>{following}<a href="index_3.html">尾页</a>')
            pages[f"{HOST}/{path}/" + (f"index_{number}.html" if number > 1 else "")] = page
    return pages


@pytest.mark.parametrize(
    ("layout", "charset", "shape"),
    [
        (tables, "gb18030", r"/show\.asp\?id=\d{3,}(?:&|$)"),
        (cards, "utf-8", r"/detail/\d{3,}\.html$"),
        (channels, "utf-8", r"/contents/\d+/\d{3,}\.html$"),
        (folders, "utf-8", r"/\d{4}-\d{2}-\d{2}/\d{3,}\.html$"),
    ],
)
def test_columns_paging_and_addresses_are_found_and_every_article_is_crawled(
    layout: Callable[[], dict[str, str]], charset: str, shape: str
) -> None:
    site = {url: Answer(page.encode(charset), "text/html") for url, page in layout().items()}
    found = explored(f"{HOST}/", site)
    assert (found.fault, found.system, found.title) == (None, None, "清江总工会")
    assert [one.name for one in found.columns] == [name for _, name in COLUMNS]
    assert [one.further for one in found.columns[:2]] == [6, 6]
    assert [(one.article.title, one.article.source) for one in found.samples if one.article] == [
        (NEWS[column][0].title, "清江工会") for column, _ in COLUMNS
    ]
    declared = imported(found)
    assert declared.article_url == shape
    done = walk(declared, site, since="2026-10-01", until="2026-11-20")
    assert len(done.articles) == sum(len(NEWS[column]) for column, _ in COLUMNS)
