import pytest

from unioncrawl.items import Block, Image
from unioncrawl.page.captions import alt_caption, is_caption

PICTURE = Image("https://www.example.cn/a.jpg", None, 0, (0, 1))


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        ("县领导为职工之家揭牌", "县领导为职工之家揭牌"),
        ("", None),
        ("DSC_0001.jpg", None),
        ("揭牌", None),
        ("临江县总工会举行揭牌仪式", None),
    ],
)
def test_an_alt_is_a_caption_where_it_says_something_else_than_the_title(alt: str, expected: str | None) -> None:
    assert alt_caption(alt, "临江县总工会举行揭牌仪式_某网") == expected


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ({"align": "center"}, "图为揭牌现场。", True),
        ({"style": "text-align: center;"}, "揭牌现场。张小明 摄", True),
        ({"style": "text-align: center;"}, "一、提高认识", False),
        ({}, "图为揭牌现场。", False),
    ],
)
def test_a_centred_line_worded_as_a_caption_is_one(attributes: dict[str, str], text: str, *, expected: bool) -> None:
    assert is_caption(Block(1, text, path=(0,)), PICTURE, [("p", attributes)]) is expected


@pytest.mark.parametrize(
    ("names", "expected"), [("img-desc", True), ("tuzhu", True), ("pic_info", True), ("wp-caption-text", True), ("img", False), ("", False)]
)
def test_classes_of_captions(names: str, *, expected: bool) -> None:
    assert is_caption(Block(1, "揭牌现场", path=(0,)), PICTURE, [("div", {"class": names})]) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [("img", True), ("main-pic box", True), ("img_wrapper", True), ("imgtext-list", False), ("main", False), ("epic", False)],
)
def test_what_shares_an_element_of_pictures_with_one_is_its_caption(names: str, *, expected: bool) -> None:
    around = [("div", {"class": names}), ("p", {})]
    assert is_caption(Block(1, "揭牌现场", path=PICTURE.path), PICTURE, around) is expected
    assert not is_caption(Block(1, "揭牌现场", path=(0, 2)), PICTURE, around)


def test_a_line_that_nothing_holds_is_no_caption_but_a_figcaption_is() -> None:
    assert not is_caption(Block(1, "揭牌现场", path=(0,)), PICTURE, [])
    assert is_caption(Block(1, "揭牌现场", "figcaption", path=(0,)), PICTURE, [])
