from unioncrawl.platforms.founder import Founder


class Tsldrb(Founder):
    """唐山劳动日报, for all its name the city's daily paper: only what speaks of unions is kept."""

    name = "tsldrb"
    title = "唐山劳动日报"
    region = "130200"
    home = "https://epaper.huanbohainews.com.cn/"
    evidence = "1 source, an issue of 2023"
    about = "工会"

    allowed_domains = ["epaper.huanbohainews.com.cn"]
    issue = "https://epaper.huanbohainews.com.cn/tsldrb/pc/col/%Y%m/%d/node_3.html"
    headline = "h2.art-title"
