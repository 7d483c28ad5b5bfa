"""The step that drops what a page prints again."""

import pytest

from pipelines.repeats import Repeats
from unioncrawl.items import Article, Block, Image

TITLE = "青禾市总工会为环卫工人送清凉"
P1 = "7月8日，青禾市总工会慰问组来到环卫作业点，把毛巾、凉茶和防暑药品送到460名一线环卫工人手中，并详细了解大家的作息安排。"
P2 = "市总工会负责人表示，今年夏季全市开放户外劳动者驿站85个，每个驿站配备饮水机、微波炉和应急药箱，环卫工人凭工作证即可进站歇脚。"


def read(*lines: str | Block, images: list[Image] | None = None) -> Article:
    blocks = [line if isinstance(line, Block) else Block(number, line) for number, line in enumerate(lines)]
    return Repeats().process_item(Article(None, blocks=blocks, images=images or []))


def test_a_body_printed_twice_is_dropped_once() -> None:
    article = read(TITLE, TITLE, TITLE, P1, P2, P1, P2)
    assert [block.text for block in article.blocks] == [TITLE, P1, P2]
    assert [(taken.number, taken.why) for taken in article.trace] == [(1, "title"), (2, "title"), (5, "copy"), (6, "copy")]


def test_a_copy_within_a_paragraph_is_a_change() -> None:
    article = read(TITLE, P1, P2, f"{P1}{P2}下周，慰问组还将走进十个建筑工地。")
    assert [block.text for block in article.blocks] == [TITLE, P1, P2, "下周，慰问组还将走进十个建筑工地。"]
    assert (article.trace[0].why, article.trace[0].changed) == ("copy", "下周，慰问组还将走进十个建筑工地。")


TITLES = {
    "at once": ([TITLE, TITLE, P1], [TITLE, P1]),
    "below the menu": ([TITLE, "首页 要闻", TITLE, "2024-07-09 来源:青禾日报", P1], [TITLE, "首页 要闻", "2024-07-09 来源:青禾日报", P1]),
    "in a list of titles": (
        [TITLE, "职工书屋开到了工地旁边", "塔吊司机的午休时光", "放大", TITLE, "■记者 刘洋", P1],
        ["职工书屋开到了工地旁边", "塔吊司机的午休时光", "放大", TITLE, "■记者 刘洋", P1],
    ),
    "in a list of titles, above its text": (
        ["职工书屋开到了工地旁边", TITLE, "塔吊司机的午休时光", "版面导航", "放大", TITLE, f"本报讯 (记者 刘洋){P1}"],
        ["职工书屋开到了工地旁边", "塔吊司机的午休时光", "版面导航", "放大", TITLE, f"本报讯 (记者 刘洋){P1}"],
    ),
    "at the end of a breadcrumb": ([f">{TITLE}", TITLE, "来源:青禾日报", P1], [TITLE, "来源:青禾日报", P1]),
    "with the site's name": ([f"{TITLE}-青禾新闻-青禾网", "首页", TITLE, P1], ["首页", TITLE, P1]),
    "with the site's name behind a bar": ([TITLE, f"{TITLE} | 青禾网", P1], [TITLE, P1]),
    "another title": ([TITLE, f"{TITLE}三年纪实", P1], [TITLE, f"{TITLE}三年纪实", P1]),
    "a title in a sentence": ([TITLE, f"{TITLE}，{P1}"], [TITLE, f"{TITLE}，{P1}"]),
    "headings of two items": (["招聘信息一览表", P1, "招聘信息一览表", P2], ["招聘信息一览表", P1, "招聘信息一览表", P2]),
    "short menu entries": (["首页", "要闻", "首页", P1], ["首页", "要闻", "首页", P1]),
    "verses": ([*["扛起铁锹向前走", "汗水浇开幸福花"] * 2, P1], [*["扛起铁锹向前走", "汗水浇开幸福花"] * 2, P1]),
    "verses alone": (
        ["劳动者之歌", *["扛起铁锹向前走啊", "汗水浇开幸福花呀"] * 2],
        ["劳动者之歌", *["扛起铁锹向前走啊", "汗水浇开幸福花呀"] * 2],
    ),
    "a hyphen in a title": (["2024-07-09", "2024", P1], ["2024-07-09", "2024", P1]),
}


@pytest.mark.parametrize(("lines", "expected"), TITLES.values(), ids=TITLES.keys())
def test_titles_are_dropped_once(lines: list[str], expected: list[str]) -> None:
    assert read(*lines).body.split("\n") == expected


def test_a_heading_stays_of_two_titles() -> None:
    article = read(Block(0, TITLE), Block(1, TITLE, tag="h1"), Block(2, P1))
    assert [block.number for block in article.blocks] == [1, 2]


@pytest.mark.parametrize(("lines", "images", "expected"), [
    ([P1, "活动现场", "活动现场", "活动现场"], [], [P1, "活动现场"]),
    ([P1, "刘洋 摄", "刘洋/摄"], [], [P1, "刘洋 摄"]),
    ([P1, "送清凉", "送清凉"], [Image("a.jpg", position=1)], [P1, "送清凉"]),
    ([P1, "第二车间", "第二车间"], [], [P1, "第二车间", "第二车间"]),
    ([P1, "——", "***"], [Image("a.jpg", position=1)], [P1, "——", "***"]),
])  # fmt: skip
def test_captions_are_dropped_once(lines: list[str], images: list[Image], expected: list[str]) -> None:
    assert read(*lines, images=images).body.split("\n") == expected


SUMMARIES = {
    "labelled": ([TITLE, f"摘要:{P1[:30]}", P1, P2], [TITLE, P1, P2]),
    "labelled, in a later paragraph": ([TITLE, f"【导读】{P2[:40]}", P1, P2], [TITLE, P1, P2]),
    "labelled, with words of its own": (
        [TITLE, "摘要：驿站建好之后，更要管好用好。", P1],
        [TITLE, "摘要：驿站建好之后，更要管好用好。", P1],
    ),
    "cut off": ([f"{P1[:33]}……", P1, P2], [P1, P2]),
    "a beginning of its own": ([f"{P1[:33]}以上。", P1, P2], [f"{P1[:33]}以上。", P1, P2]),
}


@pytest.mark.parametrize(("lines", "expected"), SUMMARIES.values(), ids=SUMMARIES.keys())
def test_summaries_are_dropped(lines: list[str], expected: list[str]) -> None:
    assert read(*lines).body.split("\n") == expected


def test_an_empty_page_is_read() -> None:
    assert read().blocks == []
    assert read("", "", "").body == "\n\n"
