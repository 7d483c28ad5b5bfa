"""What tests of the database share."""

from functools import partial

import pytest
from sqlalchemy import Engine

from unioncrawl.db import record_site, write


@pytest.fixture
def here(engine: Engine) -> None:
    """A site of the test."""
    write(engine, partial(record_site, name="here", title="某省总工会", region="620000", state="active"))
