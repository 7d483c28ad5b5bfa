from unioncrawl.platforms.xunrui import Xunrui


class Qinghai(Xunrui):
    """青海省总工会, with and without www.

    The articles' addresses hold no day, so that a list whose items show none is walked to its end.
    """

    name = "qinghai"
    title = "青海省总工会"
    region = "630000"
    home = "https://www.qhszgh.com/"
    state = "unverified"
    why = "articles are known; no column's address is known: the home page is read as a list"
    evidence = "3 pages of the site"

    allowed_domains = ["qhszgh.com"]
    lists = {}

    def canonical(self, url: str) -> str:
        return super().canonical(url).replace("://qhszgh.com/", "://www.qhszgh.com/")
