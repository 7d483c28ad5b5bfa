from unioncrawl.platforms.unknown import Unknown


class Guangdong(Unknown):
    """广东省总工会. Its articles carry the metas of government sites (ArticleTitle, PubDate, ContentSource), which the reading knows."""

    name = "guangdong"
    title = "广东省总工会"
    region = "440000"
    home = "https://www.gdftu.org.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "4 sources"

    allowed_domains = ["gdftu.org.cn"]
