"""People's names in bylines: what can be one, and where a run of characters splits into several."""

from __future__ import annotations

import re

from unioncrawl.lines.folding import fold
from unioncrawl.text import HAN

# Surnames, the commonest first (the order of the household register for the first hundred).
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时阳阎穆农司古吉卓车洪连缪"
    "项麦褚娄窦戚岑党宫景费卜冷晏卫席柏米隋宗瞿桂全佟臧闵苟边卞姬邬师和仇栾楚储丛栗商隆简苑郎敖巩郁丘仲查邸匡荆鄢巫廉池寇冀萧晋揭薄沙"
    "官楼鞠宿来湛计燕桑帅花邝虞奚练闻刁辜扈阙甄甯稽竺冼谌胥蔺云昌皮苍鹿祖赖乌冶罕候印晁邴昝展尧敬贡郜茅逯木阴浦屠殷詹戈满郗宛宣宦尉弓"
    "戎揣桓井咸柘沃炊牧矫芦芮苻荀荣莘莱菅虎蛮衡訾诸谈贝贲赏赫郏郅郦鄂鄞酆钮锺阿雍雪霖靖鬲鱼鲜黑墨幸占佘仝兀哈哑孛岱弋恽戢撒朴杭杲枚柒"
    "汝洛淡渠滑漆潜盈督禄禹税竹笃笪粟羿耶肇茹凃亓庹郄缑仉隗撖萨蒯蔚藏迟逄钦钭镇阚颛麴巴闭仵俎僪勾厍厉亢茆庾郇隽遆邰姒贠卿"
)
_COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|端木|独孤|南宫|范姜|申屠|呼延|"
    "完颜|闻人|澹台|轩辕|百里|拓跋|淳于|太史|公冶|钟离|鲜于|闾丘|司空|东郭|西门|赫连"
)
_WORDLIKE = frozenset("和来时全候满简计单商安成向常文方高金白连石万解党古云车关明花")  # surnames that begin many words of two characters

# What stands where a name could and is none: whole words, and how the names of offices, outlets and places end.
_NO_NAME = re.compile(
    "大中小?|中小|打印|章程|管理|计划|经费|佚名|未知|语音|匿名|综合|整理|编辑|记者|作者|通讯员|管理员|小编|原创|转载|网络|本网|本站|本报|本刊|暂无|其他|"
    "实习生|实习|见习|责编|审核|校对|全文|金秋|高清|高温|文字|图片|文化|方面|方法|关于|关注|安全|安排|安徽|"
    "江苏|江西|云南|宁夏|常州|温州|金华|连云港|石家庄|张家口|张家界|马鞍山|林业|林芝|农民工|农业|高校|成都|"
    "成员|时间|时政|时评|时事|石油|金融|连载|连线|白银|万元|左一|左二|左三|左四|右一|右二|右三|右四|前排|"
    "热点|评论|要闻|要点|通知|公告|通报|待续|资料|资料图|任务|任职|任免|施工|何处|何时|毕业|和谐|党建|党员|"
    "党委|温馨|温暖|祝贺|盛世|滚动|推荐|更多|返回|首页|上海要闻|广告|节选|下同|下转|如图|如下|试行|"
    "近日|日前|今天|昨天|昨日|今日|目前|近期|连日来|本周|上午|下午|手记|观察|调查|札记|见闻|专访|述评|走访|获悉|了解|无关|受访者|受访单位|档案|风采|名单|园地|之家|天地|登录|楼主|版主|受访对象|本人|发自|专稿|即时|综合报道|见面会|招待会|发布会|座谈会|手机|现场"
)
_OFFICE = re.compile(
    "[报网局委办厂县镇乡院站队组室处部市省区]$|(?:工会|中心|公司|集团|学校|大学|中学|小学|银行|支部|协会|"
    "政府|新闻|频道|专题|简讯|快讯|客户端|电视台|杂志)$"
)

_RANK = {surname: rank for rank, surname in enumerate(SURNAMES)}
_HAN_ONLY = re.compile(f"[{HAN}]+")
# 尔肯江·吐拉洪; 某某晚报·某某壹点 is an outlet
_DOTTED = re.compile(
    rf"(?=[{HAN}]{{1,8}}[·•・])(?!.*(?:[报報网網台]|新闻|新聞|客户端|频道|融媒)(?:[·•・]|$))[{HAN}]{{1,8}}(?:[·•・][{HAN}]{{1,8}}){{1,4}}"
)
_LATIN = re.compile(r"(?!(?:admin|administrator|www|phpcms|dedecms|webmaster)\b)[A-Za-z][\w.\-]{1,29}", re.ASCII)  # pen names: celiawu
_SEPARATORS = re.compile(r"[\s、,;/|&+]+")
STATUS = re.compile("[(（](?:实习|實習|见习|見習)(?:生|编辑|編輯|记者|記者)?(?:[)）]|$)")  # of 王红(实习)
_OFFICEHOLDER = re.compile(
    rf"(?P<name>[{HAN}](?: {{1,2}}[{HAN}]|[{HAN}]{{1,3}})) [^。!?]{{2,60}}"
    r"(?:主席|书记|部长|主任|成员|[组局厅处院校]长|候选人|委员|巡视员)(?:\(.{1,6}\))?"
)
_LONGEST_RUN = 24  # characters of names without a separator
_COSTLIEST = 120  # mean cost of the names that a run splits into; what costs more is a sentence


