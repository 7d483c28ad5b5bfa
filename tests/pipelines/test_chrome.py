"""The step that drops what is none of the article."""

from pipelines.chrome import Chrome
from pipelines.headlines import Headlines
from unioncrawl.items import Article, Block

TITLE = "某某县举办职工乒乓球赛"
DATE = "2023-03-06 09:00 来源:甲网"
BODY = "3月5日,某某县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
MORE = "比赛中,职工们精神饱满、配合默契,赛出了风格、赛出了水平,展现了新时代职工积极向上的精神风貌,受到观众好评。"
REAL = (
    "据了解,某某县总工会近年来坚持开展丰富多彩的文体活动,建成职工活动中心12个、职工书屋35个,累计服务职工三万余人次,受到广大职工的普遍欢迎。"
)


def read(*lines: str | Block) -> Article:
    blocks = [line if isinstance(line, Block) else Block(number, line) for number, line in enumerate(lines)]
    return Chrome().process_item(Headlines().process_item(Article(None, blocks=blocks)))


def kept(*lines: str | Block) -> list[str]:
    return [block.text for block in read(*lines).blocks]


def test_what_stands_above_the_title_goes() -> None:
    assert kept("甲网", "工会活动", "王红 某某县总工会主席", TITLE, DATE, BODY) == [DATE, BODY]


def test_a_kicker_that_speaks_of_the_same_stays() -> None:
    title = Block(1, TITLE, tag="h1")
    assert kept(Block(0, "全县职工参加比赛赛出风格"), title, Block(2, BODY)) == ["全县职工参加比赛赛出风格", BODY]
    assert kept(Block(0, "亿万人民的网上精神家园"), title, Block(2, BODY)) == [BODY]


def test_dates_labels_and_credits_stay_for_the_later_steps() -> None:
    lines = [DATE, "□本报记者 王红", BODY, "(责编:李明)", "2023年3月6日"]
    assert kept("2023年3月6日 星期一", TITLE, *lines) == ["2023年3月6日 星期一", *lines]


def test_tool_bars_go_anywhere() -> None:
    assert kept(TITLE, DATE, "字号: 大 中 小", BODY, "分享到:", MORE, "收藏", "×") == [DATE, BODY, MORE]


def test_a_related_list_goes_to_the_end_with_its_teasers() -> None:
    related = [
        "相关阅读",
        "某某市举办音乐节",
        "昨天,某某市音乐节开幕,单日售票量达3万张,这也是该音乐节第二次在某某市举办。 据了解,[详细]",
        "新闻推荐",
    ]
    assert kept(TITLE, BODY, *related) == [BODY]


def test_a_newspaper_s_box_of_background_is_text() -> None:
    assert kept(TITLE, BODY, "相关链接", REAL) == [BODY, "相关链接", REAL]
    assert kept(TITLE, BODY, "相关链接", "某某市举办音乐节") == [BODY]


def test_an_article_that_plainly_goes_on_below_a_list_is_kept() -> None:
    lines = [TITLE, BODY, "相关新闻", "某某市举办音乐节", REAL, REAL.replace("近年来", "去年以来"), "责任编辑:王红"]
    assert REAL in kept(*lines)


def test_a_list_between_title_and_text_goes() -> None:
    assert kept(TITLE, DATE, "相关阅读", "某某市举办音乐节", BODY) == [DATE, BODY]


def test_the_foot_goes_with_all_below_it() -> None:
    foot = [
        "关于我们 | 版权声明 | 联系我们",
        "Copyright © 2008-2025 by www.example.cn. all rights reserved",
        "扫码关注",
        "甲网微信",
        "甲工人报",
        "客户端",
        "×",
    ]
    assert kept(TITLE, BODY, *foot) == [BODY]


def test_short_lines_below_the_editor_go() -> None:
    assert kept(TITLE, BODY, "(责编:王红)", "全总简介") == [BODY, "(责编:王红)"]


def test_titles_of_other_articles_below_the_text_go_without_a_heading() -> None:
    others = ["2025年甲城夏令营开营 开启研学之旅", "追梦之行 新生代寻根问祖到甲城", "千年古戏重新唱响状元楼"]
    assert kept(TITLE, BODY, *others) == [BODY]


def test_lists_that_the_text_announces_stay() -> None:
    names = ["张三 市第一中学高级教师", "李四 某某机械厂数控车工", "王五 某某医院护士长主管护师"]
    announced = BODY[:-1] + ",名单如下:"
    assert kept(TITLE, announced, *names) == [announced, *names]


def test_paragraphs_without_an_end_stay() -> None:
    texts = [
        "本作的玩法是纸牌游戏,加入了角色扮演的元素,例如装备和升级",
        "游戏设计了许多关卡,以故事的形式展现,玩家可以逐步成长",
        "目前支持各种系统,售价不高,暂时没有中文",
    ]
    assert kept(TITLE, BODY, *texts) == [BODY, *texts]


def test_verse_and_signatures_stay() -> None:
    verse = ["家,是心中的牵挂", "回家是长久的等待", "我们依旧想回家", "陪父亲喝喝茶"]
    assert kept(TITLE, BODY, *verse) == [BODY, *verse]
    assert kept(TITLE, BODY, "某某县总工会", "2023年3月6日", "版权所有:某某县总工会") == [BODY, "某某县总工会", "2023年3月6日"]


def test_a_short_last_sentence_stays_above_the_foot() -> None:
    assert kept(TITLE, BODY, "王红参加。", "版权所有 甲网") == [BODY, "王红参加。"]


def test_the_box_that_presents_the_organisation_goes() -> None:
    box = "某某省总工会简介 甲国工会是群众组织,是党联系职工群众的桥梁和纽带。一、主要职能是全省各级工会的领导机关。省总... 更多>"
    assert kept(box, BODY, MORE) == [BODY, MORE]


