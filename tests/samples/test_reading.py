from functools import cache

import pytest

from samples.build import served
from samples.sample import Sample, read_samples
from spiders.workercn import WorkerCn
from tests.samples.expectation import differences
from tests.walk import Answer, Walk, walk
from unioncrawl.reading import read

SAMPLES = read_samples()
LISTED = [sample for sample in SAMPLES if not sample.searched]


@cache
def crawl(**arguments: str) -> Walk:
    pages = {page.url: Answer(page.body, page.content_type, int(page.status[:3])) for page in served()}
    done = walk(WorkerCn, pages, **arguments)
    done.articles = [read(article) for article in done.articles]
    return done


def whole() -> Walk:
    return crawl(since="2012-01-01", until="2026-11-20")


def searched() -> Walk:
    return crawl(since="2024-07-12", until="2024-07-12", backfill="search")


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.reads != "gone"], ids=lambda sample: sample.name)
def test_a_sample_reads_as_it_says(sample: Sample) -> None:
    done = searched() if sample.searched else whole()
    [article] = [article for article in done.articles if article.url == sample.url]
    assert list(differences(sample, article)) == []


def test_the_crawl_finds_every_sample_that_a_list_has_and_nothing_else() -> None:
    assert sorted(str(article.url) for article in whole().articles) == sorted(sample.url for sample in LISTED if sample.reads != "gone")


def test_the_default_horizon_holds_the_articles_of_the_last_month() -> None:
    recent = {sample.url for sample in LISTED if sample.published >= "2026-10-21" and sample.reads != "gone"}
    assert {article.url for article in crawl(until="2026-11-20").articles} == recent


def test_an_article_met_under_its_twins_address_remembers_it() -> None:
    [sample] = [sample for sample in SAMPLES if "listed_url" in sample.page]
    [article] = [article for article in whole().articles if article.url == sample.url]
    assert article.url_met == sample.page["listed_url"]
