"""A site's declaration: as the class that tries it, and as the text that a person pastes. Both are made of the same attributes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from unioncrawl.regions import PROVINCES
from unioncrawl.site import SiteSpider

NAME = r"[a-z][a-z0-9_]{1,30}"
LONGEST_TITLE = 24  # characters
SHORT = 3  # letters of a label that says only what kind of site it is: gh, zgh

_TITLE_PARTS = re.compile(r"\s*[-_—–|｜/»>,，]+\s*|\s{1,9}")
_TITLE_FILLER = re.compile(r"(?:欢迎(?:访问|光临|您)|(?:官方|门户)?(?:网站|网)?首\s{0,2}页|官方网站|门户网站|官网|^您好|！|!)")
QUOTES = str.maketrans({'"': "'", "\\": "/", "\n": " "})  # that would end a docstring
_ISSUES = ((re.compile(r"/20\d{2}-\d{2}/\d{2}/"), "/%Y-%m/%d/"), (re.compile(r"/20\d{4}/\d{2}/"), "/%Y%m/%d/"))


@dataclass(slots=True, frozen=True)
class Identity:
    """Who a site is; what is not known is empty."""

    name: str
    title: str
    region: str
    about: str | None = None


@dataclass(slots=True, frozen=True)
class Declaration:
    """What a site's class says, found or given."""

    identity: Identity
    base: type[SiteSpider]
    home: str
    domains: tuple[str, ...]
    lists: Mapping[str, str]
    article_url: str | None  # None: the base's
    issue: str | None
    day: date  # when it was found

    def attributes(self) -> dict[str, object]:
        """The class's, in the order that sites have them."""
        who = self.identity
        said: dict[str, object] = {"name": who.name, "title": who.title, "region": who.region, "home": self.home}
        said |= {"state": "unverified", "why": f"found on {self.day} by its own pages; nobody has looked at a crawl yet"}
        said |= {"evidence": f"the site itself, {self.day}", "about": who.about}
        said |= {"allowed_domains": list(self.domains), "lists": dict(self.lists), "issue": self.issue, "article_url": self.article_url}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def doc(self) -> str:
        """The class's docstring."""
        title = self.identity.title.translate(QUOTES)
        return f"{title or self.identity.name}, as its pages showed it on {self.day}."

    @property
    def class_name(self) -> str:
        """Hbgrb for hbgrb."""
        return "".join(word.capitalize() for word in self.identity.name.split("_"))

    def site(self) -> type[SiteSpider]:
        """The class. DeclarationError where it is refused."""
        return type(self.class_name, (self.base,), {"__doc__": self.doc, "__module__": __name__, **self.attributes()})

    def source(self) -> str:
        """The file, formatted as the project's are."""
        base = self.base.__name__
        head = f'from {self.base.__module__} import {base}\n\n\nclass {self.class_name}({base}):\n    """{self.doc}"""\n'
        return head + "".join(f"{line}\n".rstrip(" ") for line in _lines(self.attributes()))


def _lines(attributes: Mapping[str, object]) -> Iterator[str]:
    yield ""
    for name, value in attributes.items():
        if name == "allowed_domains":
            yield ""
        if isinstance(value, dict) and value:
            yield f"    {name} = {{"
            yield from (f"        {_text(address)}: {_text(section)}," for address, section in value.items())
            yield "    }"
        else:
            yield f"    {name} = {_raw(value) if name == 'article_url' else _text(value)}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _raw(value: object) -> str:
    return f'r"{value}"' if '"' not in str(value) else _text(value)


def issue_of(front: str) -> str | None:
    """The address of an e-paper's front page with strftime's signs in place of its day; None where it shows no day."""
    signs = front.replace("%", "%%")
    for shape, sign in _ISSUES:
        if shape.search(signs):
            return shape.sub(sign, signs, count=1)
    return None


def domain_of(url: str) -> str:
    """The domain that a home page's address stands for: without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def name_of(url: str) -> str:
    """A site's name by its host: hbgrb for www.hbgrb.net, shanhe_gh for gh.shanhe.example.cn. Empty where the host gives none."""
    labels = domain_of(url).replace("-", "_").split(".")
    name = f"{labels[1]}_{labels[0]}" if len(labels) > 2 and len(labels[0]) <= SHORT else labels[0]
    return name if not labels[-1].isdecimal() and re.fullmatch(NAME, name) else ""


def title_of_home(said: str) -> str:
    """The site's name in the title of its home page: 云岭总工会 of 首页_云岭总工会门户网站."""
    parts = [_TITLE_FILLER.sub("", part).strip() for part in _TITLE_PARTS.split(said)]
    named = [part for part in parts if re.search(r"工会|工人|劳动|报|网", part)] or [part for part in parts if part]
    return named[0][:LONGEST_TITLE] if named else ""


def region_of(title: str) -> str:
    """The code of the province whose union or paper a title names; empty where it names none, or a place within one."""
    for code, name in PROVINCES.items():
        if re.match(rf"{name}(?:省|市|(?:维吾尔|壮族|回族)?自治区)?(?:总?工会|工人|劳动|职工)", title):
            return f"{code}0000"
    return "100000" if re.match("中华全国|全国|中国", title) else ""
