"""The step that lifts source, authors, editors and section."""

import pytest

from pipelines.bylines import Bylines
from pipelines.chrome import Chrome
from pipelines.headlines import Headlines
from unioncrawl.items import Article, Block, Hints
from unioncrawl.lines.editors import editors_of

TITLE = "某某县举办职工乒乓球赛"
BODY = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
MORE = "比赛中,职工们精神饱满、配合默契,赛出了风格、赛出了水平,展现了新时代职工积极向上的精神风貌,受到观众好评。"


def read(*lines: str | Block, outline: list[str] | None = None, **metas: str) -> Article:
    blocks = [line if isinstance(line, Block) else Block(number, line) for number, line in enumerate(lines)]
    hints = Hints(metas={name: [content] for name, content in metas.items()})
    article = Article(None, blocks=blocks, outline=outline or [], hints=hints)
    return Bylines().process_item(Chrome().process_item(Headlines().process_item(article)))


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ([TITLE, "2023-03-06 09:09:49  来源: 中工网", BODY], "中工网"),
        ([TITLE, "2023-03-06 来源：《甲工人报》", BODY], "甲工人报"),
        ([TITLE, "2023-03-06来源: 中工网--《工人日报》", BODY], "工人日报"),
        ([TITLE, "来源:南甲工报 记者王红 通讯员李建国", BODY], "南甲工报"),
        ([TITLE, "甲省工人报 2019-08-19 08:23 大字", BODY], "甲省工人报"),
        ([TITLE, "2022-02-09 17:54:57 某某区人民政府", BODY], "某某区人民政府"),
        ([TITLE, "《甲工人报》(2016年01月22日 02版)", BODY], "甲工人报"),
        (["甲工人报 2014年08月12日 星期一", TITLE, BODY], "甲工人报"),
        ([TITLE, "甲新社", "2023-03-06 09:10", BODY], "甲新社"),
        ([TITLE, "来源:", "甲网", BODY], "甲网"),
        ([TITLE, BODY, "(新闻来源:甲晚网-甲晚报)"], "甲晚网-甲晚报"),
        ([TITLE, BODY + " 作者:王红 来源:《甲电网报》"], "甲电网报"),
        ([TITLE, BODY, "《 甲民日报 》( 2023年03月05日 14 版)"], "甲民日报"),
        ([TITLE, "2023-03-06 甲光网", BODY, "《甲光日报》(2023年03月05日 14版)"], "甲光网"),
        ([TITLE, "2023-03-06 15:47:47?王红?来源:甲南网 责任编辑:李明", BODY], "甲南网"),
        ([TITLE, "您当前的位置 :甲网 >> 新闻中心 来源:甲网 | 2023-03-06 15:28:18 |", BODY], "甲网"),
        ([TITLE, "2023-03-06来源：甲新闻·甲号·政务", BODY, "来源|甲参考、乙发布"], "甲新闻·甲号·政务"),
        ([TITLE, BODY[:-1] + "。(来源:甲民日报)"], "甲民日报"),
        ([TITLE, "新华社某市6月20日电(记者王红)" + BODY], "新华社"),
        ([TITLE, "甲国某网5月1日讯据甲州晚报报道(记者 王红)" + BODY], "甲州晚报"),
        ([TITLE, BODY + "(甲城市总工会)"], "甲城市总工会"),
        ([TITLE, BODY, "甲州日报社全媒体记者 王红 文/图"], "甲州日报社"),
        ([TITLE, "本报某市12月9日电(记者王红)" + BODY, "甲南日报记者从会上获悉," + MORE], "甲南日报"),
        ([TITLE, "09-09 20:33   云上甲州", BODY], "云上甲州"),
        ([TITLE, "甲岛新闻网 2011-02-01 10:34:37 甲岛新闻网 现有新闻评论    新闻报料", BODY], "甲岛新闻网"),
        ([TITLE, "来源∶甲岛日报", BODY], "甲岛日报"),
        ([TITLE, BODY, "甲省日报"], "甲省日报"),
        ([TITLE, BODY, MORE + "(甲峡日报 记者王红红、通讯员李明)"], "甲峡日报"),
        ([TITLE, "2023-03-06 09:10 甲合報 記者王紅紅／即時報導", BODY], "甲合報"),
        (["| " + TITLE + " | |||", "| 甲州资讯网 | 2014-12-31 12:11:27 简讯 | ||", BODY], "甲州资讯网"),
        ([TITLE, BODY, MORE + "(甲省工人报 王红红)"], "甲省工人报"),
        ([TITLE, BODY, "甲日报 要闻 00001 " + TITLE + " 2015-02-17 2 2015年02月17日 星期二"], "甲日报"),
    ],
)
def test_the_source_is_read(lines: list[str], source: str) -> None:
    assert read(*lines).source == source


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, "来源: 作者: 浏览次数: 发布时间:2007-10-22", BODY],
        [TITLE, "信息来源:本网 发布日期:2025-01-20 分享:", BODY],
        [TITLE, "来源:bet365体坛快讯 时间:2023-03-06", BODY],
        [TITLE, BODY, "本文来源:od体育官网-www.example.com"],
        [TITLE, "发布时间:2023-03-06 点击: 来源: 录入者:wanghong", BODY],
        [TITLE, "2023-03-06", "某某县总工会:", BODY],
        [TITLE, BODY, "凡本网注明“来源:甲新闻网”的作品,版权均属于甲新闻网,未经授权不得转载。"],
        [TITLE, "中工网讯 " + BODY],
        [TITLE, "2012-08-30 11:37:00", BODY],
        ["某某工人报官网 | 首页", "出版日期:2005年02月18日", TITLE, BODY],
        [TITLE, BODY + "(王红一行参观某某指挥部)"],
        [TITLE, BODY, "相关阅读", "来源:甲客户端 2024-05-20"],
        [TITLE, "活动现场", "活动现场", BODY],
        [TITLE, BODY, "特此通报"],
        [TITLE, "2025-08-05 abcd840", BODY],
        [TITLE, "发布时间2022-04-01  点击量:2736  来源:系统管理", BODY],
        [TITLE, BODY, MORE, "甲城市总工会", "甲省日报"],
    ],
)
def test_no_source_is_invented(lines: list[str]) -> None:
    assert read(*lines).source is None


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ([TITLE, "2023-03-06 来源:甲工报 作者:王红 李建国 张芳", BODY], ["王红", "李建国", "张芳"]),
        ([TITLE, "【发布日期:2023-03-06】 【来源:】 【作者:晚报记者 王红 通讯员 李建国】", BODY], ["王红", "李建国"]),
        ([TITLE, "记者王红 通讯员李建国", "2023-03-06 来源:甲报", BODY], ["王红", "李建国"]),
        ([TITLE, "某市某镇总工会副主席 王卫东", BODY], ["王卫东"]),
        ([TITLE, "——职工球赛侧记", "王红红", "2023年03月06日09:10  来源:《甲工报》", BODY], ["王红红"]),
        ([TITLE, "(2023年3月6日)", "王红红", "同志们:", BODY], ["王红红"]),
        (["王红红", "2023年03月06日09:10  来源:甲工报", BODY], ["王红红"]),
        (["王红红", BODY], []),
        ([TITLE, "王红红", "2023年03月06日09:10  来源:甲工报", BODY + "王红红获得第一名。"], []),
        ([TITLE, "赛场内外", "王红红", "2023年03月06日09:10  来源:甲工报", BODY], []),
        ([TITLE, BODY, MORE + "(甲省工人报 王红红)"], ["王红红"]),
        ([TITLE, BODY, MORE + "(甲峡日报 记者王红红、通讯员李明)"], ["王红红", "李明"]),
        ([TITLE, BODY, "甲岛财经日报/首页新闻记者 王红红 通讯员 李明"], ["王红红", "李明"]),
        ([TITLE, BODY, MORE + "(记者王红,海报设计李明)"], ["王红"]),
        ([TITLE, BODY, "某某园区 王红红 文/图"], ["王红红"]),
        ([TITLE, "記者王紅紅∕新營報導", BODY], ["王紅紅"]),
        ([TITLE, BODY, "本网特约记者:王红 通讯员 李建国      编 辑:"], ["王红", "李建国"]),
        (["| " + TITLE + " | |||", "| 甲州资讯网 | 2014-12-31 12:11:27 安全专题 | ||", BODY], []),
        ([TITLE, "作者:某县人民法院 王红 发布时间:2023-03-06", BODY], ["王红"]),
        ([TITLE, "本报讯(记者王红 通讯员李建国)" + BODY], ["王红", "李建国"]),
        ([TITLE, BODY, MORE + "(王红 李建国)"], ["王红", "李建国"]),
        ([TITLE, BODY, MORE + "(郎清 文渊 李建国)"], ["郎清", "文渊", "李建国"]),
        ([TITLE, BODY, MORE + "(市妇联 王小红)"], ["王小红"]),
        ([TITLE, BODY + "作者:王红 来源:《甲电网报》"], ["王红"]),
        ([TITLE, BODY, "(王红)"], ["王红"]),
        ([TITLE, BODY, "通讯员:王红"], ["王红"]),
        ([TITLE, BODY, "□记者 王红", "通讯员 李建国 张芳 报道"], ["王红", "李建国", "张芳"]),
        ([TITLE, BODY, "王红"], ["王红"]),
        (["绘画/李明 文字/王红", BODY], ["王红"]),
        ([BODY + "新华社记者 王红 摄"], ["王红"]),
        ([TITLE, BODY + "/ 王红 摄"], []),
        ([TITLE, BODY + "图为比赛现场。", "王红 摄"], ["王红"]),
        ([TITLE, BODY + "王红摄/中新社"], ["王红"]),
        ([TITLE, BODY + "(拍摄:王红、李明)"], ["王红", "李明"]),
        ([TITLE, BODY, MORE + "王红 摄"], []),
        ([TITLE, BODY, "王红 摄"], []),
        ([TITLE, BODY, "采写：南都见习记者 王红"], ["王红"]),
        ([TITLE, "来源: 王红", "2023-03-06 10:00 《甲财周刊》", BODY], ["王红"]),
        ([TITLE, "2023-03-06 09:00 来源:甲网 作者:王红 编辑:王红", BODY], ["王红"]),
        ([TITLE, BODY, "编辑: ", "李明 责任编辑:", "张芳"], []),
        ([TITLE, "作者:上海要闻", BODY], []),
        ([TITLE, "作者: 某某市总工会", BODY], []),
        ([TITLE, BODY, "记者:您怎么看这次比赛?", "王主席:很好。"], []),
        ([TITLE, BODY, "(右二)"], []),
        ([TITLE, BODY, "责任编辑:王红"], []),
    ],
)
def test_authors_are_read_and_editors_are_none(lines: list[str], authors: list[str]) -> None:
    assert read(*lines).authors == authors


