from unioncrawl.platforms.unknown import Unknown


class WorkerBj(Unknown):
    """北京工人, the site on whose sub-domain the e-paper of 劳动午报 stands."""

    name = "workerbj"
    title = "workerbj.cn（劳动午报）"
    region = "110000"
    kind = "press"
    home = "http://www.workerbj.cn/"
    state = "unverified"
    why = "no column's address is known: the home page is read as a list"
    evidence = "1 source"

    allowed_domains = ["www.workerbj.cn"]
