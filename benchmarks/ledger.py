"""The rows that the store would write for made-up articles, and the postings of their stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.press import CHUNK, Made
from unioncrawl.db.fields import article_fields
from unioncrawl.db.media import MEDIA, columns_alone, media_rows
from unioncrawl.db.spread import spread
from unioncrawl.items import Article
from unioncrawl.stories import MOST_STORIES, VERSION, Relation, Telling, relation, telling
from unioncrawl.stories.clusters import Shelf

Rows = dict[str, list[dict[str, Any]]]  # by table


def article_rows(article: Article) -> tuple[dict[str, Any], Rows]:
    """What the row of an article has from the article itself; what its rows in other tables have."""
    fields = article_fields(article)
    return columns_alone(fields), {table.name: media_rows(fields, name) for name, table in MEDIA.items()}


class _Place(NamedTuple):
    """Where an article stands, as `spread` asks for it."""

    id: int
    site: str
    published_at: datetime | None
    published_precision: str | None


@dataclass(slots=True)
class _Family:
    """Articles that are copies of one, and their stories."""

    shelf: Shelf
    told: list[tuple[Telling, _Place]] = field(default_factory=list)
    stories: dict[int, int] = field(default_factory=dict)  # on the shelf -> story.id


class Ledger:
    """The rows of articles, in their order."""

    def __init__(self) -> None:
        self.seq = self.stories = self.sightings = 0
        self._families: dict[int, _Family] = {}
        self._postings: list[NDArray[np.int64]] = []  # key, story, article
        self.spreads: list[dict[str, Any]] = []  # of stories that have copies
        self.versions: list[dict[str, Any]] = []  # of their articles

    def rows(self, made: Sequence[Made]) -> tuple[Rows, list[tuple[int, str | None, str]]]:
        """Of some articles; and what they are found by."""
        rows: Rows = {name: [] for name in ("story", "article", "member", "edge", "revision", "change", "sighting")}
        for one in made:
            story = self._place(one, rows)
            self._write(one, story, rows)
        return rows, [(one.number, one.title, one.body) for one in made]

    def _write(self, one: Made, story: int, rows: Rows) -> None:
        fields, _ = article_rows(one.article())
        self._change(rows, one, "new", None)
        if one.was_from:
            self._change(rows, one, "revised", ["source"])
            kept = {"title", "published_at", "published_precision", "authors", "editor", "body"}
            former = {name: value for name, value in fields.items() if name in kept} | {"images": None, "source": one.was_from}
            times = {"article": one.number, "number": 1, "seen_at": one.seen_at, "changed": ["source"], "page": None}
            rows["revision"].append(former | times)
        own = {"id": one.number, "site": one.site, "url": one.url, "section": None, "page": None, "story": story, "gone_at": None}
        own |= {"revision": 2 if one.was_from else 1, "first_seen_at": one.seen_at, "last_seen_at": one.seen_at, "seq": self.seq}
        rows["article"].append(fields | own)
        for address in (one.url, *([one.met_again] if one.met_again else [])):
            self.sightings += 1
            row = {"id": self.sightings, "article": one.number, "url": address, "listed_on": None}
            rows["sighting"].append(row | {"first_seen_at": one.seen_at, "last_seen_at": one.seen_at})

    def _change(self, rows: Rows, one: Made, op: str, changed: list[str] | None) -> None:
        self.seq += 1
        rows["change"].append({"seq": self.seq, "article": one.number, "op": op, "at": one.seen_at, "changed": changed})

    def _place(self, one: Made, rows: Rows) -> int:
        """The story of an article; the postings of its keys stay here until the end."""
        told = telling(one.title, one.body)
        place = _Place(one.number, one.site, one.published_at, one.published_precision)
        member: dict[str, Any] = {
            "article": one.number,
            "joined_as": None,
            "versions": 0,
            "is_roundup": told.is_roundup,
            "version": VERSION,
        }
        if one.last == one.of:
            story = self._begin(place, rows)
            self._post(dict.fromkeys(told.keys, one.number), story)
        else:
            family = self._family(one)
            family.told.append((told, place))
            family.shelf.add(told.keys, is_roundup=told.is_roundup)
            record = family.shelf.records[-1]
            if record.story not in family.stories:
                family.stories[record.story] = self._begin(place, rows)
            story = family.stories[record.story]
            member |= {"joined_as": record.joined_as, "versions": record.versions}
            for other, found in record.relations.items():
                row = {"article": one.number, "other": family.told[other][1].id, "relation": found.kind, "share": round(found.share, 3)}
                rows["edge"].append(row)
            if one.number == one.last:
                self._close(self._families.pop(one.of))
        rows["member"].append(member)
        return story

    def _family(self, one: Made) -> _Family:
        if one.of not in self._families:

            def relate(article: int, other: int) -> Relation | None:
                (first, here), (second, there) = family.told[article], family.told[other]
                at, then = here.published_at, there.published_at
                return relation(first.text, second.text, at - then if at and then else None)

            family = self._families[one.of] = _Family(Shelf(relate))
        return self._families[one.of]

    def _begin(self, place: _Place, rows: Rows) -> int:
        self.stories += 1
        rows["story"].append({"id": self.stories, **spread([place])._asdict()})
        return self.stories

    def _post(self, keys: dict[int, int], story: int) -> None:
        if keys:
            held = np.array(list(keys.items()), np.int64)
            self._postings.append(np.column_stack([held[:, 0], np.full(len(held), story), held[:, 1]]))

    def _close(self, family: _Family) -> None:
        for at, story in family.stories.items():
            places = [family.told[one][1] for one in family.shelf.stories[at]]
            if len(places) > 1:
                self.spreads.append({"number": story, **spread(places)._asdict()})
            own = {key: family.told[holders[at]][1].id for key, holders in family.shelf.postings.items() if at in holders}
            self._post(own, story)
        records = zip(family.shelf.records, family.told, strict=True)
        self.versions += [{"number": place.id, "now": record.versions} for record, (_, place) in records if record.versions]

    def postings(self) -> Iterator[list[dict[str, int]]]:
        """All, in the order of their keys: of each the first MOST_STORIES."""
        posted = np.concatenate(self._postings)
        posted = posted[np.lexsort((posted[:, 2], posted[:, 0]))]
        first = np.append(True, posted[1:, 0] != posted[:-1, 0])
        begins = np.maximum.accumulate(np.where(first, np.arange(len(posted)), 0))
        posted = posted[np.arange(len(posted)) - begins < MOST_STORIES]
        for at in range(0, len(posted), 50 * CHUNK):
            yield [dict(zip(("key", "story", "article"), row, strict=True)) for row in posted[at : at + 50 * CHUNK].tolist()]
