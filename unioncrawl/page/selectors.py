"""CSS selectors matched while a page streams by, without a tree.

What a site's declaration needs and what can be told when an element begins: types, #id, .class, [attribute] in all its forms,
:first-child, :nth-child(3), :nth-of-type(3), the descendant and child combinators, and lists of all that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import cssselect
from cssselect import parser as css


@dataclass(slots=True)
class Element:
    """An element that is open."""

    tag: str
    attributes: Mapping[str, str]
    place: int = 1  # among its siblings
    place_of_type: int = 1  # among its siblings of this tag
    children: Counter[str] = field(default_factory=Counter)  # so far, by tag
    matched: frozenset[tuple[int, int]] = frozenset()  # (selector, step) of which this element, ...
    above: frozenset[tuple[int, int]] = frozenset()  # ... or one around it, is the match
    part: str | None = None


Ask = Callable[[Element], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """What a selector asks of one element, and how that hangs on the step before."""

    asks: tuple[Ask, ...]
    child: bool = False  # the element before is its parent; else any around it


class Parts:
    """Which parts of a page, by a site's selectors, are open while it streams by."""

    def __init__(self, selectors: Mapping[str, str]) -> None:
        self.selectors = [(part, steps) for part, text in selectors.items() for steps in compiled(text)]
        self.open = [Element("", {})]

    @property
    def part(self) -> str | None:
        """The part that is open here, the innermost if several are."""
        return self.open[-1].part

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        parent = self.open[-1]
        parent.children[tag] += 1
        element = Element(tag, attributes, parent.children.total(), parent.children[tag], part=parent.part)
        matched = set()
        for number, (part, steps) in enumerate(self.selectors):
            for at, step in enumerate(steps):
                reached = at == 0 or (number, at - 1) in (parent.matched if step.child else parent.above)
                if reached and all(ask(element) for ask in step.asks):
                    matched.add((number, at))
                    if at == len(steps) - 1:
                        element.part = part
        element.matched = frozenset(matched)
        element.above = parent.above | element.matched
        self.open.append(element)

    def end(self) -> None:
        """The innermost element ends."""
        if len(self.open) > 1:
            self.open.pop()


@lru_cache(maxsize=512)
def compiled(text: str) -> tuple[tuple[Step, ...], ...]:
    """The steps of each selector in a list of them. Raises ValueError for what is no selector or needs a tree."""
    try:
        selectors = cssselect.parse(text)
    except cssselect.SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from error
    if any(selector.pseudo_element for selector in selectors):
        raise ValueError(f"{text!r} selects no element")
    return tuple(tuple(_steps(selector.parsed_tree, text)) for selector in selectors)


def _steps(tree: css.Tree, text: str) -> list[Step]:
    if not isinstance(tree, css.CombinedSelector):
        return [Step(tuple(_asks(tree, text)))]
    if tree.combinator not in {" ", ">"}:
        raise ValueError(f"{text!r}: the combinator {tree.combinator} needs a tree")
    return [*_steps(tree.selector, text), Step(tuple(_asks(tree.subselector, text)), child=tree.combinator == ">")]


def _asks(tree: css.Tree, text: str) -> list[Ask]:
    """What a selector without combinators asks of an element."""
    if isinstance(tree, css.Element) and tree.namespace is None:
        tag = (tree.element or "*").lower()
        if tag in {"html", "head", "body"}:
            raise ValueError(f"{text!r}: selectors begin inside the body")
        return [] if tag == "*" else [lambda element: element.tag == tag]
    if isinstance(tree, css.Hash | css.Class | css.Attrib | css.Pseudo | css.Function) and (ask := _ask(tree)):
        return [*_asks(tree.selector, text), ask]
    raise ValueError(f"{text!r}: {tree!r} needs a tree")


def _ask(tree: css.Hash | css.Class | css.Attrib | css.Pseudo | css.Function) -> Ask | None:
    """What the last part of a selector asks of an element; None where only a tree can tell."""
    match tree:
        case css.Hash(id=name):
            return lambda element: element.attributes.get("id") == name
        case css.Class(class_name=name):
            return lambda element: name in element.attributes.get("class", "").split()
        case css.Attrib(namespace=None, attrib=name, operator=operator, value=value) if operator in _COMPARISONS:
            compare, wanted = _COMPARISONS[operator], (value.value or "") if value else ""
            return lambda element: name in element.attributes and compare(element.attributes[name], wanted)
        case css.Pseudo(ident="first-child"):
            return lambda element: element.place == 1
        case css.Function(name="nth-child" | "nth-of-type"):
            every, first = css.parse_series(tree.arguments)
            of_type = tree.name == "nth-of-type"
            return lambda element: _in_series(element.place_of_type if of_type else element.place, every, first)
    return None


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "exists": lambda value, wanted: True,
    "=": lambda value, wanted: value == wanted,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(wanted + "-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}


def _in_series(place: int, every: int, first: int) -> bool:
    """Whether a place is one of every n + first, n from 0 (CSS's an+b)."""
    return place == first if every == 0 else (place - first) % every == 0 and (place - first) // every >= 0
