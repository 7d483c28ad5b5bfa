"""How right a story's copies are found, next to MinHash-LSH and SimHash: python -m benchmarks.stories LABELLED.jsonl.gz [--out FILE]

It needs benchmarks/requirements-stories.txt; benchmarks/README.md says more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.grouping import PEERS, rand_index, shares
from benchmarks.table import markdown, put
from unioncrawl.stories import cluster


def quality(path: Path) -> str:
    """A row a method."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    texts, labels = [(str(one["id"]), one["text"]) for one in told], [one["label"] for one in told]
    judged = [at for at, label in enumerate(labels) if label != "-"]
    rows = []
    for name, method in {"unioncrawl": cluster, **PEERS}.items():
        began = process_time()
        found = method(texts)
        spent = 1000 * (process_time() - began) / len(texts)
        pairs = [labels[at] for at in judged], [found[at] for at in judged]
        precision, recall = shares(*pairs)
        rows.append([name, *(f"{value:.3f}" for value in (rand_index(*pairs), precision, recall)), f"{spent:.2f}"])
    return f"{len(texts)} texts.\n\n" + markdown(["", "ARI", "pairs' precision", "pairs' recall", "ms a text"], rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m benchmarks.stories", description=__doc__)
    parser.add_argument("labelled", type=Path, help="JSON lines: id, text, label (of its story; - for a page that is only in the way)")
    parser.add_argument("--out", type=Path, help="put the table into this file, between its marks")
    options = parser.parse_args(arguments)
    report = quality(options.labelled)
    print(report)
    if options.out:
        put(report, "benchmarks.stories", options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
