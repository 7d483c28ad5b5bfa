"""Labelled fields: what stands behind 来源:, 作者:, 责任编辑: and their kin on one line of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unioncrawl.lines.folding import fold, kept
from unioncrawl.lines.names import STATUS, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN

LONGEST_LINE = 200  # characters of a line of labels; what is longer is prose
LONGEST_VALUE = 60
MOST_NAMES = 6  # of persons before the first label


@dataclass(slots=True, frozen=True)
class Field:
    """A label and its value."""

    kind: str  # "source", "author", "editor", "reviewer", "crew", "date", "count" or "tool"
    value: str  # as printed, without brackets and bars around it
    start: int  # of the label (with the bracket that opens before it), in the line
    end: int  # of the value (with the bracket that closes it)


# The words that label each kind; some are printed wide (来 源:).
_WORDS = {
    "source": "(?:信息|文章|新闻|本文|稿件|内容|消息|原文|资料|素材|图文|稿)?来 ?源(?:于|单位)?|稿源|来自|"
    "(?:文章|稿件|信息)?出 ?处|(?:本文|文章)?(?:转自|摘自|转载自|选自|原载)|"
    "(?:当前)?报纸名称|供稿(?:单位|部门)|信息提供(?:单位|者)?|发[布文](?:机构|单位|机关|部门)",
    "author": "(?:文章|本文|原文|报道)?(?<![工合创写])作 ?者(?:/来源)?|"
    "(?:本报|本网|特约|首席|见习|实习|全媒体|融媒体){0,2}记 ?者|(?:特约)?通 ?讯 ?员|"
    "[撰供投拟]稿人?|撰文|采写|采访|执笔人?|文字|文图|图文|文/[图摄]|[图摄]/文|实习生|整理|文",
    "editor": "(?:责任|本期|本文|本版|本页|本网|网络|网站|执行|值班|见习|实习|助理|文字|新媒体|全媒体|微信|收集|"
    rf"(?<![{HAN}])在线)?编 ?辑|责 ?编|编 ?发人?",
    "reviewer": "审 ?核人?|[初复终一二三] ?审(?:编辑)?|[核审]稿人?|审签人?|校 ?对|校审|审校|责校|核校|编校|把关|监 ?制|签 ?发人?|"
    "总 ?编辑?|主 ?编|编审|"
    "值班(?:主任|编委|总编)",
    "crew": "摄影者?|摄像|摄制|图片|供图|制图|绘画|漫画|插画|视频|剪辑|拍摄|设计|美编|视 ?觉|制作|策划|统筹|出品|配音|播音|主播|"
    "(?:信息|文章)?(?:录入|创建)[员者人]?|(?:发布|上传)(?:者|人员?)|排版|海报|摄",
    "date": "(?:发布|发表|刊发|更新|编辑|修改|创建|录入|上传|提供|发稿|信息提供|信息发布|公开|成文|生成|添加|稿件|文章|出版|最后更新)?"
    "(?:时 ?间|日 ?期)|"
    "(?:更新|发布|发表)于",
    "count": "(?:浏览|阅读|点击|访问|查看|收看|评论|回复|人气)(?:次数|数|量|人数|率)?|次数|人气|(?:文章|本文)?字数",
    "tool": "字号|字体(?:大小)?|(?:分享|转发)(?:到|至|给)?|视力保护色|保护视力色|背景色?|打印|语音(?:阅读|播报)?|收藏|"
    "关键[词字]|标签|栏目|频道|"
    "(?:所属|信息)?(?:栏目|分类)|(?:组配|主题)分类|政策咨询(?:机关|电话)|有效性|版面|版次|(?:原文?标题|原题)|分类|类别|责任单位|索引号|主题(?:词|分类)|(?:发布|发文)?文号|发文字号|信息类别|内容概述|操作|投诉",
}
_LABEL = re.compile("(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + ") ?$")
LONGEST_LABEL = 10  # characters
_MARK = re.compile("[:|丨︱/]")  # what follows a label; a bar follows only those of people
_PEOPLE = {"author", "editor", "reviewer", "crew"}
_DATE = re.compile(
    r"\d\d-\d\d \d\d:\d\d|"
    r"(?:\d{2}|\d{4}) ?[-年./] ?\d{1,2} ?[-月./ ] ?\d{1,4} ?日?(?:[ T]{0,3}\d{1,2} ?[:时] ?\d{1,2}(?: ?[:分] ?\d{1,2}(?:\.\d)?)?)?"
)
_UNMARKED = re.compile(  # [责任编辑 魏佩 ]; 2014-08-24 21:30| 来源某报| 作者某某
    rf"[\[(](?P<editor>(?:责任|本期|本文|网络|值班)?编辑|责编) (?=[{HAN}A-Za-z])"
    rf"|\| ?(?:(?P<source>来源)|(?P<author>作者))(?=[{HAN}A-Za-z])"
    r"|(?P<count>(?:阅读|浏览|点击|评论)(?= ?\(\d))"
)
_MAY_BE_UNMARKED = re.compile(r"[\[(|]")  # quick to try
_HOST = re.compile(r"(?:https?:)?/{0,2}(?:[A-Za-z0-9-]{1,40}\.){1,4}[A-Za-z]{2,8}(?=[\d /|]|$)")
_ADDRESS = re.compile(r" ?https?://[^\s]{4,200}")
_NOTE = re.compile(r" ?\([^()]{8,}")  # behind a name: what is no part of it
_CUT = re.compile(r"[|\])】」』]|(?<!\d)(?:19|20)\d\d ?[-年./] ?\d{1,2}|\d\d-\d\d \d\d:\d\d")
_COUNT = re.compile(r" ?(?!(?:19|20)\d\d ?[-年./] ?\d)[\d,.]{0,12}[万+]{0,2} ?[次人条篇字]?\)?")  # the date behind an empty one is not its
_SIZES = re.compile("大 {0,4}中 {0,4}小")  # of letters: 文字: 大 中 小
_OPENING = "[(【「『 |"
_PROSE = re.compile("[。!?;“”]")
_DOT = re.compile(f"(?<=[{HAN}])·(?=[{HAN}])")  # 某省报业·某某新闻 is one word
_LOOSE = re.compile(r"[\s\d|/\[\](){}<>《》【】「」·•©※*□■—_:,.?\-]+|原创|转载|星期.|更新")


@kept
def read_fields(line: str) -> tuple[Field, ...]:
    """The fields of a line of labels, in order; none where the line is no such line.

    Only dates, hosts and an outlet's name may stand before the first label (2020-07-17 23:15:44来源:…), so 凡本网注明“来源:…” is none.
    """
    if len(line) > LONGEST_LINE:
        return ()
    plain = fold(line)
    if "习" in plain:
        plain = STATUS.sub(lambda status: " " * len(status[0]), plain)
    labels = _labels(plain)
    if not labels or not _may_precede(plain[: labels[0][1]]) or (labels[0][0] == "author" and _cites(plain[: labels[0][1]])):
        return ()
    fields: list[Field] = []
    for place, (kind, start, end) in enumerate(labels):
        stop = labels[place + 1][1] if place + 1 < len(labels) else len(plain)
        value_end = _value_end(kind, plain, end, stop)
        value = line[end:value_end].strip(" []()【】|·,、/")
        if ("(" in value or "（" in value) and plain.count("(", end, value_end) == plain.count(")", end, value_end):
            value = line[end:value_end].strip(" []【】|·,、/")
        if (len(value) > LONGEST_VALUE and not value.startswith("http")) or (kind != "tool" and _PROSE.search(fold(value))):
            return ()
        is_sizes = kind == "author" and value.startswith("大") and _SIZES.match(value)
        opening = start
        while opening > (fields[-1].end if fields else 0) and plain[opening - 1] in _OPENING:
            opening -= 1
        if value_end < stop and plain[value_end] in "])】」』":
            value_end += 1
        fields.append(Field("tool" if is_sizes else kind, value, opening, value_end))
    return tuple(fields)


def without(line: str, fields: Iterable[Field]) -> str:
    """What a line holds beside these fields, its edges cleaned."""
    kept = []
    at = 0
    for field in fields:
        kept.append(line[at : field.start])
        at = field.end
    kept.append(line[at:])
    return " ".join(filter(None, [piece.strip(" |、,·/") for piece in kept]))


def without_dates(plain: str) -> str:
    """What a narrow line holds beside hosts and dates."""
    return _DATE.sub(" ", _HOST.sub(" ", plain) if "." in plain else plain)


def _labels(plain: str) -> list[tuple[str, int, int]]:
    """Kind, start and end of each label."""
    unmarked = _UNMARKED.finditer(plain) if _MAY_BE_UNMARKED.search(plain) else ()
    found = [(match.lastgroup or "", match.start(match.lastgroup or 0), match.end()) for match in unmarked]
    for mark in _MARK.finditer(plain):
        label = _LABEL.search(plain, max(0, mark.start() - LONGEST_LABEL), mark.start())
        if label is None or label.lastgroup is None:
            continue
        kind, start = label.lastgroup, label.start(label.lastgroup)
        barred = kind in _PEOPLE or label[kind] in {"来源", "来 源"}
        is_marked = mark[0] == ":" or (barred and (mark[0] != "/" or kind in {"editor", "reviewer"}))
        is_word = label[kind] != "文" or start == 0 or plain[start - 1] in " |([【/、"  # 正文: is none
        if is_marked and is_word:
            found.append((kind, start, mark.end()))
    return sorted(found, key=lambda entry: entry[1])


def _may_precede(prefix: str) -> bool:
    """Whether what stands before the first label is a dateline's: a date, a host, an outlet, a name of the label before."""
    rest = without_dates(_DOT.sub("", prefix))
    words = _LOOSE.sub(" ", rest).split()
    if not words:
        return True
    glued = prefix[-1:] not in " |/)]】>:" and prefix.endswith(words[-1])
    if glued:
        return len(words) == 1 and (is_outlet(words[0]) or words[0].isascii())
    if len(words) > 2:
        return len(words) <= MOST_NAMES and all(len(word) <= 4 and people(word, sure=False) for word in words)
    return all(len(word) <= 16 and not _PROSE.search(word) for word in words)


def _cites(prefix: str) -> bool:
    """Whether a work stands before the label of its author, as in lists of prizes: 《车间的灯》(作者:王红)."""
    return prefix.rstrip("( ").endswith("》") and not is_outlet(prefix.strip("( "))


def _value_end(kind: str, plain: str, start: int, stop: int) -> int:
    if kind == "count":
        count = _COUNT.match(plain, start, stop)
        return count.end() if count else start
    if kind == "date":
        return start + len(plain[start:stop].rstrip(_OPENING))
    address = _ADDRESS.match(plain, start, stop)
    if address:
        return address.end()
    note = _NOTE.search(plain, start, stop) if kind in _PEOPLE else None
    cut = _CUT.search(plain, start, note.start() if note else stop)
    while cut and cut[0] == ")" and plain.count("(", start, cut.start()) > plain.count(")", start, cut.start()):
        cut = _CUT.search(plain, cut.end(), stop)  # 校工会(退休办), 王红(文) 李明(图)
    if cut and (cut[0] in "])】」』" or cut[0][0].isdigit() or plain[start : cut.start()].strip(" ([【")):
        return cut.start()
    return note.start() if note else stop
