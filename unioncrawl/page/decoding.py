"""Bytes to text. Chinese sites mislabel their pages, so the bytes are believed over every label; a label only tips the balance.

Text that is valid UTF-8 is UTF-8: the chance that six Chinese characters in GBK happen to be so is 0.0035 %. Otherwise the readings
compete: the one whose characters are the commonest Chinese ones wins. A page that its encoding does not fit throughout (one broken
byte, a GBK include in a UTF-8 page) is read piece by piece, each piece between two tags on its own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from unioncrawl.text import code_points

SURE = 6  # that many characters beyond ASCII make valid UTF-8 certain
SAMPLE = 4_096  # bytes of text that a reading is judged by
PLAUSIBLE = 0.35  # share of common characters from which a labelled reading is accepted unopposed; a wrong one reaches 0.2
MOST_LOST = 100_000  # characters; a page that loses more is not read piece by piece, which takes a second for so many
LABELLED = 0.1  # what a label is worth, as a share of common characters
LOST = "\ufffd"
CHINESE = ("utf-8", "gb18030", "big5hkscs", "cp950")
MIXED = ("utf-8", "gb18030")  # what includes are written in
UNMIXED = ("ascii", "utf-8")  # a page of these without a lost character holds nothing else

# The commonest characters of Chinese news, simplified and traditional, and the punctuation between them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
    "断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严职岗"
    "障益创护慰岁讯编辑辖镇街企宣网站版返页首闻栏源责服欢迎送帮扶困模锋匠评培训竞赛签订协"
    "這爲個國時來們於對會發動過說產種後學經進電裏現實兩體機當點從業應開還義間樣與關線內數麼質氣變條沒結問無軍並題黨員總設長頭資邊級圖統較將組見計別論運農幾區強決幹戰则據處隊給門規熱領東導壓爭濟階術極聯認權"
    "證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況溫傳許羣廣記觀織裝衆書覆兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層卻專狀廠識適屬圓調滿縣參紅細聽該鐵價嚴職崗創護歲訊編輯轄鎮網頁聞欄責歡"
    "幫鋒評訓競賽簽訂協臺裡眾讚為嗎佔著"
    "，。、；：？！“”‘’（）《》〈〉【】「」『』…—·○〇〔〕％＋－／０１２３４５６７８９\u3000\xa0©®→»•■□●▲◆★☆※"
)

# GB18030-2005 gave these codes real characters; Python's table of 2000 still puts them into private use.
_IN_2000 = (
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
    "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864"
)
_IN_2005 = (
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f"
    "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb"
)
GB18030_2005 = str.maketrans(_IN_2000, _IN_2005)
_PRIVATE_USE = re.compile("[\ue78d-\ue864]")

# What GBK has is the same in GB18030; it has neither private use nor the euro sign, and is read faster.
_STRICT = {"gb18030": "gbk"}

# No encoding puts <, > or \n inside a character, so pages may be cut there; and the first byte beyond ASCII begins one.
_TEXT = re.compile(rb"[\x80-\xff][^<>\n]*")
_PIECES = re.compile(rb"[<>\n]|[^<>\n]+")
_UTF8_HAN = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]" * 4)  # written out: the machine is slow at counting
_HAN = re.compile("[\u3400-\u9fff]")
_ASCII = bytes(range(0x80))
_IS_COMMON = np.zeros(0x110000, dtype=np.bool_)
_IS_COMMON[[ord(char) for char in COMMON]] = True


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text."""

    text: str
    encoding: str  # Python's name of the codec that read it
    damage: int  # characters that are lost: U+FFFD in the text
    utf8: bytes  # the text for the parser; lone surrogates are "?" in it


def decode(body: bytes, content_type: str | None) -> str:
    """A page's bytes to text, whatever its labels claim. Lost characters come out as U+FFFD; nothing raises. Linear in time."""
    return decode_page(body, content_type).text


def decode_page(body: bytes, content_type: str | None) -> Decoded:
    """The same, with the encoding found and the damage counted."""
    wide = _wide_encoding(body)
    if wide:
        return _decoded(body.decode(wide, "replace").removeprefix("\ufeff"), wide)
    body = body.removeprefix(codecs.BOM_UTF8)
    sure = _sure_utf8(body)
    if sure is not None:  # most pages: decoded once
        return Decoded(sure, "utf-8", _lost(sure), body)
    labels = _labels(body, content_type)
    encoding, text = _as_labelled(body, labels) or _as_found(body, labels)
    if 0 < _lost(text) <= MOST_LOST or (encoding not in UNMIXED and _holds_utf8(body)):
        text = "".join([_read_piece(piece, encoding) for piece in _PIECES.findall(body)])
    return _decoded(text, encoding)


