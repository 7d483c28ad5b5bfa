"""The step that takes out notes, emoji and damage."""

import pytest

from pipelines.annotations import Annotations, strip
from unioncrawl.items import Article, Block, Hints, Image, Listing


def read(*lines: str, title: str | None = None) -> Article:
    article = Article(None, blocks=[Block(number, line) for number, line in enumerate(lines)], hints=Hints(title=title))
    return Annotations().process_item(article)


STRIPPED = [
    ("中(💊)国工(🎦)会", "中国工会"),
    ("工(gō(🎦)ng )会、积极(jí(😷) )构建、组织(🔄)(zhī )", "工会、积极构建、组织"),
    ("记者 孔某某(🚞) 张某（⤴）", "记者 孔某某 张某"),
    ("走進(jìn)職工?,F(xiàn)場(chǎng)", "走進職工。現場"),
    ("國(guó)(1)慶", "國(1)慶"),
    ("??? 甲州新闻网讯", "甲州新闻网讯"),
    ("? ?据了解", "据了解"),
    ("真的吗??真的", "真的吗??真的"),
]


@pytest.mark.parametrize(("text", "expected"), STRIPPED)
def test_a_line_is_stripped(text: str, expected: str) -> None:
    assert strip(text).text == expected


@pytest.mark.parametrize("text", ["服务(★★★)，是(√)否(△)", "(右二)(农民工)(市、区)(Wi-Fi)(8月27日)", "图(①)", "“五一”(节)…(……)"])
def test_an_author_s_brackets_stay(text: str) -> None:
    assert strip(text).text == text


def test_titles_captions_and_hints_are_stripped_too() -> None:
    article = Article(
        None,
        blocks=[Block(0, "工會(huì)新聞", tag="h1", link_chars=9)],
        hints=Hints(
            "工會(huì)新聞", {"og:title": ["工會(huì)新聞"]}, {"headline": "工會(huì)新聞"}, Listing("http://a.example/", "工會(huì)新聞")
        ),
        images=[Image("a.jpg", "工會(huì)新聞"), Image("b.jpg")],
    )
    Annotations().process_item(article)
    hints = article.hints
    assert article.body == "工會新聞"
    assert hints.listing
    assert {hints.title, hints.metas["og:title"][0], hints.jsonld["headline"], hints.listing.title, article.images[0].caption} == {
        "工會新聞"
    }
    assert article.blocks[0].link_chars == 4


def test_the_trace_tells_what_was_done() -> None:
    article = read("就(jiù)業(🎦)環", "(🎦)", "寫信")
    assert article.body == "就業環\n寫信"
    assert [(taken.number, taken.why, taken.changed) for taken in article.trace] == [
        (0, "emoji, pinyin", "就業環"),
        (1, "notes alone", None),
    ]


FLAGGED = [
    (["就業(yè)環(huán)衛(wèi)工人"], ["mirror"]),
    (["近日(jìnrì)，工会(gōnghuì)组织(zǔzhī)职工(zhígōng)"], []),
    (["他叫韩喆(zhé)", "業(yè)"], []),
    (["攻(gōng )坚，的(de )，多(🍗)"], ["spun"]),
    (["希望万博manbetx体育_新万博体育-首页:在2015年"], ["injected"]),
    (["最新动态 BET365 体育APP"], ["injected"]),
    (["把“?!弊炙徒o職工"], ["byte-shift"]),
    (["在皇冠假日酒店举行体育比赛", "参加全国足球网络知识赛"], []),
]


@pytest.mark.parametrize(("lines", "flags"), FLAGGED)
def test_a_page_that_was_tampered_with_is_flagged(lines: list[str], flags: list[str]) -> None:
    article = read(*lines)
    assert article.flags == flags
    assert [taken.why for taken in article.trace if taken.number < 0] == flags


def test_a_betting_title_flags_the_page() -> None:
    assert read("工会新闻", title="工会新闻-全讯官网").flags == ["injected"]


def test_a_clean_page_leaves_no_trace() -> None:
    article = read("各级工会开展活动（2024年）。", "")
    assert (article.trace, article.flags, article.body) == ([], [], "各级工会开展活动（2024年）。\n")
