from unioncrawl.platforms.unknown import Unknown


class LdwbWeb(Unknown):
    """京工网, the site of 劳动午报."""

    name = "ldwb_web"
    title = "京工网"
    region = "110000"
    kind = "press"
    home = "http://www.ldwb.com.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "1 source"

    allowed_domains = ["ldwb.com.cn"]
