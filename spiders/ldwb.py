from unioncrawl.platforms.founder import Founder


class Ldwb(Founder):
    """劳动午报, the paper of 北京市总工会. Its comments hold title and day, too (enpproperty)."""

    name = "ldwb"
    title = "劳动午报"
    region = "110000"
    home = "https://ldwb.workerbj.cn/"
    evidence = "3 sources, issues of 2023 and 2025"

    allowed_domains = ["ldwb.workerbj.cn"]
    issue = "https://ldwb.workerbj.cn/content/%Y-%m/%d/node_3.htm"
