"""List blocks of pages of our own writing."""

import pytest
from scrapy.http import HtmlResponse

from unioncrawl.discovery.blocks import Block, all_dated, blocks, column_name

HOST = "https://www.linchang.example.cn"
TITLES = ("林场工会建成职工书屋", "渡口工会给船员开夜课", "石桥工会清查食堂账目", "盐场劳模带徒二十年整")


def page(body: str) -> HtmlResponse:
    return HtmlResponse(f"{HOST}/", body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


def rows(shape: str, count: int = 4, first: int = 1) -> str:
    """Items of a shape: {href}, {title}, {date}."""
    return "".join(
        shape.format(href=f"/a/{number}.html", title=TITLES[(number - 1) % 4], date=f"2026-11-{number:02}")
        for number in range(first, first + count)
    )


def only(body: str) -> Block:
    found = blocks(page(body))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "markup",
    [
        "<ul>{}</ul>".format(rows("<li><a href='{href}'>{title}</a><span>{date}</span></li>")),
        "<table>{}</table>".format(rows("<tr><td>·</td><td><a href='{href}'>{title}</a></td><td>[{date}]</td></tr>")),
        "<div>{}</div>".format(rows("<div class=i><h3><a href='{href}'>{title}</a></h3><p>{date}</p></div>")),
        "<dl>{}</dl>".format(rows("<dt><a href='{href}'>{title}</a></dt><dd>{date}</dd>")),
        "<div>{}</div>".format(rows("<a href='{href}'>{title}</a> {date}<br>")),
        "<ul>{}</ul>".format(rows("<li><a href='/jc/'>[基层]</a> <a href='{href}'>{title}</a> <i>{date}</i></li>")),
        "<ul>{}</ul>".format(rows("<li><a href='{href}'><img></a><h4><a href='{href}'>{title}</a></h4>{date}</li>")),
        "<ul>{}</ul>".format(rows("<li><a href='{href}' title='{title}'>{title}…</a><em>{date}</em></li>")),
    ],
)
def test_items_alike_with_a_headline_and_a_date_are_a_block(markup: str) -> None:
    block = only(markup)
    assert [link.title for link in block.links] == list(TITLES)
    assert [link.date for link in block.links] == [f"2026-11-{number:02}" for number in range(1, 5)]
    assert block.dated == 4


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<ul><li><a href='/'>首页</a></li><li><a href='/ghyw/'>工会要闻</a></li><li><a href='/lxwm/'>联系我们</a></li></ul>",
        "<ul>{}</ul>".format(rows("<li><a href='{href}'>{title}</a></li>", 2)),
        "<ul>{}</ul>".format(rows("<li><a href='javascript:show()'>{title}</a></li>")),
        "<ul>{}</ul>".format(rows("<li>{title} {date}</li>")),
    ],
)
def test_menus_and_what_leads_nowhere_are_none(markup: str) -> None:
    assert blocks(page(markup)) == []


ITEMS = rows("<li><a href='{href}'>{title}</a><span>{date}</span></li>")


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><h3>工会要闻<a href='/ghyw/'>更多&gt;&gt;</a></h3><ul>{ITEMS}</ul></div>",
        f"<div><div class=t><span>工会要闻</span><a href='/ghyw/'>[更多]</a></div><div><ul>{ITEMS}</ul></div></div>",
        f"<div><h3><a href='/ghyw/'>工会要闻</a></h3><ul>{ITEMS}</ul></div>",
        f"<div><h3>【工会要闻】</h3><ul>{ITEMS}</ul><a href='/ghyw/' class=more>查看更多 &gt;</a></div>",
        f"<div><h3>工会要闻 <a href='/ghyw/' title='更多'></a></h3><ul>{ITEMS}</ul></div>",
    ],
)
def test_a_block_has_the_name_above_it_and_where_it_goes_on(markup: str) -> None:
    block = only(markup)
    assert (block.name, block.more) == ("工会要闻", f"{HOST}/ghyw/")


def test_a_row_of_tabs_is_no_name() -> None:
    tabs = "<div><a href='/a/'>要闻</a><a href='/b/'>基层</a><a href='/c/'>权益</a><a href='/d/'>人物</a><a href='/e/'>理论与实践</a></div>"
    block = only(f"<div>{tabs}<ul>{ITEMS}</ul></div>")
    assert (block.name, block.more) == (None, None)


def test_a_list_parted_by_rules_is_one() -> None:
    shape = "<li><a href='{href}'>{title}</a><span>{date}</span></li>"
    block = only(f"<div><ul>{rows(shape, 2)}</ul><hr><ul>{rows(shape, 2, 3)}</ul></div>")
    assert len(block.links) == 4


def test_the_dated_blocks_of_a_page_are_one_list() -> None:
    undated = rows("<li><p><a href='{href}'>{title}</a></p></li>", 4, 9)
    found = blocks(page(f"<div><h3>要闻</h3><ul>{ITEMS}</ul></div><div><h3>链接</h3><ol>{undated}</ol></div>"))
    assert [len(block.links) for block in found] == [4, 4]
    assert [len(block.links) for block in all_dated(found)] == [4]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("工会要闻 更多>>", "工会要闻"),
        ("【基层动态】", "基层动态"),
        ("News", None),
        ("", None),
        ("林场工会今天为采茶职工建成了书屋", None),
        ("| 权益 |", "权益"),
    ],
)
def test_a_columns_name_is_short_and_chinese(words: str, name: str | None) -> None:
    assert column_name(words) == name
