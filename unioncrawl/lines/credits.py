"""Credits: who wrote, photographed or edited a text, where no label says so.

Three places: a line of its own (□晚报记者 王 瑞/文 闫宏伟/图), the lead-in of a story (本报讯(记者 王红 通讯员 李明)), and the
end of one (…取得成效。(罗小丽 陈欢), …加入工会。本报记者 吴凡 摄).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from unioncrawl.lines.folding import fold, kept
from unioncrawl.lines.names import has_surname, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN, simplified

LONGEST = 80  # characters of a credit
SHORT = 6  # characters of an outlet that is told by the role behind it alone: 南都, 半月谈


@dataclass(slots=True)
class Credit:
    """Who made a text."""

    authors: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    outlet: str | None = None  # 兰州日报社 of 兰州日报社记者
    body: str | None = None  # the body or the post that signs, alone or before a name: 西宁市总工会, 云凤小学
    has_role: bool = False  # a word such as 记者 or 摄 stands in it
    has_call: bool = False  # one that only a person has: 记者, 通讯员

    @property
    def names(self) -> bool:
        """Whether it names a person."""
        return bool(self.authors or self.photographers or self.editors)


_MODIFIERS = "(?:首席|特约|特派|特邀|见习|实习|全媒体?|融媒体?|新媒体|学生|市民|职工|本报|本网|本台|本刊|小){0,3}"
_ROLE = re.compile(
    rf"(?P<writer>{_MODIFIERS}(?:记 ?者|通 ?讯 ?员|评论员|撰稿人?|实习生|播报人|报道员|信息员)|"
    r"(?:专栏|特约)?作者|采写|采访|撰文|执笔|编译|翻译|"
    rf"(?:图文|综合|即时|连线|专题)?报[道导]|文字|整理|供稿|图文|文图|文[/、并]图|图[/、]文|(?<![{HAN}])文(?![{HAN}])|(?<=/)文)"
    rf"|(?P<photo>摄影(?:报道)?|图片|供图|拍摄|摄(?![{HAN}])|(?<![{HAN}])图(?![{HAN}])|(?<=/)图)"
    r"|(?P<editor>(?:责任|本期|网络|值班)?编辑|责编)"
    r"|(?P<other>绘画|漫画|制图|视频|剪辑|配音|整合|综合|校对|审核|设计)"
)
# Roles that only people have: beside them the shape of a name suffices.
_CALLS = re.compile("记 ?者|通 ?讯 ?员|评论员|播报人|报道员|信息员|撰稿|实习生|作者|采写|撰文|执笔|编译|翻译|摄影报[道导]")
_FOLLOWS = re.compile(
    "摄|供图|(?:即时|连线|专题)?报[道导]|供稿|文/图|图/文|图文|文图|图片|文[、并]图|图、文|拍摄|整理"
)  # roles that may stand after their names
_REPORTED = re.compile("报[道导]$")
_BAR = re.compile(r" ?[/|:丨︱] ?")
_OUTLET = re.compile(
    rf"[{HAN}A-Za-z0-9·—《》\-]{{0,24}}(?:报|网|社|台|刊|号|端|新闻|传媒|频道|在线|集团|中心|工会|讯)(?:[·—\-][{HAN}]{{1,6}})?》?"
)
_NOBODY = re.compile("受访(?:者|单位|对象)|资料|网络|本人|即时|综合")
_PLACE = re.compile(
    "(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    f"青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|[台新]北|台[中南东]|高雄|桃园|新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|基隆|澎湖|金门|马祖|[{HAN}]{{1,4}}[省市县区州])[{HAN}]{{0,6}}"
)
_BODY = re.compile(
    rf"[{HAN}、]{{0,24}}(?:工会|小学|中学|学校|大学|学院|公司|集团|[局委厅处办院站段厂矿部]|中心|社区|街道|办事处|银行|车间|协会|政府|支部|[妇残文侨社]联|工商联|科协|[科组队团]|"
    "主席|书记|主任|部长|会长|秘书长|经理|[局厂院校站]长|教授|研究员|委员|干事)"
)
_SIGNATURE = re.compile(
    r"[^在为向对与赴到从的]{1,12}?(?:工会|工会联合会|委员会|公司|集团|小学|中学|学校|大学|学院|医院|局|办公室|中心|党委|支部|宣传部|工会办)"
)  # the bodies that sign a text without a person's name
_EMPLOYED = re.compile(
    rf"[{HAN}]{{1,20}}(?:大学|学院|学校|小学|中学|公司|集团|工会|义工联|中心|报社|研究院|研究所|医院|法院|[局委厅办站队社])(?P<name>[{HAN}]{{2,3}})"
)
_EDGES = " \t|/·:,、-—□■●◎○▲◆◇★※*"
_MARKS = ("□", "■", "●", "◎", "▲", "◆", "◇")
_LIBRARY = re.compile(
    r" ?\([^()]{0,10}(?:图片[库网社]|图库|视觉中国|人民视觉|影像中国)发?\)$|(?<=摄) ?/ ?(?:新华社|中新社|视觉中国)$"
)  # 王红 摄(某省图片库发)
_PICTURED = re.compile("[图摄]")
_SENT = re.compile(rf" 发自[{HAN}]{{2,16}}$")  # 特派记者 王红 发自某地
_STOP = re.compile("[。!?;“”\"']")


def parse(text: str) -> Credit | None:
    """What a text that is wholly a credit says, not to be changed; None where a part of it is anything else."""
    return _parse(text) if len(text) <= LONGEST else None


@kept
def _parse(text: str) -> Credit | None:
    plain = fold(text)
    if _STOP.search(plain):
        return None
    behind = _LIBRARY.search(plain) if _PICTURED.search(plain) else _SENT.search(plain) if "发自" in plain else None
    start, end = _inside(plain[: behind.start()] if behind else plain)
    roles = list(_ROLE.finditer(plain, start, end))
    credit = Credit(has_role=bool(roles), has_call=any(_CALLS.search(role[0]) for role in roles))
    befores: list[re.Match[str] | None] = [None, *roles]
    afters: list[re.Match[str] | None] = [*roles, None]
    for before, after in zip(befores, afters, strict=True):
        run = _Run(text, plain, before.end() if before else start, after.start() if after else end, before, after)
        if not run.read(credit):
            return None
    if roles and roles[-1].lastgroup == "photo" and _FOLLOWS.match(roles[-1][0]) and not any(role[0] in {"文", "文字"} for role in roles):
        credit.photographers = credit.authors + credit.photographers  # 记者 李溪 通讯员 杨健 摄
        credit.authors = []
    if not credit.names and credit.body and not credit.has_role and not _SIGNATURE.fullmatch(simplified(credit.body)):
        return None
    return credit if credit.names or credit.body or (credit.outlet and credit.has_call) else None


def _inside(plain: str) -> tuple[int, int]:
    """The span without the brackets, markers and bars around it."""
    start, end = 0, len(plain)
    while start < end and plain[start] in _EDGES + "([【〔":
        start += 1
    while start < end and plain[end - 1] in _EDGES + ")]】〕":
        end -= 1
    return start, end


def employed(run: str) -> list[str]:
    """The name behind the body that it is glued to: 李明 of 市总工会李明, 武汉大学历史学院李明."""
    glued = _EMPLOYED.fullmatch(simplified(run))
    return people(run[glued.start("name") :], sure=False) if glued else []


@dataclass(slots=True)
class _Run:
    """What stands between two roles."""

    text: str  # the credit as printed
    plain: str  # the same, folded
    start: int
    end: int
    before: re.Match[str] | None
    after: re.Match[str] | None

    def read(self, credit: Credit) -> bool:
        """Add what it says to the credit; False where it is no part of one."""
        role = self._role()
        self._trim()
        self._read_outlet(credit)
        self._read_body(credit)
        if self.start == self.end or self._is_nothing():
            return True
        names = self._names(role)
        kind = role.lastgroup if role else "writer"
        if kind == "photo":
            credit.photographers += names
        elif kind == "editor":
            credit.editors += names
        elif kind == "writer":
            credit.authors += names
        return bool(names)

    def _role(self) -> re.Match[str] | None:
        """Which of the two roles is its: the one joined to it by a bar, then one that stands behind names, then the one before."""
        if self.before and _BAR.match(self.plain, self.start, self.end):
            return self.before
        if self.after and self.plain[: self.end].rstrip(" ").endswith(("/", "|", "丨", "︱")):
            return self.after
        if self.after and _FOLLOWS.match(self.after[0]) and not _BAR.match(self.plain, self.after.end()):
            return self.after
        return self.before

    def _trim(self) -> None:
        while self.start < self.end and self.plain[self.start] in _EDGES + "()":
            self.start += 1
        while self.start < self.end and self.plain[self.end - 1] in _EDGES + "()":
            self.end -= 1

    def _read_outlet(self, credit: Credit) -> None:
        """新甘肃·甘肃日报 of 新甘肃·甘肃日报记者, 院工会 of 院工会供稿."""
        if self.after is None or self.plain[self.end : self.after.start()] not in {"", "/", "/ "}:  # 青禾時報/記者王紅
            return
        start = max(self.plain.rfind(" ", self.start, self.end) + 1, self.start)
        token = self.plain[start : self.end]
        calls = _CALLS.search(self.after[0]) is not None
        medium = self.after[0].startswith(("融媒", "全媒"))  # 青禾融媒记者: of a place, not of a person
        is_short = calls and len(token) <= SHORT and (medium or not people(token, sure=False))
        if not token or not (is_short or _OUTLET.fullmatch(token)):
            return
        if _BODY.fullmatch(token):
            credit.body = credit.body or self.text[start : self.end]
        else:
            credit.outlet = credit.outlet or self.text[start : self.end].strip("《》")
        self.end = start
        self._trim()
        while (space := self.plain.rfind(" ", self.start, self.end)) > 0 and is_outlet(self.plain[space + 1 : self.end]):
            self.end = space  # 王红 新安晚报 安徽网 大皖客户端记者
            self._trim()

    def _read_body(self, credit: Credit) -> None:
        """云凤小学 of 云凤小学 何忠顺."""
        if self.before is not None and self.before.lastgroup != "photo":
            return
        space = self.plain.find(" ", self.start, self.end)
        end = space if space > 0 else self.end
        if _BODY.fullmatch(self.plain, self.start, end):
            credit.body = self.text[self.start : end]
            self.start = end
            self._trim()

    def _is_nothing(self) -> bool:
        """Whether nobody is named: 受访者供图, 台北報導."""
        run = self.plain[self.start : self.end]
        reported = self.after is not None and _REPORTED.search(self.after[0]) is not None
        return _NOBODY.fullmatch(run) is not None or (reported and _PLACE.fullmatch(run) is not None)

    def _without_place(self, run: str) -> str:
        """彭冲 of 彭冲 山东冠县报道, 林宸誼 of 林宸誼／即時報導."""
        if self.after is None or not _REPORTED.search(self.after[0]):
            return run
        parts = re.split("[ /／]", run)
        tail = simplified(parts[-1])
        return run[: -len(parts[-1]) - 1] if len(parts) > 1 and (_PLACE.fullmatch(tail) or _NOBODY.fullmatch(tail)) else run

    def _names(self, role: re.Match[str] | None) -> list[str]:
        run = self._without_place(self.text[self.start : self.end])
        if any(near and _CALLS.search(near[0]) for near in (role, self.before)):
            return people(run, sure=True)
        if role is None:
            return people(run, sure=False) or employed(run)
        names = people(run, sure=True)
        return names if all(has_surname(name) for name in names) else []


# 本报讯, 【本报讯】, 中工网讯, 新华社乌鲁木齐6月20日电, 中国甘肃网5月1日讯据兰州晚报报道, 北方网消息
_PRESS = (
    rf"(?:本[报网站刊台]|综合(?=消息)|云上[{HAN}]{{2,4}}(?=讯|消息|报道)|"
    rf"[{HAN}A-Za-z·—\-]{{1,14}}?(?:报|网|社|台|站|端|频道|在线|融媒(?:体(?:中心)?)?))"
)
_LEAD = re.compile(
    rf"[【\[ ]{{0,2}}{_PRESS}[{HAN}\d]{{0,16}}?(?:(?<![通快简短资])讯|(?<![供停发用充输送配核风])电|消息|报道)[】\]]?"
    r"(?=[\s(:\d“]|据|[近日今昨为]|(?<=[讯】\]])(?:特约|实习|见习|首席|全媒体)?(?:记者|通讯员))"
)
_LEARNS = re.compile(rf"[ :]{{0,2}}记者 ?(?P<name>[{HAN}]{{2,3}}?) ?(?=从|\d{{1,2}}日|[今昨]日|[今昨]天|日前|近日|获悉|了解到)")
_REPORTS = re.compile(  # 某某时报记者张三北京报道, 某某网记者李四8月9日报道:
    rf"[ □■]{{0,2}}(?:本[报刊网台]|(?P<outlet>[{HAN}·]{{2,12}}?))?{_MODIFIERS}记者 ?(?P<names>[{HAN}·、 ]{{2,24}}?) ?"
    r"(?:\d{1,2}月\d{1,2}日)?(?:(?:发自|从)?(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|西安|郑州|济南|青岛|长沙|合肥|"
    r"福州|厦门|昆明|沈阳|大连|苏州|香港))?报[道导](?=[ :,]|$)[:,]?"
)
_WIRED = re.compile(  # (某某社记者王小红巴黎16日专电), 某某网(王小红)某省讯:
    rf" ?\([{HAN}]{{2,6}}社记者(?P<name>[{HAN}]{{3}})[{HAN}]{{2,6}}\d{{1,2}}日专?电\)"
    rf"| ?[{HAN}]{{2,10}}[网报社台]\((?P<person>[{HAN}、 ]{{2,16}})\)[{HAN}]{{0,8}}讯[ :,]"
)
_LEAD_ALONE = re.compile(rf"[【\[]?{_PRESS}(?:讯|消息)[】\]]?")
_NAMED = re.compile(  # 记者 王红 李明 2月21日早上8点,…
    rf"(?:本[报网])?记者 (?P<names>[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{1,4}}){{0,3}}) (?=\d{{1,2}}月\d{{1,2}}日|[今昨][日天]|近日|日前|连日来)"
)
_SIGNED_LEAD = re.compile(rf"(?P<names>[{HAN}、 ]{{2,16}}?) {{0,3}}[【\[]?本报讯[】\]]?(?=[\s:\d])[ :]?")  # 王红 李明 本报讯 4月13日
_MAY_LEAD = re.compile("^(?:本[报報网網])?[记記]者 |[(（〔讯訊电電消报報]")  # quick to try in the first characters: no lead-in without it
_LONGEST_LEAD = 48
_CITED = re.compile(rf"据《?([{HAN}]{{2,12}}?)》?(?:报道|消息)")
_AGENCY = re.compile("[【 ]?(新华社|中新社|中国新闻社)")
_BRACKET = re.compile(r"[(〔【]([^()〔〕【】]{2,60})[)〕】]")
_CUT = re.compile("报[道导]|[: ]")
_CLOSING = re.compile(r"\(([^()]{2,60})\)(?: \d{1,7})?[ |]{0,3}$")  # (王红) 146: how often it was read
_ENDED = re.compile(r"[。!?;”\"'’…》〉][ |]{0,3}$")
_SIGNED = re.compile(rf"[。!?”…] {{0,2}}([{HAN} ]{{2,30}})$")
_SHOT = re.compile(r"((?:记者|通讯员)[^。,;:!?]{2,20}摄)$")
_TAIL = re.compile(r"[。!?”…)][ /|]{0,3}([^。!?”…]{2,40})$")


@dataclass(slots=True)
class LeadIn:
    """How a story begins: 本报讯(记者 王红)."""

    end: int  # of it, in the paragraph
    credit: Credit | None
    outlet: str | None  # the paper that a site cites, or the agency whose dispatch it is; not the page's own 本报


def lead_in(paragraph: str) -> LeadIn | None:
    """The lead-in of a paragraph, with or without names."""
    if not _MAY_LEAD.search(paragraph, 0, _LONGEST_LEAD):
        return None
    head = fold(paragraph[:120])
    lead = _LEAD.match(head)
    if bracketed := _bracketed(paragraph, head, lead):
        return bracketed
    wired = _WIRED.match(head)
    names = people(paragraph[slice(*wired.span("name" if wired["name"] else "person"))], sure=True) if wired else []
    if wired and names and all(map(has_surname, names)):
        return LeadIn(wired.end(), Credit(authors=names, has_role=True, has_call=True), None)
    if not lead:
        return _named(paragraph, head) or _reports(paragraph, head)
    said = _unbracketed(paragraph, head, lead.end())
    if said:
        return LeadIn(said[0], said[1], _origin(lead[0]))
    return _reports(paragraph, head) or LeadIn(lead.end(), _learns(paragraph, head, lead.end()), _origin(lead[0]))


def _bracketed(paragraph: str, head: str, lead: re.Match[str] | None) -> LeadIn | None:
    """The lead-in whose names stand in brackets: 本报讯(记者 王红)."""
    for bracket in _BRACKET.finditer(head):
        if bracket.start() > 45 or _STOP.search(head[: bracket.start()]):
            break
        credit = parse(paragraph[bracket.start(1) : bracket.end(1)])
        if credit and credit.names and (credit.has_role or (lead and lead.end() >= bracket.start() - 1)):
            return LeadIn(bracket.end(), credit, _origin(head[: bracket.start()]))
        if credit is None and lead and lead.end() >= bracket.start() - 1 and _CALLS.search(bracket[1]) and not _STOP.search(bracket[1]):
            return LeadIn(bracket.end(), _legible(paragraph[bracket.start(1) : bracket.end(1)], bracket[1]), _origin(lead[0]))
    return None


def _legible(text: str, plain: str) -> Credit:
    """The names in a credit some of which are no names: 王红 通讯员某交宣李明."""
    credit = Credit(has_role=True, has_call=True)
    ends = [(0, 0), *(role.span() for role in _ROLE.finditer(plain)), (len(plain), len(plain))]
    for (_, start), (end, _) in pairwise(ends):
        credit.authors += people(text[start:end].strip(_EDGES), sure=True)
    return credit


@dataclass(slots=True)
class Closing:
    """How a paragraph ends: (罗小丽 陈欢)."""

    start: int  # of it, in the paragraph
    credit: Credit


def closing(paragraph: str, *, last: bool) -> Closing | None:
    """The credit that a paragraph ends with: (罗小丽 陈欢), 本报记者 吴凡 摄; a bare name (汪诚) only where the text ends."""
    if paragraph.endswith(("。", "！", "!", "？", "?", "”", "…")) or paragraph.startswith(("资料图", "資料圖")):
        return None
    plain = fold(paragraph)
    if plain.endswith(")") and (library := _LIBRARY.search(plain)):  # …。王红摄(某某图片网)
        paragraph, plain = paragraph[: library.start()], plain[: library.start()]
    bracket = _CLOSING.search(plain, max(0, len(plain) - LONGEST))
    if bracket:
        credit = parse(paragraph[bracket.start(1) : bracket.end(1)])
        if credit is None and is_outlet(bracket[1]):
            return _signed_for(paragraph, plain, bracket)
        return Closing(bracket.start(), credit) if credit and (credit.has_role or _ENDED.search(plain[: bracket.start()])) else None
    tail = _TAIL.search(plain, max(0, len(plain) - LONGEST)) or _SHOT.search(plain, max(0, len(plain) - LONGEST))
    if tail is None:
        return None
    credit = parse(paragraph[tail.start(1) : tail.end(1)])
    if credit is None or not credit.names:
        return None
    bare = last and len(tail[1].strip()) <= 4 and not tail[0].startswith(")")
    return Closing(tail.start(1), credit) if credit.has_role or bare else None


def _signed_for(paragraph: str, plain: str, bracket: re.Match[str]) -> Closing | None:
    """The names before the outlet that a paragraph ends with: …。王红 李明(某城晚报)."""
    signed = _SIGNED.search(plain, max(0, bracket.start() - LONGEST), bracket.start())
    names = people(paragraph[signed.start(1) : signed.end(1)], sure=False) if signed else []
    return Closing(signed.start(1), Credit(authors=names, outlet=bracket[1])) if signed and names else None


def is_lead_alone(line: str) -> bool:
    """Whether a line is a lead-in and nothing else: 本网讯."""
    return len(line) <= 20 and _LEAD_ALONE.fullmatch(fold(line)) is not None


def is_marked(line: str) -> bool:
    """Whether a line is set off as a credit is: in brackets as a whole, or behind □."""
    bare = line.strip(" |｜\u3000")
    return bare.startswith(_MARKS) or (bare.startswith(("(", "（", "〔")) and bare.endswith((")", "）", "〕")))


def _origin(lead: str) -> str | None:
    cited = _CITED.search(lead)
    if cited and is_outlet(cited[1]):
        return cited[1]
    agency = _AGENCY.match(lead)
    return agency[1] if agency and "电" in lead else None


def _learns(paragraph: str, head: str, start: int) -> Credit | None:
    """The reporter who is named where the first sentence begins, which keeps the name: 记者王红28日从某局获悉."""
    named = _LEARNS.match(head, start)
    names = people(paragraph[named.start("name") : named.end("name")], sure=False) if named else []
    return Credit(authors=names, has_role=True, has_call=True) if names else None


def _named(paragraph: str, head: str) -> LeadIn | None:
    """The lead-in that is no more than the reporters, before the day that the text begins with or 本报讯."""
    lead = _NAMED.match(head) or ("本报讯" in head[:24] and _SIGNED_LEAD.match(head)) or None
    names = people(paragraph[lead.start("names") : lead.end("names")], sure=True) if lead else []
    if lead is None or not names or not all(map(has_surname, names)):
        return None
    return LeadIn(lead.end(), Credit(authors=names, has_role=True, has_call=True), None)


def _reports(paragraph: str, head: str) -> LeadIn | None:
    """The lead-in that names its reporter and nothing else: 某某时报记者张三北京报道."""
    lead = _REPORTS.match(head) if "记者" in head[:24] and "报" in head else None  # most paragraphs name none
    outlet = lead["outlet"] if lead else None
    if lead is None or (outlet and not is_outlet(outlet)):
        return None
    names = people(paragraph[lead.start("names") : lead.end("names")], sure=True)
    if not names or not all(map(has_surname, names)):
        return None
    return LeadIn(lead.end(), Credit(authors=names, outlet=outlet, has_role=True, has_call=True), None)


def _unbracketed(paragraph: str, head: str, start: int) -> tuple[int, Credit] | None:
    """The longest credit behind a lead: 记者苏大鹏报道:, 通讯员李啸甬 记者王海霞报道."""
    best = None
    for cut in _CUT.finditer(head, start + 2, start + 48):
        end = cut.end() if cut[0].startswith("报") else cut.start()
        if "," in head[start:end] or _STOP.search(head[start:end]):
            break
        credit = parse(paragraph[start:end])
        if credit and credit.has_role and credit.names:
            best = end, credit
    return best