def test_photographers_of_long_texts_are_no_authors() -> None:
    texts = [f"{number}、" + MORE for number in range(8)]
    assert read(TITLE, *texts, "图为现场。甲新社记者 王红 摄").authors == []


@pytest.mark.parametrize(
    ("lines", "editor"),
    [
        ([BODY, "编辑:王红"], ["王红"]),
        ([BODY, "(责编:王红、李明)"], ["王红", "李明"]),
        ([BODY, "（责任编辑：王红）"], ["王红"]),
        ([BODY, "(责编:实习生、王红)"], ["王红"]),
        ([BODY, "(责编:李明(实习生)、王红)"], ["李明", "王红"]),
        ([BODY, "信息录入: 责任编辑:王红"], ["王红"]),
        ([BODY, "[责任编辑 王红 ]"], ["王红"]),
        ([BODY, "责任编辑："], []),
        ([BODY, "责任编辑:", "热点推荐"], []),
        ([BODY, "编辑:王红 责任编辑:李明 审核:张芳 来源:甲报"], ["王红", "李明"]),
        ([BODY, "拟稿人:王红   核稿人:李明"], ["李明"]),
        ([BODY, "编辑:", "王红 责任编辑:", "李明", "审核:", "张芳"], ["王红", "李明"]),
        ([BODY, "编辑:王红本文来源: News.Example.Com"], ["王红"]),
        ([BODY, "（松花江某网编辑 王红）"], ["王红"]),
        ([BODY + "(责任编辑:王红)"], ["王红"]),
        ([BODY, "供稿:某某厂 编辑/王红"], ["王红"]),
        ([BODY + "监 制丨 王 红 审 核丨李 明"], ["王红", "李明"]),
        ([BODY, "来 源丨 甲消防 编 辑丨王 红"], ["王红"]),
        ([BODY, "标签:关爱;妇联;妇女 责任编辑:王红"], ["王红"]),
        ([BODY, "【编辑:phpcms】"], []),
        ([BODY], []),
    ],
)
def test_editors_are_read(lines: list[str], editor: list[str]) -> None:
    assert read(*lines).editor == editor


