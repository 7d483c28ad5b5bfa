from unioncrawl.platforms.hanweb import Hanweb


class Jiangsu(Hanweb):
    """江苏省总工会. A list is known from a tester of firewalls, which says nothing of what it found there."""

    name = "jiangsu"
    title = "江苏省总工会"
    region = "320000"
    home = "https://www.jsgh.org/"
    state = "unverified"
    why = "a list is known, nobody says that it was read"
    evidence = "1 source, a list; Hanweb by its form"

    allowed_domains = ["jsgh.org"]
    lists = {
        "https://www.jsgh.org/col/col3577/index.html": "",
        "https://www.jsgh.org/": "",
    }
