from unioncrawl.platforms.unknown import Unknown


class AcftuOld(Unknown):
    """The federation's former site: /template/10001/ and below, JSP, GBK. A scraper read it; whether it still answers is not known."""

    name = "acftu_old"
    title = "中华全国总工会旧站"
    region = "100000"
    home = "http://old.acftu.org/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list; whether the site still answers is not known"
    evidence = "1 source, historic"

    allowed_domains = ["old.acftu.org"]
    article_url = r"/template/10001/.{1,200}\d{4}"
    dateline = ".file_date"
    body = "#ArticleBody"
