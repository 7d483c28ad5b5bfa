from unioncrawl.platforms.unknown import Unknown


class Heilongjiang(Unknown):
    """黑龙江省总工会: scripts show the articles, /news/newsShow?categoryId=…&id=(32 hexadecimal digits)&title=…."""

    name = "heilongjiang"
    title = "黑龙江省总工会"
    region = "230000"
    home = "https://www.hljgh.org.cn/"
    state = "needs_browser"
    why = "a single-page application: without a browser there is nothing to read"
    evidence = "1 source, labelled"

    allowed_domains = ["hljgh.org.cn"]
    article_url = r"/news/newsShow\?(?:.{1,200}&)?id=[0-9a-f]{32}"
