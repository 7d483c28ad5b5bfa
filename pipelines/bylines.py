"""Lifts source, authors, editors and section: from labelled lines, datelines, credits, and what the head of the page says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from unioncrawl.items import Article, Block, Taken
from unioncrawl.lines.closings import closing
from unioncrawl.lines.credits import Credit, employed, is_marked, parse
from unioncrawl.lines.datelines import is_dateline, is_foot_line, read_dateline, read_issue, read_neighbour
from unioncrawl.lines.editors import editors_of
from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import furniture, is_paragraph
from unioncrawl.lines.labels import Field, read_fields, without
from unioncrawl.lines.lead_ins import is_lead_alone, lead_in
from unioncrawl.lines.names import has_surname, leading_people, people
from unioncrawl.lines.outlets import is_outlet, normalise
from unioncrawl.lines.sections import read_section
from unioncrawl.text import HAN, narrow, simplified

STEP = "bylines"

# Where a source was read, the surest first.
LABEL, ISSUE, DATELINE, META, LEAD, CREDIT, SIGNATURE = range(7)

PHOTO_STORY = 6  # paragraphs of a text that may be its photographer's
LONGEST_END = 80  # characters of the fields that stand behind a paragraph
BELOW = 4  # lines below the title, empty ones counted, that may be the outlet's name alone
LONGEST_PART = 24  # characters of a line of a credit on several
LONGEST_NAME = 6  # characters of a name alone below the title
LONGEST_ACCOUNT = 40  # characters of the line that names a platform's account
ABOVE = 60  # lines above the text that datelines are looked for in
NEAR = 12  # lines from the end where datelines may stand too

_ROLE_WORD = re.compile("记者|通讯员|编辑|责编|实习生|作者|摄影|文/|图/|供稿")
_ROLE_ALONE = re.compile("(?:本[报网台刊])?(?:首席|见习|特约|实习|全媒体|融媒体)?(?:记者|通讯员)|摄影报[道导]|文[/、]?图")
_CRUMB = re.compile(">|＞|»|›|位置")
_SELF = re.compile(
    rf"(?:^|[。,，;；])([{HAN}]{{2,6}}(?:日报|晚报|商报|时报|工人报|晨报|都市报))记者(?:从|在|了解|获悉|看到|采访|昨|今|日前)"
)
_PROGRAMME = re.compile(r"^[(（][^()（）]{2,12}[)）][:：]")  # 央视网消息（新闻联播）：
_PAPER = re.compile(rf"[{HAN}]{{2,10}}[报報]")
_SPOKEN = re.compile("记者|采访|文字|整理|投稿|采写|文|图文|文图|通讯员|实习生")  # labels that prose and interviews use too: 记者:您怎么看?
_SOURCE_AT_END = re.compile(
    r"[(（【\[](?:新闻|文章|本文|信息|稿件)?(?:来源|來源|转自|轉自|摘自)[:：]?\s?(?P<source>[^()（）\[\]【】。]{2,30})[)）\]】][\s|]{0,3}$"
)
_EDITOR_AT_END = re.compile(
    r"[(（【\[]\s?(?:责任编辑|責任編輯|责编|責編|编辑|編輯)[:：/ ](?P<names>[^()（）\[\]【】。]{2,20})[)）\]】][\s|]{0,3}$"
)
_BRACKETED_FIELDS = re.compile(  # (来源:甲网 作者:王红)
    r"[(（【\[]\s?(?=(?:作者|[来來]源|[文图圖]|[编編][辑輯]|[责責][编編]|记者|記者|通讯员|供稿|摄影|攝影)\s?[:：|丨])[^()（）\[\]【】。]{4,60}[)）\]】][\s|]{0,3}$"
)
_SHOWN = re.compile("[图圖][为為]")
_BRACKET_AT_END = re.compile(r"[)）\]】][\s|]{0,3}$")  # quick to try, as is the next
_MARK = re.compile("[:：|丨]")
_FIELDS_AT_END = re.compile(
    r"(?<=[。！？!?”…）)])\s{0,3}(?=(?:作者|[来來]\s?源|(?:责任|責任)?[编編]\s?[辑輯]|[责責][编編]|[监監]\s?制|[审審]\s?核|通讯员|撰稿)\s?[:：|丨])[^。！？!?]{4,60}$"
)


@dataclass(slots=True)
class Found:
    """What a page says of its makers."""

    sources: list[tuple[int, str]] = field(default_factory=list)  # how sure, outlet
    authors: list[str] = field(default_factory=list)
    labelled: list[str] = field(default_factory=list)  # the authors that a label or a role such as 记者 calls so
    photographers: list[str] = field(default_factory=list)
    shots: list[str] = field(default_factory=list)  # who took a picture, as no more than 摄 says
    is_caption: bool = False  # the last paragraph ends with who took the picture that it tells of
    editors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    lifted: dict[int, tuple[Block, str]] = field(default_factory=dict)  # by number, lines that go, and what they say

    def lift(self, block: Block, rest: str, why: str, article: Article) -> None:
        """Leave of a line what the dates step reads."""
        if not re.search(r"\d{2}", rest) and not is_paragraph(rest):
            self.lifted[block.number] = block, why
        elif rest != block.text:
            article.change(block, rest, STEP, why)

    def take_lifted(self, article: Article) -> None:
        taken = defaultdict(list)
        for block, why in self.lifted.values():
            taken[why].append(block)
        article.take_each(taken, STEP)
        self.lifted.clear()

    def add_source(self, value: str, place: int) -> None:
        outlet = normalise(value)
        if outlet:
            self.sources.append((place, outlet))

    def move_person(self) -> None:
        """A person where the source belongs (来源: 尹娟) is the author, where another source is known."""
        persons = [source for source in self.sources if "·" not in source[1] and people(source[1], sure=False)]
        if persons and len(self.sources) > len(persons):
            self.sources = [source for source in self.sources if source not in persons]
            self.authors += [outlet for _, outlet in persons]

    def add_credit(self, credit: Credit) -> None:
        self.authors += credit.authors
        if credit.has_call:
            self.labelled += credit.authors
        if credit.authors:
            self.authors += credit.photographers
        elif credit.has_call:
            self.photographers += credit.photographers
        else:
            self.shots += credit.photographers
        self.editors += credit.editors
        if credit.body and not credit.names:
            self.add_source(credit.body, SIGNATURE)
        if credit.outlet and (credit.authors or not credit.names) and is_outlet(credit.outlet) and len(credit.outlet) > 2:
            self.add_source(re.split("[·—-]+", credit.outlet)[-1], CREDIT)


def read_labels(article: Article, found: Found) -> None:
    """Lift the fields of labelled lines; a label may stand on one line and its value on the next."""
    waiting: Field | None = None
    for block in list(article.blocks):
        line = block.text
        if waiting is not None:
            taken = _read_waiting(waiting, line, found)
            waiting = None
            if taken == len(line):
                found.lifted[block.number] = block, "byline"
                continue
            if taken:
                article.change(block, line[taken:].strip(), STEP, "byline")
                line = block.text
        fields = [entry for entry in read_fields(line) if _is_meant(entry, line)]
        if not any(entry.kind not in {"date", "tool", "count"} for entry in fields):
            continue
        for entry in fields:
            _read_field(entry, found)
        if fields[-1].value == "" and fields[-1].kind in {"source", "author", "editor", "reviewer", "crew"}:
            waiting = fields[-1]
        lifted = [entry for entry in fields if entry.kind != "date"]
        why = " and ".join(dict.fromkeys(entry.kind for entry in lifted if entry.kind != "tool"))
        found.lift(block, without(line, lifted), why, article)
    found.take_lifted(article)


def _is_meant(entry: Field, line: str) -> bool:
    """Whether a field is one: 记者:您怎么看 of an interview is none."""
    label = fold(line[entry.start : entry.end]).strip("([【 ").split(":")[0]
    if not _SPOKEN.fullmatch(label) or _people_of(entry.value)[0] or is_outlet(entry.value):
        return True
    credit = parse(entry.value)
    return credit is not None and credit.body is not None  # 文字:某院宣传部


def _read_field(entry: Field, found: Found) -> None:
    value = entry.value
    if entry.kind == "source":
        outlet, _, rest = value.partition(" ")
        if value.isascii():
            outlet, rest = value, ""
        credit = parse(rest) if rest else None
        if credit and credit.has_role:
            found.add_credit(credit)
        elif rest and (names := people(rest, sure=False) or people(rest.rsplit(" ", 1)[-1], sure=False)):
            found.authors += names
        elif outlet == "中工网" and is_outlet(rest):
            outlet = rest
        found.add_source(outlet, LABEL)
    elif entry.kind == "author":
        authors, photographers = _people_of(value)
        found.authors += authors + photographers
        found.labelled += authors
        if not authors and is_outlet(value):
            found.add_source(value, SIGNATURE)
    elif entry.kind == "editor":
        found.editors += editors_of(value)
    elif entry.kind == "reviewer":
        found.reviewers += editors_of(value)


def _read_waiting(label: Field, line: str, found: Found) -> int:
    """How much of the line below an empty label is its value."""
    end = len(line)
    fields = read_fields(line)
    if fields:
        end = fields[0].start
    value = line[:end].strip(" []()【】（）")
    if not value or len(value) > 20:
        return 0
    if label.kind == "source":
        if is_outlet(value):
            found.add_source(value, LABEL)
            return end
        found.authors += (persons := people(value, sure=False))  # 来源: / 王红
        return end if persons else 0
    names = editors_of(value) if label.kind in {"editor", "reviewer"} else _people_of(value)[0]
    if not names or not all(has_surname(name) or name.isascii() for name in names):
        return 0
    target = {"editor": found.editors, "reviewer": found.reviewers, "author": found.authors}.get(label.kind, [])
    target.extend(names)
    return end


def _people_of(value: str) -> tuple[list[str], list[str]]:
    """Authors and photographers that a labelled value names."""
    if _ROLE_WORD.search(simplified(value)):
        credit = parse(value)
        return (credit.authors, credit.photographers) if credit else ([], [])
    names = employed(value) or leading_people(value)
    credit = None if names else parse(value)
    return (names, []) if credit is None else (credit.authors, credit.photographers)


def read_datelines(article: Article, found: Found) -> None:
    """Lift the outlets and authors that stand by a date without a label."""
    title = -1 if article.title_line is None else article.title_line
    blocks = list(article.blocks)
    text = next((at for at, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    for block in blocks[text + 1 :]:
        if is_foot_line(block.text, article.title):
            _read_foot_line(article, block, found)
    near = [*range(min(text, ABOVE)), *range(max(text, len(blocks) - NEAR), len(blocks))]
    dated = [at for at in near if blocks[at].number not in found.lifted and is_dateline(blocks[at].text)]
    for at in dated:
        block = blocks[at]
        issue = read_issue(block.text)
        if issue:
            found.add_source(issue[0], ISSUE if at < text else LEAD)
            article.change(block, issue[1], STEP, "source")
            continue
        line = read_dateline(block.text, below_title=at < text and block.number > title >= 0)
        if line.outlet:
            found.add_source(line.outlet, DATELINE)
        found.authors += line.authors
        if line.rest != block.text:
            why = " and ".join(name for name, given in (("source", line.outlet), ("author", line.authors)) if given) or "tool bar"
            found.lift(block, line.rest, why, article)
    for at in dated:
        if blocks[at].number < title and "星期" in blocks[at].text:
            _read_paper_beside(article, blocks[at], found)
    below = [at for at, block in enumerate(blocks[:text]) if 0 <= title < block.number <= title + BELOW and is_outlet(block.text)]
    for beside in dict.fromkeys([*(place for at in dated for place in (at - 1, at + 1)), *below]):
        if 0 <= beside < text and beside not in dated and blocks[beside].number > title >= 0:
            _read_beside(blocks[beside], found)
    found.take_lifted(article)


def _read_foot_line(article: Article, block: Block, found: Found) -> None:
    paper = next(filter(is_outlet, narrow(block.text).split()), None)
    if paper:
        found.add_source(paper, ISSUE)
    dates = [word for word in narrow(block.text).split() if re.fullmatch(r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?", word)]
    found.lift(block, dates[-1] if dates else "", "foot line", article)


def _read_paper_beside(article: Article, day: Block, found: Found) -> None:
    """The paper whose name stood by the day above the title: 2008年8月19日,星期二 / 甲州日报."""
    for taken in article.trace:
        if taken.why == "above the title" and abs(taken.number - day.number) <= 2 and _PAPER.fullmatch(taken.text):
            found.add_source(taken.text, ISSUE)


def _read_beside(block: Block, found: Found) -> None:
    line = read_neighbour(block.text)
    if line and line.outlet:
        found.add_source(line.outlet, DATELINE)
        found.authors += line.authors
        found.lifted[block.number] = block, "source and author" if line.authors else "source"


def read_credits(article: Article, found: Found) -> None:
    """Lift the credits: lines of their own, the lead-ins of paragraphs, and the names that they end with."""
    texts = [block for block in article.blocks if is_paragraph(block.text)]
    first, last = (texts[0].number, texts[-1].number) if texts else (-1, -1)
    _read_broken_credits(article, found)
    _read_name_below_title(article, found)
    for block in list(article.blocks):
        _read_end(article, block, found)
        credit = _line_credit(block, above=block.number < first, below=block.number >= last)
        if credit:
            found.add_credit(credit)
            found.lifted[block.number] = block, "credit"
            continue
        if is_lead_alone(block.text):
            found.lifted[block.number] = block, "lead-in"
            continue
        _read_lead_in(article, block, found)
        _read_closing(article, block, found, last=block.number == last)
    found.take_lifted(article)


def _read_name_below_title(article: Article, found: Found) -> None:
    """Lift the name that stands alone between the title and the text, which does not speak of that person."""
    title = -1 if article.title_line is None else article.title_line
    below = [block for block in article.blocks if title < block.number <= title + BELOW][:2] if title >= 0 else []
    if len(below) < 2 or len(below[0].text) > LONGEST_NAME or not is_paragraph(below[1].text):
        return
    names = people(below[0].text, sure=False)
    if len(names) != 1 or not has_surname(names[0]) or names[0] in (article.title or ""):
        return
    if not any(names[0] in block.text for block in article.blocks if block is not below[0]):
        found.authors += names
        found.lifted[below[0].number] = below[0], "credit"
        found.take_lifted(article)


def drop_names_again(article: Article, found: Found) -> None:
    """Drop the lines that name nobody but those whom a credit names too: 王红 李明 above a text that ends with 王红 李明/摄影报道."""
    makers = {*found.authors, *found.photographers, *found.shots}
    for block in article.blocks:
        if len(block.text) > LONGEST_PART or not any(maker in block.text for maker in makers):
            continue
        if (names := people(block.text, sure=False)) and makers.issuperset(names):
            found.lifted[block.number] = block, "credit"
    found.take_lifted(article)


def _read_end(article: Article, block: Block, found: Found) -> None:
    """Lift the editor and the labelled fields off a paragraph's end, and read the source in brackets there, which stays."""
    end = max(0, len(block.text) - LONGEST_END)
    if _BRACKET_AT_END.search(block.text, max(0, len(block.text) - 4)):
        editor = _EDITOR_AT_END.search(block.text, end)
        if editor and editor.start():
            found.editors += editors_of(editor["names"])
            article.change(block, block.text[: editor.start()].rstrip(), STEP, "editor")
        bracket = _BRACKETED_FIELDS.search(block.text, end)
        fields = read_fields(block.text[bracket.start() :].strip(" |")) if bracket and bracket.start() else ()
        source = _SOURCE_AT_END.search(block.text, end)
        if bracket and len(fields) > 1:
            for entry in fields:
                _read_field(entry, found)
            article.change(block, block.text[: bracket.start()].rstrip(), STEP, "byline")
        elif source:
            found.add_source(source["source"], LEAD)
    labelled = _FIELDS_AT_END.search(block.text, end) if _MARK.search(block.text, end) else None
    if labelled and (fields := read_fields(block.text[labelled.start() :].strip())):
        for entry in fields:
            _read_field(entry, found)
        article.change(block, block.text[: labelled.start()], STEP, "byline")


