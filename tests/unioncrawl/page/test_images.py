import pytest

from unioncrawl.page.images import absolute, alt_caption, image_url, is_caption_class, is_picture_class, is_worded_caption

BASE = "https://www.example.cn/xwdt/202405/t20240501_1.html"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"src": "./W020240501.jpg"}, "https://www.example.cn/xwdt/202405/W020240501.jpg"),
        ({"src": "/u/a.jpg?w=600"}, "https://www.example.cn/u/a.jpg?w=600"),
        ({"src": "//img.example.cn/a.jpg"}, "https://img.example.cn/a.jpg"),
        ({"src": "http://img.example.cn/0/641"}, "http://img.example.cn/0/641"),
        ({"src": "data:image/gif;base64,R0", "data-src": "https://img.example.cn/a.jpg"}, "https://img.example.cn/a.jpg"),
        ({"src": "loading.gif", "data-original": "a.jpg"}, "https://www.example.cn/xwdt/202405/a.jpg"),
        ({"src": "a.jpg", "width": "600", "height": "400px"}, "https://www.example.cn/xwdt/202405/a.jpg"),
        ({"src": "a.jpg", "width": "100%"}, "https://www.example.cn/xwdt/202405/a.jpg"),
        ({"src": "a.jpg", "style": "max-width: 20px; width:606.5px"}, "https://www.example.cn/xwdt/202405/a.jpg"),
        ({"src": "a.jpg", "data-url": "1"}, "https://www.example.cn/xwdt/202405/a.jpg"),
        ({"src": "20190905_iconic.jpg"}, "https://www.example.cn/xwdt/202405/20190905_iconic.jpg"),
        ({}, None),
        ({"src": ""}, None),
        ({"src": "data:image/png;base64,iVBOR"}, None),
        ({"src": "javascript:void(0)"}, None),
        ({"src": "file:///C:/a.jpg"}, None),
        ({"src": "a.jpg", "width": "16", "height": "16"}, None),
        ({"src": "a.jpg", "style": "width:16px"}, None),
        ({"src": "spacer.gif"}, None),
        ({"src": "/images/share_weixin.png"}, None),
        ({"src": "/images/logo-2.png"}, None),
        ({"src": "/favicon.ico"}, None),
        ({"src": "a.png", "alt": "扫一扫关注二维码"}, None),
        ({"src": "http://[a.jpg"}, "http://[a.jpg"),
        ({"src": "//[" + "a" * 20}, "https://[" + "a" * 20),
        ({"src": "a" * 3000 + ".jpg"}, None),
    ],
)
def test_pictures_and_ornaments(attributes: dict[str, str], expected: str | None) -> None:
    assert image_url(attributes, BASE) == expected


def test_addresses_without_a_base_stay_as_they_are() -> None:
    assert absolute(None, "./a.jpg") == "./a.jpg"
    assert absolute(None, "mailto:a@b.cn") is None
    assert absolute("http://[", "a.jpg") is None


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
    assert is_worded_caption(text, attributes) is expected


@pytest.mark.parametrize("names", ["img-desc", "tuzhu", "pic_info", "wp-caption-text"])
def test_classes_of_captions(names: str) -> None:
    assert is_caption_class(names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [("img", True), ("main-pic box", True), ("img_wrapper", True), ("imgtext-list", False), ("main", False), ("epic", False)],
)
def test_classes_of_pictures(names: str, *, expected: bool) -> None:
    assert is_picture_class(names) is expected
