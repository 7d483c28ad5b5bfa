"""The pages are of our own writing, in the shape of real ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.container import Container
from unioncrawl.items import Article
from unioncrawl.page import html_article, text_article

FIRST = "本报讯　5月1日上午，临江县总工会在县工人文化宫举行“职工之家”揭牌仪式，县人大常委会副主任、县总工会主席出席并讲话。"
SECOND = "据了解，该县去年新建职工书屋12家、爱心驿站30个，覆盖职工1.2万人，今年还将继续加大投入，让更多职工受益。"
THIRD = "下一步，县总工会将深入推进产业工人队伍建设改革，把关心关爱职工的各项工作做实做细。"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TITLE = "临江县总工会举行“职工之家”揭牌仪式"
HEAD = f"<head><title>{TITLE}_工会动态_临江工会网</title></head>"
NAV = "<ul class=nav>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ["首页", "要闻", "维权", "帮扶", "视频"]) + "</ul>"
RELATED = "".join(
    f"<li><a href='/{number}'>某某市总工会召开第{number}次全体会议，部署全年工作</a> 2024-04-{number}</li>" for number in range(10, 22)
)
COMMENT = "县里早就该这么办了，希望这样的好事越来越多，给县总工会点赞！"
COMMENTS = "".join(
    f"<div class=item><div class=nick>职工{number}</div><div>{COMMENT}</div><div>昨天 10:{number} 赞 回复</div></div>"
    for number in range(10, 22)
)
LINK = "<a href=/1>市总工会召开全体会议</a>"
FOOT = "<div class=foot><p>主办：临江县总工会　技术支持：某某科技有限公司，地址：临江县人民路1号，邮编：100000。</p><p>Copyright 2024 京ICP备1号</p></div>"


def page(article: str, after: str = "") -> Article:
    above = f"<h1>{TITLE}</h1><p>2024-05-01 09:30 来源：临江工会网</p>"
    return contained(f"<html>{HEAD}<body>{NAV}<div class=main>{above}{article}</div>{after}{FOOT}</body></html>")


def contained(html: str, **parts: str) -> Article:
    return Container().process_item(html_article(html.encode(), "http://www.example.cn/a.html", "text/html; charset=utf-8", parts=parts))


def lines(html: str) -> list[str]:
    """What stands on a page."""
    return [block.text for block in html_article(html.encode(), None, "text/html; charset=utf-8").blocks]


def left(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def texts(article: Article) -> list[str]:
    """What is left after title and dateline."""
    lines = [block.text for block in article.blocks]
    assert lines[:2] == [TITLE, "2024-05-01 09:30 来源：临江工会网"]
    return lines[2:]


BODY = [FIRST.replace("\u3000", " "), SECOND, THIRD]


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=zoom>{TEXT}</div>",
        f"<div class='TRS_Editor'><style>p {{color: red}}</style><div class=Custom_UnionStyle>{TEXT}</div></div>",
        f"<div>{FIRST}<br><br>{SECOND}<br>{THIRD}</div>",
        f"<div><span>{FIRST}</span><br/><font size=3>{SECOND}</font><br/><span><b>{THIRD}</b></span></div>",
        f"<div class=TRS_Editor><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>",
        f"<div><section><section><p>{FIRST}</p></section></section><section><p>{SECOND}</p></section><section><p>{THIRD}</p></section></div>",
        f"<table><tr><td><table><tr><td>{FIRST}<br>{SECOND}</td></tr><tr><td>{THIRD}</td></tr></table></td></tr></table>",
        f"<table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr><tr><td>{THIRD}</td></tr></table>",
        f"<div class='nav share hot'>{TEXT}</div>",
        f"<div id=js_content style='visibility: hidden; opacity: 0'>{TEXT}</div>",
        f"<div style='display:none'>{TEXT}</div>",
        f"<article><p>{FIRST}</p><div><a>展开全文</a></div><div class=rest style='display: none'><p>{SECOND}</p><p>{THIRD}</p></div></article>",
        f"<div class=part><p>{FIRST}</p></div><div class=part><p>{SECOND}</p><p>{THIRD}</p></div>",
        f"<div class=part><p>{FIRST}</p></div><div class=ad><a href=/ad>广告：五一大促销</a></div><div class=part><p>{SECOND}</p><p>{THIRD}</p></div>",
        f"<div id=zoom><p>{FIRST}</p><div class=ad><a href=/ad>广告：五一大促销</a></div><p>{SECOND}</p><blockquote><p>{THIRD}</p></blockquote></div>",
        f"<div id=zoom><script>var a = 1;</script><p>{FIRST}</p><script>f()</script><p>{SECOND}</p><p>{THIRD}</p></div></html>",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        "",
        f"<div class=list><h3>相关阅读</h3><ul>{RELATED}</ul></div>",
        f"<div class=hd>网友评论</div><div class=comments>{COMMENTS}</div>",
        f"<table><tr><td>我来说两句</td></tr><tr><td>{COMMENTS}</td></tr></table>",
    ],
    ids=["alone", "related", "comments", "thread"],
)
def test_the_text_is_left_whatever_holds_it_and_whatever_follows(body: str, after: str) -> None:
    assert texts(page(body, after)) == BODY


@pytest.mark.parametrize(
    "body",
    [
        "<p>县总工会今日揭牌。</p>",
        "<div>县总工会今日揭牌，职工有了新家。</div>",
        f"<p>{THIRD}</p>",
        "<table><tr><td>县总工会今日揭牌，职工有了新家。</td></tr></table>",
    ],
)
@pytest.mark.parametrize("after", [f"<ul>{RELATED}</ul>", f"<div class=comment-list>{COMMENTS}</div>"], ids=["related", "comments"])
def test_a_short_text_stands_against_what_is_longer_below(body: str, after: str) -> None:
    kept = page(f"<div id=zoom>{body}</div><p>（责任编辑：张小明）</p>", after)
    assert texts(kept) == [lines(body)[0], "（责任编辑：张小明）"]


def test_every_line_taken_has_a_reason_that_names_the_element() -> None:
    article = page(f"<div id=zoom class=main-txt>{TEXT}<p><a href=/z>点击进入专题</a></p><div class='share'>分享到朋友圈</div></div>")
    reasons = {taken.text: taken.why for taken in article.trace}
    assert reasons["首页"] == "outside div#zoom.main-txt"
    assert reasons["点击进入专题"] == "links"
    assert reasons["分享到朋友圈"] == "in div.share"
    assert {taken.step for taken in article.trace} == {"container"}


def test_the_lines_between_title_and_text_stay_for_the_later_steps() -> None:
    article = page(f"<p>——全县职工代表参加</p><div>作者：张小明 浏览次数：12</div><div id=zoom>{TEXT}</div>")
    assert texts(article) == ["——全县职工代表参加", "作者：张小明 浏览次数：12", *BODY]


def test_a_dateline_stays_though_most_of_it_is_links() -> None:
    dateline = "<a href=/>http://www.example.cn</a> 2024年05月01日 <a href=/x>中工网</a>"
    assert left(contained(f"<html>{HEAD}<body>{NAV}<h1>{TITLE}</h1><div>{dateline}</div><div id=zoom>{TEXT}</div>")) == [
        TITLE,
        "http://www.example.cn 2024年05月01日 中工网",
        *BODY,
    ]


@pytest.mark.parametrize(
    "line", ["责任编辑：张小明", "[责任编辑 张小明]", "来源：工人日报", "作者：张小明 编辑：李大明", "发布时间：2024-05-01"]
)
def test_a_line_of_credits_at_the_foot_stays(line: str) -> None:
    assert texts(page(f"<div id=zoom>{TEXT}</div><div class=tools>打印 关闭</div><div class=editor>{line}</div>")) == [*BODY, line]


def test_what_follows_the_editors_name_is_no_part_of_the_text() -> None:
    notice = f"<div><p>版权声明：{SECOND}</p><p>{SECOND}</p></div>"
    assert texts(page(f"<div id=zoom>{TEXT}<p>（编辑 张小明）</p></div>{notice}")) == [*BODY, "（编辑 张小明）"]


def test_the_head_of_a_list_of_links_goes_with_it() -> None:
    related = f"<p>相关新闻：</p><p>{LINK}</p><p>{LINK}</p>"
    assert texts(page(f"<div id=zoom><p>{FIRST}</p>{related}<p>{SECOND}</p><p>{THIRD}</p></div>")) == BODY


def test_a_linked_word_in_a_sentence_stays() -> None:
    linked = FIRST.replace("工人文化宫", "<a href=/w>工人文化宫</a>")
    assert texts(page(f"<div id=zoom><p>{linked}</p><p>{SECOND}</p><p>{THIRD}</p></div>")) == BODY


def test_a_long_title_on_the_first_line_is_no_part_of_the_text() -> None:
    title = (
        "5月1日上午，临江县总工会在县工人文化宫举行揭牌仪式，县总工会主席出席并讲话，一起来看看吧，看看这里都有些什么服务项目和惠民举措。"
    )
    article = contained(f"<title>{title}</title><div class=a>{title}</div><div class=a>{TEXT}</div><div>{LINK}</div>{FOOT}")
    assert left(article) == [title, FIRST.replace("\u3000", " "), SECOND, THIRD]
    assert {taken.why for taken in article.trace if taken.step == "container"} == {"outside div.a"}


def test_an_invitation_in_its_own_element_before_the_text_goes() -> None:
    invitation = "<div class=new_style><p>“2024十大人物评选”火热进行中，快来投出您宝贵的一票！<a href=/v>【点击投票】</a></p></div>"
    assert texts(page(f"{invitation}<div id=zoom>{TEXT}</div>")) == BODY


def test_captions_go_to_their_pictures() -> None:
    article = page(f"<div id=zoom><figure><img src=a.jpg><figcaption>揭牌仪式现场，职工踊跃参加。</figcaption></figure>{TEXT}</div>")
    assert texts(article) == BODY
    assert [(image.url, image.caption) for image in article.images] == [("http://www.example.cn/a.jpg", "揭牌仪式现场，职工踊跃参加。")]


def test_a_caption_above_the_text_goes_to_its_picture_too() -> None:
    article = page(f"<div class=img><img src=a.jpg><p>揭牌仪式现场，职工踊跃参加。</p></div><div id=zoom>{TEXT}</div>")
    assert texts(article) == BODY
    assert [image.caption for image in article.images] == ["揭牌仪式现场，职工踊跃参加。"]


def test_a_paragraph_that_is_a_caption_keeps_its_place() -> None:
    article = page(
        f"<div id=zoom><p>{FIRST}</p><p align=center><img src=a.jpg><br>图为揭牌仪式现场。</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )
    assert texts(article) == [BODY[0], "图为揭牌仪式现场。", *BODY[1:]]
    assert [image.caption for image in article.images] == ["图为揭牌仪式现场。"]


def test_only_pictures_with_the_text_stay() -> None:
    picture = "<p><img src=in.jpg></p>"
    article = page(
        f"<img src=banner.jpg><div id=zoom>{picture}{TEXT}{picture}</div><div><img src=code.jpg>扫一扫</div>", "<img src=below.jpg>"
    )
    assert [image.url.rpartition("/")[2] for image in article.images] == ["in.jpg", "in.jpg"]


def test_a_page_whose_head_names_only_the_site_is_read() -> None:
    above = f"<div class=t>{TITLE}</div><div>发布时间：2024-05-01</div>"
    html = f"<title>新闻动态</title><body>{NAV}{above}<div id=zoom>{TEXT}</div><ul>{RELATED}</ul>{FOOT}"
    assert left(contained(html)) == [TITLE, "发布时间：2024-05-01", *BODY]


def test_a_title_printed_again_below_the_text_does_not_mislead() -> None:
    html = f"<html>{HEAD}<body>{NAV}<div id=zoom>{TEXT}</div><div>本文标题：</div><div>{TITLE}</div><div>{SECOND}</div>"
    assert left(contained(html))[:3] == BODY


@pytest.mark.parametrize(
    "body",
    [
        "<p>张小明 李大明 王建国</p>",
        "<table><tr><th>姓名</th><th>单位</th></tr><tr><td>张小明</td><td>县一中</td></tr></table>",
        "<p>揭牌仪式现场</p>",
    ],
)
def test_a_text_without_a_sentence_is_left(body: str) -> None:
    assert texts(page(f"<div id=zoom>{body}</div>")) == lines(body)


def test_a_sites_own_part_decides() -> None:
    html = f"<html>{HEAD}<body><h1>{TITLE}</h1><div class=short>县总工会今日揭牌。</div><div class=long>{TEXT}</div>"
    assert left(contained(html, body="div.short")) == [TITLE, "县总工会今日揭牌。"]


def test_what_stands_between_two_bodies_of_a_site_goes() -> None:
    html = f"<html>{HEAD}<body><h1>{TITLE}</h1><div class=a>{TEXT}</div><p>{SECOND}</p><div class=a><p>{THIRD}</p></div>"
    assert left(contained(html, body="div.a")) == [TITLE, *BODY, THIRD]


def test_a_templates_marks_decide() -> None:
    html = f"<html>{HEAD}<body><h1>{TITLE}</h1><!--<$[信息内容]>begin--><p>县总工会今日揭牌。</p><!--<$[信息内容]>end--><div>{TEXT}</div>"
    assert left(contained(html)) == [TITLE, "县总工会今日揭牌。"]


def test_a_part_that_is_not_there_leaves_it_to_the_evidence() -> None:
    html = f"<html>{HEAD}<body>{NAV}<h1>{TITLE}</h1><div class=long>{TEXT}</div>"
    assert left(contained(html, body="div.short")) == [TITLE, *BODY]


def test_plain_text_is_left_alone() -> None:
    article = text_article(f"首页\n{TITLE}\n{FIRST}\n相关阅读", None)
    before = list(article.blocks)
    assert Container().process_item(article).blocks == before
    assert article.trace == []


@pytest.mark.parametrize(
    "html", ["", "<div></div>", "<a href=/>首页</a>", "<p>,</p>", "<h1>题</h1>", "<img src=a.jpg>", "<p>2024-05-01</p>"]
)
def test_pages_with_next_to_nothing_are_read(html: str) -> None:
    contained(html)


TAG = st.sampled_from(
    ["div", "p", "td", "tr", "table", "li", "ul", "a href=x", "h1", "div class=comment", "div id=zoom", "div style='display:none'"]
)
LINE = st.sampled_from([TITLE, FIRST, SECOND, "首页", "责任编辑：张小明", "2024-05-01 来源：中工网", "相关阅读：", "<img src=a.jpg>"])


@settings(max_examples=150)
@given(st.lists(st.one_of(TAG.map("<{}>".format), TAG.map(lambda tag: f"</{tag.split()[0]}>"), LINE), max_size=40).map("".join))
def test_every_line_is_either_left_or_taken(html: str) -> None:
    article = html_article((HEAD + html).encode(), None, "text/html; charset=utf-8")
    before = [(block.number, block.text) for block in article.blocks]
    Container().process_item(article)
    left = [(block.number, block.text) for block in article.blocks]
    assert sorted(left + [(taken.number, taken.text) for taken in article.trace]) == before
    assert left == sorted(left)
