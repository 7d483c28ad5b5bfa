from unioncrawl.platforms.unknown import Unknown


class Shanghai(Unknown):
    """上海市总工会. Columns are pages named like their folders: /ghwj/ghwj.html."""

    name = "shanghai"
    title = "上海市总工会"
    region = "310000"
    home = "https://www.shzgh.org/"
    state = "unverified"
    why = "a list is known, how articles are addressed is not"
    evidence = "3 sources"

    allowed_domains = ["shzgh.org"]
    lists = {
        "https://www.shzgh.org/ghwj/ghwj.html": "",
        "https://www.shzgh.org/": "",
    }
