import gzip
import random
import zlib
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.warcwriter import WARCWriter

from unioncrawl.archive import MAX_BODY, Message, Record, RecordError, Unreadable, Writer, read_record, records, response_record

AT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
PAGE = "<html>省总工会</html>".encode("gbk")


def response(url: str, body: bytes = PAGE, *headers: tuple[str, str], status: str = "200 OK") -> Message:
    return Message(f"HTTP/1.1 {status}", [("Content-Type", "text/html"), *headers], body)


def written(path: Path, *messages: Message, compressed: bool = True) -> Path:
    """A WARC file of responses from http://a.cn/0, /1, ..."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed, warc_version="WARC/1.1")
        for number, message in enumerate(messages):
            writer.write_record(response_record(f"http://a.cn/{number}", AT, message))
    return path


def urls(path: Path) -> list[str]:
    return [record.url for record in records(path) if isinstance(record, Record)]


def faults(path: Path) -> list[Unreadable]:
    return [record for record in records(path) if isinstance(record, Unreadable)]


@pytest.mark.parametrize("compressed", [True, False])
def test_a_response_is_read_as_it_was_served(tmp_path: Path, compressed: bool) -> None:
    path = written(tmp_path / "a.warc.gz", response("", PAGE, ("Location", "/\xb9\xa4")), compressed=compressed)
    (record,) = records(path)
    assert isinstance(record, Record)
    assert (record.kind, record.url, record.at, record.status, record.body) == ("response", "http://a.cn/0", AT, 200, PAGE)
    assert record.header("location") == "/\xb9\xa4"
    assert read_record(path, record.offset) == record


def test_each_record_is_found_at_its_offset(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", *(response("", b"%d" % number) for number in range(5)))
    for record in records(path):
        assert isinstance(record, Record)
        assert read_record(path, record.offset) == record


@pytest.mark.parametrize(
    ("encoding", "encoded"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE), mtime=0)),
        ("identity", PAGE),
        ("gzip", PAGE),  # decompressed by whoever archived it, the header left as it was
        ("br", PAGE),
    ],
)
def test_the_body_is_without_its_content_encoding(tmp_path: Path, encoding: str, encoded: bytes) -> None:
    (record,) = records(written(tmp_path / "a.warc.gz", response("", encoded, ("Content-Encoding", encoding))))
    assert isinstance(record, Record)
    assert record.payload == encoded
    assert record.body == PAGE


@pytest.mark.parametrize(
    ("encoding", "bomb"), [("gzip", gzip.compress(bytes(MAX_BODY * 4), mtime=0)), ("br", brotli.compress(bytes(MAX_BODY * 4)))]
)
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, encoding: str, bomb: bytes) -> None:
    (record,) = records(written(tmp_path / "a.warc.gz", response("", bomb, ("Content-Encoding", encoding))))
    assert isinstance(record, Record)
    with pytest.raises(RecordError) as refused:
        _ = record.body
    assert refused.value.reason == "oversize"


def test_chunks_of_archives_that_kept_them_are_joined(tmp_path: Path) -> None:
    chunked = b"4\r\n<htm\r\n5\r\nl>abc\r\n0\r\n\r\n"
    (record,) = records(written(tmp_path / "a.warc", response("", chunked, ("Transfer-Encoding", "chunked"))))
    assert isinstance(record, Record)
    assert record.payload == b"<html>abc"


def test_a_huge_record_is_refused_and_those_after_it_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", response("", b"a"), response("", bytes(MAX_BODY + 1)), response("", b"c"))
    assert urls(path) == ["http://a.cn/0", "http://a.cn/2"]
    (fault,) = faults(path)
    assert (fault.reason, fault.url) == ("oversize", "http://a.cn/1")


@pytest.mark.parametrize("compressed", [True, False])
def test_wherever_a_file_is_cut_the_whole_records_are_read_and_the_cut_is_told(tmp_path: Path, compressed: bool) -> None:
    whole = written(tmp_path / "whole.warc", response("", b"first"), response("", PAGE * 3), compressed=compressed)
    second = [record.offset for record in records(whole) if isinstance(record, Record)][1]
    cut = tmp_path / "cut.warc"
    content = whole.read_bytes()
    end = len(content) if compressed else len(content) - len(b"\r\n\r\n")  # blank lines, that nobody misses
    for size in range(second + 1, end):
        cut.write_bytes(content[:size])
        assert urls(cut)[0] == "http://a.cn/0"
        assert faults(cut)


@pytest.mark.parametrize("compressed", [True, False])
def test_damage_in_the_middle_costs_one_record(tmp_path: Path, compressed: bool) -> None:
    path = written(tmp_path / "a.warc", *(response("", PAGE * 3) for _ in range(3)), compressed=compressed)
    middle = [record.offset for record in records(path) if isinstance(record, Record)][1]
    content = bytearray(path.read_bytes())
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(content)
    assert urls(path) == ["http://a.cn/0", "http://a.cn/2"]
    assert faults(path)


def test_any_damage_gives_records_or_faults_and_an_end(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    for compressed in (True, False):
        path = written(tmp_path / "a.warc", *(response("", PAGE * number) for number in range(4)), compressed=compressed)
        content = path.read_bytes()
        for _ in range(150):
            damaged = bytearray(content)
            for _ in range(chance.randint(1, 4)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path.write_bytes(damaged)
            for record in records(path):
                if isinstance(record, Record):
                    assert record.body is not None


@pytest.mark.parametrize("content", [b"no archive", b"\x1f\x8b\x08 nor this", bytes(range(256)) * 50])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    assert urls(path) == []
    assert [fault.reason for fault in faults(path)] == ["damaged"]


def test_a_file_that_is_compressed_as_a_whole_says_so(tmp_path: Path) -> None:
    plain = written(tmp_path / "a.warc", response("", b"a"), response("", b"b"), compressed=False)
    path = tmp_path / "b.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    assert "compressed as a whole" in faults(path)[-1].detail


def test_texts_of_wet_files_are_records(tmp_path: Path) -> None:
    path = tmp_path / "a.wet"
    text = "工会要闻\n正文".encode()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        writer.write_record(writer.create_warcinfo_record("a.wet", {"software": "x"}))
        headers = {"WARC-Date": "2024-05-01T08:30:00Z"}
        writer.write_record(
            writer.create_warc_record("http://a.cn/1", "conversion", BytesIO(text), len(text), "text/plain", warc_headers_dict=headers)
        )
    (record,) = records(path)
    assert isinstance(record, Record)
    assert (record.kind, record.status, record.header("content-type"), record.body) == ("conversion", 200, "text/plain", text)


def test_reading_at_a_place_that_is_no_record_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", response("", b"a"))
    for offset in (1, path.stat().st_size):
        with pytest.raises(RecordError):
            read_record(path, offset)


def test_the_writers_own_records_are_skipped_when_they_are_about_no_address(tmp_path: Path) -> None:
    with closing(Writer(tmp_path)) as writer:
        name, offset = writer.append(response_record("http://a.cn/0", AT, response("")))
    assert offset > 0  # after warcinfo
    assert urls(tmp_path / name) == ["http://a.cn/0"]


@pytest.mark.parametrize("year", [1, 1989, 9999])
def test_a_record_of_a_year_without_a_web_is_unreadable(tmp_path: Path, year: int) -> None:
    path = tmp_path / "a.warc"
    written(path, response("", PAGE), compressed=False)
    path.write_bytes(path.read_bytes().replace(b"WARC-Date: " + AT.strftime("%Y").encode(), b"WARC-Date: %04d" % year))
    assert [type(record) for record in records(path)] == [Unreadable]
