"""Commands as they are run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def scrapy(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project on a database."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
