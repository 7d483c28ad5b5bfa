"""Nine days of union news of our own invention, which the sample sites of all platforms publish: three pages of a list, three each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.walk import Walk
from unioncrawl.items import Article
from unioncrawl.reading import read

PERIOD = {"since": "2026-10-01", "until": "2026-11-20"}  # holds them all


@dataclass(frozen=True)
class News:
    """A piece of news."""

    number: int
    day: date
    title: str
    paragraphs: tuple[str, str]
    source: str = "云岭工会"

    @property
    def text(self) -> str:
        """Its paragraphs as the body's markup."""
        return "".join(f"<p>　　{paragraph}</p>" for paragraph in self.paragraphs)

    @property
    def body(self) -> str:
        """As it must be read."""
        return "\n".join(self.paragraphs)


_WHAT = (
    (
        "茶山镇建起采茶工会员之家",
        "11月中旬，茶山镇总工会把闲置的晒青棚改成了会员之家。",
        "棚里添了桌椅、开水炉和一架旧书，采茶工歇晌有了去处。",
    ),
    ("渡口职工讲堂开了夜课", "为照顾跑夜船的船员，渡口职工讲堂本周起加开一堂夜课。", "头一课讲的是怎样看懂工资条，来了二十七人。"),
    ("石桥县为环卫工人添置暖手炉", "入冬前，石桥县总工会给早班环卫工人送去暖手炉三百只。", "暖手炉由县里的两家小厂捐赠，可反复充电。"),
    ("林场工会清查职工食堂账目", "林场工会邀请职工代表翻了一遍食堂半年的账目。", "查下来米面采购偏贵，场部当天换了供货商。"),
    (
        "河湾区集体协商谈成护理员加薪",
        "经过三轮集体协商，河湾区养老机构护理员明年起每月加薪二百元。",
        "协议覆盖十一家机构、四百二十名护理员。",
    ),
    ("盐场劳模带徒二十年传下一本手记", "盐场劳模把二十年带徒的心得写成了一本手记。", "手记记着看云识卤的土办法，年轻人抄了一份又一份。"),
    ("纺织厂女工休息室换了新灯", "纺织厂女工委听取意见，把休息室的日光灯全换成了暖光灯。", "女工们说，午间眯一会儿终于不刺眼了。"),
    ("快递小哥体检日排出了错峰表", "城关街道总工会为快递小哥安排体检，按派件时段排了错峰表。", "错峰之后没有人再为体检误单。"),
    ("矿区工会图书角收到第一批赠书", "矿区工会的图书角收到退休职工的第一批赠书。", "赠书里有一套翻旧了的机修手册，最先被借走。"),
)
_DAYS = ("2026-11-18", "2026-11-17", "2026-11-16", "2026-11-10", "2026-11-09", "2026-11-05", "2026-10-30", "2026-10-25", "2026-10-20")

NEWS = tuple(
    News(70_918 - place, date.fromisoformat(day), title, (first, second))
    for place, ((title, first, second), day) in enumerate(zip(_WHAT, _DAYS, strict=True))
)
LISTS = (NEWS[:3], NEWS[3:6], NEWS[6:])


def metas(news: News) -> str:
    """The head that government sites share."""
    return (
        f'<title>{news.title}_云岭总工会</title><meta name="ArticleTitle" content="{news.title}">'
        f'<meta name="PubDate" content="{news.day} 09:15"><meta name="ContentSource" content="{news.source}">'
    )


def expected(news: Iterable[News] = NEWS) -> list[tuple[str | None, ...]]:
    """Title, day, source and body of each, as they must be read."""
    return [(piece.title, str(piece.day), piece.source, piece.body) for piece in news]


def fields(articles: Iterable[Article]) -> list[tuple[str | None, ...]]:
    """The same of articles, after the reading."""
    return [
        (article.title, str(article.published_at.date()) if article.published_at else None, article.source, article.body)
        for article in map(read, articles)
    ]


def numbers(done: Walk) -> tuple[int, int, int]:
    """Lists walked, links on them, articles fetched."""
    lists, listed, fetched = (done.stats.get(f"unioncrawl/{name}", 0) for name in ("lists", "listed", "fetched"))
    return lists, listed, fetched
