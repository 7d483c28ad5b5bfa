"""`scrapy load`: take bundles of `scrapy feed` into an analysis database."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError
from sqlalchemy import Engine

from unioncrawl.bundle import BundleError, Manifest, read_batches, read_manifest
from unioncrawl.command import CommandError, DatabaseCommand
from unioncrawl.target import FeedError, apply, open_target, prepare


def load(target: Engine, path: Path, manifest: Manifest) -> int:
    """Take one bundle in; the change number that the target has reached. FeedError where one before it is missing."""
    reached = prepare(target, manifest.source)
    if manifest.after > reached:
        raise FeedError(f"{path} begins above change {manifest.after}, and the target has reached {reached}: a bundle before it is missing")
    if manifest.through > reached:
        for batch in read_batches(path, reached):
            apply(target, manifest.source, batch)
    return max(reached, manifest.through)


class Command(DatabaseCommand):
    """Needs no database of its own."""

    def syntax(self) -> str:
        """For --help."""
        return "--to URL BUNDLE..."

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Take bundles of `scrapy feed` into an analysis database"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Take bundles of `scrapy feed` into an analysis database, in their order, whatever their names. One that is damaged, or whose "
            " predecessor is missing, is refused before anything of it is taken in; one that is there already changes nothing. "
            "Example: scrapy load --to sqlite:///union.db bundle-*.jsonl.zst"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--to", required=True, metavar="URL", help="the target, as SQLAlchemy names it")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check all, load all, and say how far."""
        if not args:
            raise UsageError("which bundles?")
        try:
            target = open_target(opts.to)
            whole = sorted(((read_manifest(Path(name)), Path(name)) for name in args), key=lambda bundle: bundle[0].after)
            for manifest, path in whole:
                print(f"{path}: changes {manifest.after} to {manifest.through}; the target has reached {load(target, path, manifest)}")
        except (BundleError, FeedError) as error:
            raise CommandError(str(error)) from error
