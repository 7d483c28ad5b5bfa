"""Which pictures of a page may be an article's: not the spacers, icons, codes to scan and buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urljoin

MAX_NAME = 100  # characters of a file's name
MAX_URL = 2_000  # characters; pictures inside the page (data:) are longer, and no address
MAX_STATED = 20  # characters of a width or height
SMALLEST = 50  # pixels of the shorter side, where the page states it: avatars and icons of templates are smaller
LAZY = frozenset(  # attributes with the address of a picture that is loaded when it comes into view
    ("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-actualsrc", "data-echo", "data-url", "_src", "zoomfile", "file")
)

_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLED = re.compile(r"(?:^|[;\s])(?:width|height)\s{0,4}:\s{0,4}(\d{1,5})(?:\.\d{1,20})?px", re.IGNORECASE)
# fmt: off
_ORNAMENTS = frozenset((  # words in a file's name
    "arrow", "blank", "bshare", "btn", "button", "erweima", "ewm", "favicon", "ico", "icon", "icons", "loading", "logo", "pixel", "qr",
    "qrcode", "share", "space", "spacer", "wechat", "weibo", "weixin",
))
# fmt: on
_WORD = re.compile("[a-z]+")
_DECORATIONS = (".ico", ".svg")
_LABEL = re.compile(r"二[维維]码|扫[一码描]|[Ll][Oo][Gg][Oo]")  # in the picture's alt
_BUTTONS = ("返回", "打印", "关闭", "分享", "微信", "微博", "广告")  # that it begins with


def image_url(attributes: Mapping[str, str], base: str | None) -> str | None:
    """The absolute address of an img element's picture, None where it has none or is an ornament of the template.

    Lazily loaded pictures have their address in another attribute and a placeholder in src.
    """
    source = attributes.get("src", "")
    if not LAZY.isdisjoint(attributes):
        lazy = sorted(LAZY.intersection(attributes))
        source = next((value for name in lazy if "." in (value := attributes[name])), source)
    if not source or len(source) > MAX_URL or source.startswith(("data:", "about:", "javascript:", "file:")) or _is_small(attributes):
        return None
    name = source.partition("?")[0].rpartition("/")[2].lower()
    if _is_ornament(name):
        return None
    alt = attributes.get("alt")
    return None if alt and (alt.startswith(_BUTTONS) or _LABEL.search(alt[:40])) else absolute(base, source)


@lru_cache(maxsize=5_000)
def _is_ornament(name: str) -> bool:
    return name.endswith(_DECORATIONS) or not _ORNAMENTS.isdisjoint(_WORD.findall(name[:MAX_NAME]))


def _is_small(attributes: Mapping[str, str]) -> bool:
    if "width" in attributes or "height" in attributes:
        stated = _shorter_side(attributes.get("width", "")[:MAX_STATED], attributes.get("height", "")[:MAX_STATED])
        if stated is not None:
            return stated < SMALLEST
    return "px" in attributes.get("style", "") and any(int(pixels) < SMALLEST for pixels in _STYLED.findall(attributes["style"][:500]))


@lru_cache(maxsize=10_000)
def _shorter_side(width: str, height: str) -> int | None:
    """Its pixels, as far as the attributes state them."""
    return min((int(stated[1]) for length in (width, height) if (stated := _PIXELS.fullmatch(length))), default=None)


def absolute(base: str | None, address: str) -> str | None:
    """An address on a page, absolute where the page's own is known; None for what is no address of the web."""
    address = address.strip()
    if address.startswith(("http://", "https://")):
        return address
    if address.startswith("//"):
        return f"{(base or 'http').partition(':')[0]}:{address}"
    try:
        url = urljoin(base or "", address)
    except ValueError:  # a bracket in the host
        return None
    return url if url.startswith(("http://", "https://")) or (base is None and ":" not in url.partition("/")[0]) else None
