from unioncrawl.platforms.unknown import Unknown


class Sichuan(Unknown):
    """四川省总工会, by its domain.

    A system of its own: /page/news/tmore(32 hexadecimal digits).html is a list. How articles are called is not known; files with such
    digits that are no list are taken for them.
    """

    name = "sichuan"
    title = "四川省总工会"
    region = "510000"
    home = "https://scgh.org/"
    state = "unverified"
    why = "a list is known, how articles are addressed is not; the domain is not labelled"
    evidence = "1 source, a list"

    allowed_domains = ["scgh.org"]
    lists = {
        "https://scgh.org/page/news/tmore36403294e28a11ea8ba48cec4b967595.html": "",
        "https://scgh.org/": "",
    }
