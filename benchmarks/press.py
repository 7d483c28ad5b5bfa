"""Made-up articles: the same ones for the same number of them and the same seed.

Texts: 300 to 1500 characters, 530 on average; words as often as in a language, those of TOPICS in a share of the articles that is known;
slogans that many have. 12 % are copies of an earlier article under another title, some cut, some with a line more. Dates over 10 years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from unioncrawl.dates import BEIJING
from unioncrawl.items import Article, Block
from unioncrawl.regions import PROVINCES

CHUNK = 1000  # articles made at a time
BEGAN, YEARS = datetime(2014, 1, 1, tzinfo=UTC), 10
COPIES = 0.12  # of the articles
LAG = 30  # articles between one and its copy, on average; 200 at most
REVISED, MET_TWICE = 0.02, 0.02  # of the articles: their source is corrected later; seen under a second address
FEWEST, MEAN, MOST = 300, 530, 1500  # characters of a text

# A word, and the share of the articles that have it, some of them in the title.
TOPICS = {
    word: share / 10_000
    for share, words in {
        9500: ("工会",),
        7000: ("职工",),
        4000: ("劳动",),
        3000: ("服务",),
        2000: ("劳模",),
        1000: ("工匠", "维权"),
        800: ("困难职工", "技能竞赛"),
        600: ("送清凉", "车间"),
        400: ("产业工人队伍", "集体协商", "农民工"),
        100: ("税务", "5G", "户外劳动者", "女职工委员会"),
        5: ("焊接机器人",),
        1: ("欧阳青禾",),
    }.items()
    for word in words
}
_SLOGANS = (
    "把服务职工群众的每一件小事都办到大家的心坎上去",
    "让每一位一线劳动者都能感受到来自娘家人的温暖和关怀",
    "以更高的标准更严的要求更实的作风推动各项工作再上新台阶",
    "团结动员广大职工立足本职岗位争当新时代的奋斗者和建设者",
    "坚持问题导向目标导向结果导向相统一抓好年度重点任务落实",
    "有困难找工会有心事找工会有难题找工会已经成为大家的习惯",
)
_VERBS = ("举办", "召开", "启动", "部署", "推进", "开展", "组织", "走进", "慰问", "表彰", "培训", "签订")
_THINGS = ("活动", "会议", "竞赛", "培训班", "座谈会", "推进会", "现场会", "签约仪式", "宣讲", "调研", "体检", "讲座")
_SOURCES = ("工人日报", "本网", "中工网", None, "劳动报", "宣教部")
_NAMES = ("张三", "李四", "王小五", "赵六一", "欧阳明")
_JOINTS = np.array(["", "，", "。", "。\n"], dtype=object)  # what follows a word,
_JOINED = np.cumsum([0.8, 0.145, 0.04, 0.015])  # and how often


@dataclass(slots=True)
class Made:
    """An article, and what happens to it."""

    number: int  # from 1, in the order in which they are stored; article.id
    site: str
    url: str
    title: str
    body: str
    source: str | None
    authors: list[str]
    published_at: datetime | None
    published_precision: str | None
    seen_at: datetime
    of: int  # the first article of which this is a copy; its own number
    last: int  # the last copy of that one; its own number
    was_from: str | None = None  # its source before it was corrected
    met_again: str | None = None  # a second address of it

    def article(self, source: str | None = None, url: str | None = None) -> Article:
        """As the reading steps leave it; from another source, under another address."""
        lines = [Block(place, line) for place, line in enumerate(self.body.split("\n"))]
        return Article(
            url=url or self.url,
            site=self.site,
            fetched_at=self.seen_at,
            blocks=lines,
            title=self.title,
            source=source or self.source,
            authors=self.authors,
            published_at=self.published_at,
            published_precision=self.published_precision,
        )


class Press:
    """Makes the articles."""

    def __init__(self, articles: int, seed: int = 0) -> None:
        self._articles = articles
        self._chance = chance = np.random.default_rng(seed)
        chars = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
        often = 1 / (np.arange(len(chars)) + 40.0)
        picked = np.random.default_rng(1).choice(chars, (20_000, 2), p=often / often.sum())
        self._words = np.array([first + second for first, second in picked], dtype=object)
        weights = 1 / (np.arange(len(self._words)) + 20.0)
        self._weights = np.cumsum(weights / weights.sum())
        is_copy = chance.random(articles + 1) < COPIES
        is_copy[:2] = False
        before = np.arange(articles + 1) - np.minimum(chance.geometric(1 / LAG, articles + 1), 200)
        self._of = np.arange(articles + 1)
        for copy in np.flatnonzero(is_copy).tolist():
            self._of[copy] = self._of[max(1, before[copy])]
        self._last = np.zeros(articles + 1, np.int64)
        np.maximum.at(self._last, self._of, np.arange(articles + 1))

    def made(self) -> Iterator[Made]:
        """All of them, in their order."""
        kept: dict[int, Made] = {}
        for first in range(1, self._articles + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, self._articles + 1))
            for number, body in zip(numbers, self._bodies(len(numbers)), strict=True):
                of = int(self._of[number])
                made = self._made(number, body if of == number else self._changed(kept[of].body))
                if made.last > number:
                    kept.setdefault(of, made)
                else:
                    kept.pop(of, None)
                yield made

    def _made(self, number: int, body: str) -> Made:
        chance = self._chance
        site = int(chance.integers(len(PROVINCES)))
        seen_at = BEGAN + timedelta(days=365.25 * YEARS * number / self._articles)
        seen_at = seen_at.replace(microsecond=0)
        at, precision = self._published(seen_at)
        source = _SOURCES[int(chance.integers(len(_SOURCES)))]
        luck = chance.random()
        url = f"http://site{site}.cn/{seen_at:%Y%m}/{number}.html"
        return Made(
            number=number,
            site=f"site{site}",
            url=url,
            title=self._title(site),
            body=body,
            source=source,
            authors=[_NAMES[int(chance.integers(len(_NAMES)))]],
            published_at=at,
            published_precision=precision,
            seen_at=seen_at,
            of=int(self._of[number]),
            last=int(self._last[self._of[number]]),
            was_from="网络" if luck < REVISED else None,
            met_again=f"http://old.site{site}.cn/{number}.html" if luck > 1 - MET_TWICE else None,
        )

    def _changed(self, body: str) -> str:
        """As another site prints it."""
        lines = body.split("\n")
        kind = self._chance.integers(4)
        if kind == 1 and len(lines) > 4:  # cut at the end
            lines = lines[: -max(1, len(lines) // 4)]
        elif kind == 2:
            lines = ["编者按：" + lines[0], *lines[1:]]
        elif kind == 3:
            lines = [*lines, "下一步，有关方面将继续跟进，相关情况将及时发布。"]
        return "\n".join(lines)

    def _published(self, seen_at: datetime) -> tuple[datetime | None, str | None]:
        luck = self._chance.random()
        if luck < 0.03:
            return None, None
        at = seen_at - timedelta(minutes=int(self._chance.integers(600)))
        if luck < 0.25:
            return at.astimezone(BEIJING).replace(hour=0, minute=0, second=0), "day"
        return at.replace(second=0), "minute"

    def _title(self, site: int) -> str:
        chance = self._chance
        place, verb, thing = list(PROVINCES.values())[site], chance.integers(len(_VERBS)), chance.integers(len(_THINGS))
        topics = [word for word, share in TOPICS.items() if chance.random() < share / 3]
        words = self._words[np.searchsorted(self._weights, chance.random(4))]
        return f"{place}总工会{_VERBS[verb]}{''.join(words)}{''.join(topics[:2])}{_THINGS[thing]}"

    def _bodies(self, count: int) -> list[str]:
        chance = self._chance
        lengths = np.minimum(FEWEST + chance.exponential(MEAN - FEWEST, count), MOST)
        ends = np.cumsum(np.maximum(lengths / 2.25, 100).astype(int))
        words = self._words[np.searchsorted(self._weights, chance.random(ends[-1]))]
        begins = np.concatenate([[0], ends[:-1]])
        for word, share in TOPICS.items():
            having = np.flatnonzero(chance.random(count) < share)
            times = 1 + chance.poisson(2 * share, len(having))
            which = np.repeat(having, times)
            words[begins[which] + (chance.random(len(which)) * (ends - begins)[which]).astype(int)] = word
        having = np.flatnonzero(chance.random(count) < 0.1)
        places = begins[having] + (chance.random(len(having)) * (ends - begins)[having]).astype(int)
        words[places] = np.array(_SLOGANS, dtype=object)[chance.integers(len(_SLOGANS), size=len(having))]
        pieces = words + _JOINTS[np.searchsorted(_JOINED, chance.random(ends[-1]))]
        return ["".join(pieces[begin:end]).rstrip("，。\n") + "。" for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
