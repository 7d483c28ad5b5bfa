"""How the portals of unions, universities and works print who made a text, and when: what they do that newspapers do not."""

import pytest

from unioncrawl.items import Article
from unioncrawl.lines.furniture import furniture, is_related_heading
from unioncrawl.lines.sections import read_section
from unioncrawl.reading import read_text

TITLE = "甲河县总工会举办职工乒乓球赛"
BODY = "3月5日,甲河县总工会举办职工乒乓球赛,来自全县各基层工会的120名职工参加了比赛,经过两天的角逐决出了名次。"
MORE = "比赛中,职工们精神饱满、配合默契,赛出了风格、赛出了水平,展现了新时代职工积极向上的精神风貌,受到观众好评。"


def read(*lines: str) -> Article:
    return read_text("\n".join(lines), None)


def body(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


@pytest.mark.parametrize(
    ("signature", "source"),
    [
        ("(宣传科)", "宣传科"),
        ("(党群工作部)", "党群工作部"),
        ("(甲通项目部)", "甲通项目部"),
        ("(市总工会 宣教部)", "市总工会 宣教部"),
        ("(工会)", None),
    ],
)
def test_the_offices_that_sign_a_text_are_no_part_of_it(signature: str, source: str | None) -> None:
    for lines in ([BODY, MORE, signature], [BODY, MORE + signature]):
        article = read(TITLE, *lines)
        assert (article.source, body(article)) == (source, [BODY, MORE])


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ([TITLE, BODY, MORE, "供 稿 工会办公室王小红"], ["王小红"]),
        ([TITLE, BODY, MORE, "(文 校工会王小红)"], ["王小红"]),
        ([TITLE, BODY, MORE + "(图文 王小红 终审 李大明)"], ["王小红"]),
        ([TITLE, BODY, MORE, "(工会办公室 供稿/王小红 李大明 摄影)"], []),
        ([TITLE, BODY, MORE, "(文/摄:通讯员 王小红/记者 李大明)"], ["王小红", "李大明"]),
        ([TITLE, BODY, MORE, "通讯员:王小红(文) 李大明(图)"], ["王小红", "李大明"]),
        ([TITLE, "作者/来源: 王小红 浏览: 72 次", BODY], ["王小红"]),
        ([TITLE, "王小红 李大明", "本报讯 " + BODY], ["王小红", "李大明"]),
        ([TITLE, "王小红 李大明", "本报讯 " + BODY, "职工王小红说,大家都很高兴。"], []),
        ([TITLE, BODY, MORE + " 王小红 李大明"], ["王小红", "李大明"]),
        ([TITLE, BODY, MORE + "(来源:甲州日报 王小红)"], ["王小红"]),
        ([TITLE, "本报记者 王小红文/图 《 甲民日报 》( 2022年07月20日   第 04 版)", BODY], ["王小红"]),
    ],
)
def test_authors(lines: list[str], authors: list[str]) -> None:
    assert read(*lines).authors == authors


def test_editors() -> None:
    assert read(TITLE, "作者:王小红 核稿:李大明 编发:陈芳", BODY).editor == ["陈芳"]
    assert read(TITLE, BODY, MORE + "(编辑/图 王小红 审核/李大明)").editor == ["王小红", "李大明"]


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ([TITLE, "来源:校工会(退休处) 2023-03-06", BODY], "校工会(退休处)"),
        ([TITLE, BODY, MORE + "(来源:甲州日报 王小红)"], "甲州日报"),
        ([TITLE, "来源:甲州工会 " + BODY], "甲州工会"),
        ([TITLE, "本报记者 王小红 《甲民日报》(2022年07月20日 第04版)", BODY], "甲民日报"),
    ],
)
def test_sources(lines: list[str], source: str) -> None:
    assert read(*lines).source == source


def test_what_names_its_source_first_keeps_the_rest() -> None:
    assert body(read(TITLE, "来源:甲州工会 " + BODY)) == [BODY]
    assert body(read(TITLE, "来源:甲州工会 甲河县今天（4月6日）通报，全县各级工会一季度走访职工三万人次，为两千名农民工追回了工资。")) == [
        "甲河县今天（4月6日）通报，全县各级工会一季度走访职工三万人次，为两千名农民工追回了工资。"
    ]


def test_the_day_behind_an_empty_label_is_the_date() -> None:
    article = read(TITLE, "来源:甲州日报   作者:     2025/4/28  人气:8", BODY)
    assert article.published_at is not None
    assert article.published_at.isoformat()[:10] == "2025-04-28"
    assert article.authors == []


def test_who_put_a_page_on_line_hides_no_dateline() -> None:
    article = read(TITLE + "隆重开幕", "发布者:系统管理员发布时间:2012-04-20浏览次数:124", TITLE + "开幕", BODY)
    assert article.title == TITLE + "隆重开幕"
    assert article.authors == []


