import pytest
from scrapy.http import HtmlResponse

from unioncrawl.paging import next_pages, numbered_list, numbered_pages

URL = "https://www.linchang.example.cn/xwdt/list.html"


def page(body: str, url: str = URL) -> HtmlResponse:
    return HtmlResponse(url, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    "link",
    [
        "<a href='list_2.html'>下一页</a>",
        "<a href='/xwdt/list_2.html' class='p'> 下一页 &gt; </a>",
        "<a href='list_2.html'>下页</a>",
        "<a href='list_2.html'>后一页</a>",
        "<a href='list_2.html'>下一頁»</a>",
        "<a href='list_2.html'><span>Next</span></a>",
        "<a href='list_2.html'>NEXT PAGE</a>",
        "<a href='list_2.html' title='下一页'>&gt;</a>",
        "<a href='list_2.html' rel='next'>2</a>",
        "<a href='javascript:void(0)'>下一页</a><a href='list_2.html'>下一页</a>",
        "<a href='#'>下一页</a><a href='list_2.html'>下一页</a>",
    ],
)
def test_the_link_that_is_called_the_next_page_is_it(link: str) -> None:
    assert next_pages(page(f"<a href='list_9.html'>尾页</a>{link}<a href='list_3.html'>3</a>")) == [
        "https://www.linchang.example.cn/xwdt/list_2.html"
    ]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "<a href='list_2.html'>2</a>",
        "<a href='list_0.html'>上一页</a>",
        "<a href='javascript:next()'>下一页</a>",
        "<a href='list.html#'>下一页</a>",
        "<a name='next'>下一页</a>",
        "<a href='1.html'>下一页书里写着什么：林场的书屋</a>",
        "<a href='1.html'>下一篇：林场的书屋</a>",
        "<a href='http://[::1'>下一页</a>",
    ],
)
def test_no_other_link_is(link: str) -> None:
    assert next_pages(page(link)) == []


def test_the_page_that_the_head_names_comes_first() -> None:
    both = HtmlResponse(URL, body=b"<html><head><link rel='next' href='b.html'></head><a href='a.html'>Next</a></html>", encoding="utf-8")
    assert next_pages(both) == ["https://www.linchang.example.cn/xwdt/b.html"]


def test_a_base_counts() -> None:
    body = "<html><head><base href='https://www.linchang.example.cn/b/'></head><a href='2.html'>下一页</a></html>".encode()
    assert next_pages(HtmlResponse(URL, body=body, encoding="utf-8")) == ["https://www.linchang.example.cn/b/2.html"]


@pytest.mark.parametrize(("mark", "url"), [("_", "https://x.example.cn/a/12"), ("-", "https://x.example.cn/n1/c1-12")])
def test_the_further_pages_of_an_article_are_those_that_it_links_to_in_their_order(mark: str, url: str) -> None:
    links = "".join(f"<a href='{url}{mark}{number}.html'>{number}</a>" for number in (3, 2, 3, 10))
    other = (
        f"<a href='{url}0{mark}4.html'>x</a><a href='{url}.html'>1</a><a href='{url}{mark}5.pdf'>x</a><a href='{url}{mark}123.html'>x</a>"
    )
    assert numbered_pages(page(links + other, f"{url}.html"), mark) == [f"{url}{mark}{number}.html" for number in (2, 3, 10)]


def test_a_page_without_further_ones_has_none() -> None:
    assert numbered_pages(page("<a href='13.html'>下一篇</a>", "https://x.example.cn/a/12.html"), "_") == []


PAGER = "<span class='now'>1</span><a href='list_2.html'>2</a><a href='list_3.html'>3</a><a href='list_20.html'>20</a>"


@pytest.mark.parametrize(
    ("pager", "number", "following"),
    [
        (PAGER, 1, ["list_2.html"]),
        ("<a href='list_1.html'>2</a><a href='list_2.html'>3</a>", 1, ["list_1.html"]),  # names from zero
        ("<a href='?page=2'>2</a><a href='?page=3'>3</a>", 1, ["list.html?page=2"]),
        ("<a href='list_1.html'>1</a><b>2</b><a href='list_3.html'>3</a>", 2, ["list_3.html"]),
        ("<span>1</span><a href='list_2.html'>2</a>", 1, ["list_2.html"]),
        ("<a href='list_2.html'>2</a>", 1, []),  # a lone number, as of comments
        ("<a href='a_77.html'>2</a><a href='a_78.html'>3</a>", 1, []),  # numbers that lead elsewhere
        ("<a href='list_1.html'>1</a><a href='list_2.html'>2</a><b>3</b>", 3, []),  # the last page
        ("<a href='javascript:go(2)'>2</a><a href='javascript:go(3)'>3</a>", 1, []),
        ("", 1, []),
    ],
)
def test_a_pager_of_numbers_alone_goes_on_with_the_next_one(pager: str, number: int, following: list[str]) -> None:
    assert numbered_list(page(pager), number) == [URL.rpartition("/")[0] + "/" + name for name in following]
