"""The frontier: Scrapy's scheduler over SQL. Killed at any moment and started again, a crawl goes on where it was."""

from unioncrawl.frontier.cuts import Cuts
from unioncrawl.frontier.middleware import Settling
from unioncrawl.frontier.scheduler import Frontier

__all__ = ["Cuts", "Frontier", "Settling"]
