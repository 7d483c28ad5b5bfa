"""Stories: which articles tell the same, however they were cut, retitled or printed in the other script.

A text's sketch finds its candidates in an inverted index, `relation` holds the texts themselves against each other, and `place` decides on
the story. The same functions serve `cluster`, in memory, and the index over SQL.
"""

from unioncrawl.stories.clusters import cluster
from unioncrawl.stories.fingerprint import VERSION, Fingerprint, Telling, is_roundup, sketch, telling
from unioncrawl.stories.placement import CANDIDATES, MOST_STORIES, Member, Neighbours, Placement, place
from unioncrawl.stories.relations import Kind, Relation, relation

__all__ = [
    "CANDIDATES",
    "MOST_STORIES",
    "VERSION",
    "Fingerprint",
    "Kind",
    "Member",
    "Neighbours",
    "Placement",
    "Relation",
    "Telling",
    "cluster",
    "is_roundup",
    "place",
    "relation",
    "sketch",
    "telling",
]
