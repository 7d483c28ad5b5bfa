"""Outlets: what a page gives as its source, normalised; and what is none."""

from __future__ import annotations

import re

from unioncrawl.lines.folding import fold, kept
from unioncrawl.text import HAN

LONGEST = 30  # characters of an outlet's name; 大公网 to 中华全国总工会宣传教育部网络工作处

_EDGES = " \t《》〈〉“”\"'‘’「」『』[]【】()（）|｜-—_:：,，.。;；、/*#"
# workercn.cn puts its own name before the paper that it reprints: 中工网--《工人日报》, 中工网-工人日报.
_REPRINT = re.compile(r"中工网\s*[-—–_·|]{1,4}\s*[《“]?([^《》“”]{2,20})[》”]?")
# Words that name no outlet: the page itself, the network at large, the way a text came in.
_NO_OUTLET = re.compile(
    "(?:本站|本网|本网站|本报|本刊|本公司|本单位|我会|我局|网站|网络|互联网|网上|官网|官方|原创|转载|转帖|综合|整理|编辑|采编|投稿|来稿|供稿|用户|网友|会员|作者|"
    "自媒体|未知|不详|其它|其他|匿名|佚名|管理员|系统管理|系统|默认|暂无|无|空|工会|内部|资料|文章|稿件|发布|的|新闻|要闻|动态|资讯|信息|admin|未知来源|"
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|"
    "甘肃|青海|宁夏|新疆|台湾|香港|澳门){1,6}[0-9]?|[a-z]{0,4}[0-9]{6,}",
    re.IGNORECASE,
)
# Betting mirrors write their own names over the source.
_BETTING = re.compile(
    r"bet ?\d|manbet|万博|竞彩|博彩|彩票|六合|时时彩|娱乐城|赌|棋牌|下注|滚球|足球网|体坛快讯|开奖|体育(?:官网|平台|app|登录|注册)"
    "|(?:澳门|新葡|永利|威尼斯).{0,8}(?:官网|平台|体育|娱乐)",
    re.IGNORECASE,
)
_OPEN_CREDIT = re.compile("[(（](?:见习|实习|特约)?(?:记者|通讯员|作者)$")  # whose names stand on the next line
_ISSUE = r"(?:(?:19|20)\d\d ?[年./\-] ?\d{1,2} ?[月./\-] ?\d{1,2}日?|\d{1,2}月\d{1,2}日)"
_ISSUED = re.compile(
    rf"{_ISSUE} ?(?=[《{HAN}])|(?<=[{HAN}》]) ?[(]?{_ISSUE}[)]?$|(?<=报) ?第[一二三四五六七八九十\d]{{1,3}}版$"
)  # 9月30日《甲报》
_PROSE = re.compile(r"[。!?;<>]|https?:")
_HOST = re.compile(r"(?:https?:)?/{0,2}((?:[A-Za-z0-9-]{1,40}\.){1,4}[A-Za-z]{2,8})/?")
_MAST = re.compile(
    rf"[{HAN}A-Za-z0-9·]{{1,12}}(?:网|网站|客户端|(?:[日晚早晨时商军]|工人|青年|妇女|农民|法[制治]|教育|政协|经济|科技|文化|电力|石油|交通|建设|健康|都市|劳动)报|频道|电视台|新闻网|在线)|[{HAN}]{{2,8}}(?:总工会|人民政府)"
)
_ENDING = re.compile(
    rf"(?!关注|更多|返回|进入|欢迎)[{HAN}A-Za-z0-9·—\-]{{1,24}}(?:报|网|社|台|刊|号|客户端|新闻|快讯|网站|门户|中文站|在线|频道|杂志|消息|报道|财经|传媒|之声|融媒|融媒体中心|政府|工会|委员会|厅|局|APP)"
    rf"(?:社|网|客户端|海外版)?"
)


@kept
def normalise(value: str) -> str | None:
    """A source as printed to an outlet's name; None where it names none.

    《工人日报》 → 工人日报, 中工网--《工人日报》 → 工人日报; 本网, 网络, 用户投稿 and the names of betting sites → None.
    A host stays (News.Example.Com); a name keeps the script that it is printed in.
    """
    name = _OPEN_CREDIT.sub("", value).strip(_EDGES)
    plain = fold(name)
    reprint = _REPRINT.fullmatch(plain)
    if reprint:
        name = name[reprint.start(1) : reprint.end(1)].strip(_EDGES)
        plain = fold(name)
    if issued := _ISSUED.match(plain) or _ISSUED.search(plain):
        name = (name[issued.end() :] if issued.start() == 0 else name[: issued.start()]).strip(_EDGES)
        plain = fold(name)
    host = _HOST.fullmatch(plain)
    if host:
        return host[1]
    if plain.count("(") > plain.count(")"):  # its edge was one: 某某县人民政府(办公室)
        name += value.partition(name)[2][:1]
    if not 2 <= len(plain) <= LONGEST or not re.search(f"[{HAN}A-Za-z]", plain):
        return None
    if _PROSE.search(plain) or _BETTING.search(plain) or _NO_OUTLET.fullmatch(plain):
        return None
    return name


def is_mast(line: str) -> bool:
    """Whether a folded line is nothing but the names of sites and papers: 中国军网 国防部网, 某某报客户端."""
    return all(_MAST.fullmatch(word.strip("《》")) for word in line.split())


@kept
def is_outlet(text: str) -> bool:
    """Whether a short text without a label reads as an outlet's name: 甘肃工人报, 杭州市余杭区人民政府."""
    plain = fold(text.strip(_EDGES))
    return _ENDING.fullmatch(plain) is not None and normalise(text) is not None
