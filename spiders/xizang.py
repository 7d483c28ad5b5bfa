from unioncrawl.platforms.workercn.subsite import Subsite


class Xizang(Subsite):
    """西藏工会新闻网, a sub-site of workercn.cn, crawled in 2018."""

    name = "xizang"
    title = "西藏工会新闻网（中工网）"
    region = "540000"
    kind = "press"
    home = "http://xz.workercn.cn/"
    state = "unverified"
    why = "read in 2018; whether it still answers is not known, and the site workercn walks two of its lists"
    evidence = "a crawl of 2018: 6 lists, articles"

    allowed_domains = ["xz.workercn.cn"]
    lists = {
        "http://xz.workercn.cn/10850/10850.shtml": "工会动态",
        "http://xz.workercn.cn/10858/10858.shtml": "基层工会",
        "http://xz.workercn.cn/29556/29556.shtml": "职工文化",
        "http://xz.workercn.cn/10930/10930.shtml": "时政要闻",
        "http://xz.workercn.cn/10864/10864.shtml": "社会民生",
        "http://xz.workercn.cn/29369/29369.shtml": "西藏风情",
    }
