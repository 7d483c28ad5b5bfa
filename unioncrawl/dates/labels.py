"""The words around dates that make one the publication's, an update's or another's. They are for folded text."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    return "|".join(words.split())


_UPDATING = _any("更新 修改 编辑 修订 改动 回复")
_UPDATED = (
    rf"(?:(?:最后|最近|上次|本帖最后由?)\S{{0,12}} ?)?(?:{_UPDATING})(?:时间|日期|日|于|在)|(?:最后|最近|上次)(?:{_UPDATING})|更新"
    r"|[Uu]pdated?(?: on| at)?|(?:[Ll]ast[ -])?[Mm]odified(?: on)?"
)
_PUBLISHING = _any(
    "发布 发表 刊发 刊登 刊载 发稿 发文 发帖 发送 公布 公开 上传 上网 上线 录入 添加 加入 入库 创建 提交 投稿"
    " 来稿 供稿 提供 出版 出刊 见报 登载 发出 发行 播发 首发 撰写 撰稿 写作 采编 转载 推送 印发 签发 通知 公告"
    " 新闻 文章 稿件 信息 消息 资讯 内容 作品 来源 原文 主题 帖子"
)
_PUBLISHED = (
    rf"(?:{_PUBLISHING})的?(?:时间|日期|日|于|在|时)|(?<![\u4e00-\u9fff])(?:时间|日期)"
    rf"|{_any('发布 发表 刊发 首发 日期查询 原载 刊于 发于 载于')}"
    r"|[Pp]ublish(?:ed|[Dd]ate|[Tt]ime)?(?: on| at)?|[Pp]ub[Dd]ate|[Pp]osted(?: on| at)?|[Rr]eleased?(?: [Dd]ate)?"
    r"|(?<![A-Za-z-])[Dd]ate|[Tt]ime"
)
_EVENT = _any(
    "活动 报名 培训 考试 面试 笔试 会议 开会 召开 截止 截稿 截至 开始 结束 起始 起止 终止 生效 实施 施行 执行"
    " 有效 成文 成立 出生 生产 公示 投标 开标 招标 比赛 竞赛 演出 播出 展览 展出 举办 举行 签订 签署 签约 立案"
    " 审理 开庭 庭审 办公 营业 开放 服务 值班 征集 征稿 征文 申报 受理 缴费 领取 参观 开课 入职 入学 工作 入党"
    " 任职 批准 备案 拍摄 采访 案发 事发 发生 注册 建站 访问 浏览 到期 失效 废止 整改 施工 停电 停水 检修 制定"
    " 落款 形成 开工 竣工 验收 退休 逝世 去世"
)
_PAGE_CLOCK = (
    r"(?:今天|今日|现在|当前|此刻|今)(?:时间|日期)?(?:是|为)?|北京时间(?= ?:)|[Mm]ake ?[Tt]ime|[Cc]opyright|版权所有|©"
    rf"|(?:{_any('当前 系统 服务器 现在 本地 生成 打印 下载 抓取 采集 登录')})(?:时间|日期)"
)
_NUMBERED = (
    _any(
        "电话 热线 传真 手机 QQ 邮编 邮政编码 编号 文号 索引号 信息索引 单号 证号 号码 次数 点击 点击数 点击量"
        " 点击率 阅读 阅读量 阅读数 浏览 浏览量 访问量 人气 版本 比分 IP ISBN ISSN"
    )
    + r"|[Tt][Ee][Ll]|[Vv]er(?:sion)?|[Nn][Oo]"
)
_NEIGHBOUR = r"上一?[篇条页]|下一?[篇条页]|前一[篇条]|后一[篇条]|[Pp]rev(?:ious)?|[Nn]ext"

# At the end of what stands before a date; the group that matches says whose date it is.
LABEL = re.compile(
    rf"(?:(?P<updated>{_UPDATED})"
    rf"|(?P<other>(?:{_EVENT})(?:的?(?:时间|日期|期限|期)|日)?|{_PAGE_CLOCK}|{_NUMBERED}|{_NEIGHBOUR})"
    rf"|(?P<published>{_PUBLISHED}))"
    r"(?:为|是|于)?(?:[\s:>=/|\[(【《\"'-]|/n){0,8}$"
)
_PREPOSITIONS = _any("据 截至 截止 自 自从 从 至 到 在 于 因 为 对 将 与 和 及 或 是 定 了 止 期间 距 离 过 每年 每逢 本报 记者 讯 第 农历")
PREPOSITION = re.compile(rf"(?:{_PREPOSITIONS})[ (]?$")
PAPER_BEFORE = re.compile(r"(?:》|^) ?\( ?$")

# At the start of what stands behind a date.
PAPER_AFTER = re.compile(r" ?,? ?第? ?\S{1,4} ?版")
OTHER_AFTER = re.compile(
    r" ?(?:至|到|~|-{1,2} ?\d)|[前后起止底初末以当已将把被向对在的这摄]|[讯电](?!话)| ?(?:"
    + _any(
        "为止 以来 以前 以后 之前 之后 之间 期间 左右 上旬 中旬 下旬 出生 逝世 去世 生效 施行 实施 截止 开始 结束"
        " 召开 举行 举办 开幕 闭幕 启动 成立 通过 报道 农历"
    )
    + ")"
)
_SAID_AFTER = rf"(?:{_any('发布 发表 刊发 刊登 上传 提交 添加 录入 印发 posted published')})(?=$|[\s)\]|/,.])"
PUBLISHED_AFTER = re.compile(rf" ?(?:由\S{{1,8}})?{_SAID_AFTER}")
HEADING = re.compile(rf"^(?:{_PUBLISHED})|{_SAID_AFTER}")  # of a text that a date heads: its label stands first, or behind it
UPDATED_AFTER = re.compile(rf" ?(?:由\S{{1,8}})?(?:最后)?(?:{_UPDATING})(?=$|[\s)\]|/,.])")

# The other fields of a byline.
_FIELD = (
    r"(?:(?:文章|信息|新闻|稿件|本文)?(?:来源|出处)|大 ?中 ?小|记者(?=[ :])|[文图](?=[/:])|第? ?\S{1,4} ?版|[上下][一篇]|"
    + _any(
        "稿源 源自 来自 作者 编辑 责编 责任编辑 审核 核稿 校对 通讯员 撰稿 供稿 拟稿 摄影 阅读 浏览 点击 访问"
        " 查看 人气 评论 收藏 分享 点赞 转发 热度 打印 下载 关闭 字号 字体 原标题 标题 栏目 所属 属于 分类 标签"
        " 关键词 我要 投稿 举报 纠错 朗读"
    )
    + ")"
)
FIELD = re.compile(_FIELD)
FIELD_AFTER_COMMA = re.compile(rf"[,;、。.] ?{_FIELD} ?[:(]|[,;、。.] ?$")
FIELD_APART = re.compile(rf"[\s|/:;,\])】>.-]{{0,8}}(?:{_FIELD}|[\[【《©T]|\(\D|$)")

# Prose.
HAN = re.compile(r"[\u4e00-\u9fff]")
COMMA = re.compile(r" ?[,;、。] ?[\u4e00-\u9fff“\"《]")
SENTENCE_END = re.compile(r" ?[,;、。]$")
SPAN = re.compile(r" ?(?:至|到|~|-{1,2}) ?")
WORD = re.compile(r"\w")
WEEKDAY = re.compile(r"星期|周|礼拜")
