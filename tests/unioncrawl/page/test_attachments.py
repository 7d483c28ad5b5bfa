"""Files that an article links to: found on the page, kept with the region, joined over pages, stored."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from tests.unioncrawl.stored import SEEN, declare, put
from unioncrawl.db import tables
from unioncrawl.items import Attachment
from unioncrawl.multipage import append_page
from unioncrawl.page import html_article
from unioncrawl.page.attachments import attachment_url
from unioncrawl.reading import read_page

URL = "https://www.linchang.example.cn/xwdt/202611/t20261103_4321.html"
FOLDER = URL.rpartition("/")[0]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("./P020261103.pdf", f"{FOLDER}/P020261103.pdf"),
        ("/files/表.XLSX?download=1#top", "https://www.linchang.example.cn/files/表.XLSX?download=1#top"),
        ("http://oa.example.cn/a.zip", "http://oa.example.cn/a.zip"),
        ("t20261103_4322.html", None),
        ("/down?file=a.pdf", None),
        ("doc", None),
        ("javascript:open('a.pdf')", None),
        ("", None),
        ("x" * 3_000 + ".pdf", None),
    ],
)
def test_a_file_is_known_by_the_end_of_its_address(href: str, url: str | None) -> None:
    assert attachment_url(href, URL) == url


TEXT = "<p>　　林场工会的书屋今天开门，职工凭会员卡借书，每人每次可借三册，期限是一个月。</p>" * 3
PAGE = f"""<html><head><title>林场工会建成职工书屋</title></head><body>
  <div class="nav"><a href="/zn.pdf">办事指南</a></div><h1>林场工会建成职工书屋</h1>
  <div class="TRS_Editor">{TEXT}<p>附件：<a href="./P1.pdf">1.借书办法</a></p><p><a href="./P2.xls"><b>2.书目</b></a></p></div>
  <div class="fj"><p>附件下载：</p><p><a href="P3.docx">申请表.docx</a></p></div>
  <div class="foot"><p>主办：林场工会</p><p><a href="/sm.pdf">网站声明</a></p></div></body></html>"""


def test_those_with_the_text_and_those_below_that_are_called_so_are_the_articles() -> None:
    article = read_page(PAGE.encode(), URL, "text/html; charset=utf-8")
    assert [(one.url, one.text) for one in article.attachments] == [
        (f"{FOLDER}/P1.pdf", "1.借书办法"),
        (f"{FOLDER}/P2.xls", "2.书目"),
        (f"{FOLDER}/P3.docx", "申请表.docx"),
    ]


FILE = '<a href="P9.pdf">书目.pdf</a>'
SAID = '<a href="P9.pdf">附件：书目.pdf</a>'
NEWS = '<a href="t20261103_4322.html">林场工会召开会议部署全年工作</a>'


def names(inside: str) -> list[str]:
    """The links to files that a page keeps, which has this in its text's element, below the text."""
    page = PAGE.replace("<p>附件：", f"{inside}<p>附件：", 1)
    return [one.text for one in read_page(page.encode(), URL, "text/html; charset=utf-8").attachments[:-3]]


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{FILE}</p>",
        f"<div>{FILE}</div>",
        f"<div>{SAID}</div>",
        f"<div>附件：{FILE}</div>",
        f"<div>附件：</div><div>{FILE}</div>",
        f"<table><tr><td>附件：</td><td>{FILE}</td></tr></table>",
        f"<table><tr><td>{SAID}</td></tr></table>",
        f"<div class='fj'><ul><li>{FILE}</li></ul></div>",
        f"<div>{SAID}</div>{TEXT}",
        f"<div><div>附件：{FILE}</div><div>相关链接：{NEWS}</div></div>",
    ],
)
def test_an_element_of_its_own_inside_the_text_does_not_lose_a_file(inside: str) -> None:
    assert names(inside) in (["书目.pdf"], ["附件：书目.pdf"])


