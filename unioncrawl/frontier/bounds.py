"""Where a run stops by itself: a site that goes on without end and says nothing new, a host that fails again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from time import monotonic

REMEMBERED = 20_000  # addresses and bodies that a new one is told from: a trap repeats itself sooner
SHORT = 60  # characters of a body that many articles may have: 详见附件
# A day, or a month. 3-17 is no date: it may number a notice, and a calendar that says no more has come round after a year.
_DATE = re.compile(r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|星期.")


class Harvest:
    """Counts the pages in a row that bring nothing new in this run: no text, or links most of which were met before."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.barren = 0
        self.met: dict[int, None] = {}  # hashes, the oldest first

    @property
    def is_over(self) -> bool:
        """Whether it is time to stop."""
        return self.barren >= self.most

    def text(self, title: str, body: str) -> None:
        """An article's page. A short text is told by its title, too, and not by its dates: a calendar has a page for every day."""
        said = body if len(body) > SHORT else _DATE.sub("", f"{title}\n{body}")
        self.barren = 0 if self._is_new(hash(said)) else self.barren + 1

    def links(self, fingerprints: Collection[str]) -> None:
        """A list's page. New links alone prove nothing: they may lead to the same text for ever."""
        new = sum([self._is_new(hash(fingerprint)) for fingerprint in fingerprints])
        if 2 * new < len(fingerprints) or not fingerprints:
            self.barren += 1

    def nothing(self) -> None:
        """A page that is refused, or not there."""
        self.barren += 1

    def _is_new(self, key: int) -> bool:
        new = key not in self.met
        self.met.pop(key, None)
        self.met[key] = None
        if len(self.met) > REMEMBERED:
            del self.met[next(iter(self.met))]
        return new


class Hosts:
    """A host that fails `most` times in a row rests, longer each time; after a rest one failure more is enough."""

    def __init__(self, most: int, rests: Sequence[float]) -> None:
        self.most = most
        self.rests = rests  # seconds: the first rest, the second, ...
        self.failures: Counter[str] = Counter()  # in a row
        self.rested: Counter[str] = Counter()  # times
        self.until: dict[str, float] = {}  # of the monotonic clock

    def failed(self, host: str) -> float | None:
        """Count a failure; for how many seconds the host rests, where that begins now."""
        if self.rest(host):
            return None  # what was under way when the rest began
        self.failures[host] += 1
        if self.failures[host] < self.most:
            return None
        seconds = self.rests[min(self.rested[host], len(self.rests) - 1)]
        self.rested[host] += 1
        self.failures[host] = self.most - 1
        self.until[host] = monotonic() + seconds
        return seconds

    def answered(self, host: str) -> None:
        """The host is well."""
        self.failures[host] = 0
        self.until.pop(host, None)

    def rest(self, host: str) -> float:
        """Seconds that it rests yet, 0 where it may be asked."""
        return max(self.until.get(host, 0) - monotonic(), 0)
