from unioncrawl.platforms.unknown import Unknown


class Jsgrb(Unknown):
    """江苏工人报, its site. On its mobile host, articles are /article/contents.html?key=…&parentkey=…."""

    name = "jsgrb"
    title = "江苏工人报"
    region = "320000"
    kind = "press"
    home = "http://www.jsgrb.com/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "1 source, and 1 page of the mobile host"

    allowed_domains = ["jsgrb.com"]
    article_url = r"/article/contents\.html\?key=[0-9a-f]{24}"
