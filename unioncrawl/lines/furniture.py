"""Page furniture: the lines of a page that are no part of its article, told by their own shape.

Every shape holds for a whole line, for each of its words occurs inside real paragraphs (鼓励更多的人, 推荐3名职工, 下一步).
Lines come folded: one width, simplified script. 35,000 lines of news bodies were read with these shapes: none of an article fits.
"""

from __future__ import annotations

import re

from unioncrawl.lines.folding import kept
from unioncrawl.text import HAN

LONGEST = 400  # characters; what is longer is never furniture by its shape alone
LONGEST_CHANNEL = 6  # characters of a channel's name between bars

# One word of a tool bar.
_TOOL = (
    '页面功能|请输入(?:验证码|关键[字词]|内容)|(?:调整|选择|缩小|放大)字[体号]|我要[“"]?揪[”"]?错|打印(?:本[页文])?|关闭(?:窗口|本页)?|(?:加入)?收藏(?:本[站页文])?|设为首页|保存|放大|缩小|默认|还原|[大中小](?:字[号体]?)?|字号|字体(?:大小)?|'
    "[尾末]页|刷新|进入(?:新闻)?论坛|分享(?:到|至|按钮)?|更多(?:分享)?|(?:我要|我来|发表|网友|查看|参与)?(?:评论|留言|纠错|投稿|说两句|反馈)|推荐(?:朋友|给好友)?|"
    "返回(?:首页|顶[部端]|列表|目录|上页|上级)?|回到顶部|全文浏览|(?:全站|站内)?搜索|登录|注册|[上下]一[篇版期页条则]|[上下]篇|"
    "无障碍(?:版|浏览|阅读)?|长者(?:助手|模式|版)|关怀版|适老版|简体(?:版|中文)?|繁体(?:版|中文)?|简|繁|English|手机版|客户端|"
    "(?:新浪|腾讯)?微博|微信(?:好友|扫一扫)?|朋友圈|Qzone|LOFTER|豆瓣|QQ(?:空间|好友|群)?|人人网|开心网|复制(?:链接|本文链接)|举报|朗读|语音播报|"
    "听新闻|继续阅读|展开(?:全文|阅读)|阅读(?:全文|原文)|手机访问|点击(?:查看|进入)|微信扫码|论坛|网摘|手机点评|E-mail推荐|本版积分规则|(?:发表|快速)回复|回帖(?:并转播|后跳转到最后一页)|使用道具|快捷登录|小黑屋|Archiver|点赞|赞|转发|回复|订阅|扫一扫|导航|首页|官网首页|网站(?:首页|地图)|视力保护色?|护眼|语言|次|至|版面导航|标题导航|"
    "本版(?:新闻|目录)|版面概览|文章导航|通版阅读请点击|(?:展开|收缩)通版|[首末]版|文章(?:标题|内容|作者)|加载中|"
    "(?:努力)?加载中,?请稍[后候]|关注|已关注|确定不再关注此人吗|知道了|点击右上角,选择浏览器打开|评分|顶|踩|意见反馈|不支持Flash|邮箱|感动|同情|无聊|愤怒|搞笑|难过|高兴|路过|震惊|新奇|支持|鄙视|流泪|x|×|T|A"
)
_TOOL_GAP = r"[\s\[\]【】()|+\-—·•:/、,.&<>{}\d]"
# One word of a row of channels that flattening glued together.
_CHANNEL = (
    f"[{HAN}]{{0,3}}网?首页|学习|时政|看点|工事|全总|工会|评论|权益|视频|财经|企业|就业|民生|国际|国内|军事|理论|汽车|健康|人物|书画|摄影|旅行|旅游|"
    "文化|公益|教育|娱乐|体育|社会|维权|论坛|博客|网视|图画|读书|绿色|城建|社区|打工|新闻|要闻|滚动|专题|图片|科技|房产|法治|法制|"
    "党建|政务|服务|资讯|通知|公告|视点|生活|地方|频道|直播|电子报|数字报|互动|政策|法规|动态|概况|机构|职能|下载|专栏|劳模|工匠|"
    "帮扶|女工|宣传|基层|产业|组织|信息公开|网上办事|商务|招聘|商城|游戏|数码|家居|美食|时尚|彩票|天气|股票|基金|读图|台湾|港澳"
)
_FOOT = (
    f"关于(?:我们|本[站网]|[{HAN}]{{2,12}}网?)|联系(?:我们|方式)|广告(?:服务|刊例|合作|投放)|商务合作|招聘(?:信息|英才)|诚聘英才|"
    "法律(?:声明|顾问)|版权(?:声明|所有|保护)|免责声明|隐私(?:保护|声明|政策)|网站(?:地图|声明|导航|律师|简介|概况)|本站地图|"
    "投稿(?:邮箱|须知)|友情链接|意见反馈|帮助中心|服务条款|工作机会|人才招聘|出版物|发布广告|违法和不良信息|网络敲诈|举报电话|"
    "设为首页|加入收藏|跟帖评论自律(?:管理)?承诺书|不良信息|本网(?:概况|声明)|报社(?:简介|招聘)|媒体合作|客服中心|用户协议"
)
# How notices of the law begin, and what they speak of.
_NOTICE = (
    r"[“\"'(\[【※*·•●—\- ]{0,3}(?:\d{1,2}[.、)] ?|[一二三四五][、.]|[①-⑩])?"
    "(?:凡|如(?:果|有|您|发现|需|涉及|因|本|存在|转载|作品)|若|本(?:网|站|平台|公众号|文|内容|号|页|报)|未经|转载|以上|该文|此文|任何|部分|"
    "文章|图片|内容|版权|著作|所有|注[:意]|特别|郑重|重要|免责|权利|声明|投资|风险|我们|网站|上述|原创|侵权|图文|素材|对于|尊重|欢迎)"
)
_LAW = (
    "版权|侵权|转载(?!】)|不代表|免责|删除|授权|书面|追究|法律责任|自行核实|投资建议|仅供(?:读者|您|个人)?(?:参考|学习|交流)|"
    "存储空间|知识产权|著作权|真实性|镜像|不构成|本[网站]立场"
)
_WHICH = (
    "相关|热点|热门|推荐|精彩|最新|编辑|更多|延伸|本[网站类周月日]|今日|昨日|一周|24小时|48小时|图片|视频|新闻|其[他它]|站内|频道|专题|"
    "要闻|头条|点击|阅读|浏览|资讯|文章|精选|独家|原创|图文|同类|近期|往期|网友|深度|特别|精品|重点|编辑部|随机|内容|小编"
)
_WHAT = (
    "推荐|阅读|链接|链结|连接|新闻|报道|文章|资讯|内容|关注|排行榜?|榜单?|信息|稿件|专题|视频|图片|热点|评论|回顾|热搜|热词搜索|要闻|动态|点击|"
    "话题|导读|推送|列表|分类|标签|词条|问答|下载|热文|图集|头条|看点"
)
_RELATED = (
    f"(?:(?:{_WHICH}) ?){{1,3}}(?:{_WHAT})|相关|(?:猜你|你可能|您可能|大家都在|为[您你]|[他别]人都在?)"
    "(?:还|也)?(?:喜欢|感兴趣的?|看|推荐|在看|搜){0,2}(?:内容|文章|新闻)?|友情链接|.{2,6}新闻精选|"
    "(?:24|48)小时内?最?热门?|本频道最新推荐|相关(?:文章|新闻) Related Stories|(?:最新|热点|热门)新闻排行榜?"
)
_COMMENTS = (
    "(?:网友|最新|热门|最热|全部|精彩|精选|我要|发表|查看|更多|文章|用户|新闻|参与|游客)?(?:评论|留言|跟[帖贴]|点评|回帖)(?:列表|专?区|内容)?"
    r"(?:[(\[]? ?\d{1,7} ?条?[)\]]?)?[: >]{0,3}"
)
_APP = "公众号|公众平台|二维码|微信|微博|客户端|APP|小程序|视频号|抖音号?|头条号"
_BULLET = r"[·•●◆■\-*>]"