def test_lists_of_leaders_and_of_links_go() -> None:
    leaders = ["王红 某某省总工会主席", "李 明 某某省总工会副主席", "张建国 某某省总工会副主席(兼)"]
    assert kept(BODY, *leaders, MORE) == [BODY, MORE]
    links = [Block(number, f"某地工会活动之{number}", link_chars=8) for number in range(1, 5)]
    assert kept(Block(0, BODY), *links, Block(9, MORE)) == [BODY, MORE]


def test_an_e_paper_s_date_stays_where_its_page_goes() -> None:
    assert kept("第1版:一版要闻 2023-10-02", TITLE, BODY) == ["(2023-10-02 版)", BODY]


def test_an_article_below_a_list_s_heading_stays() -> None:
    notice = "为了让您获得最好的阅读体验,建议您把所用的浏览器升级到最新的版本,谢谢您的配合。"
    assert kept(notice, TITLE, "分享", "留言", "列印", DATE, BODY + MORE)[-1] == BODY + MORE
    assert kept(notice, TITLE, DATE, "相关新闻:", "乙县举办音乐节", BODY + MORE, "分享", REAL)[-2:] == [BODY + MORE, REAL]


def test_the_leads_of_other_articles_go_with_their_heading() -> None:
    other = "4月8日,乙市音乐节在滨江公园开幕,来自各地的三十支乐队轮番登台,演出将持续三天,预计吸引观众十万余人,市民可以免费入场。"
    assert kept(TITLE, BODY, "相关新闻", other, other.replace("乙市", "丙市").replace("三天", "五天")) == [BODY]


def test_short_lines_are_an_article_s_manner() -> None:
    verse = ["这么高大的活动中心", "来看看现场什么样子", "先去打一场乒乓球吧", "再到书屋里坐一坐", "报名的人已经排起队"]
    assert kept(TITLE, DATE, BODY, *verse, MORE, *reversed(verse)) == [DATE, BODY, *verse, MORE, *reversed(verse)]


def test_pictures_and_hosts_go() -> None:
    assert kept(TITLE, f"![]() {BODY}", "甲文化网 www.example.com") == [BODY]


def test_the_box_goes_with_its_heading() -> None:
    box = "某省总工会是全省各级地方工会的领导机关,主要职责是:领导全省工会工作,维护职工合法权益,组织职工参与民主管理...更多>"
    assert kept(TITLE, "某省总工会简介", box, BODY, MORE) == [BODY, MORE]


def test_words_of_chrome_inside_paragraphs_stay() -> None:
    danger = [
        "下一步,市总工会将加大关爱职工的力度,努力满足职工多元化的需求,保障好维护好职工的合法权益。",
        "更多的职工通过微信公众号、客户端分享了自己的故事,相关负责人表示,将推荐优秀作品参加评选。",
        "据悉,扫码即可打印会员卡,详细情况可登录网站查询,工作人员会及时回复职工的各种问题。",
    ]
    assert kept(TITLE, *danger) == danger


def test_every_line_that_goes_says_why() -> None:
    article = read("甲网", TITLE, "字号: 大 中 小", BODY, "相关阅读", "某某市举办音乐节")
    assert {(taken.text, taken.why) for taken in article.trace if taken.step == "chrome"} == {
        ("甲网", "above the title"),
        ("字号: 大 中 小", "tool bar"),
        ("相关阅读", "related"),
        ("某某市举办音乐节", "related"),
    }


def test_nothing_comes_of_nothing() -> None:
    assert kept() == []


def test_what_a_template_left_above_the_text_goes() -> None:
    assert kept(TITLE, "www.example.com", "channelId 1 1 1", DATE, BODY, "WWW.EXAMPLE.COM") == [DATE, BODY, "WWW.EXAMPLE.COM"]


def test_the_imprint_of_a_mirror_goes() -> None:
    assert kept(TITLE, BODY, "标题:" + TITLE[:6], "地址:http://www.example.com/a/1.html") == [BODY]
    assert kept(TITLE, BODY, "地址:http://www.example.com/sign") == [BODY, "地址:http://www.example.com/sign"]


def test_the_code_below_a_document_s_label_goes_with_it() -> None:
    table = ["• 索引号:", "6107280000/2024-001005", "• 发文字号:", "某政发〔2024〕7号", "• 内容概述:"]
    assert kept(TITLE, *table, BODY) == [BODY]
    assert kept(TITLE, BODY, "编号见", "6107280000/2024-001005", MORE) == [BODY, "编号见", "6107280000/2024-001005", MORE]


def test_the_number_of_a_paper_s_page_goes_where_it_stands_on_two_lines() -> None:
    assert kept(TITLE, "来源:甲州青年报 (", "2023年02月20日", "04", "版)", BODY) == ["来源:甲州青年报 (", "2023年02月20日", BODY]


def test_the_days_of_a_paper_s_calendar_go() -> None:
    assert kept(TITLE, BODY, "2025-09-30,12062| 2025-09-29,12054| 2025-09-28,12050|") == [BODY]
    assert kept(TITLE, BODY, "2025-09-30,12062") == [BODY, "2025-09-30,12062"]


def test_a_counter_without_its_number_goes_below_an_empty_label() -> None:
    assert kept(TITLE, "來源:", "點擊次數:", "作者:", BODY) == ["來源:", "作者:", BODY]


def test_the_numbers_of_a_paper_go() -> None:
    assert kept("国内统一刊号:CN00-0000 甲州日报社出版党报热线:0000-12345678广告热线:0000-12345678订阅热线:0000-12345678", BODY) == [BODY]
