from unioncrawl.platforms.unknown import Unknown


class Hebei(Unknown):
    """河北省总工会: one page that scripts fill (/#/login)."""

    name = "hebei"
    title = "河北省总工会"
    region = "130000"
    home = "https://www.hebgh.org/"
    state = "needs_browser"
    why = "a single-page application: without a browser there is nothing to read"
    evidence = "1 source, unlabelled"

    allowed_domains = ["hebgh.org"]
