from unioncrawl.platforms.founder import Founder


class Zjgrrb(Founder):
    """浙江工人日报."""

    name = "zjgrrb"
    title = "浙江工人日报"
    region = "330000"
    home = "https://epaper.zjgrrb.com/"
    evidence = "2 sources, issues of 2020 and 2023"

    allowed_domains = ["epaper.zjgrrb.com"]
    issue = "https://epaper.zjgrrb.com/html/%Y-%m/%d/node_2577.htm"
    headline = "div.main-article-alltitle"
    body = "div.main-article-con, founder-content, #ozoom"
