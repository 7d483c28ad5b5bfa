from unioncrawl.items import Article, Block
from unioncrawl.lines.zones import Zones

PARAGRAPH = "全省各级工会深入一线走访慰问职工，送去防暑降温用品和慰问金，帮助他们解决生活中的实际困难。"


def zones(lines: list[str], title: int | None = None) -> list[str]:
    article = Article(url=None, blocks=[Block(number, text) for number, text in enumerate(lines)])
    if title is not None:
        article.title_line = article.blocks[title].number
        article.take(article.blocks[title], "headlines", "title")
    found = Zones(article)
    return [found.of(block) for block in article.blocks]


def test_the_text_reaches_from_its_first_paragraph_to_its_last() -> None:
    lines = ["首页", "标题", "2023-10-19", PARAGRAPH, "小标题", PARAGRAPH, "责任编辑：张三"]
    assert zones(lines, title=1) == ["above", "head", "body", "body", "body", "foot"]


def test_without_a_paragraph_the_text_begins_some_lines_after_the_title() -> None:
    assert zones(["标题", *["图"] * 20], title=0) == ["head"] * 12 + ["body"] + ["foot"] * 7
    assert zones(["一", "二"]) == ["head"] * 2


def test_a_marked_line_dates_wherever_it_stands() -> None:
    article = Article(url=None, blocks=[Block(0, PARAGRAPH), Block(1, "2023-10-19", part="dateline")])
    found = Zones(article)
    assert found.of(article.blocks[1]) == "marked"
    assert found.by_title(article.blocks) == [article.blocks[1]]
