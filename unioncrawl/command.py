"""What the commands share."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, Settings
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from unioncrawl.db import SchemaError, open_existing, read
from unioncrawl.db.feeding import last_seq
from unioncrawl.db.sites import is_site

OVER_ALL = SETTINGS_PRIORITIES["cmdline"] + 1  # the process puts its own settings over those of a crawler, where they are of one priority


class CommandError(Exception):
    """What was asked for cannot be done; the message says why."""


def day(text: str) -> date:
    """An option's YYYY-MM-DD; ArgumentTypeError, which argparse reports, for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as YYYY-MM-DD, like 2026-11-20") from None


def at_least(least: int) -> Callable[[str], int]:
    """An option's whole number; ArgumentTypeError, which argparse reports, for a smaller one and for anything else."""

    def whole_number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is no whole number of {least} or more")
        return int(text)

    return whole_number


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """The options that narrow what articles are shown."""
    parser.add_argument("--site", metavar="NAME", help="of one site (default: of all)")
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="published on that day or later")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="published on that day or earlier")


def require_narrowing(connection: Connection, opts: argparse.Namespace) -> None:
    """UsageError where they can leave nothing: a slip of the pen in a cron job would never be noticed."""
    if opts.site is not None and not is_site(connection, opts.site):
        raise UsageError(f"the database knows no site {opts.site}")
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"--since {opts.since} is after --until {opts.until}")


def require_reached(engine: Engine, after: int) -> None:
    """UsageError where a change number that somebody goes on from is beyond the newest: they would miss what comes, and never know."""
    newest = read(engine, last_seq)
    if after > newest:
        raise UsageError(f"--after {after}: the newest change is {newest}; is that another database's number, or is this an older copy?")


class QuietCommand(ScrapyCommand):
    """A command that crawls for what it prints: the log is for what goes wrong, unless more is asked for."""

    requires_project = True

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set the log's level where the command line does not."""
        super().process_options(args, opts)
        settings = cast(Settings, self.settings)
        if settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"]:
            settings.set("LOG_LEVEL", "WARNING", priority="cmdline")


class DatabaseCommand(ScrapyCommand):
    """A command without a crawler. Exit code 1 with a line of text where it cannot be done, 2 for wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the command's work."""
        try:
            self.work(args, opts)
            sys.stdout.flush()
        except UsageError as error:
            self._end(error, 2)
        except (CommandError, SchemaError, SQLAlchemyError, OSError) as error:
            if isinstance(error, BrokenPipeError):  # `| head` has read enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            else:
                self._end(error, 1)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """The command's own. UsageError or CommandError where it cannot be done."""
        raise NotImplementedError

    def open_engine(self) -> Engine:
        """The engine of DATABASE_URL. NoDatabaseError, a SchemaError, where nothing was ever crawled into it."""
        return open_existing(cast(Settings, self.settings)["DATABASE_URL"])

    def _end(self, error: Exception, code: int) -> None:
        print(f"scrapy {type(self).__module__.rpartition('.')[2]}: {error}", file=sys.stderr)
        self.exitcode = code