def _read_broken_credits(article: Article, found: Found) -> None:
    """Lift a credit that stands on several lines: 本报记者 / 王红 摄, 记者 王红 文 / 通讯员 李明 摄."""
    run: list[Block] = []
    for block in [*article.blocks, None]:
        if block and _is_part_of_credit(block.text):
            run.append(block)
            continue
        credit = parse(" ".join(part.text for part in run)) if len(run) > 1 else None
        if credit and credit.names:
            found.add_credit(credit)
            found.lifted |= {part.number: (part, "credit") for part in run}
        run = []
    found.take_lifted(article)


def _is_part_of_credit(line: str) -> bool:
    if len(line) > LONGEST_PART:
        return False
    credit = parse(line)
    return _ROLE_ALONE.fullmatch(fold(line)) is not None or (credit is not None and credit.has_role and credit.names)


def _read_lead_in(article: Article, block: Block, found: Found) -> None:
    """Lift 本报讯(记者 王红) off a paragraph."""
    lead = lead_in(block.text)
    if lead is None:
        return
    if lead.credit:
        found.add_credit(lead.credit)
    if lead.outlet:
        found.add_source(lead.outlet, LEAD)
    rest = _PROGRAMME.sub("", block.text[lead.end :]).lstrip(" :：,，】]|")
    if rest:
        article.change(block, rest, STEP, "lead-in")
    else:
        found.lifted[block.number] = block, "lead-in"


