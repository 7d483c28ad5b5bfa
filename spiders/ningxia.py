from unioncrawl.platforms.unknown import Unknown


class Ningxia(Unknown):
    """宁夏回族自治区总工会: one page that scripts fill (/#/newsCenter/index2/2).

    They ask a service on another host, which wants requests encrypted. Its firewall refuses browsers without a head. Nothing is done to
    get round that.
    """

    name = "ningxia"
    title = "宁夏回族自治区总工会"
    region = "640000"
    home = "https://www.nxzgh.org.cn/"
    state = "needs_browser"
    why = "a single-page application over an encrypted service, behind a firewall that knows headless browsers"
    evidence = "3 sources"

    allowed_domains = ["nxzgh.org.cn"]
