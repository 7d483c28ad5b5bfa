from unioncrawl.platforms.unknown import Unknown


class Xinjiang(Unknown):
    """新疆维吾尔自治区总工会."""

    name = "xinjiang"
    title = "新疆维吾尔自治区总工会"
    region = "650000"
    home = "https://www.xjgh.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "1 project, labelled"

    allowed_domains = ["xjgh.org"]
