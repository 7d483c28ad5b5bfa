from unioncrawl.platforms.unknown import Unknown


class Anhui(Unknown):
    """安徽省总工会, by its domain; the sources do not name it."""

    name = "anhui"
    title = "安徽省总工会"
    region = "340000"
    home = "https://www.ahghw.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list; the domain is not labelled"
    evidence = "2 sources on the domain"

    allowed_domains = ["ahghw.org"]