def _read_closing(article: Article, block: Block, found: Found, *, last: bool) -> None:
    """Lift the names off a paragraph's end; who took a picture stays with what it shows."""
    end = closing(block.text, last=last)
    if end is None:
        return
    found.add_credit(end.credit)
    rest = block.text[: end.start].rstrip(" |")
    found.is_caption = last and bool(end.credit.photographers) and not rest.endswith(("/", "／"))
    if rest and not end.credit.photographers:
        article.change(block, rest, STEP, "credit")


def _line_credit(block: Block, *, above: bool, below: bool) -> Credit | None:
    """The credit that a line is as a whole: with a role, in brackets, behind □; by name and post above the text, by name alone below it."""
    credit = parse(block.text)
    if credit is None:
        return None
    if credit.has_role or is_marked(block.text):
        return credit
    signed = above and credit.body and credit.authors
    bare = below and not credit.body and len(block.text) <= 12 and len(credit.authors) <= 2
    return credit if signed or bare else None


def read_account(article: Article, found: Found) -> None:
    """The account of a platform (微信公众号) stands below the title, and again in its card: 原创 kingname 某某号."""
    title = article.title_line
    if title is None or not article.outline:  # plain texts print captions below the title
        return
    lines: list[Block | Taken] = [*article.blocks, *[taken for taken in article.trace if taken.changed is None]]
    below = next((line.text for line in lines if line.number == title + 1), "")
    words = [word for word in below[:LONGEST_ACCOUNT].split() if word != "原创"]
    if not words or [line.text for line in lines].count(words[-1]) < (2 if len(words) == 1 else 1):
        return
    found.add_source(words[-1], META)
    said = article.hints.metas.get("author", [])
    found.authors += [word for word in words[:-1] if word in said and not found.authors]


