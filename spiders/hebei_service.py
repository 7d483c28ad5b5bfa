from unioncrawl.platforms.trs import Trs


class HebeiService(Trs):
    """河北职工服务网, the pages of its grass roots.

    Of one article (…/ldjh/202007/t20200715_343788.html) the column is the folder, as on all TRS sites.
    """

    name = "hebei_service"
    title = "河北职工服务网"
    region = "130000"
    home = "https://jiceng.hebzgfw.cn/"
    state = "unverified"
    why = "one article of 2020 is known, no list was ever seen"
    evidence = "1 page of the site, of 2020"

    allowed_domains = ["jiceng.hebzgfw.cn"]
    lists = {
        "https://jiceng.hebzgfw.cn/pub/fwwcs/jcgh/ffdt/cst/ldjh/": "",
        "https://jiceng.hebzgfw.cn/": "",
    }
