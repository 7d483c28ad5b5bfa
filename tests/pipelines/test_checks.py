"""The step that refuses pages that are no article."""

import pytest

from pipelines.checks import REASONS, Checks
from unioncrawl.items import Article, Block, Hints, Image, Taken

BODY = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"


def reason(
    *lines: str, title: str | None = None, link: bool = False, trace: list[Taken] | None = None, head: str | None = None
) -> str | None:
    blocks = [Block(number, line, link_chars=len(line) if link else 0) for number, line in enumerate(lines)]
    article = Article(None, blocks=blocks, title=title, trace=trace or [], hints=Hints(head))
    refusal = Checks().process_item(article).refusal
    return refusal.reason if refusal else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "empty"),
        (["|", "×"], "empty"),
        (["请开启JavaScript并刷新该页."], "script"),
        (["您的浏览器禁用了脚本,请打开后访问"], "script"),
        (["Please enable JavaScript to continue"], "script"),
        (["请完成安全验证后继续访问"], "blocked"),
        (["您的请求存在威胁,已被拦截"], "blocked"),
        (["Access Denied"], "blocked"),
        (["404 Not Found"], "missing"),
        (["抱歉,您访问的页面不存在或已删除"], "missing"),
        (["系统繁忙,请稍后再试"], "missing"),
        (["锟斤拷锟斤拷烫烫烫屯屯屯" * 10], "damaged"),
        ([BODY * 3 + "\ufffd" * 4], "damaged"),
    ],
)
def test_what_is_no_article_is_refused(lines: list[str], expected: str) -> None:
    assert reason(*lines) == expected
    assert expected in REASONS


@pytest.mark.parametrize(
    "lines",
    [
        [BODY],
        [BODY * 40 + "\ufffd"],
        ["慰问一线职工。"],
        ["合影留念", "座谈会场景", "某某主席讲话"],
        ["近日,市总工会职工服务系统升级改造完成,职工可通过安全验证后登录平台办理各项业务,受到广大职工的普遍欢迎。"],
        ["The union held its annual meeting."],
        ["總工會舉辦職工技能大賽,來自各縣市的一百二十名職工參加了比賽,經過兩天的角逐決出了名次,受到大家的歡迎。" * 2],
    ],
)
def test_articles_pass_however_short(lines: list[str]) -> None:
    assert reason(*lines) is None


def test_a_list_of_links_is_no_article() -> None:
    titles = [f"某某县总工会举办第{number}届职工运动会" for number in range(9)]
    assert reason(*titles, link=True) == "list"
    assert reason(*(f"{title} 2023-03-0{at}" for at, title in enumerate(titles, 1))) == "list"
    assert reason(*titles) is None
    assert reason(trace=[Taken(at, "chrome", "links", title) for at, title in enumerate(titles)]) == "list"


def test_a_title_with_pictures_alone_is_an_article() -> None:
    article = Article(None, title="职工运动会掠影", images=[Image("http://www.example.cn/1.jpg")])
    assert Checks().process_item(article).refusal is None
    assert reason(title="职工运动会掠影") == "empty"


def test_what_the_steps_took_still_tells_why_nothing_is_left() -> None:
    assert reason(trace=[Taken(0, "chrome", "foot", "请开启JavaScript")]) == "script"
    assert reason(head="403 Forbidden") == "blocked"


def test_the_first_reason_stays() -> None:
    article = Article(None)
    article.refuse("oversize", "9 MB")
    refusal = Checks().process_item(article).refusal
    assert refusal is not None
    assert refusal.reason == "oversize"
