from unioncrawl.platforms.unknown import Unknown


class Hubei(Unknown):
    """湖北工会网, linked by two sites of the province."""

    name = "hubei"
    title = "湖北省总工会"
    region = "420000"
    home = "http://www.hbzgh.org.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "2 sources, labelled links"

    allowed_domains = ["hbzgh.org.cn"]
