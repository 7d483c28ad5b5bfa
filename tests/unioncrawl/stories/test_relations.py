"""How two texts relate."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unioncrawl.stories.texts import COPIES, EXCERPTS, FORMS, OTHER, PARAGRAPHS, ROUNDUP, STORY
from unioncrawl.stories import Fingerprint, Kind, relation


def kind(one: str, other: str, apart: timedelta | None = None) -> Kind | None:
    found = relation(Fingerprint(one), Fingerprint(other), apart)
    return found and found.kind


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_the_same(copy: str) -> None:
    assert kind(copy, STORY) is Kind.SAME
    assert kind(STORY, copy) is Kind.SAME


@pytest.mark.parametrize("excerpt", EXCERPTS.values(), ids=EXCERPTS.keys())
def test_a_part_is_an_excerpt_of_the_whole(excerpt: str) -> None:
    assert kind(excerpt, STORY) is Kind.EXCERPT
    assert kind(STORY, excerpt) is Kind.LONGER


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_form_filled_for_another_event_is_a_template(form: str) -> None:
    assert kind(form, STORY) is Kind.TEMPLATE
    assert kind(STORY, form) is Kind.TEMPLATE


def test_the_share_is_that_of_the_shorter_text() -> None:
    found = relation(Fingerprint(EXCERPTS["the end"]), Fingerprint(STORY))
    assert found
    assert found.share == 1
    assert found.is_story


@pytest.mark.parametrize("other", [OTHER, "", "工会", PARAGRAPHS[0][:20] + OTHER])
def test_what_has_little_in_common_does_not_relate(other: str) -> None:
    assert kind(STORY, other) is None
    assert kind(other, STORY) is None


def test_a_roundup_holds_its_stories() -> None:
    assert kind(ROUNDUP, STORY) is Kind.LONGER
    assert kind(OTHER, ROUNDUP) is Kind.EXCERPT


LATER = [
    (STORY, 29, Kind.SAME),
    (STORY, 400, Kind.SAME),
    (STORY.replace("2019", "2020"), 5, Kind.SAME),
    (STORY.replace("2019", "2020"), 365, Kind.TEMPLATE),
    (STORY.replace("2019", "2020"), -365, Kind.TEMPLATE),
    (COPIES["one paragraph less, one of its own"], 5, Kind.SAME),
    (COPIES["one paragraph less, one of its own"], 60, Kind.TEMPLATE),
]


@pytest.mark.parametrize(("text", "days", "expected"), LATER)
def test_a_text_told_again_after_a_month_must_be_nearly_identical(text: str, days: int, expected: Kind) -> None:
    assert kind(STORY, text, timedelta(days=days)) is expected


TURNED = {Kind.EXCERPT: Kind.LONGER, Kind.LONGER: Kind.EXCERPT}


@given(
    st.lists(st.sampled_from([*PARAGRAPHS, *FORMS["other figures"].split("\n"), OTHER, "驿站"]), max_size=6), st.text("工会12", max_size=40)
)
def test_the_relation_turned_round_is_the_same_turned_round(lines: list[str], noise: str) -> None:
    one, other = "\n".join([*lines, noise]), STORY
    found = kind(one, other)
    if len(Fingerprint(one).grams) != len(Fingerprint(other).grams):
        assert kind(other, one) is (TURNED.get(found, found) if found else None)