def people(run: str, *, sure: bool) -> list[str]:
    """The names that a run of a byline holds, in order; none where a part of the run is no name.

    With `sure` (a role or a label says that names stand here) the shape suffices: 王何军, 达瓦次仁, 尔肯江·吐拉洪, celiawu. Without it
    each needs a surname, and a short one that begins as words do (文渊) the company of two others. A name printed wide is joined
    (王 瑞), names without a separator are split at surnames (李洁张其富).
    """
    names: list[str] = []
    tokens = _tokens(run)
    likely = 0 if sure or len(tokens) < 2 else sum(bool(_names_of(token, sure=False)) for token in tokens)
    among = likely >= 2
    all_but_one = among and likely == len(tokens) - 1  # a rare surname, a pen name: 王红 李芳 南海
    for token in tokens:
        found = _names_of(token, sure=sure or (among and (has_surname(token) or (all_but_one and len(token) <= 3))))
        if not found:
            return []
        names += found
    return list(dict.fromkeys(names))


def leading_people(value: str) -> list[str]:
    """The names that a labelled value begins with, up to what is none; four characters without a surname are a column or a pen name."""
    names: list[str] = []
    for token in _tokens(value):
        found = _names_of(token, sure=True)
        if not found or (found == [token] and len(token) == 4 and _HAN_ONLY.fullmatch(token) and not has_surname(token)):
            break
        names += found
    return list(dict.fromkeys(names))


def has_surname(token: str) -> bool:
    """Whether a run of Chinese characters begins with a surname."""
    plain = fold(token)
    return plain[:1] in _RANK or _COMPOUND_SURNAME.match(plain) is not None


def is_officeholder(line: str) -> bool:
    """Whether a folded line names a person and the posts held, as lists of leaders do: 陈 刚 全国总工会党组书记、副主席."""
    held = _OFFICEHOLDER.fullmatch(line)
    return held is not None and has_surname(held["name"])


def _tokens(run: str) -> list[str]:
    """What separators leave; 王 瑞 and 王 小 明 are one each, 马 捷 王 婕 are two."""
    if "习" in run or "習" in run:
        run = STATUS.sub(" ", run)
    tokens = [token for token in _SEPARATORS.split(run) if token]
    if len(tokens) < 2:
        return tokens
    joined: list[str] = []
    while tokens:
        token = tokens.pop(0)
        if _is_single(token) and tokens and len(tokens[0]) <= 2 and _HAN_ONLY.fullmatch(tokens[0]):
            token += tokens.pop(0)
            if len(token) == 2 and tokens and _is_single(tokens[0]) and not (len(tokens) > 1 and _is_single(tokens[1])):
                token += tokens.pop(0)
        joined.append(token)
    return joined


def _is_single(token: str) -> bool:
    return len(token) == 1 and _HAN_ONLY.fullmatch(token) is not None


def _names_of(token: str, *, sure: bool) -> list[str]:
    if _DOTTED.fullmatch(token) or (sure and _LATIN.fullmatch(token)):
        return [token]
    if not 2 <= len(token) <= _LONGEST_RUN or not _HAN_ONLY.fullmatch(token):
        return []
    plain = fold(token)
    if _NO_NAME.fullmatch(plain) or _OFFICE.search(plain):
        return []
    if len(plain) > 3:
        cuts = _split(plain)
        if not cuts and sure and len(plain) == 4:
            return [token]
        return [token[start:end] for start, end in cuts]
    return [token] if sure or _is_likely(plain) else []


def _is_likely(plain: str) -> bool:
    return plain[0] in _RANK and not (len(plain) == 2 and plain[0] in _WORDLIKE)


def _split(plain: str) -> list[tuple[int, int]]:
    """Where a run of four or more characters splits into names, each led by a surname; of several readings the one with the commonest."""
    best: list[tuple[int, list[tuple[int, int]]] | None] = [(0, []), *[None] * len(plain)]  # by end: cost, cuts
    for start in range(len(plain)):
        here = best[start]
        if here is None:
            continue
        for length, cost in _lengths(plain, start):
            there = best[start + length]
            if there is None or here[0] + cost < there[0]:
                best[start + length] = (here[0] + cost, [*here[1], (start, start + length)])
    whole = best[-1]
    return whole[1] if whole and whole[0] <= _COSTLIEST * len(whole[1]) else []


def _lengths(plain: str, start: int) -> list[tuple[int, int]]:
    """How long a name at this place can be, and what each reading costs: a rare surname costs much, a two-character name a little."""
    left = len(plain) - start
    if _COMPOUND_SURNAME.match(plain, start):
        return [(length, 0) for length in (3, 4) if length <= left]
    rank = _RANK.get(plain[start])
    if rank is None:
        return []
    return [(length, rank + extra) for length, extra in ((3, 0), (2, 40)) if length <= left]
