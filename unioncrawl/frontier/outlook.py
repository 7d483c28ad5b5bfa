"""When the database is to be asked for addresses."""

from __future__ import annotations


class Outlook:
    """Whether the database may have something to lease, as far as it is known here."""

    def __init__(self) -> None:
        self.changes = 0  # of the table that were made here
        self.look_at: float = 0  # of the monotonic clock: when there may be something
        self.nothing_left = False

    def changed(self) -> None:
        """There may be something now."""
        self.changes += 1
        self.nothing_left, self.look_at = False, 0
