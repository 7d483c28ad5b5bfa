from unioncrawl.platforms.unknown import Unknown


class Henan(Unknown):
    """河南省总工会, by its domain, on which the union's app runs; one source names it otherwise."""

    name = "henan"
    title = "河南省总工会"
    region = "410000"
    home = "https://www.hngh.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list; the label is weak"
    evidence = "3 sources on the domain, the label weak"

    allowed_domains = ["hngh.org"]
