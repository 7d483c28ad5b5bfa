"""Lead-ins: how a story begins, with or without its reporters: 本报讯(记者 王红 通讯员 李明), 某某社某市6月20日电."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from unioncrawl.lines.credits import EDGES, STOP, Credit, parse
from unioncrawl.lines.folding import fold
from unioncrawl.lines.names import has_surname, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.lines.roles import CALLS, MODIFIERS, ROLE
from unioncrawl.text import HAN

# 本报讯, 【本报讯】, 中工网讯, 新华社乌鲁木齐6月20日电, 中国甘肃网5月1日讯据兰州晚报报道, 北方网消息
_PRESS = (
    rf"(?:本[报网站刊台]|综合(?=消息)|云上[{HAN}]{{2,4}}(?=讯|消息|报道)|"
    rf"[{HAN}A-Za-z·—\-]{{1,14}}?(?:报|网|社|台|站|端|频道|在线|融媒(?:体(?:中心)?)?))"
)
_LEAD = re.compile(
    rf"[【\[ ]{{0,2}}{_PRESS}[{HAN}\d]{{0,16}}?(?:(?<![通快简短资])讯|(?<![供停发用充输送配核风])电|消息|报道)[】\]]?"
    rf"(?=[\s(:\d“]|(?<=日讯)(?![问息])|据|[近日今昨为]|(?<=本报讯)(?![员问息])[{HAN}]|(?<=[讯】\]])(?:特约|实习|见习|首席|全媒体)?(?:记者|通讯员))"
)
_LEARNS = re.compile(rf"[ :]{{0,2}}记者 ?(?P<name>[{HAN}]{{2,3}}?) ?(?=从|\d{{1,2}}日|[今昨]日|[今昨]天|日前|近日|获悉|了解到)")
_REPORTS = re.compile(  # 某某时报记者张三北京报道, 某某网记者李四8月9日报道:
    rf"[ □■]{{0,2}}(?:本[报刊网台]|(?P<outlet>[{HAN}·]{{2,12}}?))?{MODIFIERS}记者 ?(?P<names>[{HAN}·、 ]{{2,24}}?) ?"
    r"(?:\d{1,2}月\d{1,2}日)?(?:(?:发自|从)?(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|西安|郑州|济南|青岛|长沙|合肥|"
    r"福州|厦门|昆明|沈阳|大连|苏州|香港))?报[道导](?=[ :,]|$)[:,]?"
)
_WIRED = re.compile(  # (某某社记者王小红巴黎16日专电), 某某网(王小红)某省讯:
    rf" ?\([{HAN}]{{2,6}}社记者(?P<name>[{HAN}]{{3}})[{HAN}]{{2,6}}\d{{1,2}}日专?电\)"
    rf"| ?[{HAN}]{{2,10}}[网报社台]\((?P<person>[{HAN}、 ]{{2,16}})\)[{HAN}]{{0,8}}讯[ :,]"
)
_LEAD_ALONE = re.compile(rf"[【\[]?{_PRESS}(?:讯|消息)[】\]]?")
_LEAD_ENDS = ("讯", "訊", "消息", "】", "]", "］")
_NAMED = re.compile(  # 记者 王红 李明 2月21日早上8点,…
    rf"(?:本[报网])?记者 (?P<names>[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{1,4}}){{0,3}}) (?=\d{{1,2}}月\d{{1,2}}日|[今昨][日天]|近日|日前|连日来)"
)
_SIGNED_LEAD = re.compile(rf"(?P<names>[{HAN}、 ]{{2,16}}?) {{0,3}}[【\[]?本报讯[】\]]?(?=[\s:\d])[ :]?")  # 王红 李明 本报讯 4月13日
# Quick to try: most paragraphs have none of these among their first characters, and do not begin as the few lead-ins without them do.
_MAY_LEAD = re.compile(r"\(|（|〔|【|讯|訊|电|電|消息|报道|報道|報導|报导|记(?<!.记)者|記(?<!.記)者|本(?<!.本)", re.DOTALL)
_LONGEST_LEAD = 48
_CITED = re.compile(rf"据《?([{HAN}]{{2,12}}?)》?(?:报道|消息)")
_CITED_BEHIND = re.compile(rf" {{0,2}}据《?([{HAN}]{{2,10}}(?:报|网))》?(?:记者)?(?:报道|消息)[:, ]")  # behind a lead
_AGENCY = re.compile("[【 ]?(新华社|中新社|中国新闻社)")
_BRACKET = re.compile(r"[(〔【]([^()〔〕【】]{2,60})[)〕】]")
_CUT = re.compile("报[道导]|[: ]")


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
    cited = _CITED_BEHIND.match(head, lead.end())
    outlet = cited[1] if cited and is_outlet(cited[1]) else _origin(lead[0])
    return _reports(paragraph, head) or LeadIn(lead.end(), _learns(paragraph, head, lead.end()), outlet)


def _bracketed(paragraph: str, head: str, lead: re.Match[str] | None) -> LeadIn | None:
    """The lead-in whose names stand in brackets: 本报讯(记者 王红)."""
    for bracket in _BRACKET.finditer(head):
        if bracket.start() > 45 or STOP.search(head[: bracket.start()]):
            break
        credit = parse(paragraph[bracket.start(1) : bracket.end(1)])
        before = head[: bracket.start()].rstrip()
        if before.endswith("》") and not is_outlet(before):
            continue  # 《车间的灯》(作者 王红)获一等奖: a work and its author
        is_led = (lead and lead.end() >= bracket.start() - 1) or (before.endswith(":") and is_outlet(before))  # 某某网:(王红 李明)
        if credit and credit.names and (credit.has_role or is_led):
            return LeadIn(bracket.end(), credit, _origin(head[: bracket.start()]))
        if credit is None and lead and lead.end() >= bracket.start() - 1 and CALLS.search(bracket[1]) and not STOP.search(bracket[1]):
            return LeadIn(bracket.end(), _legible(paragraph[bracket.start(1) : bracket.end(1)], bracket[1]), _origin(lead[0]))
    return None


def _legible(text: str, plain: str) -> Credit:
    """The names in a credit some of which are no names: 王红 通讯员某交宣李明."""
    credit = Credit(has_role=True, has_call=True)
    ends = [(0, 0), *(role.span() for role in ROLE.finditer(plain)), (len(plain), len(plain))]
    for (_, start), (end, _) in pairwise(ends):
        credit.authors += people(text[start:end].strip(EDGES), sure=True)
    return credit


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
        if "," in head[start:end] or STOP.search(head[start:end]):
            break
        credit = parse(paragraph[start:end])
        if credit and credit.has_role and credit.names:
            best = end, credit
    return best


def is_lead_alone(line: str) -> bool:
    """Whether a line is a lead-in and nothing else: 本网讯."""
    return len(line) <= 20 and line.endswith(_LEAD_ENDS) and _LEAD_ALONE.fullmatch(fold(line)) is not None
