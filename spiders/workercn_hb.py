from unioncrawl.platforms.workercn.subsite import Subsite


class WorkerCnHb(Subsite):
    """The channel of 湖北 on workercn.cn, a sub-site."""

    name = "workercn_hb"
    title = "中工网湖北频道"
    region = "420000"
    kind = "press"
    home = "http://hb.workercn.cn/"
    state = "unverified"
    why = "read in 2019; whether it still answers is not known, and the site workercn walks the first of its lists"
    evidence = "1 source, its lists in 2019"

    allowed_domains = ["hb.workercn.cn"]
    lists = {"http://hb.workercn.cn/32699/32699.shtml": "湖北"}
