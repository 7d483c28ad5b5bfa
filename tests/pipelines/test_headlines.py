"""The step that lifts the title."""

import pytest

from pipelines.headlines import Headlines
from unioncrawl.items import Article, Block, Hints

BODY = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
FOOT = "甲日报 要闻 00002 职工乒乓球赛赛出精气神 2023-03-06 2 2023年03月06日 星期一"


def read(*lines: str | Block, title: str | None = None, **metas: str) -> Article:
    blocks = [line if isinstance(line, Block) else Block(number, line) for number, line in enumerate(lines)]
    hints = Hints(title, {name.replace("_", ":"): [content] for name, content in metas.items()})
    return Headlines().process_item(Article(None, blocks=blocks, hints=hints))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["某某县举办职工乒乓球赛", BODY], "某某县举办职工乒乓球赛"),
        (["某某县举办职工乒乓球赛", "2023-03-06 09:00 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (
            ["甲网首页时政评论国际军事社会财经", "甲网图画", "新闻", "某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY],
            "某某县举办职工乒乓球赛",
        ),
        (["某某县举办职工乒乓球赛", "——120名职工参加比赛", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (["职工乒乓球赛 赛出精气神", "某某县举办职工比赛活动", "2023-03-06 来源:甲网", BODY], "职工乒乓球赛 赛出精气神"),
        (
            ["某某网—关注某某,聚焦某某", "您的位置:首页 > 文化", "某某县举办职工乒乓球赛", "时间:2023-03-06 来源:甲网", BODY],
            "某某县举办职工乒乓球赛",
        ),
        (["某某县举办职工乒乓球赛", "比赛现场", "比赛现场", BODY], "某某县举办职工乒乓球赛"),
        (["某某县举办职工乒乓球赛-甲网", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (["热讯:某某县举办职工乒乓球赛", "2023-03-06来源: 甲网", BODY], "某某县举办职工乒乓球赛"),
        (["某某县举办职工乒乓球赛 2023-03-06 10:13", BODY], "某某县举办职工乒乓球赛"),
        (["“画”说比赛 | 乘着东风再出发", "来源:甲网 时间:2023-03-06", BODY], "“画”说比赛 | 乘着东风再出发"),
        (["原标题:某某县举办职工乒乓球赛", BODY], "某某县举办职工乒乓球赛"),
        (["新华社某市5月2日电 题:某某县举办职工乒乓球赛", BODY], "某某县举办职工乒乓球赛"),
        (
            ["某某县总工会举办职工乒乓球赛活动展风采——", "职工球赛赛出精气神", "来源:甲网", "2023-03-06 07:16", BODY],
            "职工球赛赛出精气神",
        ),
        (
            ["下载客户端", "登录", "某某县举办职工乒乓球赛", "甲日报", "2025-05-01 07:29", "舆论场 >", "字号", BODY],
            "某某县举办职工乒乓球赛",
        ),
        (
            ["甲日报 数字报纸", "00002版:要闻", "某某县总工会举办比赛", "职工乒乓球赛赛出精气神", BODY, FOOT],
            "职工乒乓球赛赛出精气神",
        ),
        ([BODY, "某某县举办职工乒乓球赛", "时间:2023-03-06 来源:甲网"], "某某县举办职工乒乓球赛"),
        (["甲网手机 | 甲网科技 | 甲网首页 | 甲网导航", "某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (["首页 职工 球赛 商城 劳模 工匠", "某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (["职工球赛", "职工球赛", "某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (
            ["某某县举办职工球赛啦!你准备好上场了吗?快来报名!", "2023-03-06 来源:甲网", BODY],
            "某某县举办职工球赛啦!你准备好上场了吗?快来报名!",
        ),
        (["标 题: 某某县举办职工乒乓球赛", "发布日期:2023-03-06", BODY], "某某县举办职工乒乓球赛"),
        (["某某县举办职工乒乓球赛", BODY, "某某县总工会职工乒乓球赛报名2023-02-27", "2023-02-27"], "某某县举办职工乒乓球赛"),
        ([f"第{at}频道" for at in range(200)] + ["某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY], "某某县举办职工乒乓球赛"),
        (["您现在的位置:某某小学>>新闻>>某某县举办职工乒乓球赛", "发布时间:2023-03-06", BODY], "某某县举办职工乒乓球赛"),
        (["某某县职工乒乓球赛", "0", "分享至", "比赛现场。王红 摄", BODY], "某某县职工乒乓球赛"),
        (["某某县举办职工乒乓球赛-环球观点", "甲财经 2023-03-06", BODY], "某某县举办职工乒乓球赛"),
        (
            [BODY, "》》点击查看:某某县职工乒乓球赛现场", "某某县举办职工乒乓球赛(组图)", "稿源: 甲网 2023-03-06"],
            "某某县举办职工乒乓球赛(组图)",
        ),
        (["某某县举办职工乒乓...", "2023-03-06 来源:甲网", "本文原标题:《某某县举办职工乒乓球赛》", BODY], "某某县举办职工乒乓球赛"),
        (["甲工人报 2013年05月03日 星期五", "塔尖上的芭蕾", "——记某某标兵王红", "□ 本报记者 李明", BODY], "塔尖上的芭蕾"),
        (["工会简讯", "某某县举办职工乒乓球赛", BODY, "乙县举办职工讲座", BODY, "丙县慰问困难职工", BODY], "工会简讯"),
    ],
)
def test_the_title_of_a_plain_text_is_found(lines: list[str], title: str) -> None:
    assert read(*lines).title == title


@pytest.mark.parametrize(
    "lines",
    [
        [BODY],
        [BODY, "强化理论武装", BODY],
        [BODY, "团结引领职工建功立业", "职工乒乓球赛专题", "供稿:某某县总工会", "审核:王红", "责编:李明"],
        ["欢迎光临甲州资讯网!", "今天是 2024年11月15日 星期五", BODY],
        ["□本报记者 王红", BODY],
        ["绘画/李明 文字/王红", BODY],
        ["您的位置:首页 > 文化", BODY],
        ["甲军网 乙部网", "2018年5月30日 星期三", BODY],
        ["来源:甲网", BODY],
        ["近日,某某研究院“工会法实施情况执法检查", BODY],
        ["王红 某某县总工会主席", BODY],
        ["张大山:献出青春也无怨无悔", "今年59岁的张大山,个子不高,长期的工作让他养成了沉稳的性格,轻易不表露感情。[详细]"],
        [],
    ],
)
def test_no_title_is_invented(lines: list[str]) -> None:
    assert read(*lines).title is None


def test_the_title_line_and_its_copies_are_taken() -> None:
    article = read("某某县举办职工乒乓球赛", "2023-03-06 来源:甲网", BODY, "某某县举办职工乒乓球赛-体育-甲网", "原标题:某某县举办球赛")
    assert [block.text for block in article.blocks] == ["2023-03-06 来源:甲网", BODY]
    assert [taken.why for taken in article.trace] == ["title", "title again", "title again"]


def test_a_date_on_the_title_line_stays_for_the_dates_step() -> None:
    article = read("某某县举办职工乒乓球赛 2023-03-06 10:13", BODY)
    assert [block.text for block in article.blocks] == ["2023-03-06 10:13", BODY]


def test_the_title_s_words_inside_a_sentence_stay() -> None:
    inside = "“某某县举办职工乒乓球赛”的消息传来,大家都很高兴,纷纷报名参加,其中不少人是第一次参加。"
    assert inside in read("某某县举办职工乒乓球赛", BODY, inside).body


def test_a_site_s_part_counts_before_all() -> None:
    block = Block(1, "短题", part="headline")
    assert read(Block(0, "某某县举办职工乒乓球赛"), Block(2, BODY)).title == "某某县举办职工乒乓球赛"
    marked = Block(1, "职工球赛决出名次", part="headline")
    assert read(Block(0, "某某县举办职工乒乓球赛", tag="h1"), marked, Block(2, BODY)).title == "职工球赛决出名次"
    assert read(Block(0, "某某县举办职工乒乓球赛", tag="h1"), block, Block(2, BODY)).title == "某某县举办职工乒乓球赛"


def test_the_head_of_the_page_decides_between_headings() -> None:
    lines = [
        Block(0, "某某频道", tag="h1"),
        Block(1, "棱镜|某某县举办职工乒乓球赛", tag="h2"),
        Block(2, "职工球赛", tag="h2"),
        Block(3, BODY),
    ]
    assert read(*lines, title="棱镜|某某县举办职工乒乓球赛_体育_甲网").title == "棱镜|某某县举办职工乒乓球赛"


def test_a_title_that_the_template_cuts_short_is_completed() -> None:
    lines = [Block(0, "某某县举办职工乒乓球赛120名职工...", tag="h1"), Block(1, BODY)]
    assert read(*lines, title="某某县举办职工乒乓球赛120名职工参加-甲网").title == "某某县举办职工乒乓球赛120名职工参加"


def test_a_title_broken_over_lines_is_joined() -> None:
    article = read("某某县总工会", "关于举办职工乒乓球赛的", "通知", BODY, title="某某县总工会关于举办职工乒乓球赛的通知__通知公告_甲网")
    assert article.title == "某某县总工会关于举办职工乒乓球赛的通知"
    assert [block.text for block in article.blocks] == [BODY]


def test_metas_name_what_no_line_shows() -> None:
    assert read(BODY, og_title="某某县举办职工乒乓球赛").title == "某某县举办职工乒乓球赛"
    assert read(BODY, title="甲网首页").title is None


VERSES = ["在道路上乱停乱放的现象", "一直是城市的顽疾", "也一直被人们吐槽", "职工乒乓球赛这就来了"]


def test_a_text_that_begins_in_verse_has_no_title() -> None:
    article = read(*VERSES, BODY)
    assert (article.title, article.body.split("\n")) == (None, [*VERSES, BODY])
    assert read("头条", "民生", "文化", "某某县举办职工乒乓球赛", BODY).title == "某某县举办职工乒乓球赛"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["“乒乓球赛又来了!”", BODY], None),
        (["职工动态", BODY], None),
        (
            [
                "为达最佳浏览效果,建议使用 Chrome、Firefox 或 Microsoft Edge 的浏览器。",
                "首页 > 文化",
                "乒乓球赛热闹登场",
                "2023-03-06",
                BODY,
            ],
            "乒乓球赛热闹登场",
        ),
        (["某某县举办职工乒乓球赛http://www.example.com", "2023-03-06 09:00 甲网", BODY], "某某县举办职工乒乓球赛"),
        (["图文:职工们在某某县的球台前挥汗如雨赛出风采", "2023-03-06 09:00 甲网", BODY], "图文:职工们在某某县的球台前挥汗如雨赛出风采"),
        (
            [
                "索引号: 0030/2022 信息分类: 文件",
                "标  题: 某某县总工会办公室关于举办球赛的通知",
                "某某县总工会办公室",
                BODY,
                "某某县总工会办公室",
                "2023年3月6日",
            ],
            "某某县总工会办公室关于举办球赛的通知",
        ),
        (["七天六夜的球赛", "本报记者 王红", BODY], "七天六夜的球赛"),
        (["职工乒乓球赛 2023-03-06 10:13", BODY], "职工乒乓球赛"),
        (
            [
                "最新排行",
                "· 璀璨夜景映照甲城初心",
                "· 劳动谱写时代华章 奋斗创造美好未来",
                "· 甲城新闻 (2024-05-01)",
                "· 楼市新政落地首日",
                "· 八个小区同时改造",
                "某某县举办职工乒乓球赛",
                "2023-03-06 09:00",
                BODY,
            ],
            "某某县举办职工乒乓球赛",
        ),
        (
            ["甲国电力报 文化 00008 职工比赛 2023-03-06", "职工比赛", "——某某县举办职工乒乓球赛活动纪实", "本报记者 王红", BODY],
            "职工比赛",
        ),
    ],
)
def test_titles_of_unknown_templates(lines: list[str], title: str | None) -> None:
    assert read(*lines).title == title


def test_an_original_title_leaves_the_source_that_stands_behind_it() -> None:
    article = read("某某县举办职工乒乓球赛", "原标题:某某县举办职工乒乓球赛 来源:甲州日报", BODY)
    assert [block.text for block in article.blocks] == ["来源:甲州日报", BODY]


def test_an_outlet_with_its_date_is_no_title() -> None:
    assert read("甲州日报·新甲州客户端 2026-03-21 23:00:22", BODY).title is None
