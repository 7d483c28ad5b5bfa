from unioncrawl.platforms.unknown import Unknown


class Zhejiang(Unknown):
    """浙江工会网. A system of its own: /page/SITE/…/COLUMN/2022-04-26/38096773135051971.html."""

    name = "zhejiang"
    title = "浙江省总工会"
    region = "330000"
    home = "https://www.zjftu.org/"
    state = "unverified"
    why = "how articles are addressed is known; no column's address is known: the home page is read as a list"
    evidence = "2 sources, an article of 2022"

    allowed_domains = ["zjftu.org"]
    article_url = r"/page/(?:\w{1,40}/){1,6}\d{4}-\d{2}-\d{2}/\d{10,20}\.html$"
