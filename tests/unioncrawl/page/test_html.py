import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unioncrawl.items import Article, Block
from unioncrawl.page import html_article
from unioncrawl.page.events import MAX_IMAGES, MAX_META, MAX_METAS
from unioncrawl.page.plain import MAX_LINES, MAX_SIZE
from unioncrawl.page.walk import MAX_PATH, Walk

ADDRESS = "http://www.example.cn/xwdt/202405/t20240501_1.html"


def read(html: str, **parts: str) -> Article:
    return html_article(html.encode(), ADDRESS, "text/html; charset=utf-8", parts=parts)


def lines(html: str) -> list[str]:
    return [block.text for block in read(html).blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>第一段。</p><p>第二段。</p>", ["第一段。", "第二段。"]),
        ("<p>第一段。<p>第二段。", ["第一段。", "第二段。"]),
        ("<div>第一段。<br>第二段。<br/><br/>第三段。</div>", ["第一段。", "第二段。", "第三段。"]),
        ("<div>直接在块里<p>段落</p>块的尾巴</div>", ["直接在块里", "段落", "块的尾巴"]),
        ("<p>县<b>总工会</b>举行<span>揭牌</span><a href='/x'>仪式</a>。</p>", ["县总工会举行揭牌仪式。"]),
        ("<table><tr><td><font>一</font><br>二</td></tr></table>", ["一", "二"]),
        ("<p>前<script>var a = '<p>不是正文</p>';</script>后</p>", ["前后"]),
        ("<p>前<style>p {}</style>后</p><style>div {}</style>尾", ["前后", "尾"]),
        ("<p>前<!-- 注释 -->后</p>", ["前后"]),
        ("<p>前<noscript>请开启<p>脚本</p></noscript>后</p>", ["前后"]),
        ("<p>前<select><option>一</option></select><textarea>评论</textarea><button>提交</button>后</p>", ["前后"]),
        ("<p>國<ruby>家<rp>(</rp><rt>jiā</rt><rp>)</rp></ruby></p>", ["國家"]),
        ("<pre>第一行\n第二行\n</pre>", ["第一行", "第二行"]),
        ("<div>\u3000\u3000第一段。\n\u3000\u3000第二段。</div>", ["第一段。", "第二段。"]),
        ("<p>一行没有\r\n    写完</p>", ["一行没有写完"]),
        ("<p>see\nthe   page</p>", ["see the page"]),
        ("<p>\n  <span>来源：</span>\n  <span>新华社</span>\n</p>", ["来源： 新华社"]),
        ("<a href='/'>首页</a><a href='/n'>新闻</a>", ["首页 新闻"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("<dl><dt>一<dd>二</dl>", ["一", "二"]),
        ("<p>&#24037;&#20250; &amp; 职工&nbsp;&nbsp;之家</p>", ["工会 & 职工 之家"]),
        ("<p>a < b，甲<乙</p>", ["a < b，甲<乙"]),
        ("<p>一\x00二</p>", ["一二"]),
        ("<p>一&#xD800;二</p>", ["一\ufffd二"]),
        ("<o:p>微软</o:p><founder-content>方正</founder-content>", ["微软", "方正"]),
        ("", []),
        ("   \n ", []),
        ("<!-- 只有注释 -->", []),
        ("没有标签", ["没有标签"]),
    ],
)
def test_a_line_stands_between_two_breaks(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY>\n</HTML>", "</html><html><body>"])
def test_text_after_an_end_of_the_page_in_its_middle_is_read(end: str) -> None:
    assert lines(f"<html><body><div>页头</div>{end}<div id='zoom'><p>正文。</p></div>{end}尾") == ["页头", "正文。", "尾"]


def test_a_heading_names_its_lines_whatever_stands_between() -> None:
    article = read("<h1><div>题<br>目</div></h1><h3>小标题</h3><div><p>段<span>落</span></p><ul><li>项</li></ul></div>")
    assert [(block.tag, block.text) for block in article.blocks] == [
        ("h1", "题"),
        ("h1", "目"),
        ("h3", "小标题"),
        ("p", "段落"),
        ("li", "项"),
    ]


def test_the_path_names_the_elements_around_a_line() -> None:
    article = read(
        "<body id='b'><div class='main  left' id=zoom><p>一</p><section style='color:red; DISPLAY : none'><p>二</p></section></div>三"
    )
    paths = [[article.outline[element] for element in block.path] for block in article.blocks]
    assert paths == [["body", "div#zoom.main..left"], ["body", "div#zoom.main..left", "section[hidden]"], ["body"]]
    assert article.blocks[0].path[1] == article.blocks[1].path[1]


def test_elements_of_one_name_are_told_apart() -> None:
    first, second = read("<div><p>一</p></div><div><p>二</p></div>").blocks
    assert first.path != second.path


def test_only_elements_around_lines_are_in_the_outline() -> None:
    assert read("<div><ul></ul></div><section><p>一</p></section>").outline[:] == ["body", "section"]


@pytest.mark.parametrize(
    ("html", "characters"),
    [
        ("<p><a href='/'>首页</a></p>", 2),
        ("<p>据<a href='/'>新华社</a>报道</p>", 3),
        ("<p><a name='top'>锚点</a></p>", 0),
        ("<p><a onclick='f()'>打印</a></p>", 2),
        ("<a href='/'><div>题</div></a>", 1),
        ("<a href='/'>一<br>二三</a>", 1),
        ("<p>没有链接</p>", 0),
    ],
)
def test_characters_in_links_are_counted(html: str, characters: int) -> None:
    assert read(html).blocks[0].link_chars == characters


def test_a_link_over_two_lines_counts_in_both() -> None:
    assert [block.link_chars for block in read("<p>导语<a href='/'>一<br>二三</a>四</p>").blocks] == [1, 2]


def test_a_row_of_a_table_of_data_is_a_line() -> None:
    article = read("<div><table><tr><th>单位</th><th>人数</th></tr><tr><td>甲厂</td><td><p>120</p></td></tr></table><p>后文</p></div>")
    assert [(block.number, block.tag, block.text) for block in article.blocks] == [
        (0, "tr", "单位\t人数"),
        (1, "tr", "甲厂\t120"),
        (2, "p", "后文"),
    ]
    assert [article.outline[element] for element in article.blocks[0].path] == ["body", "div", "table", "tr"]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>题目</td><td>打印</td></tr><tr><td>第一段。<br>第二段。</td><td></td></tr></table>",
        "<table><tr><td>" + "很长的正文，" * 20 + "</td><td>一</td></tr><tr><td>二</td><td>三</td></tr></table>",
        "<table><tr><td><table><tr><td>内</td><td>层</td></tr></table></td><td>一</td></tr><tr><td>二</td><td>三</td></tr></table>",
        "<table><tr><td><img src='a.jpg'>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr></table>",
        "<table><tr><td>一</td><td>二</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_keeps_its_cells_apart(html: str) -> None:
    assert all("\t" not in block.text for block in read(html).blocks)


def test_the_head_is_read() -> None:
    article = read(
        "<head><title>题目\n -中工网</title><meta name=PubDate content='2024-05-01 08:00'><meta property='og:title' content='题目'>"
        "<meta name='pubdate' content='2024-05-02'><meta name=keywords content=''>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "题目"}</script></head><p>一</p>'
    )
    assert article.hints.title == "题目 -中工网"
    assert article.hints.metas == {"pubdate": ["2024-05-01 08:00", "2024-05-02"], "og:title": ["题目"]}
    assert article.hints.jsonld == {"headline": "题目"}


@pytest.mark.parametrize(
    ("url", "head", "clock"),
    [
        ("https://mp.weixin.qq.com/s/abc", "", ["1700000000"]),
        (None, "<meta property=og:site_name content=微信公众平台>", ["1700000000"]),
        ("https://www.workercn.cn/c/1.html", "", None),
    ],
)
def test_a_wechat_page_tells_its_time_in_a_script(url: str | None, head: str, clock: list[str] | None) -> None:
    page = f'{head}<p>一</p><script>var t="1";\n var ct = "1700000000";\n var s = \'2\'</script>'
    assert html_article(page.encode(), url, "text/html; charset=utf-8").hints.metas.get("ct") == clock


def test_a_drawing_has_no_title_of_the_page() -> None:
    assert read("<svg><title>图标</title></svg><p>一</p>").hints.title is None


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<!--<$[信息内容]>begin-->", "<!--<$[信息内容]>end-->"),
        ("<!--ZJEG_RSS.content.begin-->", "<!--ZJEG_RSS.content.end-->"),
        ("<!--enpcontent-->", "<!--/enpcontent-->"),
        ("<meta name='ContentStart'>", "<meta name='ContentEnd'>"),
    ],
)
def test_a_templates_marks_tell_the_body(begin: str, end: str) -> None:
    blocks = read(f"<h1>题</h1><div>{begin}一<p>二</p>三{end}四</div>").blocks
    assert [(block.text, block.part) for block in blocks] == [("题", None), ("一", "body"), ("二", "body"), ("三", "body"), ("四", None)]


