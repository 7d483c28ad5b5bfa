import pytest

from unioncrawl.page import html_article
from unioncrawl.page.code import without_code


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>前<script>var a = '<p>';</script>后</p>", "<p>前<script></script>后</p>"),
        ("<script src='a.js' async>一</script><script>二</script >", "<script src='a.js' async></script><script></script >"),
        ("<style>p > a {}</style>\n<style media=print>a</STYLE>", "<style></style>\n<style media=print></STYLE>"),
        ("<title>题</title><input value='a'><script>b</script>", "<title>题</title><input value='a'><script></script>"),
        ("<textarea><script></textarea>文<script>a</script>", "<textarea><script></textarea>文<script></script>"),
        ("<TITLE><style></TITLE>文<style>a</style>", "<TITLE><style></TITLE>文<style></style>"),
        ("<p>没有</p>", "<p>没有</p>"),
    ],
)
def test_nothing_is_left_in_scripts_and_styles(page: str, left: str) -> None:
    assert without_code(page.encode()) == left.encode()


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
        "<!-- <script src=a.js> --><p>正文</p><script></script>",
        "<!-- <style> --><p>正文</p><style></style>",
        "<script><!-- document.write('<script></script>') --></script><p>正文</p>",
        "<script>var a = '</style>';</script><p>正文</p>",
        "<script/><p>正文</p><script></script>",
        "<scripture>经文</scripture></script>",
        "<p>正文</p><script>没有完",
        "<script>没有完</scripts>",
        "<a title='什么是<script>标签'>甲</a><p>正文</p><script>a</script>",
        '<meta content="<style>.a{}"><title>题</title><style>b</style>',
        '<meta content="<div class=a><style>.a{}"><title>题</title><style>b</style>',
        """<meta content="<p class='a'>一</p><style>.a{}"><title>题</title><style>b</style>""",
        "<xmp><script><p>正文</p><script>a</script>",
        "<script src=a.js></script\n<script><p>正文</p></script>",
        "<?php if(1) <script> ?><p>正文</p><script>a</script>",
    ],
)
def test_what_is_not_sure_to_be_code_is_left_alone(page: str) -> None:
    assert without_code(page.encode()) == page.encode()


@pytest.mark.parametrize(
    "page", ["<script>" * 1_000_000, "<script " * 1_000_000, "<script><!--" * 600_000, "<!-" * 2_000_000, "<script>" + "<" * 7_000_000]
)
def test_a_hostile_page_is_read_once(page: str) -> None:
    assert without_code(page.encode()) == page.encode()


def test_code_in_another_encoding_than_its_page_is_no_damage() -> None:
    page = "<p>县总工会举行揭牌仪式。</p><script>var a = '".encode() + "工会".encode("gbk") + b"';</script>"
    assert [block.text for block in html_article(page, None, None).blocks] == ["县总工会举行揭牌仪式。"]
