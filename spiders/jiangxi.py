from unioncrawl.platforms.unknown import Unknown


class Jiangxi(Unknown):
    """江西省总工会, linked by the provincial government.

    The e-paper of 江西工人报 is on port 8080 of a host of its domain, which is not crawled.
    """

    name = "jiangxi"
    title = "江西省总工会"
    region = "360000"
    home = "http://www.jxgh.org.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "2 sources, a link of the provincial government"

    allowed_domains = ["jxgh.org.cn"]
