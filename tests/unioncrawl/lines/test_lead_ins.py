"""Who reports, as a story begins."""

import pytest

from unioncrawl.lines.lead_ins import is_lead_alone, lead_in


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("本报讯 (记者王红)1月20日,某市总工会", ["王红"]),
        ("本报讯（记者 王红 通讯员 李明）1月20日，某市总工会", ["王红", "李明"]),
        ("本报讯 记者王大鹏报道:某市总工会日前", ["王大鹏"]),
        ("本报某市7月27日讯 记者王红报道:为贯彻", ["王红"]),
        ("本报讯 通讯员李建国 记者王海霞报道 昨日", ["李建国", "王海霞"]),
        ("本报讯(李红张其富)近日,", ["李红", "张其富"]),
        ("【本报讯】(甲州日报记者王大山通讯员李越华)近日", ["王大山", "李越华"]),
        ("甲方网消息(记者王红 学生记者李明):5月1日", ["王红", "李明"]),
        ("〔記者陳志強／台北報導〕財政部今天", ["陳志強"]),
        ("本网讯(实习记者 王红)近日", ["王红"]),
        ("【甲港商報網訊】記者王一紅報道:關愛老人", ["王一紅"]),
        ("云上甲山报道:(全媒体见习记者 王红)1月29日,", ["王红"]),
        ("本網訊特約記者王一紅、實習生李明麗報道:11日,", ["王一紅", "李明麗"]),
        ("记者 王红 李小明 2月21日早上8点,雪还在下", ["王红", "李小明"]),
        ("本报记者 王红 近日,某社区", ["王红"]),
        ("甲法制网:(王红红 李建国)为深入", ["王红红", "李建国"]),
        ("王小军李明庚 本报讯 4月13日,某县", ["王小军", "李明庚"]),
    ],
)
def test_a_lead_in_names_its_writers(paragraph: str, authors: list[str]) -> None:
    lead = lead_in(paragraph)
    assert lead is not None
    assert lead.credit is not None
    assert lead.credit.authors == authors


@pytest.mark.parametrize(
    ("paragraph", "outlet"),
    [
        ("新华社某市6月20日电(记者王红)某自治区总工会", "新华社"),
        ("甲海网11月23日讯 据甲门日报报道 近日,工会成立", "甲门日报"),
        ("甲国某网5月1日讯据甲州晚报报道(甲州日报社全媒体记者 王红)4月27日", "甲州晚报"),
        ("中工网讯 8月4日,某县总工会", None),
        ("据农业农村部消息,今年小麦", None),
    ],
)
def test_a_lead_in_names_the_agency_or_the_paper_that_is_cited(paragraph: str, outlet: str | None) -> None:
    lead = lead_in(paragraph)
    assert (lead.outlet if lead else None) == outlet


@pytest.mark.parametrize(
    "paragraph",
    [
        "新华社长篇通讯：为建设注入不竭动力",
        "工作人员(右二)为困难职工送去慰问金",
        "甲国移动通讯集团(简称甲移动)开展活动",
        "某领导致电 祝贺大会召开",
        "记者王红报道了这一消息",
        "记者 走访 近日发现,市场供应充足",
        "记者 2月21日走访了社区",
        "市民致电 本报讯 问情况",
        "《车间的灯》(作者王红)获得一等奖",
        "云上乡村的春耕忙",
        "",
    ],
)
def test_other_beginnings_are_no_lead_ins(paragraph: str) -> None:
    assert lead_in(paragraph) is None


def test_a_lead_in_may_be_a_line_of_its_own() -> None:
    assert is_lead_alone("本网讯")
    assert is_lead_alone("【甲工网讯】")
    assert not is_lead_alone("某某领导人致贺电")
    assert not is_lead_alone("国际联播快讯")


@pytest.mark.parametrize(
    ("paragraph", "authors", "rest"),
    [
        ("甲夏时报记者王红北京报道 5月1日上午,大桥通车。", ["王红"], " 5月1日上午,大桥通车。"),
        ("甲方网记者王颖琼8月9日报道:大风过后,天晴了。", ["王颖琼"], "大风过后,天晴了。"),
        ("(某某社記者王小紅巴黎16日專電)大會今天閉幕。", ["王小紅"], "大會今天閉幕。"),
        ("甲农民网(王旭东)湖北讯:科普日活动举行。", ["王旭东"], "科普日活动举行。"),
        ("【本报讯】(甲州日报记者王红)近日,大桥通车。", ["王红"], "近日,大桥通车。"),
        ("本报北京1月28日电 记者王玥28日从甲部获悉,工程开工。", ["王玥"], " 记者王玥28日从甲部获悉,工程开工。"),
        ("甲方融媒3月9日讯 为进一步丰富生活,活动举行。", [], " 为进一步丰富生活,活动举行。"),
    ],
)
def test_a_lead_in_says_who_reports(paragraph: str, authors: list[str], rest: str) -> None:
    lead = lead_in(paragraph)
    assert lead is not None
    assert (lead.credit.authors if lead.credit else [], paragraph[lead.end :]) == (authors, rest)


@pytest.mark.parametrize("line", ["国网甲山供电:全力以赴保障温暖过冬", "男子遭浪卷走 台风扫过1失踪28万余户停电", "甲台发电 照亮山村"])
def test_power_is_no_dispatch(line: str) -> None:
    assert lead_in(line) is None


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("综合消息 近段时间,各单位送温暖", "近段时间,各单位送温暖"),
        ("本报讯记者从海关获悉,去年", "记者从海关获悉,去年"),
        ("本报讯春节期间,市总工会开展送温暖活动", "春节期间,市总工会开展送温暖活动"),
        ("云上甲山报道:12月3号,系统举办开放日", "12月3号,系统举办开放日"),
    ],
)
def test_a_lead_in_may_name_nobody(paragraph: str, rest: str) -> None:
    lead = lead_in(paragraph)
    assert lead is not None
    assert not (lead.credit and lead.credit.names)
    assert paragraph[lead.end :].lstrip(" :") == rest
