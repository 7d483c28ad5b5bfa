import pytest

from unioncrawl.page.images import absolute, image_url

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
