from unioncrawl.platforms.workercn.subsite import Subsite


class WorkerCnCq(Subsite):
    """The channel of 重庆 on workercn.cn, a sub-site."""

    name = "workercn_cq"
    title = "中工网重庆频道"
    region = "500000"
    kind = "press"
    home = "http://cq.workercn.cn/"
    state = "unverified"
    why = "read in 2019; whether it still answers is not known, and the site workercn walks the first of its lists"
    evidence = "1 source, its lists in 2019"

    allowed_domains = ["cq.workercn.cn"]
    lists = {"http://cq.workercn.cn/32075/32075.shtml": "重庆"}