def test_editors_keep_their_codes_and_pen_names() -> None:
    assert editors_of("王红 SF099") == ["王红 SF099"]
    assert editors_of("王红(QN0022)") == ["王红 QN0022"]
    assert editors_of("celiawu") == ["celiawu"]
    assert editors_of("棒棒某某糖") == ["棒棒某某糖"]
    assert editors_of("实习编辑") == []
    assert editors_of("飞鸟工作室 王小红") == ["王小红"]


def test_a_dateline_keeps_its_date_for_the_dates_step() -> None:
    article = read(TITLE, "2023-03-06 09:09:49  来源: 甲网 编辑:王红", "《甲工人报》(2016年01月22日 02版)", BODY)
    assert [block.text for block in article.blocks] == ["2023-03-06 09:09:49", "(2016年01月22日 02版)", BODY]


def test_lines_of_labels_and_credits_leave_the_text() -> None:
    article = read(TITLE, "来源:甲网", "本报记者 王红", BODY, "(责编:李明)", "本网讯")
    assert [block.text for block in article.blocks] == [BODY]


def test_a_commentator_without_a_name_is_no_text() -> None:
    article = read(TITLE, "2023-03-06 来源:甲报", "本报评论员", BODY)
    assert article.authors == []
    assert [block.text for block in article.blocks if "评论员" in block.text] == []


