from unioncrawl.platforms.people import People


class PeopleAcftu(People):
    """中国工会新闻, the unions' channel of people.com.cn, in place of acftu.org.

    Columns are known by their numbers in articles (c67502 is the main one), not by their addresses; the home page lists the newest of
    all.
    """

    name = "people_acftu"
    title = "中国工会新闻（人民网）"
    region = "100000"
    kind = "press"
    home = "http://acftu.people.com.cn/"
    evidence = "5 sources, articles of 2018 to 2026"

    allowed_domains = ["acftu.people.com.cn"]
    lists = {"http://acftu.people.com.cn/": ""}
