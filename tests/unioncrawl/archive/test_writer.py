import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.checker import Checker

from unioncrawl.archive import Message, Record, Writer, read_record, records, request_record, response_record, revisit_record

AT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
REQUEST = Message("GET / HTTP/1.1", [("Host", "a.cn")], b"")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path)) as opened:
        yield opened


def append(writer: Writer, number: int, body: bytes = b"<html>") -> tuple[str, int]:
    message = Message("HTTP/1.1 200 OK", [("Content-Type", "text/html")], body)
    response = response_record(f"http://a.cn/{number}", AT, message)
    return writer.append(response, request_record(response, REQUEST))


def kinds(path: Path) -> list[str]:
    return [record.kind if isinstance(record, Record) else record.reason for record in records(path)]


def test_what_is_appended_is_on_the_disk_before_the_file_is_closed(tmp_path: Path, writer: Writer) -> None:
    name, offset = append(writer, 1)
    assert read_record(tmp_path / name, offset).url == "http://a.cn/1"


def test_warcio_finds_every_digest_right(tmp_path: Path, writer: Writer) -> None:
    name, offset = append(writer, 1)
    original = read_record(tmp_path / name, offset)
    writer.append(revisit_record(original, "http://b.cn/", AT, Message("HTTP/1.1 203 OK", [], b"")))

    class Options:
        inputs = (str(tmp_path / name),)
        verbose = False

    checker = Checker(Options())
    checker.process_all()
    assert checker.exit_value == 0
    assert kinds(tmp_path / name) == ["response", "request", "revisit"]


def test_a_request_names_its_response(tmp_path: Path, writer: Writer) -> None:
    name, _ = append(writer, 1)
    response, request = records(tmp_path / name)
    assert isinstance(response, Record)
    assert isinstance(request, Record)
    assert request.concurrent == response.id
    assert request.line == "GET / HTTP/1.1"


def test_the_next_writer_goes_on_in_the_same_file(tmp_path: Path) -> None:
    for number in range(3):
        with closing(Writer(tmp_path)) as writer:
            append(writer, number)
    (path,) = tmp_path.iterdir()
    assert kinds(path) == ["response", "request"] * 3


def test_a_full_file_gives_way_to_another(tmp_path: Path) -> None:
    with closing(Writer(tmp_path, rotate=2_000)) as writer:
        places = [append(writer, number, os.urandom(1_500)) for number in range(4)]
    assert len({name for name, _ in places}) == 4
    assert [read_record(tmp_path / name, offset).url[-1] for name, offset in places] == ["0", "1", "2", "3"]


def test_two_writers_take_two_files(tmp_path: Path, writer: Writer) -> None:
    with closing(Writer(tmp_path)) as another:
        assert append(writer, 1)[0] != append(another, 2)[0]


def test_wherever_a_kill_cuts_the_file_whole_records_stay_and_the_rest_goes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(Writer(tmp_path)) as writer:
        append(writer, 1)
        name, second = append(writer, 2)
    path = tmp_path / name
    content = path.read_bytes()
    caplog.set_level(logging.CRITICAL)
    for size in range(second + 1, len(content), 7):
        path.write_bytes(content[:size])
        with closing(Writer(tmp_path)) as healed:
            assert append(healed, 3)[0] == name
        assert kinds(path) in (["response", "request"] * 2, ["response", "request", "response", "response", "request"])


def test_a_file_that_is_damaged_in_the_middle_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(Writer(tmp_path)) as writer:
        append(writer, 1)
        name, second = append(writer, 2)
        append(writer, 3)
    path = tmp_path / name
    content = bytearray(path.read_bytes())
    content[second + 20] ^= 0xFF
    path.write_bytes(content)
    with closing(Writer(tmp_path)) as writer:
        assert append(writer, 4)[0] != name
    assert path.read_bytes() == content


def test_a_full_disk_leaves_the_file_whole(tmp_path: Path) -> None:
    """Child process: a limit on the size of files stands in for the disk's end."""
    code = f"""
import resource, signal
from pathlib import Path
from tests.unioncrawl.archive.test_writer import append
from unioncrawl.archive import Writer
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = Writer(Path({str(tmp_path)!r}))
append(writer, 1)
size = next(Path({str(tmp_path)!r}).iterdir()).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
try:
    append(writer, 2)
except OSError:
    pass
else:
    raise SystemExit("no error")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
append(writer, 3)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    (path,) = tmp_path.iterdir()
    assert kinds(path) == ["response", "request"] * 2
