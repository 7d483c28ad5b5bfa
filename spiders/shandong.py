from unioncrawl.platforms.hanweb import Hanweb


class Shandong(Hanweb):
    """山东工会网. Of one article (/art/2025/12/29/art_101583_10363084.html) the column is /col/col101583/, as on all Hanweb sites."""

    name = "shandong"
    title = "山东省总工会"
    region = "370000"
    home = "https://www.sdgh.org.cn/"
    state = "unverified"
    why = "one article of 2025 is known, no list was ever seen"
    evidence = "4 sources, an article of 2025"

    allowed_domains = ["www.sdgh.org.cn"]
    lists = {
        "https://www.sdgh.org.cn/col/col101583/index.html": "",
        "https://www.sdgh.org.cn/": "",
    }
    body = "#zoom, .TRS_Editor, div.text_content"
