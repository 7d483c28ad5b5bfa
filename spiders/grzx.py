from unioncrawl.platforms.unknown import Unknown


class Grzx(Unknown):
    """工人在线, the site of 南方工报."""

    name = "grzx"
    title = "工人在线（南方工报）"
    region = "440000"
    kind = "press"
    home = "http://www.grzx.com.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "2 sources, labelled links"

    allowed_domains = ["grzx.com.cn"]
