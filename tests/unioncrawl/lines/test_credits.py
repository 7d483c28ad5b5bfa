"""Who made a text, as a line of its own or a bracket says it."""

import pytest

from unioncrawl.lines.credits import is_marked, parse


@pytest.mark.parametrize(
    ("text", "authors", "photographers"),
    [
        ("□晚报记者 王 红/文 李 明/图", ["王红"], ["李明"]),
        ("■文/本报记者 王红 摄影/李明", ["王红"], ["李明"]),
        ("文/王红 图/李明", ["王红"], ["李明"]),
        ("绘画/李明 文字/王红", ["王红"], []),
        ("甲州日报社全媒体记者 王红 文/图", ["王红"], []),
        ("长城某网记者 王红 通讯员 李建国 图文报道", ["王红", "李建国"], []),
        ("新華社記者 陳志強 攝", [], ["陳志強"]),
        ("新華社記者陳志強攝", [], ["陳志強"]),
        ("(甲省日报全媒记者 王红 通讯员 李明 摄)", [], ["王红", "李明"]),
        ("王红报道", ["王红"], []),
        ("通讯员王小红 摄影报道", ["王小红"], []),
        ("□甲发集团某某分公司收费所 王小红", ["王小红"], []),
        ("(王红 李明 文摄)", ["王红", "李明"], []),
        ("甲鲁晚报·甲鲁壹点 王红 通讯员 李明", ["王红", "李明"], []),
        ("(王红 通讯员 李建国 张芳)", ["王红", "李建国", "张芳"], []),
        ("(王建国记者李大明)", ["王建国", "李大明"], []),
        ("(甲州日报全媒体记者王大山通讯员李越华)", ["王大山", "李越华"], []),
        ("(院工会供稿 摄影/李建国)", [], ["李建国"]),
        ("(某某小学 王小红)", ["王小红"], []),
        ("(图文:王红)", ["王红"], []),
        ("(市义工联王小红)", ["王小红"], []),
        ("某市某镇总工会副主席 王卫东", ["王卫东"], []),
        ("顶端新闻·甲南商报记者王俊峰/文受访者供图", ["王俊峰"], []),
        ("新京某报记者 王红 山东某县报道", ["王红"], []),
        ("王红 李明 张建国 甲晚报 乙网 丙客户端记者 陈芳", ["王红", "李明", "张建国", "陈芳"], []),
        ("执笔/王红、李小飞", ["王红", "李小飞"], []),
        ("(播报人:王建荣 李文有)", ["王建荣", "李文有"], []),
        ("记 者 王小红", ["王小红"], []),
        ("王红 李明 摄(某省图片库发)", [], ["王红", "李明"]),
        ("全媒体记者 王红 李明 陈芳(实习)", ["王红", "李明", "陈芳"], []),
        ("王 红摄(影像中国)", [], ["王红"]),
        ("王红摄/中新社", [], ["王红"]),
        ("王红摄(甲民图片网)", [], ["王红"]),
        ("甲网时刻记者 王红 江北融媒记者 李明 陈芳", ["王红", "李明", "陈芳"], []),
        ("甲合報／ 記者王紅／台南即時報導", ["王紅"], []),
        ("【甲時報/記者王淑惠 報導】", ["王淑惠"], []),
    ],
)
def test_a_credit_names_writers_and_photographers(text: str, authors: list[str], photographers: list[str]) -> None:
    credit = parse(text)
    assert credit is not None
    assert (credit.authors, credit.photographers) == (authors, photographers)


def test_a_credit_tells_the_outlet_and_the_editor() -> None:
    credit = parse("(王红 编辑 李明)")
    assert credit is not None
    assert (credit.authors, credit.editors) == (["王红"], ["李明"])
    credit = parse("(新甲肃·甲肃日报记者 王红)")
    assert credit is not None
    assert credit.outlet == "新甲肃·甲肃日报"


def test_a_body_may_sign() -> None:
    credit = parse("(甲城市总工会)")
    assert credit is not None
    assert credit.body == "甲城市总工会"
    assert not credit.names


@pytest.mark.parametrize(
    "text",
    [
        "(右二)",
        "(左一)",
        "(试行)",
        "(一期)",
        "(12月6日摄)",
        "(据《甲日报》12月4日报道)",
        "(资料图)",
        "(以下简称工会法)",
        "甲省日报记者从会上获悉",
        "(王红听取某市总工会工作汇报)",
        "(王红一行参观某某指挥部)",
        "/ 某庆 供图",
        "(记者手记)",
        "图为消防队员在某山进行演练记者 王红 摄",
        "",
    ],
)
def test_other_brackets_and_sentences_are_no_credits(text: str) -> None:
    assert parse(text) is None


def test_a_line_is_set_off_as_a_credit() -> None:
    assert is_marked("□ 总工会")
    assert is_marked("（王红）")
    assert not is_marked("王红")
    assert not is_marked("【大美中国·岁物丰成】")


def test_an_outlet_s_reporters_without_names_are_a_credit() -> None:
    credit = parse("甲合報／ 本報記者／連線報導")
    assert credit is not None
    assert (credit.outlet, credit.names) == ("甲合報", False)
