from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unioncrawl.dates.test_find_date import shown
from unioncrawl.dates import address_stamp

NOW = datetime(2026, 3, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("/c/2023-10-19/8440000.shtml", "2023-10-19"),
        ("/papers/grrb/2023/10/19/6/news-1.html", "2023-10-19"),
        ("/202310/t20231019_123.html", "2023-10-19"),
        ("/art/2023/10/9/art_123_456.html", "2023-10-09"),
        ("/art_2023_10_19_1229_3334.html", "2023-10-19"),
        ("/content/20231019/Page01HO.htm", "2023-10-19"),
        ("/202310/19/con-746458.html", "2023-10-19"),
        ("/2023-10/19/content_123.htm", "2023-10-19"),
        ("/gn/2023/10-19/9047123.shtml", "2023-10-19"),
        ("/n1/2023/1019/c1001-31529123.html", "2023-10-19"),
        ("/rmrb/html/2023-10/19/nw.D110000renmrb_20231019_1-01.htm", "2023-10-19"),
        ("/html/2023/shizheng_1019/11824.html", "2023-10-19"),
        ("/19/1230/09/F1KJ2M4A.html", "2019-12-30"),
        ("/rain/a/20231019A03W2R00", "2023-10-19"),
        ("/20230501zhuanti/202310/t20231019_1.html", "2023-10-19"),
        ("/news?date=2023-10-19", "2023-10-19"),
        ("/32841/201901/18/190118071234372.shtml", "2019-01-18 07:12:34"),
        ("/32841/201901/18/190118071234372_2.shtml", "2019-01-18 07:12:34"),
        ("/a/191112071234567890123.html", "2019-11-12 07:12:34"),
        ("/news/20231019080706123.html", "2023-10-19 08:07:06"),
        ("/article/zhengt/201905/20190502867606.shtml", "2019-05"),
        ("/article/202010/20201003023456.shtml", "2020-10"),
        ("/news/201910/3245584.html", "2019-10"),
        ("/2023/10/content_1234.html", "2023-10"),
        ("/chinese/2002/Oct/123.htm", "2002-10"),
        ("/chinese/2002/Octopus/123.htm", None),
        ("/2019zhuanti/zcgg.html", None),
        ("/index.php?m=content&id=20231019", None),
        ("/news/2023/1019.html", None),
        ("/uploads/2031/0101/x.html", None),
        ("/2023/13/45/1.html", None),
        ("/newsDetail_forward_5412345", None),
        ("/a6776543210123456789/", None),
        ("", None),
    ],
)
def test_an_address_tells_the_finest_date_that_is_safe(path: str, want: str | None) -> None:
    assert shown(address_stamp(f"http://www.example.org{path}", NOW)) == want


@pytest.mark.parametrize("url", ["", "//[", "http://[::1", "\ud800", "x" * 5000])
def test_what_is_no_address_has_no_date(url: str) -> None:
    assert address_stamp(url, NOW) is None


def test_without_a_clock_the_future_is_only_what_no_site_means() -> None:
    assert shown(address_stamp("http://www.example.org/2031/01/01/1.html", None)) == "2031-01-01"
    assert address_stamp("http://www.example.org/2099/12/31/1.html", None) is None
