from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from unioncrawl.explanation import difference, explanation, page_lines
from unioncrawl.items import Article, Block


def read_article() -> Article:
    """Five lines: a title lifted, a line changed and kept, a line changed and then taken, one kept, one taken with brackets."""
    texts = ["省总工会慰问职工", "5月1日(yuè rì),慰问开始。", "首页(shǒu yè)", "慰问结束。", "[责任编辑:李四]"]
    article = Article("http://a.cn/1", blocks=[Block(number, text) for number, text in enumerate(texts)])
    title, changed, menu, _, editor = list(article.blocks)
    article.change(changed, "5月1日,慰问开始。", "annotations", "pinyin")
    article.change(menu, "首页", "annotations", "pinyin")
    article.take(editor, "bylines", "editor")
    article.take(title, "headlines", "title")
    article.take(menu, "chrome", "navigation")
    article.title, article.editor = "省总工会慰问职工", ["李四"]
    article.published_at = datetime(2024, 5, 1, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
    article.published_precision, article.published_from = "minute", "line"
    return article


def printed(article: Article, terminal: bool = False) -> str:
    console = Console(soft_wrap=True, highlight=False, force_terminal=terminal, width=60, color_system="standard" if terminal else None)
    with console.capture() as capture:
        console.print(explanation(article))
    return capture.get()


def test_lines_come_in_page_order_whenever_they_were_taken() -> None:
    lines = page_lines(read_article())
    assert [line.number for line in lines] == [0, 1, 2, 3, 4]
    assert [line.taken and line.taken.why for line in lines] == ["title", None, "navigation", None, "editor"]
    assert [len(line.changes) for line in lines] == [0, 1, 1, 0, 0]


def test_a_taken_line_is_shown_as_it_was_when_it_was_taken_and_a_kept_one_as_it_is() -> None:
    lines = page_lines(read_article())
    assert [line.text for line in lines[1:3]] == ["5月1日,慰问开始。", "首页"]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("工会(gōng huì)网", "工会网", [("equal", "工会"), ("delete", "(gōng huì)"), ("equal", "网")]),
        ("工网", "工会网", [("equal", "工"), ("insert", "会"), ("equal", "网")]),
        ("甲", "乙", [("delete", "甲"), ("insert", "乙")]),
        ("甲" * 3_000, "乙", [("delete", "甲" * 3_000), ("insert", "乙")]),
    ],
)
def test_a_change_is_shown_in_pieces(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert list(difference(before, after)) == pieces


def test_without_colour_every_line_says_what_took_it() -> None:
    assert printed(read_article()).splitlines()[:8] == [
        "http://a.cn/1",
        "    0 × headlines: title     省总工会慰问职工",
        "    1 │                      5月1日,慰问开始。",
        "      ~ annotations: pinyin  5月1日[-(yuè rì)-],慰问开始。",
        "    2 × chrome: navigation   首页",
        "      ~ annotations: pinyin  首页[-(shǒu yè)-]",
        "    3 │                      慰问结束。",
        "    4 × bylines: editor      [责任编辑:李四]",
    ]


def test_the_article_follows() -> None:
    shown = printed(read_article())
    assert "     title  省总工会慰问职工\n published  2024-05-01 10:20:00 +0800 (minute, from line)\n    source  -\n" in shown
    assert "    editor  李四\n" in shown
    assert "      body  2 paragraphs, 15 characters\n" in shown


def test_a_refusal_is_said() -> None:
    article = read_article()
    article.refuse("script", "请开启JavaScript")
    assert "   refused  script: 请开启JavaScript" in printed(article)


def test_on_a_terminal_it_is_in_colour() -> None:
    assert "\x1b[" in printed(read_article(), terminal=True)
    assert "\x1b[" not in printed(read_article())


def test_a_page_without_lines_is_explained_too() -> None:
    assert "0 paragraphs" in printed(Article(None))