@pytest.mark.parametrize(
    "inside",
    [
        f"<div class='share'>{FILE}</div>",
        f"<div class='nav'><ul><li>{SAID}</li></ul></div>",
        f"<div class='related'>{SAID}</div>",
        f"<div class='sidebar'>{FILE}</div>",
        f"<div class='footer'>{FILE}</div>",
        f"<ul><li>{NEWS}</li><li>{FILE}</li><li>{NEWS}</li></ul>",
    ],
)
def test_boxes_of_the_template_and_lists_of_pages_inside_the_text_give_no_files(inside: str) -> None:
    assert names(inside) == []


def test_a_saved_page_keeps_addresses_as_they_are_written() -> None:
    """Its own is not known: a file's is not where its links lead."""
    page = PAGE.replace("./P1.pdf", "/att/P1.pdf").replace("2.书目</b>", "2.书目</b><img src='/img/书屋.jpg'>")
    article = read_page(page.encode(), "file:///saved/t20261103_4321.html", "text/html; charset=utf-8")
    assert [one.url for one in article.attachments] == ["/att/P1.pdf", "./P2.xls", "P3.docx"]
    assert [one.url for one in article.images] == ["/img/书屋.jpg"]


def test_a_base_says_what_a_saved_pages_addresses_are_relative_to() -> None:
    page = PAGE.replace("<head>", f"<head><base href='{FOLDER}/'>")
    article = read_page(page.encode(), "file:///saved/t20261103_4321.html", "text/html; charset=utf-8")
    assert [one.url for one in article.attachments] == [f"{FOLDER}/P1.pdf", f"{FOLDER}/P2.xls", f"{FOLDER}/P3.docx"]


def test_every_row_of_a_table_gives_its_file() -> None:
    rows = "".join(f"<tr><td>附件{number}：</td><td><a href='{number}.pdf'>表{number}</a></td></tr>" for number in (1, 2, 3))
    assert names(f"<table>{rows}</table><p>以上。</p>") == ["表1", "表2", "表3"]


def test_a_file_linked_by_its_name_and_by_a_button_is_one() -> None:
    assert names("<p><a href='f.pdf'>名册</a> <a href='f.pdf'>下载</a> <a href='./f.pdf#page=2'>预览</a></p>") == ["名册"]


def test_those_of_further_pages_come_along() -> None:
    first, second = (
        html_article(f"<html><body><p>书屋第{page}页</p><p><a href='{page}.pdf'>表{page}</a></p></body></html>".encode(), URL, None)
        for page in (1, 2)
    )
    append_page(first, second)
    assert [one.text for one in first.attachments] == ["表1", "表2"]
    assert [first.blocks[one.position].text for one in first.attachments] == ["表1", "表2"]


def test_the_rows_are_what_the_page_shows_now_and_a_change_is_in_the_log(engine: Engine) -> None:
    declare(engine, "gansu", "甘肃省总工会", "620000")
    files = [Attachment("http://gansu.example.cn/1.pdf", "办法"), Attachment("http://gansu.example.cn/2.pdf", "")]

    def rows() -> list[tuple[int, str, str | None]]:
        attachment = tables.attachment.c
        with engine.connect() as connection:
            found = connection.execute(select(attachment.number, attachment.url, attachment.text).order_by(attachment.number))
            return [(row.number, row.url, row.text) for row in found]

    def changes() -> list[tuple[str, list[str] | None]]:
        with engine.connect() as connection:
            return [(row.op, row.changed) for row in connection.execute(select(tables.change).order_by(tables.change.c.seq))]

    put(engine, 1, attachments=files)
    assert rows() == [(1, "http://gansu.example.cn/1.pdf", "办法"), (2, "http://gansu.example.cn/2.pdf", None)]
    put(engine, 1, attachments=files, seen_at=SEEN + timedelta(days=1))
    assert changes() == [("new", None)]
    put(engine, 1, attachments=[dataclasses.replace(files[0], text="新办法")], seen_at=SEEN + timedelta(days=2))
    assert rows() == [(1, "http://gansu.example.cn/1.pdf", "新办法")]
    assert changes() == [("new", None), ("revised", ["attachments"])]
    put(engine, 1, seen_at=SEEN + timedelta(days=3))
    assert rows() == []
