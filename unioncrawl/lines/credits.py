"""Credits: who wrote, photographed or edited a text, where no label says so: □晚报记者 王 瑞/文 闫宏伟/图."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unioncrawl.lines.folding import fold, kept
from unioncrawl.lines.names import has_surname, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.lines.roles import CALLS, FOLLOWS, REPORTED, ROLE
from unioncrawl.text import HAN, simplified

LONGEST = 80  # characters of a credit
SHORT = 6  # characters of an outlet that is told by the role behind it alone: 南都, 半月谈

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
    rf"(?!\S*的)[{HAN}、]{{0,24}}(?:工会|小学|中学|学校|大学|学院|公司|集团|[局委厅处办院站所段厂矿部]|中心|[社园]区|街道|办事处|银行|车间|协会|政府|支部|[妇残文侨社]联|工商联|科协|[科组队团]|办公室|"
    "主席|书记|主任|部长|会长|秘书长|经理|[局厂院校站]长|教授|研究员|委员|干事)"
)
_SIGNATURE = re.compile(
    r"[^在为向对与赴到从的]{0,12}?(?:(?<!^)(?:公司|集团|小学|中学|学校|大学|学院|医院|局|中心)|工会|工会联合会|委员会|办公室|党委|支部|工会办|项目部|"
    r"(?:宣传|宣教|党群|党建|政工|工团|群工|群团|女工)(?:工作|教育|文体)?[部科处])"
)  # the bodies that sign a text without a person's name
_EMPLOYED = re.compile(
    rf"[{HAN}]{{1,20}}(?:大学|学院|学校|小学|中学|公司|集团|工会|义工联|中心|报社|研究院|研究所|医院|法院|办公室|(?:宣传|宣教|组织|党群|政工|女工)[部科]|"
    rf"[局委厅办站队社])(?P<name>[{HAN}]{{2,3}})"
)
EDGES = " \t|/·:,、-—□■●◎○▲◆◇★※*"
_MARKS = ("□", "■", "●", "◎", "▲", "◆", "◇")
LIBRARY = re.compile(
    r" ?\([^()]{0,10}(?:图片[库网社]|图库|视觉中国|人民视觉|影像中国)发?\)$|(?<=摄) ?/ ?(?:新华社|中新社|视觉中国)$"
)  # 王红 摄(某省图片库发)
_PICTURED = re.compile("[图摄]")
_SENT = re.compile(rf" 发自[{HAN}]{{2,16}}$")  # 特派记者 王红 发自某地
STOP = re.compile("[。!?;“”\"']")


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


def parse(text: str) -> Credit | None:
    """What a text that is wholly a credit says, not to be changed; None where a part of it is anything else."""
    return _parse(text) if len(text) <= LONGEST else None


@kept
def _parse(text: str) -> Credit | None:
    plain = fold(text)
    if STOP.search(plain):
        return None
    behind = LIBRARY.search(plain) if _PICTURED.search(plain) else _SENT.search(plain) if "发自" in plain else None
    start, end = _inside(plain[: behind.start()] if behind else plain)
    roles = list(ROLE.finditer(plain, start, end))
    credit = Credit(has_role=bool(roles), has_call=any(CALLS.search(role[0]) for role in roles))
    befores: list[re.Match[str] | None] = [None, *roles]
    afters: list[re.Match[str] | None] = [*roles, None]
    for before, after in zip(befores, afters, strict=True):
        run = _Run(text, plain, before.end() if before else start, after.start() if after else end, before, after)
        if not run.read(credit):
            return None
    if roles and roles[-1].lastgroup == "photo" and FOLLOWS.match(roles[-1][0]) and not any(role[0] in {"文", "文字"} for role in roles):
        credit.photographers = credit.authors + credit.photographers  # 记者 李溪 通讯员 杨健 摄
        credit.authors = []
    if not credit.names and credit.body and not credit.has_role and not _SIGNATURE.fullmatch(simplified(credit.body)):
        return None
    return credit if credit.names or credit.body or (credit.outlet and credit.has_call) else None


def _inside(plain: str) -> tuple[int, int]:
    """The span without the brackets, markers and bars around it."""
    start, end = 0, len(plain)
    while start < end and plain[start] in EDGES + "([【〔":
        start += 1
    while start < end and plain[end - 1] in EDGES + ")]】〕":
        end -= 1
    return start, end


def employed(run: str) -> list[str]:
    """The name behind the body that it is glued to: 李明 of 市总工会李明, 武汉大学历史学院李明."""
    glued = _EMPLOYED.fullmatch(fold(run))
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
        if self.after and FOLLOWS.match(self.after[0]) and not _BAR.match(self.plain, self.after.end()):
            return self.after
        return self.before

    def _trim(self) -> None:
        while self.start < self.end and self.plain[self.start] in EDGES + "()":
            self.start += 1
        while self.start < self.end and self.plain[self.end - 1] in EDGES + "()":
            self.end -= 1

    def _read_outlet(self, credit: Credit) -> None:
        """新甘肃·甘肃日报 of 新甘肃·甘肃日报记者, 院工会 of 院工会供稿."""
        gap = self.plain[self.end : self.after.start()] if self.after else None
        if self.after is None or gap not in {"", " ", "/", "/ "}:  # 青禾時報/記者王紅
            return
        start = max(self.plain.rfind(" ", self.start, self.end) + 1, self.start)
        token = self.plain[start : self.end]
        if not token or not self._may_be_outlet(token, self.after[0], apart=gap == " "):
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

    def _may_be_outlet(self, token: str, role: str, *, apart: bool) -> bool:
        """Whether the word before a role is whom the person works for: 半月谈记者, 某某日报/某某新闻记者, 某某日报 记者."""
        if apart:
            return is_outlet(token) and not people(token, sure=False)
        medium = role.startswith(("融媒", "全媒"))  # 青禾融媒记者: of a place, not of a person
        if CALLS.search(role) and len(token) <= SHORT and (medium or not people(token, sure=False)):
            return True
        return all(_OUTLET.fullmatch(part) for part in token.split("/"))

    def _read_body(self, credit: Credit) -> None:
        """云凤小学 of 云凤小学 何忠顺, the outlet of 某某工人报 王红."""
        if self.before is not None and self.before.lastgroup != "photo":
            return
        space = self.plain.find(" ", self.start, self.end)
        end = space if space > 0 else self.end
        token = self.plain[self.start : end]
        if space > 0 and self.after is None and all(map(_SIGNATURE.fullmatch, self.plain[self.start : self.end].split(" "))):
            end = self.end  # 市总工会 宣教部: two bodies, and nobody
        if end == self.end > space > 0 or _BODY.fullmatch(token):
            credit.body = self.text[self.start : end]
        elif space > 0 and self.before is None and _is_outlet(token) and not people(token, sure=False):
            credit.outlet = credit.outlet or self.text[self.start : end]
        else:
            return
        self.start = end
        self._trim()

    def _is_nothing(self) -> bool:
        """Whether nobody is named: 受访者供图, 台北報導."""
        run = self.plain[self.start : self.end]
        reported = self.after is not None and REPORTED.search(self.after[0]) is not None
        return _NOBODY.fullmatch(run) is not None or (reported and _PLACE.fullmatch(run) is not None)

    def _without_place(self, run: str) -> str:
        """彭冲 of 彭冲 山东冠县报道, 林宸誼 of 林宸誼／即時報導."""
        if self.after is None or not REPORTED.search(self.after[0]):
            return run
        names, bar, last = run.replace("／", "/").replace("∕", "/").rpartition("/")
        if bar and names and not people(last, sure=False):  # 記者林宸誼／新營報導: a place, however small
            return run[: len(names)]
        parts = run.split(" ")
        tail = simplified(parts[-1])
        return run[: -len(parts[-1]) - 1] if len(parts) > 1 and (_PLACE.fullmatch(tail) or _NOBODY.fullmatch(tail)) else run

    def _names(self, role: re.Match[str] | None) -> list[str]:
        run = self._without_place(self.text[self.start : self.end])
        if any(near and CALLS.search(near[0]) for near in (role, self.before)):
            return people(run, sure=True)
        if role is None:
            return people(run, sure=False) or employed(run)
        names = people(run, sure=True) or employed(run)
        return names if all(has_surname(name) for name in names) else []


def _is_outlet(token: str) -> bool:
    """Whether a word is an outlet, or an outlet with its channel: 某某晚报·某某壹点."""
    return is_outlet(token) or ("·" in token and is_outlet(token.partition("·")[0]))


def is_marked(line: str) -> bool:
    """Whether a line is set off as a credit is: in brackets as a whole, or behind □."""
    bare = line.strip(" |｜\u3000")
    return bare.startswith(_MARKS) or (bare.startswith(("(", "（", "〔")) and bare.endswith((")", "）", "〕")))
