"""A feed of small batches, to be killed: python -m tests.faults.feed SOURCE TARGET."""

import sys

from unioncrawl.commands.feed import feed
from unioncrawl.db import feeding, open_engine
from unioncrawl.target import open_target

feeding.PAGE = 10
feed(open_engine(sys.argv[1]), open_target(sys.argv[2]))
