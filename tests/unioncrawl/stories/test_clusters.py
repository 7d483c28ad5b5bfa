"""Texts to stories, in whatever order they come."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.unioncrawl.stories.texts import COPIES, EXCERPTS, FORMS, OTHER, ROUNDUP, STORY
from unioncrawl.stories import cluster


def stories(*texts: str) -> list[int]:
    return cluster([(str(number), text) for number, text in enumerate(texts)])


def parts(labels: list[int]) -> list[int]:
    """Labels by first appearance: [7, 7, 3] and [0, 0, 2] are both [0, 0, 1]."""
    seen = list(dict.fromkeys(labels))
    return [seen.index(label) for label in labels]


def test_no_text_makes_no_story() -> None:
    assert stories() == []


def test_texts_too_short_to_tell_stand_alone() -> None:
    assert len(set(stories("", "", "工会", "工会"))) == 4


@pytest.mark.parametrize("seed", range(8))
def test_copies_are_one_story_in_any_order(seed: int) -> None:
    texts = [STORY, *COPIES.values()]
    random.Random(seed).shuffle(texts)  # noqa: S311  # an order, not a secret
    assert len(set(stories(*texts, OTHER))) == 2


@pytest.mark.parametrize("seed", range(8))
def test_forms_are_stories_of_their_own(seed: int) -> None:
    texts = [STORY, COPIES["in traditional script"], *FORMS.values()]
    random.Random(seed).shuffle(texts)  # noqa: S311  # an order, not a secret
    assert len(set(stories(*texts))) == 1 + len(FORMS)


def test_excerpts_join_their_story() -> None:
    assert parts(stories(STORY, EXCERPTS["the end"])) == [0, 0]
    assert parts(stories(STORY, COPIES["in one paragraph"], *EXCERPTS.values())) == [0] * 5


def test_excerpts_that_come_first_are_joined_when_two_versions_hold_them() -> None:
    assert parts(stories(EXCERPTS["the beginning"], EXCERPTS["the middle"], STORY, COPIES["another headline, dateline and editor"])) == [
        0,
        0,
        0,
        0,
    ]


def test_a_longer_version_joins_the_one_story_it_holds() -> None:
    assert parts(stories(EXCERPTS["the beginning"], STORY)) == [0, 0]


@pytest.mark.parametrize("roundup", [ROUNDUP, f"{STORY}\n{OTHER}"], ids=["by its title", "unknown"])
@pytest.mark.parametrize("place", range(5))
def test_a_roundup_glues_nothing(roundup: str, place: int) -> None:
    texts = [STORY, OTHER, COPIES["in one paragraph"], OTHER.replace("比赛现场", "赛场上")]
    labels = stories(*texts[:place], roundup, *texts[place:])
    del labels[place]
    assert parts(labels) == [0, 1, 0, 1]


def test_copies_of_a_roundup_are_one_story_of_their_own() -> None:
    assert parts(stories(STORY, ROUNDUP, ROUNDUP.replace("比赛现场", "赛场上"))) == [0, 1, 1]


def test_a_yearly_campaign_is_a_new_story() -> None:
    first = datetime(2024, 1, 9, tzinfo=UTC)
    again = STORY.replace("2019", "2020")
    texts = [("a", STORY), ("b", again), ("c", again), ("d", STORY)]
    next_year = first + timedelta(days=366)
    assert parts(cluster(texts, [first, next_year, next_year, first])) == [0, 1, 1, 0]
    assert parts(cluster(texts, [first, None, next_year, None])) == [0, 0, 0, 0]
    assert parts(cluster(texts)) == [0, 0, 0, 0]


def test_words_that_many_stories_share_do_not_bind_them() -> None:
    slogan = EXCERPTS["the middle"]
    items = [
        f"第{number}号简报{chr(0x5000 + number) * 3}{slogan}" + "".join(chr(0x5200 + number * 97 + at) for at in range(97)) * 3
        for number in range(80)
    ]
    assert len(set(stories(*items))) == 80
