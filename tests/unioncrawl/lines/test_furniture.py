"""Lines that are told as furniture by their shape, and their neighbours in real paragraphs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unioncrawl.lines.folding import fold
from unioncrawl.lines.furniture import _NEEDS, _SHAPES, furniture, is_comment_heading, is_link_box, is_paragraph, is_related_heading

FURNITURE = {
    "image": ["图1.png", "W0202310086419767.png", "![]()", "![]() |", "640.jpg"],
    "ornament": ["|", "---", "×", "- THE END -", "（）"],
    "template label": ["正文", "新闻详情", "文章预览", "【概要描述】", "您当前使用的浏览器版本过低,可能导致部分功能不能正常使用。"],
    "breadcrumb": [
        "您的位置:首页 > 文化",
        "本页位置:首页新闻中心球赛新闻",
        "您的位置：首页＞文化",
        "您當前的位置: > >",
        "您当前的位置:首页学习正文",
        "当前位置:甲网工会频道产业工会-正文",
        "甲网>>工会新闻>>地方工会报道",
        "首页 / 新闻 / 正文",
    ],
    "tool bar": [
        "[保存]  [全文浏览]  [ ]  [打印]  [关闭]  [我要留言]  [推荐朋友]  [返回首页]",
        "字号: 大 中 小",
        "放大 缩小 默认",
        "本版导读",
        "主席信箱 全国工会工作平台 全总邮件",
        "• 【PDF版】",
        "分享到: | 更多 |",
        "設為首頁 收藏本站",
        "无障碍版 长者助手 登录",
        "页面功能 【我来说两句】【推荐】【字体：大 中 小】【打印】 【关闭】",
        "上一篇 下一篇",
        "1/7 下一页 上一页 首页 尾页",
        "收藏",
        "展开通版",
        "通版阅读请点击:",
        "大字體",
        "感动 同情 无聊 愤怒 难过 高兴 路过",
        "努力加载中,请稍后...",
        "点击右上角,选择浏览器打开",
        "—分享—",
        "繼續閱讀",
        "【字号 打印 留言 论坛 网摘 手机点评 纠错",
        "E-mail推荐:",
        "点击查看",
        "本版积分规则 发表回复 回帖并转播 回帖后跳转到最后一页",
    ],
    "share": [
        "微信扫一扫,即刻分享!",
        "某某新闻,告诉你正在发生什么。 点击进入>>>",
        "打开微信,点击底部的“发现”,使用“扫一扫”即可将网页分享至朋友圈",
        "分享让更多人看到",
        "扫一扫在手机打开当前页",
        "关注公众号,随时阅读甲工人报",
        "用微信扫描二维码分享",
        "用手机扫二维码分享",
        "更多原创资讯请下载“甲新闻”APP",
        "关注甲新闻网",
        "打开甲易新闻 查看精彩图片",
        "Hi~新朋友,记得点蓝字关注我们哟",
    ],
    "copyright": [
        "Copyright © 2008-2025 by www.example.cn. all rights reserved",
        "甲 工 网 版 权 所 有 ,未 经 授 权 禁 止 使 用",
        "甲网 版权所有",
    ],
    "registration": ["陇ICP备12345678号-1", "甘公网安备 62010002000000号", "准印证号:(甲O)L0150001"],
    "disclaimer": [
        "《南甲工报》(电子版)的一切内容,包括文字、图片和版式,未经本报书面许可,任何单位和个人不得转载。",
        "甲州新闻网版权与免责声明:",
        "①凡本网注明“来源:甲州新闻网”的所有作品,版权均属于甲州新闻网。",
        "1. 未经《甲网》书面许可,任何人不得转载、摘编,否则将追究法律责任。",
        "免责声明:本网站所刊载信息,不代表本站观点。",
        "凡本网注明“来源:甲网”的所有作品,版权均属于甲网。",
        "“如果发现本网站发布的资讯影响到您的版权,可以联系本站!",
        "未经甲网书面特别授权,请勿转载或建立镜像",
        "声明:甲网内容版权所有,未经许可不得转载。",
        "版权声明:",
        "本内容不代表本网观点和政治立场,如有侵犯您的权益请联系我们处理。",
    ],
    "footer": [
        "关于我们 | 广告服务 | 联系我们 | 版权声明",
        "跟帖评论自律管理承诺书  不良信息举报电话:甲工网(000-0000000)",
        "建议将电脑显示屏的分辨率调为1024*768",
        "主办单位:某某市总工会",
        "查看完整版本: 某市举办讲座",
        "地址:某市某路1号 邮编:010000 电话:123",
    ],
    "page clock": [
        "今天是:2024年12月29日 星期日",
        "欢迎您进入某市总工会门户网站 今天是:2024年12月29日",
        "今天是:",
        "GMT+8, 2024-11-23 06:25 , Processed in 0.1 second(s), 35 queries .",
        "甲州 阵雨转多云 18℃~11℃",
    ],
    "e-paper navigation": [
        "第02-03版:特别报道",
        "甲省日报社 出版 国内统一刊号:CN00-0000 代号00-1",
        "00001版:一版要闻",
        "第1234期:第01版 首版",
        "第AA02版:政事 要闻 | 上一版3 4下一版 |",
        "第二版",
        "■详见A4",
        "(下转2版)",
        "本文所在版面导航",
        "本版导航 00002版:要闻",
        "【第 A1 版:要闻·导读】",
        "甲日报 数字报纸",
    ],
    "previous or next": ["- 下一篇:某某县举办球赛", "上一篇:某市举办讲座", "下一篇: 某市 2009年成绩", "上篇:某市"],
    "comments": [
        "暂无评论,快抢沙发吧~",
        "评论列表",
        "查看: 33|回复: 0",
        "0 点赞 0 评论 24 浏览",
        "百科98256人已围观",
        "评论 0人参与,0条评论",
        "热门跟贴",
        "马上注册!",
        "您需要 登录 才可以下载或查看,没有账号?注册",
    ],
    "injected": ["久久精品国产色_日韩精品视频免费观看_91视频_成人在线"],
    "advertisement": [
        "x 广告",
        "(资料图)",
        "(相关资料图)",
        "【资料图】",
        "(资料图片仅供参考)",
        "发送短信 abc 10000000 即可订阅《甲州手机报》,每天一毛钱。",
    ],
    "makers": ["甲新社音视频部制作", "某某县融媒体中心出品"],
    "greeting": ["欢迎光临甲州资讯网!", "您好,欢迎访问甲省总工会网站"],
    "keywords": ["关键词:新疆 服务协议", "标签：工会 普法"],
    "hotline": ["报料热线:123456", "资讯监督:王红 13800000000"],
    "word count": ["本篇文章554字,读完约1分钟"],
    "original title": ["原标题:某市举办讲座", "原标题;某市举办讲座", "（原标题：某市举办讲座）"],
    "dated link": ["- 2024-12-26某市总工会开展合作", "· 某市总工会表彰先进 2024-12-26"],
    "paging": ["页:", "[1]", "共 3 页"],
    "channels": ["甲网首页时政评论国际军事社会财经企业工会维权就业"],
    "navigation": ["| 甲日报 |乙都市报 |丙网 |丁晚报 |", "|小黑屋|Archiver|手机版|"],
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in FURNITURE.items() for line in lines])
def test_a_whole_line_of_furniture_is_told(kind: str, line: str) -> None:
    told = furniture(fold(line))
    assert told is not None
    assert told == kind or kind in {"disclaimer", "page clock", "comments", "previous or next", "navigation"}  # others hold as well


@pytest.mark.parametrize(
    "line",
    [
        "《安全生产操作手册》的一切内容,都要逐条学习、逐条对照,班组长每月检查一次,不合格的重新培训。",
        "下一步,市总工会将加大关爱职工的力度",
        "鼓励更多的人加入志愿服务",
        "推荐3名职工荣获全国劳模称号",
        "工会分享会走进企业",
        "关注一线职工的身心健康,是工会的责任",
        "微信公众号等平台推送信息2000条,受到职工欢迎。",
        "扫码入会让职工少跑腿",
        "过上一个祥和的春节",
        "图为慰问组向职工送上饮料",
        "反馈意见可发邮件至:someone@example.com",
        "联系电话:0451-12345678",
        "新春走基层 温暖进万家 | 某市总工会举办饺子宴",
        "一、丰富载体、创新形式",
        "【转载】某地表彰先进工作者",
        "今天是工会成立的重要日子。",
        "我国全面推广电子许可证照",
        "上一年度先进工作者名单",
        "评论员文章:劳动创造幸福",
        "首页设计大赛启动",
        "高兴的职工们",
        "欢迎来到工会大家庭!",
        "全国工会论坛",
        "某某县总工会开展手工制作",
        "市总工会发送短信祝福一线职工",
        "关注着你的关注",
        "顶住压力 支持发展",
        "1. 未成年工的保护。",
        "标题:某某县举办球赛",
        "报名网址:http://www.example.com/sign",
        "气温降至零下5℃",
        "打印工人的一天",
        "宣传摄影展在文化宫开幕",
        "国产精品视频展在线上举行",
        "“为了让更多的人不受到伤害?!?/p>",
    ],
)
def test_lines_of_an_article_are_no_furniture(line: str) -> None:
    assert furniture(fold(line)) is None


@pytest.mark.parametrize(
    "line",
    [
        "相关推荐",
        "相关阅读:",
        "热点推荐",
        "新闻推荐",
        "推荐阅读",
        "相關鏈接",
        "相關鏈結",
        "熱點關注",
        "为您推荐",
        "猜你喜欢",
        "■ 相关链接",
        "推荐内容",
        "点击排行榜",
        "最新文章",
        "更多 24小時排行榜",
        "----- 教育新闻精选 -----",
        "热门分类",
        "友情链接",
    ],
)
def test_headings_of_other_articles_are_told(line: str) -> None:
    assert is_related_heading(fold(line))


@pytest.mark.parametrize("line", ["强化理论武装", "新闻", "推荐", "工会要闻发布会召开", "相关负责人表示", "最新消息:某地开工"])
def test_headings_of_the_text_are_none_of_those(line: str) -> None:
    assert not is_related_heading(fold(line))


def test_comments_and_link_boxes_have_their_headings() -> None:
    assert is_comment_heading(fold("網友評論"))
    assert is_comment_heading("评论列表(12)")
    assert not is_comment_heading("评论:劳动最光荣")
    assert is_link_box("相关链接")
    assert not is_link_box("相关阅读")


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("近日,某市总工会举办职工技能大赛,来自全市的120名职工参加了比赛。", True),
        ("经市总工会研究决定,定于5月10日召开职工代表大会,现将有关事项通知如下:", True),
        ("某市总工会启动送温暖活动", False),
        ("近日,某市总工会举办职工技能大赛。来自全市的120名职工参加了比赛,场面热烈。甲社记者 王红 摄", True),
        ("洪水来袭,谁舍生忘己,谁保家为民——抗洪抢险一线党员干部和群众全纪录[组图]", False),
        ("来源:甲网", False),
        ("甲乙丙丁戊己庚辛壬癸" * 9, False),
        ("某市总工会举办大赛!", False),
    ],
)
def test_running_text_is_told_by_its_sentences(line: str, *, running: bool) -> None:
    assert is_paragraph(line) is running


@pytest.mark.parametrize(
    "line",
    [
        "返回首页" * 99 + "。",
        "关于我们 " * 79 + "。",
        "相关" * 199,
        "(" * 399,
        "扫码" * 199,
        "首页新闻" * 99 + "!",
        ">" * 399,
        "来源" * 199,
    ],
)
def test_hostile_lines_end(line: str) -> None:
    furniture(line)
    is_related_heading(line)
    assert furniture(line * 9) is None


@settings(max_examples=50, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", sorted(_NEEDS))
def test_what_a_shape_needs_stands_in_every_line_of_that_shape(kind: str, data: st.DataObject) -> None:
    assert _NEEDS[kind].search(data.draw(st.from_regex(_SHAPES[kind], fullmatch=True)))
