from unioncrawl.platforms.workercn.subsite import Subsite


class WorkerCnNmg(Subsite):
    """The channel of 内蒙古 on workercn.cn, a sub-site."""

    name = "workercn_nmg"
    title = "中工网内蒙古频道"
    region = "150000"
    kind = "press"
    home = "http://nmg.workercn.cn/"
    state = "unverified"
    why = "read in 2019; whether it still answers is not known, and the site workercn walks the first of its lists"
    evidence = "1 source, its lists in 2019"

    allowed_domains = ["nmg.workercn.cn"]
    lists = {
        "http://nmg.workercn.cn/702/702.shtml": "",
        "http://nmg.workercn.cn/703/703.shtml": "",
        "http://nmg.workercn.cn/32895/32895.shtml": "",
    }