def test_a_mark_that_is_never_closed_tells_nothing() -> None:
    assert {block.part for block in read("<p>一</p><!--enpcontent--><p>二</p><p>三</p>").blocks} == {None}


def test_a_sites_selectors_tell_the_parts() -> None:
    article = read(
        "<div class=c><h1>题</h1><p>2024-05-01 <span class=time>08:00</span> <i>来源</i></p><div id=zoom><p>一</p>二</div></div>三",
        headline="div.c > h1",
        dateline="span.time",
        body="#zoom",
    )
    assert [block.part for block in article.blocks] == ["headline", "dateline", "body", "body", None]


def test_a_selector_that_needs_a_tree_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs a tree"):
        read("<p>一</p>", body="div + p")


def test_pictures_keep_their_place_and_caption() -> None:
    article = read(
        "<title>揭牌_某网</title><div><p>一</p><p><img data-src='/a.jpg' src='data:image/gif;base64,xx' alt='揭牌_某网'></p>"
        "<figcaption>揭牌现场</figcaption><p>二<img src='./b.png' alt='县领导为职工之家揭牌'>三</p></div>"
    )
    assert [(image.url, image.caption, image.position) for image in article.images] == [
        ("http://www.example.cn/a.jpg", "揭牌现场", 0),
        ("http://www.example.cn/xwdt/202405/b.png", "县领导为职工之家揭牌", 2),
    ]
    assert article.images[0].path == article.blocks[0].path


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<figure><img src=a.jpg><figcaption>揭牌现场</figcaption></figure>", "figcaption"),
        ("<p><img src=a.jpg></p><p class=img-desc>揭牌现场</p>", "p"),
        ("<div class=img><img src=a.jpg><p>揭牌现场</p></div>", "p"),
        ("<div class=img><img src=a.jpg>揭牌现场</div>", "div"),
        ("<p><img src=a.jpg></p><p align=center>图为揭牌现场</p>", "p"),
    ],
)
def test_a_caption_is_told_by_its_element_or_its_words(html: str, tag: str) -> None:
    article = read(html)
    assert article.images[0].caption == article.blocks[0].text
    assert article.blocks[0].tag == tag


