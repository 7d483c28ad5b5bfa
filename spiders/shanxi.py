from unioncrawl.platforms.unknown import Unknown


class Shanxi(Unknown):
    """山西省总工会, if it is that: the address was seen without a name. ASP.NET: /particular.aspx?id=9807 is an article."""

    name = "shanxi"
    title = "山西省总工会"
    region = "140000"
    home = "http://www.sxgh.org.cn/"
    state = "unverified"
    why = "one address without a name is known; it may be another union's; no column's address is known: the home page is read as a list"
    evidence = "1 source, unlabelled"

    allowed_domains = ["sxgh.org.cn"]
    article_url = r"/particular\.aspx\?id=\d{1,10}$"
