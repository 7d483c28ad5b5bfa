from unioncrawl.platforms.founder import Founder


class Gsgrb(Founder):
    """甘肃工人报, in place of the federation's portal, which needs a browser.

    The folder between paper and day (pc/layout) is that of the host's other papers: the source that knows this one leaves it out.
    """

    name = "gsgrb"
    title = "甘肃工人报"
    region = "620000"
    home = "https://szb.gansudaily.com.cn/gsgrb/"
    state = "unverified"
    why = "the folder of its issues is taken from the host's other papers"
    evidence = "1 source; 4 other papers of the host"

    allowed_domains = ["szb.gansudaily.com.cn"]
    issue = "https://szb.gansudaily.com.cn/gsgrb/pc/layout/%Y%m/%d/col01.html"
    article_url = r"/gsgrb/pc/con(?:tent)?/\d{6}/\d{2}/c(?:ontent_)?\d{1,12}\.html?$"
    headline = "#Title"