@pytest.mark.parametrize(
    "html",
    ["<p><img src=a.jpg></p><p>揭牌现场</p>", "<div class=img><img src=a.jpg></div><p>揭牌现场</p>", "<p>揭牌现场</p><img src=a.jpg>"],
)
def test_other_lines_near_a_picture_are_no_captions(html: str) -> None:
    assert read(html).images[0].caption is None


def test_a_picture_before_the_first_line_follows_none() -> None:
    assert read("<img src=a.jpg><p>一</p>").images[0].position == -1


def test_the_base_of_addresses_is_the_pages_own() -> None:
    assert read("<base href='/img/'><img src=a.jpg>").images[0].url == "http://www.example.cn/img/a.jpg"
    assert read(f"<base href='/img/'><base href='/{'x' * 3000}/'><img src=a.jpg>").images[0].url == "http://www.example.cn/img/a.jpg"


def test_the_crawl_time_is_kept() -> None:
    crawled = datetime(2024, 5, 1, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert html_article(b"<p>1</p>", None, None, fetched_at=crawled).fetched_at == crawled


@pytest.mark.parametrize("depth", [300, 3_000, 40_000])
def test_no_depth_of_nesting_hides_what_is_below(depth: int) -> None:
    article = read("<p>浅处</p>" + "<div>" * depth + "<h1>深处的题目</h1><p>深处的正文。</p>" + "</div>" * depth + "<p>尾</p>")
    assert [block.text for block in article.blocks] == ["浅处", "深处的题目", "深处的正文。", "尾"]
    assert len(article.blocks[1].path) <= MAX_PATH + 1
    assert article.refusal is None


def test_unclosed_inline_elements_do_not_sink_the_page() -> None:
    assert lines("".join(f"<p><font><span>第{number}段。" for number in range(500)))[-1] == "第499段。"


def test_a_page_with_too_many_lines_is_refused_with_the_lines_up_to_the_bound() -> None:
    article = read("<p>甲" * (MAX_LINES + 5))
    assert article.refusal is not None
    assert article.refusal.reason == "oversize"
    assert len(article.blocks) == MAX_LINES


def test_lines_beyond_the_bound_are_counted_wherever_they_end() -> None:
    assert read("<p>甲<!--enpcontent-->" * (MAX_LINES + 5)).refusal is not None


def test_a_page_of_too_many_bytes_is_refused() -> None:
    article = html_article(b"<p>" + b"a" * MAX_SIZE, None, None)
    assert article.refusal is not None
    assert article.refusal.reason == "oversize"


def test_a_page_of_too_many_tags_is_refused_before_the_parser_drowns_in_them() -> None:
    article = read("<div>" * 60_000 + "</p>" * 60_000)
    assert article.refusal is not None
    assert (article.refusal.reason, article.refusal.detail) == ("oversize", "120000 tags")


def test_code_counts_for_no_tags() -> None:
    assert read(f"<script>{'a < b;' * 110_000}</script><p>正文。</p>").refusal is None


def test_attributes_are_bounded() -> None:
    article = read(
        f"<meta name=x content={'a' * 10_000}><div id={'b' * 10_000} class={'c' * 10_000}><img src={'d' * 10_000}.jpg><p>一</p></div>"
    )
    assert len(article.hints.metas["x"][0]) == MAX_META
    assert len(article.outline[1]) < 100
    assert article.images == []


def test_pictures_are_bounded() -> None:
    assert len(read("<img src=a.jpg>" * (MAX_IMAGES + 1)).images) == MAX_IMAGES


HOSTILE = [
    b"<" * 100_000,
    b"<!--" * 50_000,
    b"<a href='" * 30_000,
    b"<div class=" + b"x " * 200_000 + b"><p>1</p></div>",
    b"<p>" + b" " * 300_000 + b"\n" * 300_000 + b"1</p>",
    b"<table><tr><td>" * 5_000,
    b"<table><tr><td>1</td><td>2</td></tr>" * 5_000,
    b"&#0;&#x110000;&#xFFFE;&nbsp" * 20_000,
    b"<title>" + b"a\n" * 100_000,
    b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>1</p>",
    b"<pre>" + b"\n" * 100_000 + b"1",
    b"</div>" * 100_000 + b"<p>1</p>",
    b"\xff\xfe\x00\xd8" * 1_000,
    "<p>一".encode("utf-16"),
    bytes(range(256)) * 100,
    b"<p a='" + b"x" * 2_000_000 + b"'>1</p>",
    b"<" + b"x" * 1_000_000 + b" id=a>1</p>",
    b"\x01\x0b\x01",
    b"<!--" + b"x" * 2_000_000 + b"--><p>1</p>",
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_neither_raise_nor_leave_what_cannot_be_stored(body: bytes) -> None:
    check(html_article(body, ADDRESS, None))


BLOCKS = ["html", "body", "head", "div", "p", "table", "tr", "td", "ul", "li", "h1", "pre", "form", "center"]
TAGS = st.sampled_from([*BLOCKS, "span", "a", "br", "img", "script", "style", "title", "font", "svg", "select", "meta"])
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(
        [
            "<!--",
            "-->",
            "<!--enpcontent-->",
            "<a href='x'>",
            "<div id=a class='b c'>",
            "<p style='display:none'>",
            "&nbsp;",
            "<![CDATA[",
            "<?php",
        ]
    ),
    st.text(st.characters(), max_size=12),
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_soup_of_tags_raises(html: str) -> None:
    check(read(html.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), body="div#a p", headline="h1"))


@settings(max_examples=100)
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/html; charset=gbk", "text/html; charset=big5"]))
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    check(html_article(body, ADDRESS, content_type))


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<td>", "<br>", "甲", "乙 ", "</html>", "<li>", "</table>", "<table>"]
        )
    )
)
def test_no_text_is_lost_or_moved(pieces: list[str]) -> None:
    text = "".join(piece.strip() for piece in pieces if not piece.startswith("<"))
    assert "".join(block.text for block in read("".join(pieces)).blocks).replace(" ", "").replace("\t", "") == text