_SHAPES = {
    kind: re.compile("|".join(shapes), re.IGNORECASE)
    for kind, shapes in {
        "image": [
            r"(?:!\[[^\]]{0,80}\]\([^)]{0,300}\)[ |]{0,4}){1,20}",
            r"(?:https?:)?[\w/.\-—()% ]{0,200}\.(?:jpe?g|png|gif|bmp|webp)",
            "图片",
        ],
        "ornament": [rf"[^\w{HAN}]{{1,200}}", r"…* ?此处隐藏\d+字 ?…*|\(\)|x|_{2,}|[\- ]{0,3}(?:THE )?END[\- ]{0,3}"],
        "template label": [
            r"正文|导航|(?:详细|新闻|文章)内容|(?:内容|新闻|文章|产品)详情:?|文章正文|您的浏览器.{0,60}|\{\{?[^{}]{0,60}\}?\}"
        ],
        "breadcrumb": [
            r"(?:您|你)?(?:现在|当前|目前|本页)?(?:所在|所处)?的?(?:当前)?位置(?:是|为)?(?:[: ]|首页|>|\[|$).{0,120}",
            r"(?:您|你)(?:现在|当前|目前)?(?:所在|所处)?的?位置.{0,80}",
            r"[^。;,!?]{0,60}[>»›][^。;]{0,100}",
            r"(?:网站)?首页 ?[/|·→\-] ?[^。]{1,60}",
            r"[^。,;]{0,40}[\-/ ]正文",
        ],
        "tool bar": [rf"{_TOOL_GAP}{{0,6}}+(?>(?:{_TOOL}){_TOOL_GAP}{{0,12}}+){{1,40}}+"],
        "share": [
            "分享(?:让更多人看到|更多|到[: ].{0,30}|本文.{0,20}|文章.{0,20})|点击(?:直接)?分享.{0,30}",
            rf"[^。,]{{0,12}}(?:扫一扫|扫码|扫描|长按|识别)[^。,]{{0,16}}(?:关注|下载|分享|手机|当前页|查看|阅读|浏览|打开|{_APP})[^。]{{0,20}}",
            rf"[(\[]?(?:[^。]{{0,20}},)?(?:更多[^。]{{0,30}}?)?(?:请|欢迎|点我)?(?:关注|下载|打开|搜索|点击|安装)[^。;]{{0,40}}(?:{_APP})[^。;]{{0,30}}[。!]?",
            rf"关注[{HAN}]{{2,10}}(?:网|报|台|频道)|[{HAN}]{{2,8}}官方(?:微信|微博|抖音|客户端)(?:公众号)?",
            "(?:[^。]{2,16}。 ?)?点击进入>{2,3}|微信扫一扫,?(?:即[刻可]|立即)分享.{0,4}",
            "打开微信,.{0,40}(?:扫一扫|朋友圈).{0,40}",
            rf"打开[{HAN}]{{2,8}}(?:新闻|客户端|APP) ?查看.{{0,12}}|[^。]{{0,24}}蓝色?字[^。]{{0,20}}",
            r"[》>]{0,3} ?点击(?:查看|进入|阅读)[: ].{0,60}",
            "(?:更多)?相关(?:资讯|内容|新闻)(?:敬?请)?(?:关注|点击)[: ].{0,40}",
        ],
        "copyright": [r"[^。]{0,60}(?:copyright|all rights? reserved|©|版权所有)[^。]{0,200}。?", r"[^。]{0,40}版 权 所 有.{0,80}"],
        "registration": [
            r"[^。]{0,150}(?:ICP|公网安)备(?: ?\d| ?号|[^。]{0,6}\d)[^。]{0,150}",
            r"[^。]{0,80}(?:网站标识码|许可证(?:编?号)?|备案(?:序|编)?号)[^。\d]{0,20}[: (]?[A-Za-z京]?\d{4,20}[^。]{0,100}",
        ],
        "disclaimer": [
            rf"(?={_NOTICE})(?=.{{0,300}}(?:{_LAW})){_NOTICE}.{{4,390}}",
            r"[“\"(\[【]?(?:免责|版权|郑重|特别|重要|权利|侵权|转载|本[站网]|网站|原创|风险)?(?:声明|提示|提醒)[:】].{0,390}",
            "[^。]{0,120}隐私[^。]{0,80}(?:同意上述|才能启用|点这里|点此)[^。]{0,40}。?|请同意[^。]{0,20}隐私.{0,40}",
            rf"[{HAN}]{{0,12}}(?:版权(?:[与及、][{HAN}]{{2,14}})?|免责)声明:?|(?:免责|版权)声明.{{0,390}}|(?:特别|郑重|侵权)?(?:声明|提示)",
        ],
        "footer": [
            "(?:为[^。]{2,10}效果,)?(?:建议|请)(?:使用|将).{0,60}(?:浏览器|分辨率|IE|屏幕).{0,80}|浏览本[网站][^。]{0,60}|最佳(?:浏览|分辨率).{0,60}",
            r"(?:违法和不良信息|网络敲诈|不良信息|涉未成年人?|虚假新闻)[^。]{0,24}(?:举报|监督)?(?:电话|热线|邮箱)[: ].{0,100}",
            r"(?=.{0,200}(?:邮编|邮政编码))[^。]{0,30}(?:地址|邮编|电话|传真)[: ].{0,250}",
            r"(?:主办|承办|协办|主管|技术(?:支持|开发)|网站维护|运营|运维)(?:单位)?[及与、]?[^。:]{0,10}:[^。]{1,120}",
            "您是(?:本[站网])?第.{0,30}|(?:总|今日)?(?:访问量|浏览量|点击量)[: ].{0,20}",
            "查看完整版本: .{0,100}",
            ".{0,60}(?:Produced|Powered) By .{0,60}|.{0,8}网上家园",
        ],
        "paging": [r"页[: ]{0,2}|(?:\[ ?\d{1,2} ?\] ?){1,20}|(?:第 ?\d{1,3} ?页[ /]{0,3})?[总共][共: ]{0,3}\d{1,3} ?页.{0,20}"],
        "page clock": [
            r"[^。]{0,40}今天是(?:[: ].{0,40}|\d.{0,40}|星期.{0,20}|)",
            "(?:当前|现在|北京)时间[: ].{0,40}",
            r"(?>(?:19|20)\d\d-\d{1,2}-\d{1,2}[\s,|:]{0,3}\d{0,8}[\s,|]{0,3}){3,40}",
            r"GMT\+8, .{0,120}",
            r"[^。]{0,24}-?\d{1,2}℃? ?[~\-] ?-?\d{1,2}℃",
        ],
        "e-paper navigation": [
            r"(?:当前版:?|本版(?:导航)?|第\d{1,6}期:?)? ?[【\[]?第? ?[A-Z]{0,3}\d{1,5}(?:-\d{1,3})? ?版 ?(?:[:: ][^。]{0,60})?",
            "本文所在版面(?:导航)?|[^。]{0,60}(?:国内统一(?:连续出版物|刊)号|邮发代号)[^。]{0,160}",
            r"(?:当前版:?)? ?第[一二三四五六七八九十]{1,3}版 ?(?:[: ][^。]{0,40})?",
            r"[^。]{0,40}[上下]一[版期][^。]{0,40}",
            r"[(■ ]{0,2}(?:详见|下转|上接|紧接|转)第?[A-Z]{0,2}\d{1,3}版?\)?|读报纸首页|.{2,8}数字报[纸刊]?|数字报首页",
        ],
        "previous or next": [
            r"[\s|<《【\[\d•·\-]{0,4}[上下]一?(?:篇|条|则|个|张)(?:新闻|文章|信息)?(?:[:>】\]] ?.{0,200}|[ |\d]{1,8}.{0,60}|)"
        ],
        "comments": [
            _COMMENTS,
            r"(?:评论一下|说点什么).{0,10}|(?:评论 )?[\d,]{1,7}人参与.{0,30}|已有[\d,]{1,7}人.{0,30}",
            "暂无评论.{0,30}|.{0,12}抢沙发.{0,12}|你? ?发表评论[: ].{0,20}|您此时的心情.{0,40}|请?(?:登录|注册)后.{0,20}|文明上网.{0,60}",
            "马上注册[!,].{0,40}|您需要 ?登录 ?(?:后)?才可以.{0,40}",
            r"[^。]{0,8}[\d,]{1,9}人已?(?:围观|阅读|浏览)",
            r"[\d,]{1,7} ?(?:条?评论|人参与|点赞|次?浏览|回复|阅读|人跟帖)(?: .{0,40})?|查看: ?\d{1,9}[ |].{0,40}|[\d ]{1,9}点赞 .{0,30}",
        ],
        "advertisement": [
            r"[x×]? ?广告",
            r"[(【\[]?(?:(?:相关)?资料图片?|图片来[自源]网络|网络配图)(?:片?仅供参考)?[,。]?[)】\]]?|.{0,6}图文无关.{0,6}",
            r"[^。]{0,10}(?:发送?|编辑)短信[^。]{0,40}(?:订阅|订制|定制)[^。]{0,60}。?",
        ],
        "greeting": [rf"(?:您好[,!]? ?)?欢迎(?:光临|访问|来到|进入|浏览)[{HAN}A-Za-z]{{0,20}}(?:网站?|网|本站|平台|主页)[!。]?"],
        "makers": [rf"[{HAN}]{{2,10}}(?:社|报|台|网|中心|[部室])(?:联合)?(?:出品|制作)"],
        "word count": [r"本篇?文章?(?:共|约)?\d{1,6}字.{0,24}"],
        "keywords": [r"(?:本文|文章|新闻)?(?:关键[词字]|标签|TAG)s? ?[:/].{0,120}"],
        "hotline": ["资讯(?:监督|投诉|热线):.{0,40}|(?:新闻|报料|爆料|广告|发行|投诉|服务|读者|监督)(?:热线|电话)[: ]?.{0,60}"],
        "original title": [r"[(【\[]?(?:原文?标题|来源标题|原题)[:;为].{0,160}"],
        "dated link": [
            rf"{_BULLET} ?[\[(]?(?:19|20)\d\d[\-/.年]\d{{1,2}}[\-/.月]\d{{1,2}}日?[\])]? ?[^。;]{{0,8}}[{HAN}][^。;]{{1,80}}",
            rf"{_BULLET} ?[^。;]{{4,80}} ?[\[(]?(?:20\d\d[\-/.])?\d{{1,2}}[\-/.]\d{{1,2}}[\])]?",
        ],
        "channels": [r"(?:网站)?首页(?: [^ 。]{1,8}){4,20}", rf"[\s|·•>、]{{0,3}}+(?>(?:{_CHANNEL})[\s|·•>、]{{0,4}}+){{5,80}}+"],
    }.items()
}
# Quick to try, for kinds whose shapes begin with anything: a line without one of these characters has none of them.
_NEEDS = {
    kind: re.compile(f"[{characters}]")
    for kind, characters in {
        "breadcrumb": "位>»›首正",
        "share": "享扫按识号台码信博端pP序音注官击相开蓝",
        "copyright": "hH©版",
        "registration": "备证码",
        "e-paper navigation": "版期报见转接号",
    }.items()
}
_BARS = re.compile(r"[|│┊丨]")
_FOOT_PART = re.compile(rf"(?:^|[\s|│┊丨·•\-,])(?:{_FOOT})")
_BAR_PART = re.compile(rf"{_CHANNEL}|{_FOOT}|{_TOOL}|.{{0,12}}(?:报|网|频道|新闻|中心|热线|服务|首页|招聘)")
_RELATED_HEADING = re.compile(
    rf"[■◆●▪▍【\[|> ]{{0,3}}(?:-{{2,8}} ?)?(?:{_RELATED})[】\]:>|\s·•.…+\-]{{0,9}}(?:更多|MORE|换一换)?[>» ]{{0,3}}", re.IGNORECASE
)
_LINK_BOX = re.compile(r"[■◆●▪【\[ ]{0,2}(?:相关|新闻|背景|知识|资料|延伸)链接[】\] :]{0,2}")
_COMMENT_HEADING = re.compile(_COMMENTS)

