"""Folding: one character for one, so that places in the folded text are places in the text."""

from __future__ import annotations

from unioncrawl.text import narrow

_BLANKS = "\t\n\r\x0b\x0c\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
_DASHES = "‐‑‒–—―−﹣⁃─━"
_DOTS = "·・•‧∙⋅﹒"
_ZEROS = "零○◯"
_TRADITIONAL = (
    "發佈間時點鐘號週禮國後個剛兩來報電訊於編輯載開錄傳創閱讀覽瀏擊條訪問責記審線話熱當現務華長會動見說對據刪關類庫簽註數頁權聞獲與為實準內"
    "壹貳贰參叁肆伍陸陆柒捌玖拾仟佰"
)
_SIMPLIFIED = (
    "发布间时点钟号周礼国后个刚两来报电讯于编辑载开录传创阅读览浏击条访问责记审线话热当现务华长会动见说对据删关类库签注数页权闻获与为实准内"
    "一二二三三四五六六七八九十千百"
)
_NARROW = str.maketrans(
    _BLANKS + _DASHES + _DOTS + _ZEROS + "∶︰丨│｜∕\\" + _TRADITIONAL,
    " " * len(_BLANKS) + "-" * len(_DASHES) + "." * len(_DOTS) + "〇" * len(_ZEROS) + "::|||//" + _SIMPLIFIED,
)
_FOLD: dict[int, int | str] = {code: code for code in (*range(0x80), *range(0x4E00, 0xA000))}  # these stay; a look-up in vain costs more
_FOLD |= {code: narrow(chr(code)).translate(_NARROW) for code in range(0x3000, 0xFFFF) if narrow(chr(code)) != chr(code)}
_FOLD |= {code: chr(folded) for code, folded in _NARROW.items()}
_NUMERALS = ("〇Oo", "一元正", "二两", "三", "四", "五", "六", "七", "八", "九")
_DIGITS = {char: value for value, chars in enumerate(_NUMERALS) for char in chars}
_TENS = {"十": 10, "百": 100, "千": 1000}


def fold(text: str) -> str:
    """Digits and punctuation in one width, one kind of blank, dash and dot, the words around dates in simplified script."""
    return text.translate(_FOLD)


def number(text: str) -> int:
    """A number of up to four digits, Arabic or Han: 26, 二十六, 廿六, 二六, 一百一十三, 二〇二四. ValueError where it is none."""
    if text.isdecimal():
        return int(text)
    total, digits = 0, 0
    for char in text.replace("廿", "二十").replace("卅", "三十"):
        if char in _TENS:
            total += (digits or 1) * _TENS[char]
            digits = 0
        elif char in _DIGITS or char.isdecimal():
            digits = digits * 10 + (_DIGITS[char] if char in _DIGITS else int(char))
        else:
            raise ValueError(f"{text!r} is no number")
    return total + digits
