"""What a site's class must declare."""

import sys
from typing import Any

import pytest

from unioncrawl.declaration import DeclarationError
from unioncrawl.site import SiteSpider


def declare(**changed: Any) -> None:
    """A site's class, with something changed or (None) left out."""
    whole = {
        "name": "x",
        "title": "某工会",
        "region": "620000",
        "home": "https://x.example.cn/",
        "allowed_domains": ["x.example.cn"],
        "lists": {"https://x.example.cn/xw/": "新闻"},
        "article_url": r"\.html$",
    }
    type("X", (SiteSpider,), {key: value for key, value in (whole | changed).items() if value is not None})


def test_a_whole_declaration_is_taken() -> None:
    declare()
    declare(lists={}, state="unverified", why="no column is known")
    declare(lists={}, issue="https://x.example.cn/%Y-%m/%d/node_1.htm")


@pytest.mark.parametrize("name", ["name", "title", "region", "home", "allowed_domains", "lists", "article_url"])
def test_a_class_that_lacks_what_it_needs_is_refused_with_its_name(name: str) -> None:
    with pytest.raises(DeclarationError, match=rf"X: lacks {name}$"):
        declare(**{name: None})


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(DeclarationError, match="lacks title, region, article_url"):
        declare(title=None, region=None, article_url=None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": ""}, "lacks title"),
        ({"state": "dead"}, "state is 'dead', not one of active"),
        ({"state": "blocked"}, "why does not say the reason"),
        ({"lists": {}}, "active, and lists names no list"),
        ({"issue": "https://y.example.cn/%Y-%m/%d/node_1.htm"}, "https://y.example.cn/%Y-%m/%d/node_1.htm is not within allowed_domains"),
        ({"lists": ["https://x.example.cn/xw/"]}, "lists is no mapping"),
        ({"lists": {"https://y.example.cn/xw/": "新闻"}}, "https://y.example.cn/xw/ is not within allowed_domains"),
        ({"home": "https://y.example.cn/"}, "https://y.example.cn/ is not within allowed_domains"),
        ({"region": "甘肃"}, "not the six digits of GB/T 2260"),
        ({"kind": "blog"}, "kind is 'blog', not one of federation"),
        ({"article_url": "("}, "article_url is no regular expression"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(changed: dict[str, Any], fault: str) -> None:
    with pytest.raises(DeclarationError, match=fault):
        declare(**changed)


def test_a_platform_may_leave_the_site_open() -> None:
    class Platform(SiteSpider, platform=True):
        next_list = "a.next"

    with pytest.raises(DeclarationError, match="lacks name"):

        class Site(Platform):
            title = "某工会"


def test_a_site_that_is_incomplete_cannot_be_imported(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_a_site.py").write_text(
        "from unioncrawl.site import SiteSpider\nclass Half(SiteSpider):\n    name = 'half'\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(DeclarationError, match=r"half_a_site\.Half: lacks title, region, home, allowed_domains, lists, article_url"):
        __import__("half_a_site")
    assert "half_a_site" not in sys.modules
