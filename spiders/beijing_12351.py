from unioncrawl.platforms.unknown import Unknown


class Beijing12351(Unknown):
    """12351职工服务网 of 北京: an old JSP system with pages below /template/10021/, like the federation's former site."""

    name = "beijing_12351"
    title = "北京12351职工服务网"
    region = "110000"
    home = "http://www.bjzgh12351.org/template/10021/index.jsp"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list, and no article was ever seen"
    evidence = "1 source, a link"

    allowed_domains = ["bjzgh12351.org"]
