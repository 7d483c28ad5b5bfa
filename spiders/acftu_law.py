from unioncrawl.platforms.trs import Trs


class AcftuLaw(Trs):
    """工会普法, the federation's pages on law. One article is known; its column is the folder that it stands in, as on all TRS sites."""

    name = "acftu_law"
    title = "全总普法专站"
    region = "100000"
    home = "https://ghpf.acftu.org/"
    state = "unverified"
    why = "one article of 2020 is known, no list was ever seen"
    evidence = "1 source, an article of 2020"

    allowed_domains = ["ghpf.acftu.org"]
    lists = {
        "https://ghpf.acftu.org/flfg/dfldfg/sjzbsh/": "",
        "https://ghpf.acftu.org/": "",
    }
