"""Which pictures of a page may be an article's: not the spacers, icons, codes to scan and buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urljoin

from unioncrawl.text import clean

MAX_CAPTION = 200  # characters
MAX_NAME = 100  # characters of a file's name
MAX_URL = 2_000  # characters; pictures inside the page (data:) are longer, and no address
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
_CAPTION_CLASS = re.compile(r"caption|tuzhu|tushuo|(?:pic|img|image|photo)[-_]?(?:desc|text|txt|note|info|intro|explain)", re.IGNORECASE)
_PICTURE_CLASS = re.compile(
    r"(?:^|[ _-])(?:img|image|pic|picture|photo|figure)(?:[ _-]?(?:box|wrap|wrapper|con|content|area))?(?:$| )", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:图[为片：:一-龥]|▲|↑|△|资料图)|.{0,150}(?:摄|供图|图源.{0,20}|截图|资料图片?|摄影报道)[)）】]?$")
_CENTRED = re.compile(r"text-align\s{0,4}:\s{0,4}center", re.IGNORECASE)
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{6}")
_LABEL = re.compile(r"二[维維]码|扫[一码描]|logo|^(?:返回|打印|关闭|分享|微信|微博|广告)", re.IGNORECASE)  # the picture's alt or title


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
    return None if alt and _LABEL.search(alt[:40]) else absolute(base, source)


@lru_cache(maxsize=5_000)
def _is_ornament(name: str) -> bool:
    return name.endswith(_DECORATIONS) or not _ORNAMENTS.isdisjoint(_WORD.findall(name[:MAX_NAME]))


def _is_small(attributes: Mapping[str, str]) -> bool:
    stated = _shorter_side(attributes.get("width", ""), attributes.get("height", ""))
    if stated is None and "px" in attributes.get("style", ""):
        return any(int(pixels) < SMALLEST for pixels in _STYLED.findall(attributes["style"][:500]))
    return stated is not None and stated < SMALLEST


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


def alt_caption(alt: str, title: str | None) -> str | None:
    """A picture's alt where it is a caption: a sentence, and not the page's title, which templates put there."""
    if not alt or not _SENTENCE.search(alt):
        return None
    caption = clean(alt[:MAX_CAPTION]).replace("\n", " ")
    return caption if not (title and caption[:20] in title) else None


@lru_cache(maxsize=10_000)
def is_caption_class(names: str) -> bool:
    """Whether an element of these classes holds a picture's caption."""
    return _CAPTION_CLASS.search(names) is not None


@lru_cache(maxsize=10_000)
def is_picture_class(names: str) -> bool:
    """Whether an element of these classes holds a picture, with its caption if there is more."""
    return _PICTURE_CLASS.search(names) is not None


def is_worded_caption(text: str, attributes: Mapping[str, str]) -> bool:
    """Whether a line below a picture is its caption by being centred and worded as one (图为…, … 摄)."""
    centred = attributes.get("align") == "center" or _CENTRED.search(attributes.get("style", "")[:500]) is not None
    return centred and _CAPTION.match(text) is not None
