from unioncrawl.platforms.unknown import Unknown


class SxWorker(Unknown):
    """陕西工人报, its e-paper: /xpaper/news/200/979/8679-1.shtml is an article. How a day's issue is addressed is not known."""

    name = "sxworker"
    title = "陕西工人报"
    region = "610000"
    kind = "press"
    home = "http://paper.sxworker.com/"
    state = "unverified"
    why = "how articles are addressed is known, how issues are is not: the home page is read as a list"
    evidence = "2 pages of the site"

    allowed_domains = ["paper.sxworker.com"]
    article_url = r"/xpaper/news/\d{1,6}/\d{1,6}/\d{1,8}-\d{1,3}\.shtml$"