def test_lead_ins_and_closing_names_are_lifted_off_their_paragraphs() -> None:
    article = read(TITLE, "本报讯(记者王红)" + BODY, MORE + "(李建国)")
    assert [block.text for block in article.blocks] == [BODY, MORE]


def test_who_took_a_picture_stays_with_what_it_shows() -> None:
    article = read(TITLE, BODY + "新华社记者 王红 摄")
    assert [block.text for block in article.blocks] == [BODY + "新华社记者 王红 摄"]


def test_the_metas_speak_where_the_lines_do_not() -> None:
    assert read(TITLE, BODY, contentsource="甲省总工会").source == "甲省总工会"
    assert read(TITLE, "来源:甲网", BODY, contentsource="甲省总工会").source == "甲网"
    assert read(TITLE, BODY, author="王红").authors == []
    assert read(TITLE, BODY + "王红说,比赛很精彩,大家都很高兴。", author="王红").authors == ["王红"]
    assert read(TITLE, BODY, columnname="基层动态").section == "基层动态"


def test_the_account_of_a_platform_is_the_source() -> None:
    page = [
        Block(0, TITLE, tag="h1", path=(0,)),
        Block(1, "原创 redstar 某某工会号", path=(0,)),
        Block(2, "某某工会号", path=(0,)),
        Block(3, BODY),
    ]
    article = read(*page, outline=["div#img-content"], author="redstar")
    assert (article.source, article.authors) == ("某某工会号", ["redstar"])


def test_the_section_comes_from_the_breadcrumb_unless_a_list_gave_it() -> None:
    assert read("首页 > 新闻 > 基层动态 > 正文", TITLE, BODY).section == "基层动态"
    article = Article(None, blocks=[Block(0, BODY)], section="要闻")
    assert Bylines().process_item(article).section == "要闻"


