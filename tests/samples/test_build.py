import gzip
from collections import Counter
from pathlib import Path

import pytest

from samples.build import ARCHIVE, served, write_archive
from samples.sample import Sample, read_samples
from unioncrawl.archive import Record, records


def test_the_archive_is_what_its_sources_make(tmp_path: Path) -> None:
    write_archive(served(), tmp_path / ARCHIVE.name)
    assert gzip.decompress((tmp_path / ARCHIVE.name).read_bytes()) == gzip.decompress(ARCHIVE.read_bytes()), "run: python -m samples.build"


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        write_archive(served(), tmp_path / folder / ARCHIVE.name)
    assert (tmp_path / "first" / ARCHIVE.name).read_bytes() == (tmp_path / "second" / ARCHIVE.name).read_bytes()


def test_every_record_can_be_read() -> None:
    found = [record for record in records(ARCHIVE) if isinstance(record, Record)]
    assert {record.url: record.body for record in found if record.kind == "response"} == {page.url: page.body for page in served()}


def test_no_address_answers_twice() -> None:
    assert [url for url, times in Counter(page.url for page in served()).items() if times > 1] == []


@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: sample.name)
def test_a_sample_can_be_reached_and_its_bytes_hold_its_title(sample: Sample) -> None:
    assert sample.listed or sample.searched or "/papers/" in sample.url
    assert sample.shows.endswith(".")


def test_there_are_forty_articles_of_all_generations_and_charsets() -> None:
    articles = [sample for sample in read_samples() if sample.reads == "article"]
    assert len(articles) >= 40
    assert {sample.template for sample in articles} == {
        "current", "transition", "classic", "classic-2014", "classic-auto", "classic-cq", "classic-xz", "paper", "paper-full",
    }  # fmt: skip
    assert {sample.charset for sample in articles} == {"utf-8", "gbk"}
