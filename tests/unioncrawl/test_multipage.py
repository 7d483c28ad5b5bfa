from unioncrawl.items import Article, Block, Image
from unioncrawl.multipage import append_page


def article(*lines: str, images: list[Image] | None = None, body: str = "") -> Article:
    """Lines as a page has them; those of the body begin with the given sign, if any."""
    blocks = [
        Block(
            number, text, path=(0, 4) if body and text.startswith(body) else (0,), part="body" if body and text.startswith(body) else None
        )
        for number, text in enumerate(lines)
    ]
    return Article(None, blocks=blocks, images=images or [])


def texts(page: Article) -> list[str]:
    return [block.text for block in page.blocks]


def test_the_marked_body_of_a_further_page_follows_the_first_ones() -> None:
    first = article("导航", "标题", "■一", "■二", "编辑：甲", "版权", body="■")
    append_page(first, article("导航", "标题(2)", "■三", "■四", "编辑：甲", "版权", body="■"))
    assert texts(first) == ["导航", "标题", "■一", "■二", "■三", "■四", "编辑：甲", "版权"]
    assert [block.number for block in first.blocks] == list(range(8))
    assert {block.path for block in first.blocks if block.part == "body"} == {(0, 4)}


def test_without_marks_the_body_is_what_the_first_page_does_not_show() -> None:
    first = article("导航", "标题", "2026-11-03", "一", "二", "热点推荐", "版权")
    append_page(first, article("导航", "标题", "2026-11-03", "三", "热点推荐", "版权"))
    append_page(first, article("导航", "标题", "2026-11-03", "四", "五", "热点推荐", "版权"))
    assert texts(first) == ["导航", "标题", "2026-11-03", "一", "二", "三", "四", "五", "热点推荐", "版权"]
    assert [block.number for block in first.blocks] == list(range(10))


def test_pictures_keep_their_places() -> None:
    first = article("标题", "■一", "版权", images=[Image("1.jpg", position=1), Image("logo.png", position=2)], body="■")
    further = article(
        "标题",
        "■二",
        "■三",
        "版权",
        images=[Image("top.png", position=-1), Image("2.jpg", position=0), Image("3.jpg", position=2), Image("logo.png", position=3)],
        body="■",
    )
    append_page(first, further)
    assert texts(first) == ["标题", "■一", "■二", "■三", "版权"]
    assert [(image.url, image.position) for image in first.images] == [("1.jpg", 1), ("logo.png", 4), ("2.jpg", 1), ("3.jpg", 3)]


def test_a_further_page_with_nothing_new_adds_nothing() -> None:
    first = article("标题", "一", "版权")
    append_page(first, article("标题", "一", "版权"))
    append_page(first, article())
    assert texts(first) == ["标题", "一", "版权"]


def test_a_first_page_without_lines_takes_what_the_further_one_has() -> None:
    first = article()
    append_page(first, article("一", "二"))
    assert texts(first) == ["一", "二"]