def _decoded(text: str, encoding: str) -> Decoded:
    return Decoded(text, encoding, _lost(text), text.encode("utf-8", "replace"))


def _lost(text: str) -> int:
    return text.count(LOST) if LOST in text else 0  # to search for one character is far faster than to count it


def _holds_utf8(body: bytes) -> bool:
    """Whether a run of Chinese characters in UTF-8 stands in the bytes of another encoding. ASCII, most of a page, is left out first."""
    return _UTF8_HAN.search(body.translate(None, _ASCII)) is not None and _UTF8_HAN.search(body) is not None


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 and UTF-32, by their BOM or by the zero bytes around the first tag."""
    for bom, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(bom):
            return encoding
    if body.startswith(b"<\0") and body[3:4] == b"\0":
        return "utf-16-le"
    if body.startswith(b"\0<\0"):
        return "utf-16-be"
    return None


def _labels(body: bytes, content_type: str | None) -> list[str]:
    """What the header and the page's head claim, as Python's names."""
    header = http_content_type_encoding(content_type)
    return list(dict.fromkeys(label for label in (header, html_body_declared_encoding(body)) if label and _is_charset(label)))


@lru_cache(maxsize=1_000)
def _is_charset(label: str) -> bool:
    """Whether a label names a page's encoding, in which ASCII is itself: some of Python's codecs are for other things (hex, idna)."""
    try:
        return _ASCII.decode(label, "replace") == _ASCII.decode()
    except (LookupError, UnicodeError):
        return False


def _as_labelled(body: bytes, labels: Collection[str]) -> tuple[str, str] | None:
    """The encoding and the text of bytes that a label fits throughout, and that are Chinese then: most of the others, decoded once."""
    for label in labels:
        try:
            text = body.decode(_STRICT.get(label, label))
        except UnicodeDecodeError:
            continue
        if _common_share(text) >= PLAUSIBLE:
            return label, text
    return None


def _as_found(body: bytes, labels: Collection[str]) -> tuple[str, str]:
    """The encoding that fits best, and the text in it."""
    encoding = _find_encoding(body, labels, CHINESE)
    return encoding, _apply(body, encoding)


def _find_encoding(body: bytes, labels: Collection[str], others: Collection[str]) -> str:
    """The codec that fits best."""
    if body.isascii():
        return "ascii"
    if _sure_utf8(body) is not None:
        return "utf-8"
    sample = _sample(body)
    scores: dict[str, float] = {}
    for encoding in dict.fromkeys((*labels, *others)):
        share = _common_share(_apply(sample, encoding))
        if encoding in labels and share >= PLAUSIBLE:
            return encoding
        scores[encoding] = share + (LABELLED if encoding in labels else 0)
    return max(scores, key=lambda encoding: scores[encoding])


def _sure_utf8(body: bytes) -> str | None:
    """The text of bytes that are UTF-8 and nothing else."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if len(body) - len(text) >= 2 * SURE and _HAN.search(text) else None  # a Chinese character has two bytes more than one


def _sample(body: bytes) -> bytes:
    """The page's first runs beyond ASCII, SAMPLE bytes of them."""
    sample = bytearray()
    for run in _TEXT.finditer(body):
        sample += run[0][: SAMPLE - len(sample)] + b"\n"
        if len(sample) >= SAMPLE:
            break
    return bytes(sample)


def _common_share(text: str) -> float:
    """Common Chinese characters less lost ones, as a share of what is beyond ASCII."""
    codes = code_points(text)
    beyond = codes[codes >= len(_ASCII)]
    good = int(np.count_nonzero(_IS_COMMON[beyond])) - int(np.count_nonzero(beyond == ord(LOST)))
    return good / max(1, len(beyond))


def _apply(body: bytes, encoding: str) -> str:
    """Decode; a byte that does not fit becomes U+FFFD, except 0x80, the euro sign of cp936."""
    if encoding != "gb18030":
        return body.decode(encoding, "replace")
    try:
        return body.decode(_STRICT[encoding])
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    if LOST in text and b"\x80" in body:
        text = body.decode(encoding, "unioncrawl.cp936")
    return text.translate(GB18030_2005) if _PRIVATE_USE.search(text) else text


def _cp936_euro(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return ("€" if error.object[error.start] == 0x80 else LOST), error.start + 1


codecs.register_error("unioncrawl.cp936", _cp936_euro)


def _read_piece(piece: bytes, encoding: str) -> str:
    return _apply(piece, _find_encoding(piece, (encoding,), MIXED))
