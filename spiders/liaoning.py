from unioncrawl.platforms.unknown import Unknown


class Liaoning(Unknown):
    """辽宁省总工会. Only the host of its app is known; that www. of the same domain is the portal is a guess not made here."""

    name = "liaoning"
    title = "辽宁省总工会"
    region = "210000"
    home = "https://app.lnszgh.org/lgh/views/service/service.html"
    state = "unverified"
    why = "an app's host is known, no portal"
    evidence = "1 project, an app's addresses"

    allowed_domains = ["lnszgh.org"]
