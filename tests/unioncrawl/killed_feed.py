"""A feed that kills itself: python -m tests.unioncrawl.killed_feed SOURCE TARGET N dies in the Nth batch of ten, before its commit."""

import os
import signal
import sys
from itertools import count

from sqlalchemy import Connection

from unioncrawl import target
from unioncrawl.commands.feed import feed
from unioncrawl.db import feeding, open_engine
from unioncrawl.target import open_target

feeding.PAGE = 10
batches = count()
finish = target.drop_rest


def die(connection: Connection, batch: feeding.Batch) -> None:
    finish(connection, batch)
    if next(batches) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)


target.drop_rest = die
feed(open_engine(sys.argv[1]), open_target(sys.argv[2]))