def check(article: Article) -> None:
    assert [block.number for block in article.blocks] == list(range(len(article.blocks)))
    for block in article.blocks:
        block.text.encode()
        assert block.text == block.text.strip(" ") != ""
        assert "\n" not in block.text
        assert 0 <= block.link_chars <= len(block.text)
        assert all(0 <= element < len(article.outline) for element in block.path)
    for image in article.images:
        assert -1 <= image.position < len(article.blocks) + 1
        image.url.encode()


def test_a_page_is_let_go_of_without_the_garbage_collector() -> None:
    def blocks() -> int:
        return sum(isinstance(thing, Block) for thing in gc.get_objects())

    gc.collect()
    before = blocks()
    gc.disable()
    try:
        assert html_article("<p>工会职工书屋</p>".encode() * 100, None, None).blocks
        assert blocks() == before
    finally:
        gc.enable()


def test_a_page_left_in_the_middle_leaves_nothing_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "<div class=a><table><tr><td>一</td><td><a href=b>二<p>三</p><img src=c.jpg><script>"
    alone = read("<p>四</p>").blocks
    with monkeypatch.context() as patched:
        patched.setattr(Walk, "add", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            read(broken)
    after_a_broken_off, _, after_an_unfinished = read("<p>四</p>"), read(broken), read("<p>四</p>")
    for article in (after_a_broken_off, after_an_unfinished):
        assert (article.blocks, article.outline[:], article.images) == (alone, ["body"], [])


def test_threads_read_their_own_pages() -> None:
    pages = ["".join(f"<p>{name}{number}</p>" for number in range(2000)) for name in "甲乙丙丁"]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, pages))
    assert [article.body for article in found] == [read(page).body for page in pages]


def test_what_the_head_says_is_bounded() -> None:
    long, named = "某" * (2 * MAX_META), '{"@type": "Article", "headline": "%s"}'
    metas = "".join(f"<meta name=author content=李敏{number}>" for number in range(2 * MAX_METAS))
    hints = read(f"<title>{long}</title><script type='application/ld+json'>{named % long}</script>{metas}").hints
    assert (len(hints.title or ""), len(hints.jsonld["headline"]), len(hints.metas["author"])) == (MAX_META, MAX_META, MAX_METAS)
