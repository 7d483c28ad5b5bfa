from unioncrawl.platforms.unknown import Unknown


class Beijing(Unknown):
    """北京市总工会. https alone answers (http gives 504). Articles are called j_ and their time: j_20180820103150….html."""

    name = "beijing"
    title = "北京市总工会"
    region = "110000"
    home = "https://www.bjzgh.org/"
    state = "unverified"
    why = "an article of 2018 is known; its column is taken for the folder above it"
    evidence = "3 sources, an article of 2018"

    allowed_domains = ["bjzgh.org"]
    lists = {
        "https://www.bjzgh.org/ghzz/bjgt/xwdt/": "",
        "https://www.bjzgh.org/": "",
    }
    article_url = r"/\d{6}/\d{8}/j_\d{14,50}\.html$"
