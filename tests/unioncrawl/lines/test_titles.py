"""Titles of hostile pages."""

from unioncrawl.lines.titles import LONGEST_PRINTED, shorter_forms, tidy


def test_a_title_without_end_is_looked_at_in_part() -> None:
    forms = shorter_forms("职工之家-" * 50_000)
    assert sum(map(len, forms)) <= LONGEST_PRINTED**2
    assert len(tidy("职工之家 " * 50_000)) <= LONGEST_PRINTED