def test_nothing_comes_of_nothing() -> None:
    article = read()
    assert (article.source, article.authors, article.editor, article.section) == (None, [], [], None)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ([TITLE, BODY, "本报记者", "王红 摄"], ["王红"]),
        ([TITLE, BODY, "见习记者 王红 文", "通讯员 李明 摄"], ["王红", "李明"]),
        ([TITLE, BODY, "记 者 王小红", "通讯员 李明 摄"], ["王小红", "李明"]),
        ([TITLE, BODY, "王红 李明 摄影报道(某省图片库)"], ["王红", "李明"]),
        ([TITLE, "本网讯(记者 王红 通讯员 李明)" + BODY, "(责任编辑 王红)"], ["王红", "李明"]),
        ([TITLE, "来源:", "王红", "2023-03-06 09:00", BODY], ["王红"]),
        ([TITLE, "2025/12/05 05:30 記者王淑琴／台南報導", BODY], ["王淑琴"]),
        ([TITLE, BODY, MORE + "王红 李明(甲城晚报)"], ["王红", "李明"]),
        ([TITLE, BODY, MORE + " (来源:甲兵网 作者:王小红)"], ["王小红"]),
        ([TITLE, "王红", BODY], ["王红"]),
        ([TITLE, "王红", BODY, "王红在比赛中得了第一名,她说自己每天下班以后都要练习两个小时,从来没有间断过。"], []),
        ([TITLE, BODY, "晚报特派记者 王小红 发自甲州防汛抗旱指挥部", MORE], ["王小红"]),
        ([TITLE, "甲国报道讯(王小红 通讯员揭某宣陈某佳) " + BODY], ["王小红"]),
    ],
)
def test_authors_of_unknown_templates(lines: list[str], authors: list[str]) -> None:
    assert read(*lines).authors == authors


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ([TITLE, "甲民网-乙频道", BODY], "甲民网-乙频道"),
        ([TITLE, "2020-09-15 11:14 甲报业·甲岛新闻阅读 (358) 扫描到手机", BODY], "甲报业·甲岛新闻"),
        ([TITLE, BODY, "--> 2024-02-23 1 1 甲界日报 content_78350.html 1 " + TITLE + " /enpproperty-->"], "甲界日报"),
        ([TITLE, "甲合報／ 本報記者／連線報導", BODY], "甲合報"),
        ([TITLE, "2020-07-22新闻5", BODY], None),
        ([TITLE, "2020-07-22 09:00 来源:新闻110", BODY], "新闻110"),
        ([TITLE, "http://www.example.com  2012年02月01日02:10  甲州晨报 微博", BODY], "甲州晨报"),
        ([TITLE, BODY, MORE + " (来源:甲兵网 作者:王小红)"], "甲兵网"),
        ([TITLE, "来源:9月30日《甲州每日电讯》", BODY], "甲州每日电讯"),
        (["2008年8月19日,星期二(GMT+8 北京时间)", "甲州法制报", ">", "第五版:观察", "大", "中", "小", TITLE, BODY], "甲州法制报"),
        (["2008年8月19日 星期二", "甲州新闻网", TITLE, BODY], None),
        ([TITLE, BODY, MORE + "王红 李明(甲城晚报)"], "甲城晚报"),
        ([TITLE, BODY, "《甲州工人报》"], "甲州工人报"),
        ([TITLE, BODY, "来源某某县总工会"], "某某县总工会"),
        ([TITLE, "「本文来源:甲人日报」" + BODY], "甲人日报"),
        ([TITLE, BODY, "来源:甲国日报某省记者站(记者", "王红", ")"], "甲国日报某省记者站"),
        ([TITLE, BODY, "来源广泛的学员"], None),
    ],
)
def test_sources_of_unknown_templates(lines: list[str], source: str | None) -> None:
    assert read(*lines).source == source


def test_a_text_on_the_line_of_its_source_stays() -> None:
    article = read("來源:甲民網 " + BODY)
    assert [block.text for block in article.blocks][-1].endswith(BODY[-30:])


def test_names_that_a_credit_gives_too_are_no_text() -> None:
    article = read(TITLE, "王小红 李明", BODY, MORE, "王小红 李明/摄影报道")
    assert [block.text for block in article.blocks] == [BODY, MORE]
    article = read(TITLE, BODY, "王小红 李明 张芳 赵强", MORE, "王小红/摄影报道")
    assert [block.text for block in article.blocks] == [BODY, "王小红 李明 张芳 赵强", MORE]
    article = read(TITLE, BODY, "王 敏", MORE, "王敏/摄影报道")
    assert [block.text for block in article.blocks] == [BODY, MORE]


def test_a_mark_of_the_typesetter_behind_names_goes_with_them() -> None:
    assert read(TITLE, BODY, "(王红) ?").authors == ["王红"]
    article = read(TITLE, BODY + "(王红 李明)?", MORE, "谁来保障他们的权益(工资)?")
    assert (article.authors, article.blocks[0].text) == (["王红", "李明"], BODY)
    assert article.blocks[-1].text == "谁来保障他们的权益(工资)?"


def test_a_name_stands_above_the_heading_of_a_summary() -> None:
    assert read(TITLE, "王小红", "2025年03月17日09:05 来源:甲工日报", "阅读提示", BODY).authors == ["王小红"]


def test_who_reports_for_workers_is_no_credit() -> None:
    article = read(TITLE, BODY, "慰问医护工作者", MORE)
    assert [block.text for block in article.blocks] == [BODY, "慰问医护工作者", MORE]


def test_names_stand_before_the_source_and_behind_it() -> None:
    assert read(TITLE, "www.example.com 2012-08-06 10:08  王小红 李建国  张大明 来源:甲工日报 我来说两句", BODY).authors == [
        "王小红",
        "李建国",
        "张大明",
    ]
    assert read(TITLE, "1999-09-25 来源:甲活时报 王小红 李建国 我有话说", BODY).authors == ["王小红", "李建国"]