def test_a_paper_s_lead_in_needs_no_space_behind() -> None:
    assert body(read(TITLE, "甲岛日报7月16日讯市总工会启动送清凉活动。" + BODY)) == ["市总工会启动送清凉活动。" + BODY]
    assert body(read(TITLE, "甲市法院3月5日讯问了当事人。" + BODY)) == ["甲市法院3月5日讯问了当事人。" + BODY]


def test_the_points_of_a_notice_are_no_title() -> None:
    notice = ["各分工会:", BODY, "一、会议时间", "2023年3月30日下午", "二、会议地点", "学校报告厅", "甲河县总工会(代章)", "2023年3月29日"]
    article = read(*notice)
    assert article.title is None
    assert body(article)[0] == "各分工会:"
    assert read("二、三线城市工会这样留住职工", "2023-03-06", BODY).title == "二、三线城市工会这样留住职工"
    annex = read("关于召开甲河县工会代表大会的通知", "各分工会:", BODY, "附件:甲河县工会代表大会工作会议回执", "2016年12月12日")
    assert annex.title == "关于召开甲河县工会代表大会的通知"
    assert read("附件:甲河县五一劳动奖状名单", "2023-03-06 来源:甲河县总工会", BODY).title == "附件:甲河县五一劳动奖状名单"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("点击查看大图", "image"),
        ("点击查看放大图", "image"),
        ("点击查看全文", "tool bar"),
        ("分享本页面至:", "share"),
        ("关注我们获得更多精彩内容", "share"),
        ("微信公众号", "share"),
        ("* 甲汇独家稿件,转载请注明出处。", "disclaimer"),
        ("为了获得最好的体验效果,我们建议您升级到最新版本的Internet Explorer", "footer"),
    ],
)
def test_what_a_page_says_of_itself(line: str, kind: str) -> None:
    assert furniture(line) == kind


def test_bullets_may_stand_before_headings_of_lists() -> None:
    assert is_related_heading("• 相关文章")


def test_agencies_that_sent_a_picture_sign_nothing() -> None:
    assert body(read(TITLE, "□新华社发", BODY)) == [BODY]


def test_a_caption_that_names_a_hospital_stays() -> None:
    caption = "甲河市人民医院的互联网医院 王小红 李大明摄"
    assert caption in body(read(TITLE, BODY, caption, MORE))


def test_tools_and_templates_are_no_sections() -> None:
    assert read_section("您的位置: 首页 >新闻中心>甲河新闻>详细内容", None) == "甲河新闻"
    assert read_section("甲河日报 > 第三版:维权 改变文字大小: | 打印 | 关闭", None) == "维权"


def test_columns_above_a_text_without_a_title_are_no_part_of_it() -> None:
    assert body(read("医院动态", BODY, MORE)) == [BODY, MORE]


def test_a_paper_s_name_above_its_day_is_the_source() -> None:
    article = read("甲国妇女报", "2022年03月04日", "《甲国妇女报》", "筑牢甲河职工健康防线", "2022-03-04", BODY)
    assert (article.title, article.source) == ("筑牢甲河职工健康防线", "甲国妇女报")


def test_a_sentence_with_a_date_names_no_outlet() -> None:
    assert read(TITLE, "2013年5月3日,甲网站发布本报道。", BODY).source is None


def test_a_title_broken_over_the_next_two_lines_is_one() -> None:
    article = read("甲河县总工会举办职工乒乓球赛 广大职工踊跃参加", TITLE, "广大职工踊跃参加", BODY)
    assert (article.title, body(article)) == ("甲河县总工会举办职工乒乓球赛 广大职工踊跃参加", [BODY])


def test_suppliers_and_proofreaders_are_named_with_the_word_for_them() -> None:
    assert read(TITLE, BODY, MORE + "(供稿人:王小红)").authors == ["王小红"]
    assert read(TITLE, "• 审校:王小红", BODY).editor == ["王小红"]


def test_the_place_in_a_paper_is_no_time() -> None:
    article = read_text(f"{TITLE}\n{BODY}", "http://example.com/jhgrb/20231123/html/content_20231123004003.htm")
    assert article.published_precision == "day"


def test_the_sizes_of_letters_are_nobody() -> None:
    article = read("文字: 大  中  小     打印", TITLE, "2006年08月19日 10:37:23", BODY)
    assert (article.authors, body(article)) == ([], [BODY])


def test_a_long_address_is_a_source_as_a_short_one_is() -> None:
    address = "文章来源:http://www.example.com/news/union/district/2019-04-25/news-of-the-union/2259072.html"
    assert body(read(TITLE, BODY, address)) == [BODY]


def test_a_common_surname_is_known() -> None:
    assert read(TITLE, BODY, MORE + "(傅小红 李大明)").authors == ["傅小红", "李大明"]


@pytest.mark.parametrize("line", ["西部计划", "干部管理", "中国工会章程", "(工会章程)", "工会经费"])
def test_words_behind_an_office_are_nobody(line: str) -> None:
    assert read(TITLE, BODY, MORE, line).authors == []


def test_what_we_attend_to_is_a_title() -> None:
    assert furniture("关注我们身边的最美劳动者") is None
    assert furniture("点击蓝字关注我们") == "share"
