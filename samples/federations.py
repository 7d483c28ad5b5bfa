"""Pages of fourteen sites over some months, to try an analysis on: `python -m samples.federations FILE.warc.gz [--months N]`.

Everything in them is invented, and shuffled: a text is a first sentence, and sentences of the sample pages in any order. What is meant is
when a site prints, and what it takes over from another: a spring and a summer of campaigns, national outlets that the federations copy,
some of them within hours, some of them after days. The same arguments give the same pages.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from samples.build import write_archive
from samples.sample import Served, read_samples, template

BEIJING = timezone(timedelta(hours=8))
LAST = datetime(2026, 11, 20, 8, tzinfo=BEIJING)  # samples.build has everything fetched an hour later
MONTHS = 12
_SENTENCE = re.compile(r"[^。！？“”]{20,120}。")  # without quotations, which end elsewhere


class Site(NamedTuple):
    """Who prints how much, and takes over how much."""

    name: str
    home: str
    places: str  # "杭州 宁波": where its news is from
    monthly: float  # articles of its own
    takes: float  # share of the stories on offer that it takes over
    hours: float  # it does so after: half of them earlier, half of them later


class Campaign(NamedTuple):
    """What a union does, and in which months it does more of it."""

    what: str
    months: range


@dataclass(slots=True, frozen=True)
class Text:
    """An article, wherever it is printed."""

    at: datetime
    title: str
    paragraphs: Sequence[str]
    source: str


NATIONAL = (
    Site("中工网", "https://www.workercn.cn/", "北京 天津 沈阳 长春 西安 昆明 海口 兰州", 15, 0.3, 8),
    Site("人民网", "http://acftu.people.com.cn/", "北京 石家庄 太原 南宁 贵阳 西宁", 7, 0.3, 6),
)
FEDERATIONS = (
    Site("北京市总工会", "https://www.bjzgh.org/", "海淀 朝阳 通州 大兴", 6, 0.25, 20),
    Site("上海市总工会", "https://www.shzgh.org/", "浦东 徐汇 嘉定 松江", 7, 0.2, 12),
    Site("江苏省总工会", "https://www.jsgh.org/", "南京 苏州 徐州 盐城", 8, 0.45, 10),
    Site("浙江省总工会", "https://www.zjftu.org/", "杭州 宁波 温州 台州", 9, 0.5, 5),
    Site("安徽省总工会", "https://www.ahghw.org/", "合肥 芜湖 蚌埠 黄山", 4, 0.6, 30),
    Site("山东省总工会", "https://www.sdgh.org.cn/", "济南 青岛 烟台 临沂", 10, 0.35, 16),
    Site("河南省总工会", "https://www.hngh.org/", "郑州 洛阳 南阳 信阳", 6, 0.4, 24),
    Site("湖北省总工会", "http://www.hbzgh.org.cn/", "武汉 宜昌 襄阳 黄石", 5, 0.3, 18),
    Site("广东省总工会", "https://www.gdftu.org.cn/", "广州 深圳 佛山 东莞", 8, 0.2, 14),
    Site("重庆市总工会", "https://www.cqgh.org/", "渝中 万州 江津 永川", 4, 0.5, 9),
    Site("四川省总工会", "https://scgh.org/", "成都 绵阳 宜宾 南充", 6, 0.4, 36),
    Site("陕西省总工会", "https://www.shxgh.org/", "西安 宝鸡 咸阳 汉中", 3, 0.7, 48),
)
CAMPAIGNS = (
    Campaign("慰问坚守高温岗位的建设者", range(6, 9)),
    Campaign("把清凉物资送到户外劳动者手中", range(6, 9)),
    Campaign("为困难职工子女发放助学金", range(8, 10)),
    Campaign("举办金秋招聘会", range(9, 12)),
    Campaign("集中表彰劳动模范和先进工作者", range(4, 6)),
    Campaign("请劳模工匠为新职工讲课", range(4, 6)),
    Campaign("开展安全生产月知识竞赛", range(6, 7)),
    Campaign("组织农民工平安返岗专列", range(1, 3)),
    Campaign("走访慰问一线职工和困难家庭", range(1, 3)),
    Campaign("帮助农民工讨回欠薪", range(11, 13)),
    Campaign("举行职工职业技能竞赛决赛", range(9, 12)),
    Campaign("为新就业形态劳动者免费体检", range(3, 12)),
    Campaign("建成户外劳动者服务站点", range(3, 12)),
    Campaign("推动平台企业开展集体协商", range(3, 12)),
    Campaign("成立快递行业工会联合会", range(3, 12)),
    Campaign("开办职工子女暑期托管班", range(7, 9)),
)
OFFERED = 0.25  # of what the national outlets print on their own
IN_SEASON, OUT_OF_SEASON = 6, 1  # how often a campaign is chosen


def pages(months: int) -> Iterator[Served]:
    """The pages of the last months, site by site."""
    chance = Random(20261120)  # noqa: S311
    sentences = sorted({found for sample in read_samples() for found in _SENTENCE.findall(sample.body)})
    began = date(LAST.year, LAST.month, 1)
    days = [began + timedelta(days=number) for number in range((LAST.date() - began).days)]
    for _ in range(months - 1):
        last = days[0] - timedelta(days=1)
        days = [last.replace(day=number) for number in range(1, last.day + 1)] + days
    own = {site: list(_own(site, days, sentences, chance)) for site in NATIONAL + FEDERATIONS}
    offered = [(site, text) for site in NATIONAL for text in own[site] if chance.random() < OFFERED]
    for site, texts in own.items():
        taken = [_taken(site, text, chance) for first, text in offered if first is not site and chance.random() < site.takes]
        numbers = count(1)
        for text in sorted(texts + [text for text in taken if text.at < LAST], key=lambda text: text.at):
            yield _page(site, text, next(numbers))


def _own(site: Site, days: Sequence[date], sentences: Sequence[str], chance: Random) -> Iterator[Text]:
    """What a site has of its own: less at weekends."""
    for day in days:
        share = 0.3 if day.weekday() > 4 else 1.0
        while chance.random() < share * site.monthly / (site.monthly + 30):
            place = chance.choice(site.places.split())
            seasons = [IN_SEASON if day.month in campaign.months else OUT_OF_SEASON for campaign in CAMPAIGNS]
            (campaign,) = chance.choices(CAMPAIGNS, seasons)
            people = chance.randrange(30, 5000)
            first = f"{day.month}月{day.day}日，{place}总工会{campaign.what}，{people}名职工参加。"
            rest = chance.sample(sentences, 6)
            at = datetime(day.year, day.month, day.day, chance.randrange(7, 20), chance.randrange(60), tzinfo=BEIJING)
            yield Text(at, f"{place}总工会{campaign.what}", [first + rest[0], "".join(rest[1:4]), "".join(rest[4:])], site.name)


def _taken(site: Site, text: Text, chance: Random) -> Text:
    """The text as another site prints it: later, now and then without its end."""
    later = timedelta(minutes=round(60 * site.hours * chance.lognormvariate(0, 0.8)))
    return replace(text, at=text.at + later, paragraphs=text.paragraphs[:2] if chance.random() < 0.15 else text.paragraphs)


def _page(site: Site, text: Text, number: int) -> Served:
    day = f"{text.at:%Y-%m-%d}"
    paths = {"中工网": f"c/{day}/{8000000 + number}.shtml", "人民网": f"n1/{text.at:%Y/%m%d}/c67502-{40000000 + number}.html"}
    body = "\n".join(f"<p>　　{paragraph}</p>" for paragraph in text.paragraphs)
    page = template("federation").substitute(
        title=text.title, site=site.name, date=f"{text.at:%Y-%m-%d %H:%M}", source=text.source, body=body
    )
    return Served(site.home + paths.get(site.name, f"xwzx/{text.at:%Y%m}/{number}.html"), page.encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--months", type=int, default=MONTHS)
    arguments = parser.parse_args()
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    write_archive(pages(arguments.months), arguments.file)
