from unioncrawl.platforms.trs import Trs


class Acftu(Trs):
    """中华全国总工会. Its firewall answers 412 to whatever runs no script; its news are on workercn.cn (全总) and acftu.people.com.cn."""

    name = "acftu"
    title = "中华全国总工会"
    region = "100000"
    home = "https://www.acftu.org/"
    state = "blocked"
    why = "the firewall (瑞数) answers 412 to all but browsers"
    evidence = "5 sources; the columns, 2 sources; TRS by the form of its columns"

    allowed_domains = ["www.acftu.org"]
    lists = {
        "https://www.acftu.org/xwdt/ghyw/": "工会要闻",
        "https://www.acftu.org/wjzl/wjzlzcwj/": "政策文件",
    }
