"""Addresses of articles and what they are generalised to."""

import re

import pytest

from unioncrawl.discovery.shapes import article_shape

HOST = "https://www.linchang.example.cn"
OTHERS = ["/", "/index.html", "/xwdt/", "/xwdt/2.htm", "/xwdt/index_12.html", "/col/col3577/index.html", "/lxwm.html", "/list.jsp?page=2"]


@pytest.mark.parametrize(
    ("paths", "shape"),
    [
        (
            ["/xwdt/ghyw/202611/t20261102_547180.html", "/xwdt/jcdt/202610/t20261030_5471.html", "/t/202609/t20260929_54718.html"],
            r"/\d{6}/t\d{8}_\d{2,}\.html$",
        ),
        (["/art/2026/11/2/art_3577_4321.html", "/art/2026/9/12/art_3578_4320.html", "/art/2026/9/2/art_3577_4322.html"],
         r"/\d{4}/\d{1,2}/\d{1,2}/art_\d{2,}_\d{2,}\.html$"),
        (["/info/1053/6730.htm", "/info/1053/6731.htm", "/info/1054/6732.htm"], r"/info/\d{2,}/\d{2,}\.htm$"),
        (["/xwdt/4321.html", "/jcdt/4320.html", "/wqfw/4319.html"], r"/(?:jcdt|wqfw|xwdt)/\d{2,}\.html$"),
        (["/news/detail_70918.jhtml", "/news/detail_70917.jhtml", "/news/detail_9917.jhtml"], r"/detail_\d{2,}\.jhtml$"),
        (["/index.php?c=show&id=17026", "/index.php?c=show&id=17025", "/index.php?c=show&id=102"], r"/index\.php\?c=show&id=\d+(?:&|$)"),
        (
            ["/x/2026-11-02/38096773135051971.html", "/y/2026-11-01/38096773135051970.html", "/x/2026-10-30/38096773135051969.html"],
            r"/\d{4}-\d{2}-\d{2}/\d{15,}\.html$",
        ),
        (
            ["/page/36403294e28a11ea8ba48cec4b967595.html", "/page/0a403294e28a11ea8ba48cec4b967595.html", "/page/f6403294e28a11ea8ba48cec4b96759a.html"],
            r"/[0-9a-fA-F]{32}\.html$",
        ),
        (["/d/ARTIa8Gx2Kq1.shtml", "/d/ARTIb7Gy9Kq3.shtml", "/d/ARTIc1Gz2Kq5.shtml"], r"/[\w-]{10,}\.shtml$"),
        (["/contents/1/4321.html", "/contents/2/4320.html", "/contents/9/4319.html"], r"/contents/\d+/\d{2,}\.html$"),
        (["/node/16760", "/node/16759", "/node/16758"], r"/node/\d{3,}$"),
    ],
)  # fmt: skip
def test_digits_are_generalised_and_folders_kept_where_they_are_needed(paths: list[str], shape: str) -> None:
    found = article_shape([HOST + path for path in paths], [HOST + path for path in OTHERS])
    assert found == shape
    assert all(re.search(found, HOST + path) for path in paths)
    assert not any(re.search(found, HOST + path) for path in OTHERS)


def test_two_shapes_of_one_site_are_both_its_articles() -> None:
    paths = [f"/art/2026/11/{day}/art_3577_{day}321.html" for day in range(1, 7)] + [
        f"/xw/202611/t202611{day:02}_9{day}00.html" for day in range(1, 5)
    ]
    found = article_shape([HOST + path for path in paths])
    assert found is not None
    assert all(re.search(found, path) for path in paths)


def test_a_few_links_to_elsewhere_do_not_count() -> None:
    paths = [f"/xw/202611/t202611{day:02}_9{day}00.html" for day in range(1, 21)]
    assert article_shape([*(HOST + path for path in paths), "https://mp.example.com/s/77123"]) == r"/\d{6}/t\d{8}_\d{2,}\.html$"


@pytest.mark.parametrize("paths", [[], ["/about.html", "/contact.html", "/map.html"], ["/list/1.html", "/list/2.html", "/list/3.html"]])
def test_what_does_not_vary_or_is_like_the_lists_has_none(paths: list[str]) -> None:
    assert article_shape([HOST + path for path in paths], [f"{HOST}/list/4.html"]) is None