# The words of injected titles; one of them alone says it, beside others of a kind that news may use.
_INJECTED = re.compile("久久|[无無][码碼]|人妻|[一二三]区|麻豆|丁香婷婷|裸体|成人|乱码|黄色")
_INJECTED_BESIDE = re.compile("国产|精品|日韩|欧美|亚洲|视频|在线|免费|高清|美女|字幕|av", re.IGNORECASE)

# Of a line in either width: running text is looked for everywhere, also where nothing else has folded the line.
_SENTENCE_END = re.compile(r"(?:[。!！?？;；…]|[.．]{2,6})(?:[”’』」\]］)）》]{0,2}|[(（][^()（）]{1,20}[)）]) ?[|｜]?$")
_NOT_HAN = re.compile(f"[^{HAN}]+")
_CLAUSE = re.compile("[。!！?？;；,，](?=.{4})")
_SHORTEST = 16  # Chinese characters of running text


@kept
def furniture(line: str) -> str | None:
    """What kind of page furniture a folded line is; None for a line of an article.

    Lines of labels (来源, 编辑 …) may look like furniture: ask `unioncrawl.lines.labels` first.
    """
    if len(line) > LONGEST:
        return None
    for kind, shape in _SHAPES.items():
        needs = _NEEDS.get(kind)
        if (needs is None or needs.search(line)) and shape.fullmatch(line):
            return kind
    if "。" not in line and _INJECTED.search(line) and len(_INJECTED_BESIDE.findall(line)) >= 2:
        return "injected"
    if "。" not in line and len(_FOOT_PART.findall(line)) >= 2:
        return "footer"
    parts = [part.strip() for part in _BARS.split(line)]
    if len(parts) >= 4 and (
        all(0 < len(part) <= LONGEST_CHANNEL for part in parts) or sum(_BAR_PART.fullmatch(part) is not None for part in parts if part) >= 2
    ):
        return "navigation"
    return None


def is_related_heading(line: str) -> bool:
    """Whether a folded line heads a list of other articles."""
    return len(line) <= 24 and _RELATED_HEADING.fullmatch(line) is not None


def is_link_box(line: str) -> bool:
    """Whether a folded line may head a newspaper's box of background (相关链接) as well as a list."""
    return len(line) <= 12 and _LINK_BOX.fullmatch(line) is not None


def is_comment_heading(line: str) -> bool:
    """Whether a folded line heads the readers' comments."""
    return len(line) <= 24 and _COMMENT_HEADING.fullmatch(line) is not None


@kept
def is_paragraph(line: str) -> bool:
    """Whether a line is running text: a sentence with its end, or too long for anything else."""
    if len(line) < _SHORTEST:
        return False
    han = len(_NOT_HAN.sub("", line))
    if _CLAUSE.search(line) and (han >= 80 or (han >= 30 and ("。" in line or line.endswith((":", "：", ",", "，"))))):
        return True
    return han >= _SHORTEST and _SENTENCE_END.search(line) is not None and (han >= 30 or _CLAUSE.search(line) is not None)
