"""The migrations, as alembic wants them: a folder of files."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def folder() -> Path:
    """Where they lie. Of code in a zip file, as scrapyd's eggs are, a copy that lasts as long as the process."""
    here = resources.files(__name__)
    if isinstance(here, Path):
        return here
    copied = Path(tempfile.mkdtemp(prefix="unioncrawl-migrations-"))
    atexit.register(shutil.rmtree, copied, ignore_errors=True)
    _copy(here, copied)
    return copied


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        elif entry.name.endswith(".py"):
            (target / entry.name).write_bytes(entry.read_bytes())
