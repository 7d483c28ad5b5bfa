import gzip

import pytest

from unioncrawl.archive.records import _decompress
from unioncrawl.page import html_article
from unioncrawl.page.cut import cut_within

HEAD = "<html><head><title>送清凉</title></head><body>"
PAGE = f"{HEAD}<div><p>工会送清凉。</p></div>"


@pytest.mark.parametrize(
    ("page", "within"),
    [
        (f"{PAGE}</body></html>", None),
        (f"{PAGE}</BODY>", None),
        (f"{PAGE}</html><!-- 缓存于 12:00", None),
        (f"{PAGE}\r\n \n", None),  # a template that never closes
        (f"{HEAD}<script>var a = 1;</script>", None),
        ("<p>工会送清", None),  # a fragment
        ("", None),
        (f"{HEAD}<p>工会送清", "text"),
        (f'{PAGE}<a href="http://a.cn/', "a tag"),
        (f"{PAGE}</bo", "a tag"),
        (f"{PAGE}<!-- <p>旧</p>", "a comment"),
        (f"{HEAD}<SCRIPT>if (1 > 0) ", "script"),
        ("<html><head><style>p > a {}", "style"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_a_page_without_closing_tags_that_ends_within_something_is_cut(page: str, within: str | None, charset: str) -> None:
    body = page.encode(charset, "replace")
    assert cut_within(body) == within
    refusal = html_article(body, "http://a.cn/1", "text/html").refusal
    assert (refusal and refusal.reason) == (within and "cut")


def test_a_compressed_page_that_broke_off_is_cut() -> None:
    whole = gzip.compress((HEAD + "".join(f"<p>第{number}次送清凉</p>" for number in range(2_000)) + "</body></html>").encode(), mtime=0)
    assert cut_within(_decompress(whole, "gzip")) is None
    assert cut_within(_decompress(whole[: len(whole) // 2], "gzip")) is not None
