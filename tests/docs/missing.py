"""What some tests need beside the project's virtualenv."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def require(what: Path | str | None, remedy: str) -> str:
    """Its path. Where it is not there the test is left out, which says what would help; under CI it fails."""
    if what is None or not Path(what).exists():
        if os.environ.get("CI"):
            pytest.fail(f"not there: {remedy}")
        pytest.skip(f"not there: {remedy}")
    return str(what)
