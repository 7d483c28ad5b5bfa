"""What stands below a picture: its caption, by the element, by the one that holds both, or by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from unioncrawl.items import Block, Image
from unioncrawl.page.elements import PARAGRAPHS
from unioncrawl.page.outline import MAX_NAME
from unioncrawl.text import clean

MAX_CAPTION = 200  # characters

_CAPTION_CLASS = re.compile(r"caption|tuzhu|tushuo|(?:pic|img|image|photo)[-_]?(?:desc|text|txt|note|info|intro|explain)", re.IGNORECASE)
_PICTURE_CLASS = re.compile(
    r"(?:^|[ _-])(?:img|image|pic|picture|photo|figure)(?:[ _-]?(?:box|wrap|wrapper|con|content|area))?(?:$| )", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:图[为片：:一-龥]|▲|↑|△|资料图)|.{0,150}(?:摄|供图|图源.{0,20}|截图|资料图片?|摄影报道)[)）】]?$")
_CENTRED = re.compile(r"text-align\s{0,4}:\s{0,4}center", re.IGNORECASE)
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{6}")


def is_caption(line: Block, image: Image, around: Sequence[tuple[str, Mapping[str, str]]]) -> bool:
    """Whether the first line below a picture is its caption; around: tag and attributes of the blocks that hold it, outermost first."""
    attributes = (around[-1][1] if around else None) or {}  # an empty one of the parser's is slow to ask
    within = around[-2][1] if line.tag in PARAGRAPHS and len(around) > 1 else attributes
    return (
        line.tag == "figcaption"
        or _is_caption_class(attributes.get("class", "")[:MAX_NAME])
        or (line.path == image.path and _is_picture_class(within.get("class", "")[:MAX_NAME]))
        or _is_worded_caption(line.text, attributes)
    )


@lru_cache(maxsize=10_000)
def _is_caption_class(names: str) -> bool:
    """Whether an element of these classes holds a picture's caption."""
    return _CAPTION_CLASS.search(names) is not None


@lru_cache(maxsize=10_000)
def _is_picture_class(names: str) -> bool:
    """Whether an element of these classes holds a picture, with its caption if there is more."""
    return _PICTURE_CLASS.search(names) is not None


def _is_worded_caption(text: str, attributes: Mapping[str, str]) -> bool:
    """Whether a line below a picture is its caption by being centred and worded as one (图为…, … 摄)."""
    centred = attributes.get("align") == "center" or _CENTRED.search(attributes.get("style", "")[:500]) is not None
    return centred and _CAPTION.match(text) is not None


def alt_caption(alt: str, title: str | None) -> str | None:
    """A picture's alt where it is a caption: a sentence, and not the page's title, which templates put there."""
    if not alt or not _SENTENCE.search(alt):
        return None
    caption = clean(alt[:MAX_CAPTION]).replace("\n", " ")
    return caption if not (title and caption[:20] in title) else None