def read_self_mention(article: Article, found: Found) -> None:
    """The paper that calls itself 本报 and its writers 某某日报记者."""
    texts = [taken.text for taken in article.trace if taken.why == "lead-in"] + [block.text for block in article.blocks]
    if any(text.startswith(("本报", "【本报")) for text in texts):
        papers = {mention[1] for text in texts for mention in _SELF.finditer(text)}
        if len(papers) == 1:
            found.add_source(papers.pop(), CREDIT)


def read_head(article: Article, found: Found) -> None:
    """What the metas say where the lines say nothing: the government sites' ContentSource and Author, an author that the page names too."""
    metas = article.hints.metas
    for name in ("contentsource", "source", "article:source"):
        for content in metas.get(name, []):
            found.add_source(content, META)
    if found.authors:
        return
    text = "".join(block.text for block in article.blocks) + "".join(taken.text for taken in article.trace)
    for content in [*metas.get("author", []), *metas.get("article:author", []), article.hints.jsonld.get("author", "")]:
        names = people(content, sure=False)
        if names and all(name in text for name in names) and not set(names) & set(found.editors):
            found.authors += names
            return


class Bylines:
    """The step."""

    def process_item(self, item: Article) -> Article:
        found = Found()
        read_labels(item, found)
        read_datelines(item, found)
        read_credits(item, found)
        drop_names_again(item, found)
        read_account(item, found)
        read_self_mention(item, found)
        read_head(item, found)
        found.move_person()
        item.source = min(found.sources, key=lambda source: source[0])[1] if found.sources else None
        editors = found.editors or found.reviewers
        item.editor = list(dict.fromkeys(editors))
        texts = [block.text for block in item.blocks if is_paragraph(block.text)]
        authors = found.authors or (found.photographers if len(texts) <= PHOTO_STORY else [])
        if not authors and len(texts) == len(item.blocks) == 1 and (found.is_caption or _SHOWN.search(texts[0])):
            authors = found.shots
        item.authors = [name for name in dict.fromkeys(authors) if name in found.labelled or name not in found.editors]
        item.section = item.section or _section(item)
        return item


def _section(article: Article) -> str | None:
    metas = article.hints.metas
    for name in ("columnname", "article:section"):
        if metas.get(name) and 2 <= len(metas[name][0]) <= 20:
            return metas[name][0]
    text = next((block.number for block in article.blocks if is_paragraph(block.text)), 0)
    above = [taken for taken in article.trace if taken.number <= text and taken.changed is None and _CRUMB.search(taken.text)]
    above.sort(key=lambda taken: ("位置" not in taken.text, taken.number))
    crumbs = (taken.text for taken in above if furniture(fold(taken.text)) == "breadcrumb")
    return next((section for crumb in crumbs if (section := read_section(crumb, article.title))), None)
