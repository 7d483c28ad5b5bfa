import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.cssselect import CSSSelector

from unioncrawl.page.selectors import Parts, compiled

PAGE = """
<div class="top nav" id="a"><p lang="zh-CN">1</p><p class="b">2<span>3</span></p><p>4</p></div>
<div class="main"><div><h1>5</h1><div title="来源"><span>6</span><span class="time">7</span></div></div><div><p class="b c">8</p></div></div>
"""
SELECTORS = [
    "p", "*", "#a", ".b", "p.b.c", "div#a", "div.main p", "div.main > p", "div > div > p", "div.main > div:nth-child(1) > div > span",
    "span:nth-of-type(2)", "p:nth-child(2n+1)", "p:nth-child(n+2)", "p:first-child", "[title]", "[title=来源]", "[lang|=zh]", "[class~=c]",
    "[class^=top]", "[class$=nav]", "[class*=ai]", "h1, .time", "div div p, #a > p", "p:nth-child(0)", "[class^='']",
]  # fmt: skip


def streamed(html: str, css: str) -> list[int]:
    """The places, among all elements below the body, that the stream says are the selector's."""
    body = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser()).find("body")
    assert body is not None
    parts, found, place = Parts({"body": css}), [], 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element is body:
            continue
        if event == "start":
            outer = parts.part
            parts.start(str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})
            if parts.part and not outer:
                found.append(place)
            place += 1
        else:
            parts.end()
    return found


def matched(html: str, css: str) -> list[int]:
    """The same by lxml's own selectors, on the tree; what stands inside another match is left out."""
    body = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser()).find("body")
    assert body is not None
    places = {element: place for place, element in enumerate(body.iterdescendants())}
    found = [element for element in CSSSelector(css, translator="html")(body) if element in places]
    return sorted(places[element] for element in found if not any(above in found for above in element.iterancestors()))


@pytest.mark.parametrize("css", SELECTORS)
def test_a_selector_matches_while_the_page_streams_by_what_it_matches_on_the_tree(css: str) -> None:
    assert streamed(PAGE, css) == matched(PAGE, css)


def wrapped(pair: tuple[str, str]) -> str:
    tag, inside = pair
    return f"<{tag}>{inside}</{tag.split()[0]}>"


def nested(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from(["div", "div class=b", "span id=a"]), inside).map(wrapped)).map("".join)


@settings(max_examples=30, deadline=None)
@given(st.recursive(st.just("x"), nested))
def test_any_page_streams_as_its_tree(html: str) -> None:
    for css in ("div > div", "div span", "div:nth-child(2)", "#a .b", "div:first-child, span:nth-of-type(2)"):
        assert streamed(html, css) == matched(html, css)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "p >",
        "p + p",
        "p ~ p",
        "p:has(a)",
        "p:last-child",
        "p:not(.a)",
        "p::text",
        "p::attr(href)",
        "body > p",
        "html",
        "a:hover",
        "o|p",
        "p:nth-child(x)",
    ],
)
def test_what_needs_a_tree_is_refused_at_once(css: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        compiled(css)


def test_the_innermost_part_counts() -> None:
    parts = Parts({"body": "div", "dateline": "span"})
    parts.start("div", {})
    parts.start("span", {})
    assert parts.part == "dateline"
    parts.end()
    assert parts.part == "body"
    parts.end()
    parts.end()
    assert parts.part is None
