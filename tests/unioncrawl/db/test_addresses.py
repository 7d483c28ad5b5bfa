"""One address for one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.db.addresses import canonical, twins


@pytest.mark.parametrize(
    ("met", "known"),
    [
        ("HTTP://WWW.Example.CN:80/c/1.shtml#top", "http://www.example.cn/c/1.shtml"),
        ("https://www.example.cn:443/", "https://www.example.cn/"),
        ("https://www.example.cn:8443/a", "https://www.example.cn:8443/a"),
        ("http://www.example.cn", "http://www.example.cn/"),
        ("http://www.example.cn./a", "http://www.example.cn/a"),
        ("  http://www.example.cn/a \n", "http://www.example.cn/a"),
        ("http://www.example.cn/a/../b/./c.html", "http://www.example.cn/b/c.html"),
        ("http://www.example.cn/../../c.html", "http://www.example.cn/c.html"),
        ("http://www.example.cn/a/b/..", "http://www.example.cn/a/"),
        ("http://www.example.cn/a?utm_source=wx&id=3&spm=1.2", "http://www.example.cn/a?id=3"),
        ("http://www.example.cn/a?id=3&sid=9f&PHPSESSID=x", "http://www.example.cn/a?id=3"),
        ("http://www.example.cn/a;jsessionid=0A1B?id=3", "http://www.example.cn/a?id=3"),
        ("http://www.example.cn/a.json?t=1714521600000", "http://www.example.cn/a.json"),
        ("http://www.example.cn/a.json?_=1714521600&_t=7", "http://www.example.cn/a.json"),
        ("http://www.example.cn/a.json?r=0.8231497", "http://www.example.cn/a.json"),
        ("http://www.example.cn/list?t=5&v=2", "http://www.example.cn/list?t=5&v=2"),
        ("http://www.example.cn/list?b=2&a=1", "http://www.example.cn/list?a=1&b=2"),
        ("http://www.example.cn/搜?q=工会", "http://www.example.cn/%E6%90%9C?q=%E5%B7%A5%E4%BC%9A"),
        ("http://www.example.cn/s?q=%b9%a4%bb%e1", "http://www.example.cn/s?q=%B9%A4%BB%E1"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("file:///data/工会 1.txt", "file:///data/%E5%B7%A5%E4%BC%9A%201.txt"),
    ],
)
def test_spellings_of_an_address_become_one(met: str, known: str) -> None:
    assert canonical(met) == known
    assert canonical(known) == known


@pytest.mark.parametrize("url", ["http://[oops/", "http://example.cn:port/", "http://example.cn:99999/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(url)


@given(st.text(alphabet="abc/.?&=;%20工#", max_size=40))
def test_a_canonical_address_stays_as_it_is(tail: str) -> None:
    once = canonical(f"http://example.cn/{tail}")
    assert canonical(once) == once


def test_an_address_is_known_under_http_and_https() -> None:
    assert set(twins("http://a.cn/1")) == set(twins("https://a.cn/1")) == {"http://a.cn/1", "https://a.cn/1"}
    assert twins("file:///a.txt") == ("file:///a.txt",)
