from unioncrawl.platforms.unknown import Unknown


class Gansu(Unknown):
    """甘肃省总工会: one page that scripts fill (/#/moreNews_?position=省总新闻&categoryId=502)."""

    name = "gansu"
    title = "甘肃省总工会"
    region = "620000"
    home = "https://www.gsgh.org.cn/"
    state = "needs_browser"
    why = "a single-page application: without a browser there is nothing to read"
    evidence = "2 sources on the domain"

    allowed_domains = ["gsgh.org.cn"]
