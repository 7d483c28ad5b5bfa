import re

from unioncrawl.platforms.trs import Trs


class Hbgrb(Trs):
    """河工新闻网, the site of 河北工人报, with and without www.

    Its columns are folders with articles below them, as on all TRS sites; 工会频道 is one.
    """

    name = "hbgrb"
    title = "河工新闻网（河北工人报）"
    region = "130000"
    kind = "press"
    home = "http://www.hbgrb.net/"
    evidence = "2 sources: lists in 2023, articles of 2025"

    allowed_domains = ["hbgrb.net"]
    lists = {"http://www.hbgrb.net/ghpd/": "工会频道"}

    def canonical(self, url: str) -> str:
        return re.sub(r"^https?://(?:\w{1,5}\.)?hbgrb\.net/", self.home, super().canonical(url))
