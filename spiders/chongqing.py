from unioncrawl.platforms.unknown import Unknown


class Chongqing(Unknown):
    """重庆市总工会. Its halls of service are applications (Vue over a Java back end); whether the portal is one, too, is not known."""

    name = "chongqing"
    title = "重庆市总工会"
    region = "500000"
    home = "https://www.cqgh.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list; it may need a browser"
    evidence = "2 sources, labelled"

    allowed_domains = ["cqgh.org"]
