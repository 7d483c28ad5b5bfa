from unioncrawl.platforms.unknown import Unknown


class Shaanxi(Unknown):
    """陕西省总工会."""

    name = "shaanxi"
    title = "陕西省总工会"
    region = "610000"
    home = "https://www.shxgh.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "2 sources, labelled"

    allowed_domains = ["shxgh.org"]
