"""`scrapy feed`: bring an analysis database up to date, or pack what is new for one that no network reaches."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from scrapy.exceptions import UsageError
from sqlalchemy import Engine

from unioncrawl.bundle import SUFFIX, Manifest, write_bundle
from unioncrawl.command import CommandError, DatabaseCommand, at_least, require_reached
from unioncrawl.db.feeding import bundled, feed_batches, identity, last_seq, set_bundled
from unioncrawl.db.transactions import read, write
from unioncrawl.outfile import whole
from unioncrawl.target import FeedError, apply, open_target, prepare


def feed(engine: Engine, target: Engine) -> tuple[int, int, int]:
    """Bring a target up to date; how many articles it took, and from which change number to which. FeedError where it cannot be."""
    source = write(engine, identity)
    began = reached = prepare(target, source)
    if began > read(engine, last_seq):
        raise FeedError(f"the target has reached change {began}, which this database has not: is this an older copy of it?")
    articles = 0
    for batch in feed_batches(engine, began):
        apply(target, source, batch)
        reached = batch.through
        articles += len(batch.rows.get("article", []))
    return articles, began, reached


def pack(engine: Engine, path: Path, after: int | None) -> Manifest:
    """Write a bundle that begins where the last one ended, or above a change number."""
    began = read(engine, bundled) if after is None else after
    with whole(path) as file:
        manifest = write_bundle(file, write(engine, identity), began, feed_batches(engine, began))
    write(engine, partial(set_bundled, seq=manifest.through))
    return manifest


class Command(DatabaseCommand):
    """Reads this database, writes another."""

    def syntax(self) -> str:
        """For --help."""
        return "--to URL|FILE.jsonl.zst [options]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Bring an analysis database up to date, or pack a bundle for one"

    def long_desc(self) -> str:
        """For --help."""
        return (
            "Bring an analysis database (PostgreSQL, MySQL, MariaDB, SQLite, DuckDB) up to date: its tables are made where missing, and it "
            "remembers how far it came, so that the command may be killed and run again. Into a file it packs what came since the last "
            "file, for `scrapy load` elsewhere. Examples: scrapy feed --to postgresql+psycopg://me@host/analysis; "
            "scrapy feed --to duckdb:///union.duckdb; scrapy feed --to bundle-2024-05-01.jsonl.zst"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Its own, after Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--to", required=True, metavar="URL|FILE", help="the target, as SQLAlchemy names it, or a file *.jsonl.zst")
        parser.add_argument(
            "--after", type=at_least(0), metavar="SEQ", help="begin a file above this change number: 0 for all, or the lost one's"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Feed, and say how far."""
        try:
            if opts.to.endswith(SUFFIX):
                engine = self.open_engine()
                require_reached(engine, opts.after or 0)
                bundle = pack(engine, Path(opts.to), opts.after)
                print(f"{opts.to}: {bundle.articles} articles, changes {bundle.after} to {bundle.through}, sha256 {bundle.sha256}")
                return
            if opts.after is not None:
                raise UsageError("--after is for files: a database knows where it stands")
            articles, began, reached = feed(self.open_engine(), open_target(opts.to))
        except FeedError as error:
            raise CommandError(str(error)) from error
        print(f"{articles} articles, changes {began} to {reached}")
