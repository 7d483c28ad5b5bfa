from unioncrawl.platforms.workercn.subsite import Subsite


class WorkerCnAh(Subsite):
    """The channel of 安徽 on workercn.cn, a sub-site."""

    name = "workercn_ah"
    title = "中工网安徽频道"
    region = "340000"
    kind = "press"
    home = "http://ah.workercn.cn/"
    state = "unverified"
    why = "read in 2019; whether it still answers is not known, and the site workercn walks the first of its lists"
    evidence = "1 source, its lists in 2019"

    allowed_domains = ["ah.workercn.cn"]
    lists = {"http://ah.workercn.cn/32548/32548.shtml": "安徽"}
